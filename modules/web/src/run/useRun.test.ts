import { describe, expect, it } from 'vitest'
import type { NodeResult } from '../api/types'
import { apply, NOTHING } from './useRun'

const node = (status: string): NodeResult => ({
  step: 3,
  unique_id: 'model.spokes.fct_trips',
  name: 'fct_trips',
  resource_type: 'model',
  materialized: 'table',
  status,
  message: '',
  thread: 'Thread-1',
  started_at: '2026-11-24T06:30:00Z',
  finished_at: null,
  failures: null,
})

describe('following a run', () => {
  it('replaces what is known of a node when it ends', () => {
    const begun = apply(NOTHING, { type: 'node', value: node('started') })
    const ended = apply(begun, { type: 'node', value: node('success') })

    expect(ended.nodes.map((each) => each.status)).toEqual(['success'])
  })

  it('keeps results of the same node in different steps apart', () => {
    const first = apply(NOTHING, { type: 'node', value: node('success') })
    const second = apply(first, { type: 'node', value: { ...node('error'), step: 4 } })

    expect(second.nodes).toHaveLength(2)
  })
})
