import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { jobs, projects, runs } from '../api/queries'
import { Empty, Loaded, Page } from '../parts/common'
import { RunsTable } from './RunsTable'

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}

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
        allProjects.data &&
        allJobs.data &&
        latest.data && (
          <>
            {count(allProjects.data.total, 'project')}, {count(allJobs.data.total, 'job')}.{' '}
            {working > 0 ? `At work: ${count(working, 'run')}.` : 'Nothing is at work.'}
            {failed > 0 && ` Of the latest runs, ${failed} failed.`}
          </>
        )
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
