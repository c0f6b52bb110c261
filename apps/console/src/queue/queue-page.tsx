import type { TicketRow } from '@lianxin/contract'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { ProblemView } from '@lianxin/ui'
import type { InputRef } from 'antd'
import { useCallback, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { BulkBar } from '../bulk/bulk-bar.tsx'
import { Refused } from '../app/problem.tsx'
import { TicketPane } from '../ticket/ticket-pane.tsx'
import { Announcer } from './announcer.tsx'
import { FilterChips } from './filter-chips.tsx'
import { Filters } from './filters.tsx'
import { KeysDialog } from './keys-dialog.tsx'
import { NothingFound } from './nothing-found.tsx'
import { PrintSheet } from './print-sheet.tsx'
import { QueueBar } from './queue-bar.tsx'
import { readColumns } from './columns.ts'
import { MapSide } from './map-side.tsx'
import { filterOf, questionOf, usedFilters, type QueueSearch, type SearchPart } from './search.ts'
import { useSelection } from './selection.ts'
import { useTableLook } from './table-look.ts'
import { TicketTable } from './ticket-table.tsx'
import { useIsPrinting, usePrint } from './use-printing.ts'
import { useQueue } from './use-queue.ts'
import { useQueueKeys } from './use-queue-keys.ts'
import { useViews } from './use-views.ts'
import { ViewButton } from './view-button.tsx'
import { useFirstList, useWorkLists, WorkLists } from './work-lists.tsx'

/** How the address changes: opening a ticket or typing replaces the entry, another list or filter can be gone back from. */
function useChange() {
  const navigate = useNavigate({ from: '/queue' })
  return useCallback(
    (part: SearchPart, replace = false) =>
      void navigate({
        search: (before) =>
          Object.fromEntries(
            Object.entries({ ...before, ...part }).filter(([, value]) => value !== undefined),
          ) as QueueSearch,
        replace,
      }),
    [navigate],
  )
}

/** The desk of a dispatcher and the to-do list of everybody else: lists, queue, and the open ticket beside it. */
export function QueuePage() {
  const { t } = useTranslation()
  const search = useSearch({ from: '/inside/queue' })
  const change = useChange()
  const first = useFirstList()
  const lists = useWorkLists()
  const current = search.list ?? first
  const queue = useQueue(search, current)
  const { rows, fresh } = queue
  const selection = useSelection(queue.of)
  const { look, columns: own, change: changeLook } = useTableLook()
  const view = useViews().data?.items.find(({ id }) => id === search.view)
  const columns = useMemo(() => readColumns(view?.columns) ?? own, [view, own])
  const title = view?.name ?? t(`queue.list.${current}`)
  const isPrinting = useIsPrinting()
  const printing = usePrint(questionOf(search, first), queue.of)
  const [help, setHelp] = useState(false)
  const searchBox = useRef<InputRef>(null)

  const open = useCallback((ticketId: string | null) => change({ ticket: ticketId ?? undefined }, true), [change])
  const openRow = useCallback((row: TicketRow) => open(row.id), [open])
  const { cursorId, stand } = useQueueKeys({
    rows,
    openId: search.ticket ?? null,
    selection,
    lists,
    onOpen: open,
    onList: (list) => change({ list }),
    onSearch: () => searchBox.current?.focus({ cursor: 'all' }),
    onHelp: () => setHelp(true),
    onMap: () => changeLook({ withMap: !look.withMap }),
  })

  const [hovered, setHovered] = useState<TicketRow | null>(null)
  const [hoveredId, setHoveredId] = useState<string | null>(null)
  const withMap = look.withMap && search.ticket === undefined
  const narrow = search.ticket !== undefined || withMap
  const cursor = cursorId === null ? null : (rows.at(rows.indexOf(cursorId)) ?? { id: cursorId, position: null })
  const filter = useMemo(() => filterOf(search, first), [search, first])
  const isEmpty = rows.total === 0 && !queue.isPending && queue.error === null
  return (
    <div className="lc-queue" data-split={search.ticket !== undefined} data-map={withMap}>
      <h1 className="lc-hidden">{t('nav.queue')}</h1>
      <WorkLists current={current} viewId={search.view} />
      <section className="lc-queue-list" aria-label={title}>
        <Filters search={search} searchRef={searchBox} onChange={change} />
        <FilterChips search={search} onChange={change} />
        <QueueBar
          queue={queue}
          search={search}
          current={current}
          title={title}
          onChange={change}
          onPrint={printing.print}
          onHelp={() => setHelp(true)}
        >
          <ViewButton view={view} search={search} first={first} columns={look.columns} onChange={change} />
        </QueueBar>
        <Refused error={printing.error} />
        {queue.error !== null && <ProblemView error={queue.error} onRetry={queue.refetch} />}
        {queue.error !== null && rows.loaded.length === 0 ? null : isEmpty ? (
          <NothingFound list={current} isFiltered={usedFilters(search).length > 0} onChange={change} />
        ) : (
          <TicketTable
            key={queue.of}
            rows={rows}
            fresh={fresh}
            openId={search.ticket ?? null}
            cursorId={cursorId}
            selection={selection}
            columns={columns}
            density={look.density}
            sort={search.sort ?? (current === 'all' ? 'changed' : 'due')}
            onSort={(sort) => change({ sort })}
            narrow={narrow}
            busy={queue.isFetching}
            hoveredId={hoveredId}
            onOpen={openRow}
            onHover={setHovered}
            onTop={queue.onTop}
          />
        )}
        <BulkBar selection={selection} openId={search.ticket ?? null} />
      </section>
      {withMap && (
        <MapSide
          filter={filter}
          bbox={search.bbox}
          hovered={hovered}
          cursor={cursor}
          onHover={setHoveredId}
          onChoose={stand}
          onOpen={open}
          onBox={(bbox) => change({ bbox }, search.bbox !== undefined)}
        />
      )}
      {search.ticket && (
        <TicketPane
          key={search.ticket}
          ticketId={search.ticket}
          onClose={() => open(null)}
          onOpen={(ticketId) => change({ ticket: ticketId }, true)}
        />
      )}
      {isPrinting && (printing.rows !== null || search.ticket === undefined) && (
        <PrintSheet title={title} search={search} rows={printing.rows ?? rows.loaded} found={queue.found} />
      )}
      <Announcer fresh={fresh} />
      {help && <KeysDialog onClose={() => setHelp(false)} />}
    </div>
  )
}
