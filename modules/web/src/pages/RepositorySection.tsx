import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { admin, bailey } from '../api/client'
import { gitServer, hostKey, lastSync } from '../api/queries'
import type { Project, Repository, Sync } from '../api/types'
import { Ago, Empty, Failure, Loaded } from '../parts/common'
import { Field, FormDialog, text } from '../parts/Form'
import { RepositoryFields, repositoryBody } from './RepositoryFields'

/** Where a project's files come from: a repository hosted here, or one elsewhere that is followed. */
export function RepositorySection({ project }: { project: Project }) {
  const client = useQueryClient()
  const refresh = () => {
    void client.invalidateQueries({ queryKey: ['projects'] })
    void client.invalidateQueries({ queryKey: ['sync', project.id] })
  }
  const repository = project.repository
  if (!repository) {
    return (
      <div className="head">
        <Empty>This project has no repository yet. Jobs run what is in it.</Empty>
        <FormDialog
          label="Add repository"
          title="Add a repository"
          submit={(form) => addRepository(project.id, form)}
          onDone={refresh}
        >
          <RepositoryFields />
        </FormDialog>
      </div>
    )
  }
  return repository.git_clone_strategy === 'managed' ? (
    <Hosted repository={repository} />
  ) : (
    <Followed project={project.id} repository={repository} onChange={refresh} />
  )
}

/** Gives a project the repository that the form describes. */
export function addRepository(project: number, form: FormData) {
  const body = repositoryBody(form)
  return admin.send(
    'v3',
    'POST',
    `/projects/${project}/${body ? 'repositories' : 'managed-repositories'}/`,
    body ?? {},
  )
}

function Hosted({ repository }: { repository: Repository }) {
  const name = repository.full_name
  const https = `${window.location.origin}/git/${name}.git`
  const server = useQuery(gitServer())
  return (
    <>
      <dl className="facts">
        <dt>HTTPS</dt>
        <dd className="mono">{https}</dd>
        {server.data && (
          <>
            <dt>SSH</dt>
            <dd className="mono">
              {`ssh://git@${window.location.hostname}:${server.data.ssh_port}/${name}.git`}{' '}
              <span className="quiet">({server.data.ssh_fingerprint})</span>
            </dd>
          </>
        )}
        <dt>Branch</dt>
        <dd className="mono">{repository.default_branch}</dd>
      </dl>
      <details>
        <summary>How to push a dbt project</summary>
        <pre className="mono">
          {`git remote add bailey ${https}\ngit push bailey ${repository.default_branch}`}
        </pre>
        <p className="quiet">
          Over HTTPS a token is the password; over SSH your key is asked for. Both are made on your
          own page.
        </p>
      </details>
    </>
  )
}

function Followed({
  project,
  repository,
  onChange,
}: {
  project: number
  repository: Repository
  onChange: () => void
}) {
  const path = `/projects/${project}/repositories/${repository.id}/`
  const last = useQuery(lastSync(project))
  const fetchNow = useMutation({
    mutationFn: () => bailey.send('POST', `/projects/${project}/repository/sync`),
    onSettled: onChange,
  })
  const ssh = repository.deploy_key !== null
  return (
    <>
      <div className="head">
        <dl className="facts grow">
          <dt>Follows</dt>
          <dd className="mono">{repository.remote_url}</dd>
          <dt>Branch</dt>
          <dd className="mono">{repository.default_branch}</dd>
          <dt>Last fetch</dt>
          <dd>
            <Loaded query={last}>{(sync) => <LastFetch sync={sync} />}</Loaded>
          </dd>
          {repository.deploy_key && (
            <>
              <dt>Deploy key</dt>
              <dd className="mono">{repository.deploy_key.public_key}</dd>
            </>
          )}
        </dl>
        <button onClick={() => fetchNow.mutate()} disabled={fetchNow.isPending}>
          {fetchNow.isPending ? 'Fetching…' : 'Fetch now'}
        </button>
        {!ssh && <ChangeToken path={path} onDone={onChange} />}
        <Unfollow path={path} url={repository.remote_url} onDone={onChange} />
      </div>
      {fetchNow.error && <Failure error={fetchNow.error} />}
      {ssh && repository.host_key === '' && (
        <ConfirmHost project={project} path={path} onDone={onChange} />
      )}
    </>
  )
}

function LastFetch({ sync }: { sync: Sync }) {
  switch (sync.state) {
    case 'waiting':
      return <>not yet; the first comes by itself, or with the first run</>
    case 'synced':
      return <Ago time={sync.at} />
    case 'failed':
      return (
        <span className="status bad">
          <span className="shape" aria-hidden="true">
            ✕
          </span>
          failed <Ago time={sync.at} />: {sync.message}
        </span>
      )
  }
}

/** Nobody but a person can tell that a host is the one that is meant. */
function ConfirmHost({
  project,
  path,
  onDone,
}: {
  project: number
  path: string
  onDone: () => void
}) {
  const query = useQuery(hostKey(project))
  const confirm = useMutation({
    mutationFn: (key: string) => admin.send('v3', 'POST', path, { host_key: key }),
    onSuccess: onDone,
  })
  return (
    <div className="notice">
      <Loaded query={query}>
        {(shown) => (
          <>
            The host shows this key. Compare it with what the host's operator publishes, and confirm
            it only if it is the same.{'\n'}
            <code>{shown.fingerprint}</code>
            {'\n'}
            <button
              onClick={() => confirm.mutate(shown.host_key)}
              disabled={confirm.isPending}
            >
              Confirm this key
            </button>
          </>
        )}
      </Loaded>
      {confirm.error && <Failure error={confirm.error} />}
    </div>
  )
}

function ChangeToken({ path, onDone }: { path: string; onDone: () => void }) {
  return (
    <FormDialog
      label="Change token"
      title="Change the token"
      submit={(form) =>
        admin.send('v3', 'POST', path, {
          username: text(form, 'username') || 'git',
          token: String(form.get('token')),
        })
      }
      onDone={onDone}
    >
      <Field name="username" label="User" hint="Whatever the host wants beside a token." />
      <Field name="token" label="Token" type="password" autoComplete="off" required />
    </FormDialog>
  )
}

/** Deleting is at once and for good, so the name has to be typed. */
function Unfollow({ path, url, onDone }: { path: string; url: string; onDone: () => void }) {
  return (
    <FormDialog
      label="Disable sync"
      title="Disable sync and delete what was synced"
      submit={async (form) => {
        if (text(form, 'url') !== url) throw new Error('That is not the address above.')
        await admin.send('v3', 'DELETE', path, {})
      }}
      onDone={onDone}
    >
      <p>
        Everything that was fetched from <code>{url}</code> is destroyed on this appliance at once,
        its backups included: its key is thrown away. The repository there stays as it is. Jobs of
        this project fail until it has a repository again; logs and artifacts of past runs are kept.
      </p>
      <Field name="url" label="Type its address to go on" autoComplete="off" required />
    </FormDialog>
  )
}
