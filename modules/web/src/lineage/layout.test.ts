import { describe, expect, it } from 'vitest'
import type { GraphNode } from '../api/types'
import { layout } from './layout'

const node = (id: string, ...parents: string[]): GraphNode => ({
  unique_id: id,
  name: id,
  resource_type: 'model',
  materialized: 'view',
  path: '',
  description: '',
  parents,
})

describe('the layout of a graph', () => {
  it('puts every parent left of its children', () => {
    const graph = [node('a'), node('b', 'a'), node('c', 'a', 'b'), node('d', 'c')]

    const { placed } = layout(graph)

    for (const each of graph) {
      for (const parent of each.parents) {
        expect(placed.get(parent)!.column).toBeLessThan(placed.get(each.unique_id)!.column)
      }
    }
  })

  it('gives no two nodes the same place', () => {
    const graph = Array.from({ length: 200 }, (_, i) => node(`n${i}`, ...(i > 9 ? [`n${i - 10}`] : [])))

    const places = [...layout(graph).placed.values()].map((each) => `${each.column}:${each.row}`)

    expect(new Set(places).size).toBe(200)
  })

  it('ignores parents that are not drawn', () => {
    expect(layout([node('a', 'gone')]).placed.get('a')!.column).toBe(0)
  })
})
