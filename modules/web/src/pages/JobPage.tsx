import { useQuery } from '@tanstack/react-query'
import { job as jobQuery, runs } from '../api/queries'
import { Ago, Empty, Loaded, Page } from '../parts/common'
import { jobRoute } from '../router'
import { RunNow } from './RunNow'
import { RunsTable } from './RunsTable'

export function JobPage() {
  const id = Number(jobRoute.useParams().job)
  const query = useQuery(jobQuery(id))
  const history = useQuery(runs({ job: id, limit: 50 }))
  return (
    <Loaded query={query}>
      {(job) => (
        <Page
          title={job.name}
          crumbs={[{ to: '/jobs', label: 'Jobs' }]}
          sentence={job.description}
          actions={<RunNow job={job.id} primary />}
        >
          <dl className="facts">
            <dt>Steps</dt>
            <dd className="mono">
              {job.execute_steps.map((step) => (
                <div key={step}>{step}</div>
              ))}
            </dd>
            <dt>Schedule</dt>
            <dd>
              {job.triggers.schedule ? (
                <>
                  <span className="mono">{job.schedule.cron}</span> in{' '}
                  {job.schedule.time_zone ?? 'UTC'}, next <Ago time={job.next_run} />
                </>
              ) : (
                'none: it starts by hand or by the API'
              )}
            </dd>
            <dt>Target</dt>
            <dd>
              <span className="target">{job.settings.target_name}</span>, {job.settings.threads}{' '}
              threads
            </dd>
          </dl>
          <h2 style={{ marginTop: 24 }}>Runs</h2>
          <Loaded query={history}>
            {(page) =>
              page.items.length > 0 ? (
                <RunsTable runs={page.items} caption={`Runs of ${job.name}`} />
              ) : (
                <Empty>This job has not run yet.</Empty>
              )
            }
          </Loaded>
        </Page>
      )}
    </Loaded>
  )
}
