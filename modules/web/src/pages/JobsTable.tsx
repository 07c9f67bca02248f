import { Link } from '@tanstack/react-router'
import type { Job } from '../api/types'
import { Ago } from '../parts/common'
import { RunStatus } from '../parts/Status'
import { RunNow } from './RunNow'

export function JobsTable({ jobs, projects }: { jobs: Job[]; projects: Map<number, string> }) {
  return (
    <table>
      <caption className="skip">Jobs</caption>
      <thead>
        <tr>
          <th>Job</th>
          <th>Project</th>
          <th>Steps</th>
          <th>Schedule</th>
          <th>Last run</th>
          <th>Next run</th>
          <th>
            <span className="skip">Action</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {jobs.map((job) => (
          <tr key={job.id}>
            <td>
              <Link to="/jobs/$job" params={{ job: String(job.id) }}>
                {job.name}
              </Link>
            </td>
            <td>{projects.get(job.project_id) ?? job.project_id}</td>
            <td className="cut mono" title={job.execute_steps.join('\n')}>
              {job.execute_steps.join('; ')}
            </td>
            <td className="mono">{job.triggers.schedule ? job.schedule.cron : '–'}</td>
            <td>
              {job.most_recent_run ? (
                <Link to="/runs/$run" params={{ run: String(job.most_recent_run.id) }}>
                  <RunStatus
                    code={job.most_recent_run.status}
                    word={job.most_recent_run.status_humanized}
                  />
                </Link>
              ) : (
                <span className="quiet">never</span>
              )}
            </td>
            <td>
              <Ago time={job.next_run} />
            </td>
            <td>
              <RunNow job={job.id} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
