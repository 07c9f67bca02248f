import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useCallback, useMemo, useRef } from 'react'
import { admin } from '../api/client'
import { artifacts, job as jobQuery } from '../api/queries'
import type { NodeResult, Run, RunDetail } from '../api/types'
import { LineagePane } from '../lineage/LineagePane'
import { Ago, Empty, Failure, Loaded, Page, useNow } from '../parts/common'
import { RunStatus } from '../parts/Status'
import { duration } from '../parts/time'
import { runRoute, type RunSearch } from '../router'
import { Gantt } from './Gantt'
import { LogPane, LogStore } from './LogPane'
import { NodePanel } from './NodePanel'
import { NodesTable } from './NodesTable'
import { sentence } from './sentence'
import { useRun, type LogText } from './useRun'

const TABS = ['timing', 'nodes', 'lineage', 'log', 'artifacts'] as const

export function RunPage() {
  const id = Number(runRoute.useParams().run)
  const search = runRoute.useSearch()
  const logs = useRef<LogStore>(null)
  if (logs.current?.run !== id) logs.current = new LogStore(id)
  const store = logs.current
  const onLog = useCallback((log: LogText) => store.add(log), [store])
  const state = useRun(id, onLog)
  const run = state.run
  const job = useQuery({ ...jobQuery(run?.job_id ?? 0), enabled: run !== null, retry: false })
  const now = useNow(500, run !== null && run.status < 10)
  const tab = search.tab ?? 'timing'
  // Nodes of the last command are what people came for; a run may have several.
  const nodes = useMemo(() => latest(state.nodes), [state.nodes])
  const selected = nodes.find((node) => node.unique_id === search.node)
  if (!run) {
    return (
      <Page title={`Run #${id}`}>
        {state.offline ? (
          <Failure error={new Error('This run does not exist, or may not be seen by you.')} />
        ) : null}
      </Page>
    )
  }
  return (
    <Page
      wide
      title={`Run #${id}`}
      crumbs={[
        { to: '/runs', label: 'Runs' },
        ...(job.data ? [{ to: `/jobs/${run.job_id}`, label: job.data.name }] : []),
      ]}
      sentence={<Headline run={run} nodes={nodes} now={now} offline={state.offline} />}
      actions={<Actions run={run} />}
    >
      {run.message && (
        <div className={run.status === 20 ? 'notice bad' : 'notice'} role="status">
          {run.message}
        </div>
      )}
      <nav className="tabs" aria-label="Views of this run">
        {TABS.map((name) => (
          <Link
            key={name}
            from={runRoute.fullPath}
            search={(old: RunSearch) => ({ ...old, tab: name })}
            aria-current={tab === name ? 'page' : undefined}
          >
            {name[0]?.toUpperCase() + name.slice(1)}
          </Link>
        ))}
      </nav>
      {tab === 'log' ? (
        run.logs_removed_at ? (
          <Empty>
            Its logs were removed <Ago time={run.logs_removed_at} />: their time was over.
          </Empty>
        ) : (
          <LogPane steps={state.steps} store={store} step={search.step} />
        )
      ) : tab === 'artifacts' ? (
        <Artifacts run={run} />
      ) : (
        <div className={selected ? 'split' : ''}>
          {tab === 'nodes' ? (
            <NodesTable nodes={nodes} selected={search.node} now={now} />
          ) : tab === 'lineage' ? (
            <LineagePane run={run} nodes={nodes} selected={search.node} />
          ) : (
            <Gantt run={run} nodes={nodes} selected={search.node} now={now} />
          )}
          {selected && <NodePanel run={run} node={selected} now={now} />}
        </div>
      )}
    </Page>
  )
}

/** Of a node that several commands worked on, what the last of them made of it. */
export function latest(nodes: NodeResult[]): NodeResult[] {
  const last = new Map<string, NodeResult>()
  for (const node of nodes) {
    const known = last.get(node.unique_id)
    if (!known || known.step <= node.step) last.set(node.unique_id, node)
  }
  return [...last.values()].sort((a, b) => a.started_at.localeCompare(b.started_at))
}

function Headline({
  run,
  nodes,
  now,
  offline,
}: {
  run: RunDetail
  nodes: NodeResult[]
  now: number
  offline: boolean
}) {
  const start = run.started_at ? Date.parse(run.started_at) : null
  const end = run.finished_at ? Date.parse(run.finished_at) : now
  return (
    <>
      <RunStatus code={run.status} word={run.status_humanized} /> · {sentence(run, nodes)}
      {start !== null && <> · {duration(end - start)}</>} · {run.cause}, <Ago time={run.created_at} />
      {run.git_sha && (
        <>
          {' · '}
          <span className="mono">{run.git_sha.slice(0, 8)}</span>
          {run.git_branch && <> on {run.git_branch}</>}: {run.git_subject}
        </>
      )}
      {offline && <> · connection lost, trying again</>}
    </>
  )
}

function Actions({ run }: { run: RunDetail }) {
  const navigate = useNavigate()
  const client = useQueryClient()
  const act = useMutation({
    mutationFn: (what: 'cancel' | 'retry') =>
      admin.send<Run>('v2', 'POST', `/runs/${run.id}/${what}/`, {}),
    onSuccess: (next) => {
      void client.invalidateQueries({ queryKey: ['runs'] })
      if (next.id !== run.id) void navigate({ to: '/runs/$run', params: { run: String(next.id) } })
    },
  })
  return (
    <>
      {run.status < 10 && (
        <button className="danger" disabled={act.isPending} onClick={() => act.mutate('cancel')}>
          Cancel
        </button>
      )}
      {run.status === 20 && (
        <button disabled={act.isPending} onClick={() => act.mutate('retry')}>
          Retry from failure
        </button>
      )}
      {act.error && <Failure error={act.error} />}
    </>
  )
}

function Artifacts({ run }: { run: RunDetail }) {
  const query = useQuery(artifacts(run.id, run.status >= 10))
  if (run.artifacts_removed_at) {
    return (
      <Empty>
        Its artifacts were removed <Ago time={run.artifacts_removed_at} />: their time was over.
      </Empty>
    )
  }
  return (
    <Loaded query={query}>
      {(paths) =>
        paths.length === 0 ? (
          <Empty>No artifacts yet. dbt writes them when a command ends.</Empty>
        ) : (
          <table>
            <thead>
              <tr>
                <th>Artifact</th>
              </tr>
            </thead>
            <tbody>
              {paths.map((path) => (
                <tr key={path}>
                  <td className="mono">
                    <a href={admin.artifactUrl(run.id, path)} download={path.split('/').at(-1)}>
                      {path}
                    </a>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )
      }
    </Loaded>
  )
}
