import type { TicketChanged, TicketRow } from '@lianxin/contract'
import { useLang } from '@lianxin/ui'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type CSSProperties } from 'react'
import { useTranslation } from 'react-i18next'

import { useIsPhone, useScale } from '../app/shown-look.ts'
import { fitting, tracksOf, type Column, type Sort } from './columns.ts'
import { between, type Rows } from './rows.ts'
import type { Selection } from './selection.ts'
import { ROW_px, type Density } from './table-look.ts'
import { TableHead } from './table-head.tsx'
import { TicketLine, type LineProps } from './ticket-line.tsx'

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
const OVERSCAN = 8

/** The queue, drawn only where it is looked at. One stop for the tab key; arrows, j and k move inside. */
export function TicketTable(props: TableProps) {
  const { rows, fresh, openId, cursorId, selection, density, busy, hoveredId, onOpen, onHover, onTop } = props
  const { t } = useTranslation()
  const [language] = useLang()
  const scroller = useRef<HTMLDivElement>(null)
  const scale = useScale()
  const width_px = useWidth(scroller)
  const columns = useMemo(
    () => fitting(props.columns, language, width_px / scale),
    [props.columns, language, width_px, scale],
  )
  const narrow = useIsPhone() || props.narrow || columns === null
  const height_px = Math.round((narrow ? NARROW_px : ROW_px[density]) * scale)
  const virtual = useVirtualizer({
    count: rows.total,
    getScrollElement: () => scroller.current,
    estimateSize: () => height_px,
    overscan: OVERSCAN,
    scrollPaddingStart: narrow ? 0 : HEAD_px * scale,
    // Rows beyond the edges are drawn already: the browser need not wait for the next ones in each scroll event.
    useFlushSync: false,
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

  const tick = useRef<LineProps['onTick']>(() => undefined)
  useEffect(() => {
    tick.current = (row, isRange) => {
      if (isRange) selection.extendTo(row, (fromId, toId) => between(rows, fromId, toId))
      else selection.toggle(row)
    }
  })
  // The same for the life of the table, so that a line is drawn again only where something of its own changed.
  const onTick = useCallback<LineProps['onTick']>((row, isRange) => tick.current(row, isRange), [])

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
      style={{ '--lc-tracks': narrow ? tracksOf([], language) : tracksOf(columns ?? [], language) } as CSSProperties}
      onMouseLeave={() => onHover(null)}
    >
      <TableHead {...props} columns={columns ?? []} narrow={narrow} />
      <div style={{ height: virtual.getTotalSize(), position: 'relative' }} role="presentation">
        {items.map((item) => {
          const row = rows.at(item.index)
          if (!row)
            return (
              <div
                key={item.index}
                role="presentation"
                className="lc-row lc-row-waiting"
                data-waiting
                style={{ height: height_px, top: item.start }}
                aria-hidden
              />
            )
          return (
            <TicketLine
              key={item.index}
              row={row}
              index={item.index}
              place={item.start}
              height_px={height_px}
              columns={narrow ? null : columns}
              isTicked={selection.has(row.id)}
              isOpen={row.id === openId}
              isCursor={row.id === cursorId}
              isHovered={row.id === hoveredId}
              isFresh={fresh.has(row.id)}
              onOpen={onOpen}
              onHover={onHover}
              onTick={onTick}
            />
          )
        })}
      </div>
    </div>
  )
}

/** How wide a box is drawn, in pixels; as wide as the window until it was measured. */
function useWidth(box: { readonly current: HTMLElement | null }): number {
  const [width_px, setWidth_px] = useState(window.innerWidth)
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    const read = () => setWidth_px(element.clientWidth)
    read()
    const watch = new ResizeObserver(read)
    watch.observe(element)
    return () => watch.disconnect()
  }, [box])
  return width_px
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
