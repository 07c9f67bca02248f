import type { GraphNode } from '../api/types'

/**
 * Where a node stands: its column by the longest way from a root, its row by its neighbours. Columns
 * are centred, so a row may end in a half.
 */
export interface Placed {
  node: GraphNode
  column: number
  row: number
}

export interface Layout {
  placed: Map<string, Placed>
  columns: number
  rows: number
}

const SWEEPS = 8

/** Places a graph in layers; parents stand left of their children. */
export function layout(nodes: GraphNode[]): Layout {
  const byId = new Map(nodes.map((node) => [node.unique_id, node]))
  const columns: string[][] = []
  const columnOf = depths(nodes, byId)
  for (const node of nodes) {
    const column = columnOf.get(node.unique_id) ?? 0
    ;(columns[column] ??= []).push(node.unique_id)
  }
  const children = childrenOf(nodes, byId)
  columns.forEach((column) => column.sort())
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const forward = sweep % 2 === 0
    const rows = rowsOf(columns)
    for (const column of forward ? columns : columns.toReversed()) {
      const neighbours = (id: string) =>
        forward ? (byId.get(id)?.parents ?? []).filter((each) => byId.has(each)) : (children.get(id) ?? [])
      sortBy(column, (id) => mean(neighbours(id), rows, rows.get(id) ?? 0))
      column.forEach((id, row) => rows.set(id, row))
    }
  }
  const placed = new Map<string, Placed>()
  const rows = columns.reduce((most, column) => Math.max(most, column.length), 0)
  columns.forEach((column, index) => {
    const first = (rows - column.length) / 2
    column.forEach((id, row) => {
      const node = byId.get(id)
      if (node) placed.set(id, { node, column: index, row: first + row })
    })
  })
  return { placed, columns: columns.length, rows }
}

/** The longest way from a root to each node; the nodes of a cycle, which dbt refuses, stay at 0. */
function depths(nodes: GraphNode[], byId: Map<string, GraphNode>): Map<string, number> {
  const depth = new Map<string, number>()
  const children = childrenOf(nodes, byId)
  const open = new Map(
    nodes.map((node) => [node.unique_id, node.parents.filter((id) => byId.has(id)).length]),
  )
  const ready = nodes.filter((node) => open.get(node.unique_id) === 0).map((node) => node.unique_id)
  ready.forEach((id) => depth.set(id, 0))
  for (let at = 0; at < ready.length; at++) {
    const id = ready[at] as string
    for (const child of children.get(id) ?? []) {
      depth.set(child, Math.max(depth.get(child) ?? 0, (depth.get(id) ?? 0) + 1))
      const left = (open.get(child) ?? 0) - 1
      open.set(child, left)
      if (left === 0) ready.push(child)
    }
  }
  return depth
}

function childrenOf(nodes: GraphNode[], byId: Map<string, GraphNode>): Map<string, string[]> {
  const children = new Map<string, string[]>()
  for (const node of nodes) {
    for (const parent of node.parents) {
      if (!byId.has(parent)) continue
      const list = children.get(parent)
      if (list) list.push(node.unique_id)
      else children.set(parent, [node.unique_id])
    }
  }
  return children
}

function rowsOf(columns: string[][]): Map<string, number> {
  const rows = new Map<string, number>()
  columns.forEach((column) => column.forEach((id, row) => rows.set(id, row)))
  return rows
}

function mean(ids: string[], rows: Map<string, number>, otherwise: number): number {
  if (ids.length === 0) return otherwise
  return ids.reduce((sum, id) => sum + (rows.get(id) ?? 0), 0) / ids.length
}

function sortBy(list: string[], weight: (id: string) => number) {
  const weights = new Map(list.map((id) => [id, weight(id)]))
  list.sort((a, b) => (weights.get(a) ?? 0) - (weights.get(b) ?? 0))
}
