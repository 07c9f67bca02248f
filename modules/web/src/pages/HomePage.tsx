import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { jobs, projects, runs } from '../api/queries'
import { Empty, Loaded, Page } from '../parts/common'
import { RunsTable } from './RunsTable'

/** Today: what runs, what ran. */
export function HomePage() {
  const latest = useQuery(runs({ limit: 12 }))
  const allProjects = useQuery(projects())
  const allJobs = useQuery(jobs())
  const working = latest.data?.items.filter((run) => run.status < 10).length ?? 0
  const failed = latest.data?.items.filter((run) => run.status === 20).length ?? 0
  return (
    <Page
      title="Home"
      sentence={
        <>
          {allProjects.data?.total ?? 0} projects, {allJobs.data?.total ?? 0} jobs.{' '}
          {working > 0 ? `${working} runs are at work.` : 'Nothing is at work.'}
          {failed > 0 && ` Of the latest runs, ${failed} failed.`}
        </>
      }
    >
      <h2>Latest runs</h2>
      <Loaded query={latest}>
        {(page) =>
          page.items.length > 0 ? (
            <RunsTable runs={page.items} caption="Latest runs" />
          ) : (
            <Empty>
              Nothing has run yet. Go to <Link to="/projects">Projects</Link> to set up the first
              one.
            </Empty>
          )
        }
      </Loaded>
    </Page>
  )
}
