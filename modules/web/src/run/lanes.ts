import type { NodeResult } from '../api/types'

/** What one thread did. */
export interface Lane {
  thread: string
  nodes: NodeResult[]
}

/** Nodes by thread, threads in the order of their names as people count. */
export function lanes(nodes: NodeResult[]): Lane[] {
  const byThread = new Map<string, NodeResult[]>()
  for (const node of nodes) {
    const lane = byThread.get(node.thread)
    if (lane) lane.push(node)
    else byThread.set(node.thread, [node])
  }
  return [...byThread]
    .map(([thread, list]) => ({ thread, nodes: list }))
    .sort((a, b) => a.thread.localeCompare(b.thread, 'en', { numeric: true }))
}
