import { Link } from '@tanstack/react-router'
import type { Run } from '../api/types'
import { Ago } from '../parts/common'
import { RunStatus } from '../parts/Status'

/** Runs, the newest first. */
export function RunsTable({ runs, caption }: { runs: Run[]; caption: string }) {
  return (
    <table>
      <caption className="skip">{caption}</caption>
      <thead>
        <tr>
          <th>Run</th>
          <th>Status</th>
          <th>Job</th>
          <th>Cause</th>
          <th>Commit</th>
          <th>Created</th>
          <th className="num">Took</th>
        </tr>
      </thead>
      <tbody>
        {runs.map((run) => (
          <tr key={run.id}>
            <td>
              <Link to="/runs/$run" params={{ run: String(run.id) }}>
                #{run.id}
              </Link>
            </td>
            <td>
              <RunStatus code={run.status} word={run.status_humanized} />
            </td>
            <td>
              {run.job ? (
                <Link to="/jobs/$job" params={{ job: String(run.job_definition_id) }}>
                  {run.job.name}
                </Link>
              ) : (
                <span className="quiet">deleted</span>
              )}
            </td>
            <td className="cut" title={run.trigger?.cause}>
              {run.trigger?.cause}
            </td>
            <td className="mono">{run.git_sha?.slice(0, 8) ?? '–'}</td>
            <td>
              <Ago time={run.created_at} />
            </td>
            <td className="num">{run.started_at ? run.run_duration_humanized : '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
