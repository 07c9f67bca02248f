import { admin } from '../api/client'
import type { Environment } from '../api/types'
import { Field, FormDialog, text } from '../parts/Form'

export function NewJob({
  project,
  environments,
  onDone,
}: {
  project: number
  environments: Environment[]
  onDone: () => void
}) {
  if (environments.length === 0) return null
  return (
    <FormDialog
      label="New job"
      title="New job"
      submit={(form) => create(project, form)}
      onDone={onDone}
    >
      <Field name="name" label="Name" required />
      <label className="field">
        Environment
        <select name="environment">
          {environments.map((environment) => (
            <option key={environment.id} value={environment.id}>
              {environment.name}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        Steps
        <textarea name="steps" rows={3} defaultValue="dbt build" required />
        <small>One dbt command on each line.</small>
      </label>
      <Field
        name="cron"
        label="Schedule"
        placeholder="0 6 * * *"
        hint="Five cron fields, or nothing."
      />
      <Field
        name="zone"
        label="Time zone"
        defaultValue={Intl.DateTimeFormat().resolvedOptions().timeZone}
      />
      <Field name="threads" label="Threads" type="number" min={1} max={256} defaultValue="4" />
    </FormDialog>
  )
}

function create(project: number, form: FormData) {
  const cron = text(form, 'cron')
  return admin.send('v2', 'POST', '/jobs/', {
    project_id: project,
    environment_id: Number(text(form, 'environment')),
    name: text(form, 'name'),
    execute_steps: text(form, 'steps').split('\n').map((step) => step.trim()).filter(Boolean),
    settings: { threads: Number(text(form, 'threads')), target_name: 'default' },
    triggers: { schedule: cron !== '' },
    ...(cron ? { schedule: { cron, time_zone: text(form, 'zone') } } : {}),
  })
}
