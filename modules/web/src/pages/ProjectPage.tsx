import { useQuery, useQueryClient } from '@tanstack/react-query'
import { environments, jobs, project as projectQuery, runs } from '../api/queries'
import type { Environment } from '../api/types'
import { Empty, Loaded, Page } from '../parts/common'
import { projectRoute } from '../router'
import { JobsTable } from './JobsTable'
import { NewEnvironment } from './NewEnvironment'
import { NewJob } from './NewJob'
import { RepositorySection } from './RepositorySection'
import { RunsTable } from './RunsTable'

export function ProjectPage() {
  const id = Number(projectRoute.useParams().project)
  const client = useQueryClient()
  const query = useQuery(projectQuery(id))
  const ground = useQuery(environments(id))
  const jobList = useQuery(jobs(id))
  const history = useQuery(runs({ project: id, limit: 10 }))
  const refresh = (key: string) => () => void client.invalidateQueries({ queryKey: [key] })
  return (
    <Loaded query={query}>
      {(project) => (
        <Page
          title={project.name}
          crumbs={[{ to: '/projects', label: 'Projects' }]}
          sentence={project.description}
        >
          <RepositorySection project={project} />
          <Section
            title="Environments"
            action={<NewEnvironment project={id} onDone={refresh('environments')} />}
          >
            <Loaded query={ground}>
              {(page) =>
                page.items.length === 0 ? (
                  <Empty>
                    No environment yet. It says which warehouse jobs work on, and as whom.
                  </Empty>
                ) : (
                  <EnvironmentsTable environments={page.items} />
                )
              }
            </Loaded>
          </Section>
          <Section
            title="Jobs"
            action={
              <NewJob
                project={id}
                environments={ground.data?.items ?? []}
                onDone={refresh('jobs')}
              />
            }
          >
            <Loaded query={jobList}>
              {(page) =>
                page.items.length === 0 ? (
                  <Empty>No job yet.</Empty>
                ) : (
                  <JobsTable jobs={page.items} projects={new Map([[id, project.name]])} />
                )
              }
            </Loaded>
          </Section>
          <Section title="Latest runs">
            <Loaded query={history}>
              {(page) =>
                page.items.length === 0 ? (
                  <Empty>Nothing has run yet.</Empty>
                ) : (
                  <RunsTable runs={page.items} caption="Latest runs" />
                )
              }
            </Loaded>
          </Section>
        </Page>
      )}
    </Loaded>
  )
}

function Section({
  title,
  action,
  children,
}: {
  title: string
  action?: React.ReactNode
  children: React.ReactNode
}) {
  return (
    <section style={{ marginTop: 24 }}>
      <div className="head">
        <h2 className="grow">{title}</h2>
        {action}
      </div>
      {children}
    </section>
  )
}

function EnvironmentsTable({ environments }: { environments: Environment[] }) {
  return (
    <table>
      <thead>
        <tr>
          <th>Environment</th>
          <th>Kind</th>
        </tr>
      </thead>
      <tbody>
        {environments.map((environment) => (
          <tr key={environment.id}>
            <td>{environment.name}</td>
            <td>
              <span className="target">
                {environment.deployment_type ?? environment.type}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
