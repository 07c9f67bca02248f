import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Play } from 'lucide-react'
import { admin } from '../api/client'
import type { Run } from '../api/types'
import { Failure } from '../parts/common'

/** Starts a job, and goes to its run. */
export function RunNow({ job, primary }: { job: number; primary?: boolean }) {
  const navigate = useNavigate()
  const client = useQueryClient()
  const start = useMutation({
    mutationFn: () =>
      admin.send<Run>('v2', 'POST', `/jobs/${job}/run/`, { cause: 'Started in the browser' }),
    onSuccess: (run) => {
      void client.invalidateQueries({ queryKey: ['runs'] })
      void navigate({ to: '/runs/$run', params: { run: String(run.id) } })
    },
  })
  return (
    <>
      <button
        className={primary ? 'primary' : ''}
        disabled={start.isPending}
        onClick={() => start.mutate()}
      >
        <Play size={14} strokeWidth={1.75} aria-hidden="true" /> Run now
      </button>
      {start.error && <Failure error={start.error} />}
    </>
  )
}
