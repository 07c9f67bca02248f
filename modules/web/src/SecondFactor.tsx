import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import qrcode from 'qrcode-generator'
import { bailey } from './api/client'
import { secondFactor } from './api/queries'
import type { Enrolment, Session } from './api/types'
import { Ago, Empty, Failure, Loaded } from './parts/common'
import { Field, FormDialog, text } from './parts/Form'
import { adopt } from './session'

/** The steps to a second factor: prove who you are, put the key into an authenticator, show its first code, keep the recovery codes. */
export function Enrol({ onDone }: { onDone: (session: Session) => void }) {
  const [done, setDone] = useState<{ session: Session; recovery_codes: string[] }>()
  const begin = useMutation({
    mutationFn: (form: FormData) =>
      bailey.send<Enrolment>('POST', '/second-factor', {
        current_password: form.get('current_password'),
      }),
  })
  const confirm = useMutation({
    mutationFn: (form: FormData) =>
      bailey.send<{ session: Session; recovery_codes: string[] }>(
        'POST',
        '/second-factor/confirmation',
        { code: text(form, 'code') },
      ),
    onSuccess: (answer) => {
      adopt(answer.session)
      setDone(answer)
    },
  })
  if (done) {
    return (
      <>
        <RecoveryCodes codes={done.recovery_codes} />
        <button className="primary" onClick={() => onDone(done.session)}>
          I have kept them
        </button>
      </>
    )
  }
  if (!begin.data) {
    return (
      <form onSubmit={submitting(begin.mutate)}>
        {begin.error && <Failure error={begin.error} />}
        <Password />
        <button className="primary" disabled={begin.isPending}>
          Set up
        </button>
      </form>
    )
  }
  return (
    <form onSubmit={submitting(confirm.mutate)}>
      <p>Scan this with your authenticator, or type the key into it.</p>
      <QrCode content={begin.data.uri} />
      <p>
        <code data-testid="authenticator-key">{begin.data.key}</code>
      </p>
      {confirm.error && <Failure error={confirm.error} />}
      <Field
        name="code"
        label="Code that it shows"
        autoComplete="one-time-code"
        inputMode="numeric"
        required
      />
      <button className="primary" disabled={confirm.isPending}>
        Confirm
      </button>
    </form>
  )
}

/** One's own second factor, as long as one may do without. */
export function SecondFactorSection() {
  const client = useQueryClient()
  const [enrolling, setEnrolling] = useState(false)
  const [codes, setCodes] = useState<string[]>([])
  const refresh = () => void client.invalidateQueries({ queryKey: ['second-factor'] })
  const proof = (form: FormData) => ({
    current_password: form.get('current_password'),
    code: text(form, 'code'),
  })
  return (
    <>
      <div className="head" style={{ marginTop: 24 }}>
        <h2 className="grow">Second factor</h2>
      </div>
      <Loaded query={useQuery(secondFactor())}>
        {(factor) =>
          factor.set_up ? (
            <>
              <p>
                Set up <Ago time={factor.since} />; {factor.recovery_codes_left} recovery codes left.
              </p>
              <FormDialog
                label="New recovery codes"
                title="New recovery codes"
                submit={async (form) => {
                  const answer = await bailey.send<{ recovery_codes: string[] }>(
                    'POST',
                    '/second-factor/recovery-codes',
                    proof(form),
                  )
                  setCodes(answer.recovery_codes)
                }}
                onDone={refresh}
              >
                <Proof />
              </FormDialog>{' '}
              <FormDialog
                label="Remove second factor"
                title="Remove the second factor"
                submit={(form) => bailey.send('POST', '/second-factor/removal', proof(form))}
                onDone={() => {
                  setCodes([])
                  refresh()
                }}
              >
                <Proof />
              </FormDialog>
              {codes.length > 0 && <RecoveryCodes codes={codes} />}
            </>
          ) : enrolling ? (
            <Enrol
              onDone={(session) => {
                client.setQueryData(['session'], session)
                setEnrolling(false)
                refresh()
              }}
            />
          ) : (
            <>
              <Empty>None. With one, your password alone lets nobody in.</Empty>
              <button onClick={() => setEnrolling(true)}>Set up a second factor</button>
            </>
          )
        }
      </Loaded>
    </>
  )
}

function RecoveryCodes({ codes }: { codes: string[] }) {
  return (
    <div className="notice ok">
      Keep these recovery codes apart from your authenticator; each works once, and they are not shown
      again.
      <ul className="mono" data-testid="recovery-codes">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
    </div>
  )
}

function Password() {
  return (
    <Field
      name="current_password"
      label="Your password"
      type="password"
      autoComplete="current-password"
      required
    />
  )
}

function Proof() {
  return (
    <>
      <Password />
      <Field name="code" label="Code, or a recovery code" autoComplete="one-time-code" required />
    </>
  )
}

/** A QR code as one path; the page's policy lets no picture in that is not drawn here. */
function QrCode({ content }: { content: string }) {
  const code = qrcode(0, 'M')
  code.addData(content)
  code.make()
  const size = code.getModuleCount()
  let dark = ''
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++)
      if (code.isDark(row, column)) dark += `M${column} ${row}h1v1h-1z`
  return (
    <svg
      role="img"
      aria-label="QR code with the key"
      viewBox={`-4 -4 ${size + 8} ${size + 8}`}
      width={220}
      height={220}
      style={{ background: 'white' }}
      shapeRendering="crispEdges"
    >
      <path d={dark} fill="black" />
    </svg>
  )
}

function submitting(use: (form: FormData) => void) {
  return (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    use(new FormData(event.currentTarget))
  }
}
