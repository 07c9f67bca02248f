import { Link } from '@tanstack/react-router'
import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { bailey } from '../api/client'
import type { Step } from '../api/types'
import { runTone, Status } from '../parts/Status'
import { runRoute, type RunSearch } from '../router'
import type { LogText } from './useRun'

const LINE = 20
const FIRST = 1 << 20

/** The logs of a run's steps, as far as this page has them: read once, then added to by events. */
export class LogStore {
  private readonly logs = new Map<number, StepLog>()
  private readonly listeners = new Set<() => void>()
  private version = 0

  constructor(readonly run: number) {}

  /** Text from an event; what comes before a step was read waits until it is. */
  add(log: LogText) {
    this.of(log.step).add(log)
    this.changed()
  }

  /** Reads what a step's log has so far, from its last megabyte on. */
  async load(step: number) {
    const log = this.of(step)
    if (log.loading) return
    log.loading = true
    const response = await bailey.text(`/runs/${this.run}/steps/${step}/log?from=-${FIRST}`)
    const from = Number(response.headers.get('X-Log-From') ?? 0)
    log.start(from, await response.text())
    this.changed()
  }

  lines(step: number): string[] {
    return this.of(step).lines
  }

  subscribe = (listener: () => void) => {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }

  snapshot = () => this.version

  private of(step: number): StepLog {
    let log = this.logs.get(step)
    if (!log) {
      log = new StepLog()
      this.logs.set(step, log)
    }
    return log
  }

  private changed() {
    this.version++
    this.listeners.forEach((listener) => listener())
  }
}

/** One step's log. Positions are bytes, for that is what the server counts. */
export class StepLog {
  lines: string[] = []
  loading = false
  private end = -1
  private waiting: LogText[] = []
  private partial = ''

  start(from: number, text: string) {
    this.end = from + bytes(text)
    this.append(from === 0 ? text : text.slice(text.indexOf('\n') + 1))
    this.waiting.forEach((log) => this.add(log))
    this.waiting = []
  }

  add(log: LogText) {
    if (this.end < 0) {
      this.waiting.push(log)
    } else if (log.from >= this.end) {
      this.end = log.from + bytes(log.text)
      this.append(log.text)
    }
  }

  private append(text: string) {
    const parts = (this.partial + text).split('\n')
    this.partial = parts.pop() ?? ''
    this.lines.push(...parts)
  }
}

function bytes(text: string): number {
  return new TextEncoder().encode(text).length
}

export function LogPane({
  steps,
  store,
  step,
}: {
  steps: Step[]
  store: LogStore
  step: number | undefined
}) {
  // The failing step is what people look for; else the last.
  const shown =
    steps.find((each) => each.index === step) ??
    steps.find((each) => each.status === 20) ??
    steps.at(-1)
  const index = shown?.index
  useEffect(() => {
    if (index !== undefined) void store.load(index)
  }, [store, index])
  return (
    <div className="log">
      <ol aria-label="Steps">
        {steps.map((each) => (
          <li key={each.index}>
            <Link
              from={runRoute.fullPath}
              search={(old: RunSearch) => ({ ...old, tab: 'log', step: each.index })}
              aria-current={each.index === index ? 'true' : undefined}
            >
              <Status tone={runTone(each.status)}>{each.name}</Status>
            </Link>
          </li>
        ))}
      </ol>
      {index !== undefined && (
        <Lines key={index} store={store} step={index} />
      )}
    </div>
  )
}

/**
 * Only the lines on the screen are in the document, however many there are. The end is what is
 * looked for first, and it stays in view until somebody scrolls away from it.
 */
function Lines({ store, step }: { store: LogStore; step: number }) {
  useSyncExternalStore(store.subscribe, store.snapshot)
  const lines = store.lines(step)
  const box = useRef<HTMLDivElement>(null)
  const [top, setTop] = useState(0)
  const [height, setHeight] = useState(600)
  const [atEnd, setAtEnd] = useState(true)
  useEffect(() => {
    const element = box.current
    if (!element) return
    setHeight(element.clientHeight)
    if (atEnd) element.scrollTop = element.scrollHeight
  }, [lines.length, atEnd])
  const first = Math.max(0, Math.floor(top / LINE) - 20)
  const visible = lines.slice(first, first + Math.ceil(height / LINE) + 40)
  return (
    <div
      className="lines"
      ref={box}
      tabIndex={0}
      role="log"
      aria-label="Log"
      onScroll={(event) => {
        const element = event.currentTarget
        setTop(element.scrollTop)
        setAtEnd(element.scrollTop + element.clientHeight >= element.scrollHeight - LINE)
      }}
    >
      <div style={{ height: lines.length * LINE }} />
      {visible.map((line, index) => (
        <div className="line" key={first + index} style={{ top: (first + index) * LINE }}>
          <span className="n" aria-hidden="true">
            {first + index + 1}
          </span>
          {line}
        </div>
      ))}
    </div>
  )
}
