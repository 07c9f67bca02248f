import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { bailey } from '../api/client'
import { retention } from '../api/queries'
import type { Kept } from '../api/types'
import { Ago, Failure, Loaded, Page } from '../parts/common'
import { useSession } from '../session'

const WORDS: Record<Kept['what'], [name: string, key: string, from: string]> = {
  logs: ['Logs of runs', 'log_days', 'after the end of the run'],
  artifacts: ['Artifacts of runs', 'artifact_days', 'after the end of the run'],
  runs: ['Runs', 'run_days', 'after their end'],
  audit: ['Lines of the audit', 'audit_days', 'after they were written'],
}

/** How long things are kept, what was removed last, and a way not to wait for it. */
export function RetentionPage() {
  const session = useSession()
  const client = useQueryClient()
  const query = useQuery(retention())
  const enforce = useMutation({
    mutationFn: () => bailey.send('POST', '/retention'),
    onSuccess: () => client.invalidateQueries({ queryKey: ['retention'] }),
  })
  return (
    <Page
      title="Retention"
      sentence="What is past its time is removed every hour. The newest successful run of each job always stays, and what a run at work needs."
      actions={
        session.data?.may.includes('account:operations:write') && (
          <button
            disabled={enforce.isPending || query.data?.working}
            onClick={() => enforce.mutate()}
          >
            {query.data?.working ? 'Removing…' : 'Remove now'}
          </button>
        )
      }
    >
      {enforce.error && <Failure error={enforce.error} />}
      {query.data?.failure && <Failure error={query.data.failure} />}
      <Loaded query={query}>{({ kept }) => <KeptTable kept={kept} />}</Loaded>
      <p className="quiet">
        The operator decides for how long in <code>bailey.yaml</code>; changes hold from the next
        start on.
      </p>
    </Page>
  )
}

function KeptTable({ kept }: { kept: Kept[] }) {
  return (
    <table>
      <caption className="skip">What is kept, and for how long</caption>
      <thead>
        <tr>
          <th>What</th>
          <th>Kept</th>
          <th>Set by</th>
          <th>Last removed</th>
          <th className="num">So many</th>
        </tr>
      </thead>
      <tbody>
        {kept.map(({ what, days, last_removed }) => {
          const [name, key, from] = WORDS[what]
          return (
            <tr key={what}>
              <td>{name}</td>
              <td>{days === null ? 'forever' : `${days} days ${from}`}</td>
              <td className="mono">{key}</td>
              <td>{last_removed ? <Ago time={last_removed.at} /> : 'nothing yet'}</td>
              <td className="num">{last_removed?.count ?? '–'}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
