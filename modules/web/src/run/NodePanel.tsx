import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { X } from 'lucide-react'
import { compiled } from '../api/queries'
import type { NodeResult, RunDetail } from '../api/types'
import { nodeTone, Status } from '../parts/Status'
import { duration } from '../parts/time'
import { runRoute, type RunSearch } from '../router'

/** One node of a run: how it went, and the SQL it ran. */
export function NodePanel({ run, node, now }: { run: RunDetail; node: NodeResult; now: number }) {
  const sql = useQuery(compiled(run.id, node.unique_id, run.status >= 10))
  const end = node.finished_at ? Date.parse(node.finished_at) : now
  return (
    <aside className="panel" aria-label={`Node ${node.name}`}>
      <div className="head">
        <h2 className="grow mono">{node.name}</h2>
        <Link
          from={runRoute.fullPath}
          search={({ node: _, ...rest }: RunSearch) => rest}
          aria-label="Close"
        >
          <X size={16} strokeWidth={1.75} />
        </Link>
      </div>
      <dl className="facts">
        <dt>Status</dt>
        <dd>
          <Status tone={nodeTone(node.status)}>{node.status}</Status>
        </dd>
        <dt>Type</dt>
        <dd>
          {node.resource_type}
          {node.materialized && `, ${node.materialized}`}
        </dd>
        <dt>Took</dt>
        <dd>
          {duration(end - Date.parse(node.started_at))} on {node.thread}
        </dd>
        {node.failures !== null && (
          <>
            <dt>Failures</dt>
            <dd>{node.failures}</dd>
          </>
        )}
        <dt>Id</dt>
        <dd className="mono">{node.unique_id}</dd>
      </dl>
      {node.message && <div className={`notice ${nodeTone(node.status)}`}>{node.message}</div>}
      {sql.data?.compiled_code ? (
        <pre aria-label="Compiled SQL" tabIndex={0}>
          {sql.data.compiled_code.trim()}
        </pre>
      ) : (
        run.status < 10 && <p className="quiet">The compiled SQL is here when the run has ended.</p>
      )}
    </aside>
  )
}
