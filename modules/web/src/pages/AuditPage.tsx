import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { useState } from 'react'
import { auditDownload, auditLogs, auditStream, type AuditFilter } from '../api/queries'
import type { AuditLine } from '../api/types'
import { Ago, Empty, Loaded, Page, Pager } from '../parts/common'
import { Field, text } from '../parts/Form'

const PAGE = 50
const EVERYTHING: AuditFilter = { event: '', from: '', until: '' }

/** Who did what, when and from where; all of it can be taken away as a file. */
export function AuditPage() {
  const [filter, setFilter] = useState(EVERYTHING)
  const [offset, setOffset] = useState(0)
  const query = useQuery({
    ...auditLogs(filter, { limit: PAGE, offset }),
    placeholderData: keepPreviousData,
  })
  const total = query.data?.total ?? 0
  return (
    <Page
      title="Audit"
      wide
      sentence={`${total} ${total === 1 ? 'line' : 'lines'}, the newest first. Nothing in it can be changed.`}
      actions={
        <a href={auditDownload(filter)} download>
          <Download size={14} aria-hidden="true" /> Download as CSV
        </a>
      }
    >
      <StreamNotice />
      <form
        className="filters"
        onSubmit={(event) => {
          event.preventDefault()
          const form = new FormData(event.currentTarget)
          setOffset(0)
          setFilter({
            event: text(form, 'event'),
            from: text(form, 'from'),
            until: text(form, 'until'),
          })
        }}
      >
        <Field name="event" label="Event begins with" placeholder="login." />
        <Field name="from" label="From" type="date" />
        <Field name="until" label="Until" type="date" />
        <button>Filter</button>
      </form>
      <Loaded query={query}>
        {(page) =>
          page.items.length > 0 ? (
            <AuditTable lines={page.items} />
          ) : (
            <Empty>Nothing of that kind was done in that time.</Empty>
          )
        }
      </Loaded>
      <Pager offset={offset} size={PAGE} total={total} onMove={setOffset} />
    </Page>
  )
}

/** Whether the audit reaches the server that it is told to; nothing where there is none. */
function StreamNotice() {
  const stream = useQuery(auditStream()).data
  if (!stream?.server) return null
  return (
    <div className={stream.failure ? 'notice bad' : 'notice'} role="status">
      {stream.failure
        ? `The last ${stream.lines_behind} lines have not reached ${stream.server}: ${stream.failure}`
        : `Told to ${stream.server}, ${stream.lines_behind === 0 ? 'to the last line' : `${stream.lines_behind} lines behind`}.`}
    </div>
  )
}

function AuditTable({ lines }: { lines: AuditLine[] }) {
  return (
    <table>
      <caption className="skip">Audit</caption>
      <thead>
        <tr>
          <th className="num">Line</th>
          <th>When</th>
          <th>Event</th>
          <th>Outcome</th>
          <th>Who</th>
          <th>From</th>
          <th>What</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.id}>
            <td className="num">{line.id}</td>
            <td>
              <Ago time={line.created_at} />
            </td>
            <td className="mono">{line.event_type}</td>
            <td>{line.outcome}</td>
            <td title={line.actor}>{line.actor_name || line.actor}</td>
            <td className="mono" title={line.source}>
              {line.actor_ip || '–'}
            </td>
            <td className="cut" title={described(line)}>
              {described(line)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function described({ event_context: { target_type, target_id, ...details } }: AuditLine): string {
  const more = Object.entries(details).map(([name, value]) => `${name}: ${value}`)
  return [`${target_type} ${target_id}`.trim(), ...more].filter(Boolean).join(', ')
}
