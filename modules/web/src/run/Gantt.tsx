import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { NodeResult, RunDetail } from '../api/types'
import { Empty } from '../parts/common'
import { nodeTone } from '../parts/Status'
import { duration } from '../parts/time'
import { runRoute, type RunSearch } from '../router'
import { lanes } from './lanes'

const ROW = 26
const BAR = 20
const LABEL = 96
const WIDTH = 1200
/** Room right of the last bar, so that the last time on the axis is not cut. */
const MARGIN = 48
const AXIS = 24

/** Which thread worked on what, and when; bars of what is at work grow with the clock. */
export function Gantt({
  run,
  nodes,
  selected,
  now,
}: {
  run: RunDetail
  nodes: NodeResult[]
  selected: string | undefined
  now: number
}) {
  const navigate = useNavigate({ from: runRoute.fullPath })
  const timed = useMemo(() => nodes.filter((node) => node.status !== 'skipped'), [nodes])
  const rows = useMemo(() => lanes(timed), [timed])
  if (timed.length === 0) {
    return <Empty>{run.status < 10 ? 'No node has begun yet.' : 'No node was run.'}</Empty>
  }
  const start = Math.min(...timed.map((node) => Date.parse(node.started_at)))
  const end = Math.max(start + 1, ...timed.map((node) => endOf(node, now)))
  const x = (time: number) => LABEL + ((time - start) / (end - start)) * (WIDTH - LABEL - MARGIN)
  const height = AXIS + rows.length * ROW
  return (
    <div className="gantt">
      <svg viewBox={`0 0 ${WIDTH} ${height}`} width="100%" role="list" aria-label="Timing of nodes">
        {ticks(end - start).map((tick) => (
          <g key={tick} aria-hidden="true">
            <line x1={x(start + tick)} x2={x(start + tick)} y1={AXIS} y2={height} stroke="var(--line)" />
            <text x={x(start + tick) + 3} y={15}>
              {duration(tick)}
            </text>
          </g>
        ))}
        {rows.map((row, index) => (
          <g key={row.thread} transform={`translate(0 ${AXIS + index * ROW})`}>
            <text x={8} y={17}>
              {row.thread.replace(' (worker)', '')}
            </text>
            {row.nodes.map((node) => {
              const from = x(Date.parse(node.started_at))
              const width = Math.max(2, x(endOf(node, now)) - from)
              const open = () =>
                void navigate({
                  search: (old: RunSearch) => ({ ...old, node: node.unique_id }),
                  replace: true,
                })
              return (
                <g
                  key={`${node.step} ${node.unique_id}`}
                  className={node.unique_id === selected ? 'bar selected' : 'bar'}
                  role="listitem"
                  tabIndex={0}
                  aria-label={`${node.name}, ${node.status}, ${duration(endOf(node, now) - Date.parse(node.started_at))}`}
                  onClick={open}
                  onKeyDown={(event) => event.key === 'Enter' && open()}
                >
                  <title>{`${node.name}: ${node.status}`}</title>
                  <rect
                    x={from}
                    y={3}
                    width={width}
                    height={BAR}
                    fill={`var(--${HUE[nodeTone(node.status)]})`}
                    fillOpacity={0.28}
                    stroke={`var(--${HUE[nodeTone(node.status)]})`}
                  />
                  {width > node.name.length * 7 + 8 && (
                    <text x={from + 4} y={17}>
                      {node.name}
                    </text>
                  )}
                </g>
              )
            })}
          </g>
        ))}
      </svg>
    </div>
  )
}

const HUE = { ok: 'ok', bad: 'bad', warn: 'warn', run: 'run', idle: 'line-strong' } as const

function endOf(node: NodeResult, now: number): number {
  return node.finished_at ? Date.parse(node.finished_at) : now
}

/** Round times along an axis, six or so. */
export function ticks(span: number): number[] {
  const rough = span / 6
  const unit = 10 ** Math.floor(Math.log10(Math.max(1, rough)))
  const step = [1, 2, 5, 10].map((factor) => factor * unit).find((each) => each >= rough) ?? unit
  const found = []
  for (let tick = 0; tick < span; tick += step) found.push(tick)
  return found
}
