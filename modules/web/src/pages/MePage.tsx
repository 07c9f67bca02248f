import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { bailey } from '../api/client'
import { sshKeys, tokens } from '../api/queries'
import type { Token } from '../api/types'
import { Ago, Empty, Loaded, Page } from '../parts/common'
import { Field, FormDialog, text } from '../parts/Form'
import { SecondFactorSection } from '../SecondFactor'
import { useSession } from '../session'

/** What is one's own: tokens for scripts, keys for git. */
export function MePage() {
  const session = useSession()
  const client = useQueryClient()
  const [issued, setIssued] = useState('')
  const refresh = () => {
    void client.invalidateQueries({ queryKey: ['tokens'] })
    void client.invalidateQueries({ queryKey: ['ssh-keys'] })
  }
  const remove = useMutation({
    mutationFn: (path: string) => bailey.send('DELETE', path),
    onSuccess: refresh,
  })
  return (
    <Page title={session.data?.name ?? 'Me'} sentence={`Signed in as ${session.data?.login}`}>
      <div className="head">
        <h2 className="grow">Tokens</h2>
        <FormDialog
          label="New token"
          title="New token"
          submit={async (form) => {
            const token = await bailey.send<Token>('POST', '/tokens', {
              name: text(form, 'name'),
              days: Number(text(form, 'days')),
            })
            setIssued(token.token ?? '')
          }}
          onDone={refresh}
        >
          <Field name="name" label="Name" hint="What it is for." required />
          <Field name="days" label="Days" type="number" min={1} defaultValue="90" required />
        </FormDialog>
      </div>
      {issued && (
        <div className="notice ok">
          Copy this token now; it is not shown again.{'\n'}
          <code data-testid="token">{issued}</code>
        </div>
      )}
      <Loaded query={useQuery(tokens())}>
        {(list) =>
          list.tokens.length === 0 ? (
            <Empty>No tokens. Scripts, Airflow and git over HTTPS sign in with one.</Empty>
          ) : (
            <table>
              <thead>
                <tr>
                  <th>Name</th>
                  <th>Begins with</th>
                  <th>Expires</th>
                  <th>Last used</th>
                  <th>
                    <span className="unseen">Action</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {list.tokens.map((token) => (
                  <tr key={token.id}>
                    <td>{token.name}</td>
                    <td className="mono">{token.start}…</td>
                    <td>
                      <Ago time={token.expires_at} />
                    </td>
                    <td>
                      <Ago time={token.last_used_at} />
                    </td>
                    <td>
                      <button
                        className="danger"
                        onClick={() => remove.mutate(`/tokens/${token.id}`)}
                      >
                        Revoke
                      </button>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </Loaded>
      <SecondFactorSection />
      <div className="head" style={{ marginTop: 24 }}>
        <h2 className="grow">SSH keys</h2>
        <FormDialog
          label="Add key"
          title="Add an SSH key"
          submit={(form) =>
            bailey.send('POST', '/ssh-keys', {
              name: text(form, 'name'),
              public_key: text(form, 'public_key'),
            })
          }
          onDone={refresh}
        >
          <Field name="name" label="Name" required />
          <label className="field">
            Public key
            <textarea name="public_key" rows={4} placeholder="ssh-ed25519 AAAA…" required />
          </label>
        </FormDialog>
      </div>
      <Loaded query={useQuery(sshKeys())}>
        {(list) =>
          list.ssh_keys.length === 0 ? (
            <Empty>No keys. Git over SSH knows you by one.</Empty>
          ) : (
            <table>
              <thead>
                <tr>
                  <th>Name</th>
                  <th>Fingerprint</th>
                  <th>Last used</th>
                  <th>
                    <span className="unseen">Action</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {list.ssh_keys.map((key) => (
                  <tr key={key.id}>
                    <td>{key.name}</td>
                    <td className="mono">{key.fingerprint}</td>
                    <td>
                      <Ago time={key.last_used_at} />
                    </td>
                    <td>
                      <button
                        className="danger"
                        onClick={() => remove.mutate(`/ssh-keys/${key.id}`)}
                      >
                        Remove
                      </button>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </Loaded>
    </Page>
  )
}
