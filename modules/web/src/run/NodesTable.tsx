import { Link } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import type { NodeResult } from '../api/types'
import { Empty } from '../parts/common'
import { nodeTone, Status } from '../parts/Status'
import { duration } from '../parts/time'
import { runRoute, type RunSearch } from '../router'

const ORDERS = {
  started: (a: NodeResult, b: NodeResult) => a.started_at.localeCompare(b.started_at),
  name: (a: NodeResult, b: NodeResult) => a.name.localeCompare(b.name),
  slowest: (a: NodeResult, b: NodeResult) => took(b) - took(a),
} as const

function took(node: NodeResult): number {
  return node.finished_at ? Date.parse(node.finished_at) - Date.parse(node.started_at) : 0
}

export function NodesTable({
  nodes,
  selected,
  now,
}: {
  nodes: NodeResult[]
  selected: string | undefined
  now: number
}) {
  const [filter, setFilter] = useState('')
  const [order, setOrder] = useState<keyof typeof ORDERS>('started')
  const shown = useMemo(
    () =>
      nodes
        .filter((node) => `${node.name} ${node.status} ${node.resource_type}`.includes(filter))
        .sort(ORDERS[order]),
    [nodes, filter, order],
  )
  if (nodes.length === 0) return <Empty>No node has begun yet.</Empty>
  return (
    <div>
      <p>
        <input
          type="search"
          placeholder="Filter by name, status or type"
          aria-label="Filter nodes"
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
        />{' '}
        <select
          aria-label="Order"
          value={order}
          onChange={(event) => setOrder(event.target.value as keyof typeof ORDERS)}
        >
          <option value="started">in order of start</option>
          <option value="name">by name</option>
          <option value="slowest">slowest first</option>
        </select>{' '}
        <span className="quiet">
          {shown.length} of {nodes.length}
        </span>
      </p>
      <table>
        <thead>
          <tr>
            <th>Node</th>
            <th>Type</th>
            <th>Status</th>
            <th className="num">Took</th>
            <th className="cut">Message</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((node) => (
            <tr key={`${node.step} ${node.unique_id}`} aria-selected={node.unique_id === selected}>
              <td className="name">
                <Link
                  from={runRoute.fullPath}
                  search={(old: RunSearch) => ({ ...old, node: node.unique_id })}
                  className="mono"
                >
                  {node.name}
                </Link>
              </td>
              <td>{node.materialized || node.resource_type}</td>
              <td>
                <Status tone={nodeTone(node.status)}>{node.status}</Status>
              </td>
              <td className="num">
                {duration(node.finished_at ? took(node) : now - Date.parse(node.started_at))}
              </td>
              <td className="cut" title={node.message}>
                {node.message}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
