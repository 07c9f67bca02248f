import type { ReactNode } from 'react'

/** A status is a shape, a word and a colour, so that no one of them is needed to read it. */
export type Tone = 'ok' | 'bad' | 'warn' | 'run' | 'idle'

const SHAPES: Record<Tone, string> = { ok: '●', bad: '▲', warn: '◆', run: '◐', idle: '○' }

export function Status({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className={`status ${tone}`}>
      <span className="shape" aria-hidden="true">
        {SHAPES[tone]}
      </span>
      {children}
    </span>
  )
}

/** The tone of a run's or a step's status code. */
export function runTone(code: number): Tone {
  switch (code) {
    case 3:
      return 'run'
    case 10:
      return 'ok'
    case 20:
      return 'bad'
    case 30:
      return 'warn'
    default:
      return 'idle'
  }
}

/** The tone of a node's status, in dbt's words. */
export function nodeTone(status: string): Tone {
  switch (status) {
    case 'success':
    case 'pass':
      return 'ok'
    case 'error':
    case 'fail':
    case 'runtime error':
      return 'bad'
    case 'warn':
    case 'partial success':
      return 'warn'
    case 'started':
      return 'run'
    default:
      return 'idle'
  }
}

export function RunStatus({ code, word }: { code: number; word: string }) {
  return <Status tone={runTone(code)}>{word}</Status>
}
