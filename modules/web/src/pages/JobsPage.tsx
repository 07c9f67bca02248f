import { useQuery } from '@tanstack/react-query'
import { jobs, projects } from '../api/queries'
import { Empty, Loaded, Page } from '../parts/common'
import { JobsTable } from './JobsTable'

export function JobsPage() {
  const query = useQuery(jobs())
  const names = new Map(useQuery(projects()).data?.items.map((each) => [each.id, each.name]))
  return (
    <Page title="Jobs">
      <Loaded query={query}>
        {(page) =>
          page.items.length > 0 ? (
            <JobsTable jobs={page.items} projects={names} />
          ) : (
            <Empty>There is no job yet. A project's page makes one.</Empty>
          )
        }
      </Loaded>
    </Page>
  )
}
