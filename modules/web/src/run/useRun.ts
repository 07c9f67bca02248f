import { useEffect, useReducer } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import type { NodeResult, RunDetail, Step } from '../api/types'

/** A run as it stands, kept up by the server's events. */
export interface RunState {
  run: RunDetail | null
  steps: Step[]
  nodes: NodeResult[]
  ended: boolean
  /** Set while the events do not come; the browser tries again by itself. */
  offline: boolean
}

export type RunAction =
  | { type: 'run'; value: RunDetail }
  | { type: 'step'; value: Step }
  | { type: 'node'; value: NodeResult }
  | { type: 'end' }
  | { type: 'offline'; value: boolean }
  | { type: 'reset' }

export const NOTHING: RunState = { run: null, steps: [], nodes: [], ended: false, offline: false }

/** One event applied; every event may come again, for a follower who reconnects gets all anew. */
export function apply(state: RunState, action: RunAction): RunState {
  switch (action.type) {
    case 'run':
      return { ...state, run: action.value, offline: false }
    case 'step':
      return { ...state, steps: put(state.steps, action.value, (step) => step.index) }
    case 'node':
      return {
        ...state,
        nodes: put(state.nodes, action.value, (node) => `${node.step} ${node.unique_id}`),
      }
    case 'end':
      return { ...state, ended: true, offline: false }
    case 'offline':
      return { ...state, offline: action.value }
    case 'reset':
      return NOTHING
  }
}

function put<T>(list: T[], value: T, key: (item: T) => string | number): T[] {
  const at = list.findIndex((item) => key(item) === key(value))
  return at < 0 ? [...list, value] : list.with(at, value)
}

/** Text that was added to a step's log. */
export interface LogText {
  step: number
  from: number
  text: string
}

/** Follows a run until it ends. */
export function useRun(id: number, onLog: (log: LogText) => void): RunState {
  const [state, dispatch] = useReducer(apply, NOTHING)
  const client = useQueryClient()
  useEffect(() => {
    dispatch({ type: 'reset' })
    const events = new EventSource(`/api/bailey/v1/runs/${id}/events`)
    const on = (type: 'run' | 'step' | 'node') =>
      events.addEventListener(type, (event) =>
        dispatch({ type, value: JSON.parse(event.data) } as RunAction),
      )
    on('run')
    on('step')
    on('node')
    events.addEventListener('log', (event) => onLog(JSON.parse(event.data) as LogText))
    events.addEventListener('end', () => {
      events.close()
      dispatch({ type: 'end' })
      void client.invalidateQueries({ queryKey: ['runs'] })
    })
    events.onerror = () => dispatch({ type: 'offline', value: true })
    return () => events.close()
  }, [id, client, onLog])
  return state
}
