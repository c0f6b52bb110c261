import type { TicketRow } from '@lianxin/contract'
import { useWords } from '@lianxin/ui'
import { memo } from 'react'

import { NarrowCell, WideCells } from './cells.tsx'
import type { Column } from './columns.ts'

export interface LineProps {
  readonly row: TicketRow
  readonly index: number
  /** Distance from the top of the list in px. */
  readonly place: number
  readonly height_px: number
  /** Null: three lines instead of columns. */
  readonly columns: readonly Column[] | null
  readonly isTicked: boolean
  readonly isOpen: boolean
  readonly isCursor: boolean
  readonly isHovered: boolean
  readonly isFresh: boolean
  readonly onOpen: (row: TicketRow) => void
  readonly onHover: (row: TicketRow) => void
  readonly onTick: (row: TicketRow, isRange: boolean) => void
}

/** One ticket of the queue. Drawn again only where something of its own changed: scrolling leaves it as it is. */
export const TicketLine = memo(function TicketLine(props: LineProps) {
  const { row, index, columns, onOpen, onHover, onTick } = props
  const t = useWords()
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the page moves by j, k and arrows
    <div
      role="row"
      id={`row-${row.id}`}
      aria-rowindex={index + 2}
      aria-selected={props.isTicked}
      aria-current={props.isOpen}
      className="lc-row"
      data-cursor={props.isCursor}
      data-hovered={props.isHovered}
      data-fresh={props.isFresh}
      data-condition={row.clock.condition}
      style={{ height: props.height_px, top: props.place }}
      onClick={() => onOpen(row)}
      onMouseEnter={() => onHover(row)}
    >
      <span role="gridcell" className="lc-c-tick">
        {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- x does the same */}
        <span
          role="checkbox"
          tabIndex={-1}
          aria-checked={props.isTicked}
          aria-label={t('queue.select.row', { number: row.number })}
          className="lc-tick"
          onClick={(event) => {
            event.stopPropagation()
            onTick(row, event.shiftKey)
          }}
        />
      </span>
      {columns === null ? <NarrowCell row={row} /> : <WideCells row={row} columns={columns} />}
    </div>
  )
})
