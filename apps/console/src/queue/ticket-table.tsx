import type { TicketChanged, TicketRow } from '@lianxin/contract'
import { useLang } from '@lianxin/ui'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useLayoutEffect, useRef, type CSSProperties, type MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'

import { NarrowCell, WideCells } from './cells.tsx'
import { tracksOf, type Column, type Sort } from './columns.ts'
import { between, type Rows } from './rows.ts'
import type { Selection } from './selection.ts'
import { ROW_px, type Density } from './table-look.ts'
import { TableHead } from './table-head.tsx'

interface TableProps {
  readonly rows: Rows
  readonly fresh: ReadonlyMap<string, TicketChanged>
  readonly openId: string | null
  /** The row the keyboard stands on; the open one where one is open. */
  readonly cursorId: string | null
  readonly selection: Selection
  readonly columns: readonly Column[]
  readonly density: Density
  readonly sort: Sort
  readonly onSort: (sort: Sort) => void
  /** Beside an open ticket or the map: three lines a row instead of columns. */
  readonly narrow: boolean
  readonly busy: boolean
  readonly onOpen: (row: TicketRow) => void
  /** Pointed at on the map. */
  readonly hoveredId: string | null
  readonly onHover: (row: TicketRow | null) => void
  /** Told which row is the first in sight. */
  readonly onTop: (index: number) => void
}

const NARROW_px = 78
/** The head stays at the top of the scrolled area and covers this much of it. */
const HEAD_px = 34
/** Rows drawn beyond both edges. */
const OVERSCAN = 10

/** The queue, drawn only where it is looked at. One stop for the tab key; arrows, j and k move inside. */
export function TicketTable(props: TableProps) {
  const {
    rows,
    fresh,
    openId,
    cursorId,
    selection,
    columns,
    density,
    narrow,
    busy,
    hoveredId,
    onOpen,
    onHover,
    onTop,
  } = props
  const { t } = useTranslation()
  const [language] = useLang()
  const scroller = useRef<HTMLDivElement>(null)
  const height_px = narrow ? NARROW_px : ROW_px[density]
  const virtual = useVirtualizer({
    count: rows.total,
    getScrollElement: () => scroller.current,
    estimateSize: () => height_px,
    overscan: OVERSCAN,
    scrollPaddingStart: narrow ? 0 : HEAD_px,
  })
  const items = virtual.getVirtualItems()
  const top = (items[0]?.index ?? 0) + (items[0]?.index === 0 ? 0 : OVERSCAN)
  const cursor = cursorId === null ? -1 : rows.indexOf(cursorId)

  useEffect(() => virtual.measure(), [height_px, virtual])
  useEffect(() => {
    if (cursor >= 0) virtual.scrollToIndex(cursor, { align: 'auto' })
    // Only a new cursor moves the list; rows that arrive above it must not.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [cursorId, height_px])
  useEffect(() => onTop(top), [top, onTop])
  useReadersPlace(scroller, rows, top, height_px)

  const tick = (event: MouseEvent, row: TicketRow) => {
    event.stopPropagation()
    if (event.shiftKey) selection.extendTo(row, (fromId, toId) => between(rows, fromId, toId))
    else selection.toggle(row)
  }

  return (
    <div
      ref={scroller}
      className="lc-table"
      data-narrow={narrow}
      data-density={density}
      role="grid"
      aria-label={t('queue.table')}
      aria-rowcount={rows.isExact ? rows.total + 1 : -1}
      aria-multiselectable
      aria-busy={busy}
      tabIndex={0}
      aria-activedescendant={cursor >= 0 ? `row-${cursorId}` : undefined}
      style={{ '--lc-tracks': narrow ? '28px minmax(0, 1fr)' : tracksOf(columns, language) } as CSSProperties}
      onMouseLeave={() => onHover(null)}
    >
      <TableHead {...props} />
      <div style={{ height: virtual.getTotalSize(), position: 'relative' }} role="presentation">
        {items.map((item) => {
          const row = rows.at(item.index)
          const place = { height: height_px, transform: `translateY(${item.start}px)` }
          if (!row)
            return (
              <div
                key={item.index}
                role="presentation"
                className="lc-row lc-row-waiting"
                data-waiting
                style={place}
                aria-hidden
              />
            )
          return (
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the page moves by j, k and arrows
            <div
              role="row"
              id={`row-${row.id}`}
              key={item.index}
              aria-rowindex={item.index + 2}
              aria-selected={selection.has(row.id)}
              aria-current={row.id === openId}
              className="lc-row"
              data-cursor={row.id === cursorId}
              data-hovered={row.id === hoveredId}
              data-fresh={fresh.has(row.id)}
              data-condition={row.clock.condition}
              style={place}
              onClick={() => onOpen(row)}
              onMouseEnter={() => onHover(row)}
            >
              <span role="gridcell" className="lc-c-tick">
                {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- x does the same */}
                <span
                  role="checkbox"
                  tabIndex={-1}
                  aria-checked={selection.has(row.id)}
                  aria-label={t('queue.select.row', { number: row.number })}
                  className="lc-tick"
                  onClick={(event) => tick(event, row)}
                />
              </span>
              {narrow ? <NarrowCell row={row} /> : <WideCells row={row} columns={columns} />}
            </div>
          )
        })}
      </div>
    </div>
  )
}

/** Rows that come or go above what is in sight move the list with them, so that the reader's row stays where it is. */
function useReadersPlace(
  scroller: { readonly current: HTMLDivElement | null },
  rows: Rows,
  top: number,
  height_px: number,
): void {
  const held = useRef<{ readonly id: string; readonly index: number } | null>(null)
  useLayoutEffect(() => {
    const box = scroller.current
    const before = held.current
    const now = before ? rows.indexOf(before.id) : -1
    if (box && before && now >= 0 && now !== before.index && box.scrollTop > height_px)
      box.scrollTop += (now - before.index) * height_px
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- only new rows move the place, scrolling does not
  }, [rows])
  useEffect(() => {
    const row = rows.at(top)
    held.current = row ? { id: row.id, index: top } : null
  }, [rows, top])
}
