import type { NodeResult, RunDetail } from '../api/types'
import { nodeTone } from '../parts/Status'

/** How a run goes, in plain words. */
export function sentence(run: RunDetail, nodes: NodeResult[]): string {
  if (run.status === 1) return 'waiting for its turn'
  if (nodes.length === 0) return run.status < 10 ? 'fetching the project' : 'no node was run'
  const done = nodes.filter((node) => node.finished_at !== null)
  const count = (tone: string) => done.filter((node) => nodeTone(node.status) === tone).length
  const parts = [
    run.status < 10 ? `${done.length} done, ${nodes.length - done.length} at work` : `${done.length} nodes`,
  ]
  if (count('bad') > 0) parts.push(`${count('bad')} failed`)
  if (count('warn') > 0) parts.push(`${count('warn')} warned`)
  const skipped = done.filter((node) => node.status === 'skipped').length
  if (skipped > 0) parts.push(`${skipped} skipped`)
  return parts.join(', ')
}
