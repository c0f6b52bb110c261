import type { TicketChanged, TicketRow } from '@lianxin/contract'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { ClockTag, UrgencyTag, useLang } from '@lianxin/ui'

import { className, unitName } from '../ticket/words.ts'
import { StateMark } from '../ticket/marks.tsx'

interface TableProps {
  readonly rows: readonly TicketRow[]
  readonly fresh: ReadonlyMap<string, TicketChanged>
  readonly selectedId: string | null
  /** Beside an open ticket: two lines a row instead of seven columns. */
  readonly narrow: boolean
  readonly busy: boolean
  readonly onSelect: (row: TicketRow) => void
  readonly onEnd: () => void
}

const WIDE_px = 44
const NARROW_px = 78
/** The head stays at the top of the scrolled area and covers this much of it. */
const HEAD_px = 34

function WideRow({ row }: { readonly row: TicketRow }) {
  const [language] = useLang()
  const { t } = useTranslation()
  return (
    <>
      <span role="gridcell" className="lc-c-number">
        {row.number}
      </span>
      <span role="gridcell" className="lc-c-title">
        <UrgencyTag urgency={row.urgency} />
        <span className="lc-ellipsis">{row.title}</span>
      </span>
      <span role="gridcell" className="lc-ellipsis lc-soft" title={row.address}>
        {row.address || row.gridName || t('ticket.noPlace')}
      </span>
      <span role="gridcell" className="lc-ellipsis">
        {row.gridName ?? <em>{t('ticket.noGrid')}</em>}
      </span>
      <span role="gridcell" className="lc-ellipsis">
        {className(row.className, language) ?? <em>{t('ticket.noClass')}</em>}
      </span>
      <span role="gridcell">
        <StateMark state={row.state} pending={row.pending} />
      </span>
      <span role="gridcell" className="lc-ellipsis">
        {unitName(row.holder, language)}
      </span>
      <span role="gridcell">
        <ClockTag clock={row.clock} />
      </span>
    </>
  )
}

function NarrowRow({ row }: { readonly row: TicketRow }) {
  const [language] = useLang()
  const { t } = useTranslation()
  return (
    <span role="gridcell" className="lc-card">
      <span className="lc-card-line">
        <UrgencyTag urgency={row.urgency} />
        <strong className="lc-ellipsis">{row.title}</strong>
        <ClockTag clock={row.clock} />
      </span>
      <span className="lc-card-line lc-soft">
        <span className="lc-ellipsis">{row.address || row.gridName || t('ticket.noPlace')}</span>
      </span>
      <span className="lc-card-line lc-soft">
        <StateMark state={row.state} pending={row.pending} />
        <span className="lc-ellipsis lc-grow">
          {className(row.className, language) ?? t('ticket.noClass')} · {unitName(row.holder, language)}
        </span>
      </span>
    </span>
  )
}

const COLUMNS = ['number', 'title', 'place', 'grid', 'class', 'state', 'holder', 'remaining'] as const

/** The queue, drawn only where it is looked at. One stop for the tab key; arrows, j and k move inside. */
export function TicketTable({ rows, fresh, selectedId, narrow, busy, onSelect, onEnd }: TableProps) {
  const { t } = useTranslation()
  const scroller = useRef<HTMLDivElement>(null)
  const height_px = narrow ? NARROW_px : WIDE_px
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height_px,
    overscan: 12,
    scrollPaddingStart: narrow ? 0 : HEAD_px,
    getItemKey: (index) => rows[index]?.id ?? index,
  })
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  const selected = rows.findIndex((row) => row.id === selectedId)

  useEffect(() => virtual.measure(), [height_px, virtual])
  useEffect(() => {
    if (selected >= 0) virtual.scrollToIndex(selected, { align: 'auto' })
    // Only a new selection moves the list; rows that arrive above it must not.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [selectedId, height_px])
  useEffect(() => {
    if (rows.length > 0 && last >= rows.length - 20) onEnd()
  }, [last, rows.length, onEnd])

  return (
    <div
      ref={scroller}
      className="lc-table"
      data-narrow={narrow}
      role="grid"
      aria-label={t('queue.table')}
      aria-rowcount={rows.length + 1}
      aria-busy={busy}
      tabIndex={0}
      aria-activedescendant={selectedId && selected >= 0 ? `row-${selectedId}` : undefined}
    >
      <div role="row" className="lc-table-head" aria-rowindex={1}>
        {(narrow ? (['title'] as const) : COLUMNS).map((column) => (
          <span role="columnheader" key={column}>
            {t(`queue.column.${column}`)}
          </span>
        ))}
      </div>
      <div style={{ height: virtual.getTotalSize(), position: 'relative' }} role="presentation">
        {items.map((item) => {
          const row = rows[item.index]
          if (!row) return null
          return (
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the page moves by j, k and arrows
            <div
              role="row"
              id={`row-${row.id}`}
              key={row.id}
              aria-rowindex={item.index + 2}
              aria-selected={row.id === selectedId}
              className="lc-row"
              data-fresh={fresh.has(row.id)}
              data-condition={row.clock.condition}
              style={{ height: height_px, transform: `translateY(${item.start}px)` }}
              onClick={() => onSelect(row)}
            >
              {narrow ? <NarrowRow row={row} /> : <WideRow row={row} />}
            </div>
          )
        })}
      </div>
    </div>
  )
}
