import { useEffect, useState, type ReactNode } from 'react'
import { Link } from '@tanstack/react-router'
import type { UseQueryResult } from '@tanstack/react-query'
import { ApiError } from '../api/client'
import { ago, parse } from './time'

/** The clock, looked at again every so often. */
export function useNow(everyMillis: number, running = true): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    if (!running) return
    const timer = setInterval(() => setNow(Date.now()), everyMillis)
    return () => clearInterval(timer)
  }, [everyMillis, running])
  return now
}

export function Ago({ time }: { time: string | null }) {
  const now = useNow(10_000)
  if (!time) return <span className="quiet">–</span>
  const millis = parse(time)
  return (
    <time dateTime={new Date(millis).toISOString()} title={new Date(millis).toLocaleString()}>
      {ago(millis, now)}
    </time>
  )
}

export function Failure({ error }: { error: unknown }) {
  const message = error instanceof Error ? error.message : String(error)
  return (
    <div className="notice bad" role="alert">
      {message}
      {error instanceof ApiError && error.status === 0 && '\nThis page tries again by itself.'}
    </div>
  )
}

export function Empty({ children }: { children: ReactNode }) {
  return <p className="empty">{children}</p>
}

/** What a query gave; while it loads again, what it gave before. */
export function Loaded<T>({
  query,
  children,
}: {
  query: UseQueryResult<T>
  children: (data: T) => ReactNode
}) {
  const slow = useSlow(query.isPending)
  if (query.data !== undefined) return <>{children(query.data)}</>
  if (query.error) return <Failure error={query.error} />
  return slow ? <p className="empty">Loading…</p> : null
}

/** Nothing is shown for what takes no time. */
function useSlow(pending: boolean): boolean {
  const [slow, setSlow] = useState(false)
  useEffect(() => {
    if (!pending) return
    const timer = setTimeout(() => setSlow(true), 150)
    return () => clearTimeout(timer)
  }, [pending])
  return slow
}

export function Page({
  title,
  crumbs,
  sentence,
  actions,
  wide,
  children,
}: {
  title: string
  crumbs?: { to: string; label: string }[]
  sentence?: ReactNode
  actions?: ReactNode
  wide?: boolean
  children: ReactNode
}) {
  useEffect(() => {
    document.title = `${title} · Bailey`
  }, [title])
  return (
    <div className={wide ? 'page wide' : 'page'}>
      <header className="head">
        <div className="grow">
          {crumbs && (
            <nav className="crumbs" aria-label="Breadcrumb">
              {crumbs.map((crumb, index) => (
                <span key={crumb.to}>
                  {index > 0 && ' / '}
                  <Link to={crumb.to}>{crumb.label}</Link>
                </span>
              ))}
            </nav>
          )}
          <h1>{title}</h1>
          {sentence && <div className="quiet">{sentence}</div>}
        </div>
        {actions}
      </header>
      {children}
    </div>
  )
}

/** Moves through a list whose newest things come first; nothing when all of it is on one page. */
export function Pager({
  offset,
  size,
  total,
  onMove,
}: {
  offset: number
  size: number
  total: number
  onMove: (offset: number) => void
}) {
  if (total <= size) return null
  return (
    <p>
      <button disabled={offset === 0} onClick={() => onMove(Math.max(0, offset - size))}>
        Newer
      </button>{' '}
      <button disabled={offset + size >= total} onClick={() => onMove(offset + size)}>
        Older
      </button>
    </p>
  )
}
