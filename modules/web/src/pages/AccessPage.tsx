import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { useState } from 'react'
import { bailey } from '../api/client'
import { accessReview } from '../api/queries'
import type { Entitlement } from '../api/types'
import { Ago, Empty, Failure, Loaded, Page } from '../parts/common'
import { useSession } from '../session'

const KINDS: Record<Entitlement['kind'], string> = {
  grant: 'given to them',
  group: 'group',
  personal_token: 'token',
  service_token: 'service token',
}

/** Who may do what, to be looked at one by one: right, or to be taken away. */
export function AccessPage() {
  const session = useSession()
  const query = useQuery(accessReview())
  const [open, setOpen] = useState(false)
  const all = query.data ?? []
  const unconfirmed = all.filter((each) => !each.confirmed)
  return (
    <Page
      title="Access"
      wide
      sentence={`${all.length} ways of access, ${unconfirmed.length} of them not confirmed as they are now.`}
      actions={
        <a href="/api/bailey/v1/access-review/download" download>
          <Download size={14} aria-hidden="true" /> Download as CSV
        </a>
      }
    >
      <label style={{ display: 'flex', gap: 6, alignItems: 'center', marginBottom: 8 }}>
        <input
          type="checkbox"
          checked={open}
          onChange={(event) => setOpen(event.currentTarget.checked)}
        />{' '}
        Only what is not confirmed
      </label>
      <Loaded query={query}>
        {() => (
          <EntitlementTable
            list={open ? unconfirmed : all}
            mayChange={session.data?.may.includes('account:users:write') ?? false}
          />
        )}
      </Loaded>
    </Page>
  )
}

function EntitlementTable({ list, mayChange }: { list: Entitlement[]; mayChange: boolean }) {
  const client = useQueryClient()
  const act = useMutation({
    mutationFn: ({ what, key }: { what: 'confirmations' | 'revocations'; key: string }) =>
      bailey.send('POST', `/access-review/${what}`, { key }),
    onSettled: () => client.invalidateQueries({ queryKey: ['access-review'] }),
  })
  if (list.length === 0) return <Empty>All of it is confirmed.</Empty>
  return (
    <>
      {act.error && <Failure error={act.error} />}
      <table>
        <caption className="skip">Who may do what</caption>
        <thead>
          <tr>
            <th>Who</th>
            <th>By</th>
            <th>May</th>
            <th>Last sign-in</th>
            <th>Last use</th>
            <th>Confirmed</th>
            {mayChange && (
              <th>
                <span className="unseen">Action</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {list.map((each) => (
            <tr key={each.key}>
              <td>
                {each.user ? each.user.login : each.through}
                {each.user?.active === false && ' (shut out)'}
              </td>
              <td>
                {KINDS[each.kind]} {each.user && each.through}
              </td>
              <td className="mono">{each.allows || 'nothing'}</td>
              <td>
                <Ago time={each.user?.last_sign_in_at ?? null} />
              </td>
              <td>
                <Ago time={each.last_used_at} />
              </td>
              <td>
                {each.confirmed ? (
                  <>
                    <Ago time={each.confirmed.at} /> by {each.confirmed.by}
                  </>
                ) : (
                  'no'
                )}
              </td>
              {mayChange && (
                <td>
                  <button
                    aria-label={`Confirm ${each.key}`}
                    onClick={() => act.mutate({ what: 'confirmations', key: each.key })}
                  >
                    Confirm
                  </button>{' '}
                  <button
                    className="danger"
                    aria-label={`Revoke ${each.key}`}
                    onClick={() => act.mutate({ what: 'revocations', key: each.key })}
                  >
                    Revoke
                  </button>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
