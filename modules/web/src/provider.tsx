import { useMutation, useQuery } from '@tanstack/react-query'
import { bailey } from './api/client'
import type { Provider, Session } from './api/types'
import { Failure } from './parts/common'

/** Where identity providers send browsers back to: `/sign-in/` and the provider. */
const RETURN = '/sign-in/'

/** The page that somebody was on when they went to sign in elsewhere. */
const BEFORE = 'page-before-sign-in'

/** What an identity provider has just sent this browser back with, if it has. */
export function answer(place: Location, root: HTMLElement | null) {
  if (!place.pathname.startsWith(RETURN)) return null
  const posted = root?.dataset.brought
  return {
    provider: place.pathname.slice(RETURN.length),
    brought: (posted
      ? JSON.parse(posted)
      : Object.fromEntries(new URLSearchParams(place.search))) as Record<string, string>,
  }
}

/** A button for each identity provider. */
export function Providers() {
  const ways = useQuery({
    queryKey: ['sign-in'],
    queryFn: () => bailey.get<{ providers: Provider[] }>('/sign-in'),
    staleTime: Infinity,
  })
  const begin = useMutation({
    mutationFn: (provider: Provider) =>
      bailey.send<{ continue_at: string }>('POST', `/sign-in/${provider.id}`, {}),
    onSuccess: ({ continue_at }) => {
      sessionStorage.setItem(BEFORE, window.location.pathname + window.location.search)
      window.location.assign(continue_at)
    },
  })
  const providers = ways.data?.providers ?? []
  if (providers.length === 0) return null
  return (
    <div className="providers">
      {begin.error && <Failure error={begin.error} />}
      {providers.map((provider) => (
        <button
          key={provider.id}
          type="button"
          disabled={begin.isPending}
          onClick={() => begin.mutate(provider)}
        >
          Sign in with {provider.label}
        </button>
      ))}
      <p className="quiet">or with a password of this server:</p>
    </div>
  )
}

/** Hands over to the server what a provider sent back, and goes on where its user was. */
export function Arriving({ provider, brought }: NonNullable<ReturnType<typeof answer>>) {
  const arrival = useQuery({
    queryKey: ['arrival'],
    queryFn: async () => {
      // What was brought is good for once, and nothing for the history.
      window.history.replaceState(null, '', RETURN + provider)
      await bailey.send<Session>('POST', `/sign-in/${provider}/answer`, brought)
      window.location.replace(before())
      return true
    },
    retry: false,
    staleTime: Infinity,
  })
  return (
    <div className="sign-in">
      <div>
        <h1>
          <img src="/icon.svg" alt="" />
          {arrival.error ? 'You were not signed in' : 'Signing in…'}
        </h1>
        {arrival.error && (
          <>
            <Failure error={arrival.error} />
            <p>
              <a href="/">Back to the sign-in</a>
            </p>
          </>
        )}
      </div>
    </div>
  )
}

function before(): string {
  const path = sessionStorage.getItem(BEFORE) ?? '/'
  sessionStorage.removeItem(BEFORE)
  return path.startsWith(RETURN) ? '/' : path
}
