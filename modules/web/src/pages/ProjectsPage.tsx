import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { admin } from '../api/client'
import { projects } from '../api/queries'
import type { Project } from '../api/types'
import { Ago, Empty, Loaded, Page } from '../parts/common'
import { Field, FormDialog, text } from '../parts/Form'
import { RepositoryFields } from './RepositoryFields'
import { addRepository } from './RepositorySection'

export function ProjectsPage() {
  const client = useQueryClient()
  const query = useQuery(projects())
  return (
    <Page
      title="Projects"
      actions={
        <FormDialog
          label="New project"
          title="New project"
          submit={create}
          onDone={() => void client.invalidateQueries({ queryKey: ['projects'] })}
        >
          <Field name="name" label="Name" required />
          <Field
            name="subdirectory"
            label="Directory of dbt_project.yml"
            hint="Leave empty when it is at the root of the repository."
          />
          <RepositoryFields />
        </FormDialog>
      }
    >
      <Loaded query={query}>
        {(page) =>
          page.items.length === 0 ? (
            <Empty>There is no project yet. Make one for your dbt project: push to it, or let it follow a repository.</Empty>
          ) : (
            <table>
              <thead>
                <tr>
                  <th>Project</th>
                  <th>Repository</th>
                  <th>Connection</th>
                  <th>Created</th>
                </tr>
              </thead>
              <tbody>
                {page.items.map((project) => (
                  <tr key={project.id}>
                    <td>
                      <Link to="/projects/$project" params={{ project: String(project.id) }}>
                        {project.name}
                      </Link>
                    </td>
                    <td className="mono">{project.repository?.full_name ?? '–'}</td>
                    <td>{project.connection?.name ?? '–'}</td>
                    <td>
                      <Ago time={project.created_at} />
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

/** A project with its repository; a repository that is refused leaves no project behind. */
async function create(form: FormData) {
  const project = await admin.send<Project>('v3', 'POST', '/projects/', {
    name: text(form, 'name'),
    dbt_project_subdirectory: text(form, 'subdirectory'),
  })
  try {
    await addRepository(project.id, form)
  } catch (refused) {
    await admin.send('v3', 'DELETE', `/projects/${project.id}/`, {})
    throw refused
  }
}
