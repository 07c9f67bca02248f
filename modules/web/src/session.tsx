import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent, type ReactNode } from 'react'
import { ApiError, bailey, useCsrfToken } from './api/client'
import type { Session } from './api/types'
import { Failure } from './parts/common'
import { Providers } from './provider'
import { Enrol } from './SecondFactor'

/** Takes over a session: what changes something must prove from now on that it belongs to it. */
export function adopt(session: Session): Session {
  useCsrfToken(session.csrf_token)
  return session
}

const open = async (load: Promise<Session>) => adopt(await load)

export function useSession() {
  return useQuery({
    queryKey: ['session'],
    queryFn: () => open(bailey.get<Session>('/session')),
    retry: (count, error) => !(error instanceof ApiError && error.status === 401) && count < 3,
    staleTime: Infinity,
  })
}

export function useSignOut() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => bailey.send<{ continue_at: string } | undefined>('DELETE', '/session'),
    onSettled: (answer) => {
      client.clear()
      // An identity provider that signed somebody in is left, too.
      window.location.assign(answer?.continue_at ?? '/')
    },
  })
}

/** Shows its children to whoever is signed in, and the way in to everybody else. */
export function SignedIn({ children }: { children: ReactNode }) {
  const session = useSession()
  if (session.data) {
    if (session.data.must_change_password) return <ChoosePassword />
    return session.data.must_enrol_second_factor ? <MustEnrol /> : children
  }
  if (session.isPending) return null
  if (session.error instanceof ApiError && session.error.status === 401) return <SignIn />
  return (
    <div className="sign-in">
      <Failure error={session.error} />
    </div>
  )
}

function SignIn() {
  const client = useQueryClient()
  const signIn = useMutation({
    mutationFn: (form: FormData) =>
      open(
        bailey.send<Session>('POST', '/session', {
          login: form.get('login'),
          password: form.get('password'),
          code: form.get('code'),
        }),
      ),
    onSuccess: (session, form) => {
      // Kept for the one page on which a one-time password must be typed again otherwise.
      if (session.must_change_password) oneTime = String(form.get('password'))
      client.setQueryData(['session'], session)
    },
  })
  const asked = signIn.error instanceof ApiError && signIn.error.code === 'second_factor_required'
  // Once asked for, the code stays: a wrong one is typed again.
  const [withCode, setWithCode] = useState(false)
  if (asked && !withCode) setWithCode(true)
  return (
    <div className="sign-in">
      <form onSubmit={submit((form) => signIn.mutate(form))}>
        <Brand />
        {!withCode && <Providers />}
        {signIn.error && !asked && <Failure error={signIn.error} />}
        <label className="field">
          Login
          <input name="login" autoComplete="username" required autoFocus />
        </label>
        <label className="field">
          Password
          <input name="password" type="password" autoComplete="current-password" required />
        </label>
        {withCode && (
          <label className="field">
            Code of your authenticator, or a recovery code
            <input name="code" autoComplete="one-time-code" required autoFocus />
          </label>
        )}
        <button className="primary" disabled={signIn.isPending}>
          Sign in
        </button>
      </form>
    </div>
  )
}

let oneTime = ''

function ChoosePassword() {
  const client = useQueryClient()
  const [mismatch, setMismatch] = useState(false)
  const change = useMutation({
    mutationFn: (form: FormData) =>
      open(
        bailey.send<Session>('PUT', '/password', {
          current_password: oneTime || form.get('current'),
          new_password: form.get('next'),
        }),
      ),
    onSuccess: (session) => {
      oneTime = ''
      client.setQueryData(['session'], session)
    },
  })
  return (
    <div className="sign-in">
      <form
        onSubmit={submit((form) => {
          const same = form.get('next') === form.get('again')
          setMismatch(!same)
          if (same) change.mutate(form)
        })}
      >
        <Brand />
        <p>Your password was good for one sign-in. Choose one of your own.</p>
        {change.error && <Failure error={change.error} />}
        {mismatch && <Failure error={new Error('The two passwords differ.')} />}
        {!oneTime && (
          <label className="field">
            One-time password
            <input name="current" type="password" autoComplete="current-password" required />
          </label>
        )}
        <label className="field">
          New password
          <input name="next" type="password" autoComplete="new-password" required autoFocus />
        </label>
        <label className="field">
          New password, again
          <input name="again" type="password" autoComplete="new-password" required />
        </label>
        <button className="primary" disabled={change.isPending}>
          Set password
        </button>
      </form>
    </div>
  )
}

function MustEnrol() {
  const client = useQueryClient()
  return (
    <div className="sign-in">
      <div>
        <Brand />
        <p>Your administrator requires a second factor: an authenticator on your phone or computer.</p>
        <Enrol onDone={(session) => client.setQueryData(['session'], session)} />
      </div>
    </div>
  )
}

function Brand() {
  return (
    <h1>
      <img src="/icon.svg" alt="" />
      Bailey
    </h1>
  )
}

function submit(use: (form: FormData) => void) {
  return (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    use(new FormData(event.currentTarget))
  }
}
