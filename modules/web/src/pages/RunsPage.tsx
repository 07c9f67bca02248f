import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { runs } from '../api/queries'
import { Empty, Loaded, Page, Pager } from '../parts/common'
import { RunsTable } from './RunsTable'

const PAGE = 50

export function RunsPage() {
  const [offset, setOffset] = useState(0)
  const query = useQuery({ ...runs({ limit: PAGE, offset }), placeholderData: keepPreviousData })
  const total = query.data?.total ?? 0
  return (
    <Page title="Runs" sentence={`${total} in all, the newest first.`}>
      <Loaded query={query}>
        {(page) =>
          page.items.length > 0 ? (
            <RunsTable runs={page.items} caption="Runs" />
          ) : (
            <Empty>No job has run yet.</Empty>
          )
        }
      </Loaded>
      <Pager offset={offset} size={PAGE} total={total} onMove={setOffset} />
    </Page>
  )
}
