import { useState } from 'react'
import { admin } from '../api/client'
import { Field, FormDialog, text } from '../parts/Form'

/** An environment with its warehouse and who enters it, made in one go. */
export function NewEnvironment({ project, onDone }: { project: number; onDone: () => void }) {
  const [type, setType] = useState('duckdb')
  return (
    <FormDialog
      label="New environment"
      title="New environment"
      submit={(form) => create(project, type, form)}
      onDone={onDone}
    >
      <Field name="name" label="Name" defaultValue="Production" required />
      <label className="field">
        Kind
        <select name="kind" defaultValue="production">
          <option value="production">production</option>
          <option value="staging">staging</option>
          <option value="">general</option>
        </select>
      </label>
      <label className="field">
        Warehouse
        <select value={type} onChange={(event) => setType(event.target.value)}>
          <option value="duckdb">DuckDB, kept encrypted by this appliance</option>
          <option value="postgres">PostgreSQL</option>
          <option value="trino">Trino, with a password over TLS</option>
        </select>
      </label>
      {type === 'duckdb' ? (
        <Field name="database" label="Database" defaultValue="warehouse" required />
      ) : (
        <>
          <Field name="host" label="Host" required />
          <Field
            key={`port of ${type}`}
            name="port"
            label="Port"
            type="number"
            defaultValue={type === 'trino' ? '443' : '5432'}
            required
          />
          <Field name="database" label={type === 'trino' ? 'Catalog' : 'Database'} required />
          <Field name="user" label="User" required />
          <Field name="password" label="Password" type="password" autoComplete="off" required />
        </>
      )}
      <Field name="schema" label="Schema" defaultValue="analytics" required />
    </FormDialog>
  )
}

async function create(project: number, type: string, form: FormData) {
  const name = text(form, 'name')
  const connection = await admin.send<{ id: number }>('v3', 'POST', '/connections/', {
    name: `${name} of project ${project}`,
    adapter_version: `${type}_v0`,
    config: config(type, form),
  })
  const credentials = await admin.send<{ id: number }>(
    'v3',
    'POST',
    `/projects/${project}/credentials/`,
    {
      type,
      default_schema: text(form, 'schema'),
      ...(type === 'duckdb'
        ? {}
        : { username: text(form, 'user'), password: String(form.get('password')) }),
    },
  )
  await admin.send('v3', 'POST', `/projects/${project}/environments/`, {
    name,
    type: 'deployment',
    deployment_type: text(form, 'kind') || null,
    connection_id: connection.id,
    credentials_id: credentials.id,
  })
}

/** The warehouse's address in dbt Cloud's words. */
function config(type: string, form: FormData) {
  const database = text(form, 'database')
  if (type === 'duckdb') {
    return { database }
  }
  const place = { hostname: text(form, 'host'), port: Number(text(form, 'port')) }
  return type === 'trino'
    ? { ...place, database, method: 'ldap' }
    : { ...place, dbname: database }
}
