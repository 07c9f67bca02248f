import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { useState } from 'react'
import { bailey } from '../api/client'
import { users } from '../api/queries'
import type { Receipt, User } from '../api/types'
import { Ago, Loaded, Page } from '../parts/common'
import { Field, FormDialog, text } from '../parts/Form'
import { Status } from '../parts/Status'
import { useSession } from '../session'

/** Who may use this appliance; and what is held about each, to be handed out or destroyed. */
export function UsersPage() {
  const session = useSession()
  const query = useQuery(users())
  const [receipt, setReceipt] = useState<Receipt>()
  const looksAfterData = session.data?.may.includes('account:personal_data:write') ?? false
  return (
    <Page title="Users" wide sentence={query.data && `${query.data.length} in all`}>
      {receipt && <ErasedNotice receipt={receipt} />}
      <Loaded query={query}>
        {(list) => (
          <table>
            <caption className="skip">Users</caption>
            <thead>
              <tr>
                <th className="num">Number</th>
                <th>Login</th>
                <th>Name</th>
                <th>State</th>
                <th>Known by</th>
                <th>Groups</th>
                <th>Last sign-in</th>
                {looksAfterData && <th>Personal data</th>}
              </tr>
            </thead>
            <tbody>
              {list.map((user) => (
                <tr key={user.id}>
                  <td className="num">{user.id}</td>
                  <td>{user.login}</td>
                  <td>{`${user.first_name} ${user.last_name}`.trim() || '–'}</td>
                  <td>
                    {user.active ? (
                      <Status tone="ok">active</Status>
                    ) : (
                      <Status tone="idle">shut out</Status>
                    )}
                  </td>
                  <td>{user.provider ?? 'password here'}</td>
                  <td>{user.groups.map((group) => group.name).join(', ') || '–'}</td>
                  <td>
                    <Ago time={user.last_login_at} />
                  </td>
                  {looksAfterData && (
                    <td>
                      <PersonalData
                        user={user}
                        self={user.login === session.data?.login}
                        onErased={setReceipt}
                      />
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Loaded>
    </Page>
  )
}

function PersonalData({
  user,
  self,
  onErased,
}: {
  user: User
  self: boolean
  onErased: (receipt: Receipt) => void
}) {
  const client = useQueryClient()
  return (
    <>
      <a href={`/api/bailey/v1/users/${user.id}/personal-data`} download>
        <Download size={14} aria-hidden="true" /> Export
      </a>{' '}
      {!self && (
        <FormDialog
          label="Erase"
          title={`Erase ${user.login}`}
          submit={async (form) =>
            onErased(
              await bailey.send<Receipt>('POST', `/users/${user.id}/erasure`, {
                login: text(form, 'login'),
              }),
            )
          }
          onDone={() => void client.invalidateQueries({ queryKey: ['users'] })}
        >
          <p>
            Account, credentials and names are destroyed, in backups, too. What they did stays, as
            done by user-{user.id}. Nothing brings them back.
          </p>
          <Field name="login" label="Login" hint={`Type ${user.login} to erase.`} required />
        </FormDialog>
      )}
    </>
  )
}

function ErasedNotice({ receipt }: { receipt: Receipt }) {
  return (
    <div className="notice ok" role="status">
      user-{receipt.user} is erased, with {receipt.tokens} tokens, {receipt.ssh_keys} SSH keys and{' '}
      {receipt.sessions} sessions. Line {receipt.audit_line} of the audit is the receipt:{' '}
      <code>{receipt.audit_mac}</code>
    </div>
  )
}
