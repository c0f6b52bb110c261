import type { TicketRow } from '@lianxin/contract'
import { useCallback, useMemo, useState } from 'react'

/** So many tickets one act may be about; the server takes no more. */
export const MOST_SELECTED = 500

/** The rows ticked for one act on all of them, as they were last seen. */
export interface Selection {
  /** In the order in which they were ticked. */
  readonly rows: readonly TicketRow[]
  readonly count: number
  readonly has: (ticketId: string) => boolean
  /** Ticks or unticks one row; it becomes the end from which a range is drawn. */
  readonly toggle: (row: TicketRow) => void
  /** Ticks everything between the row ticked last and this one; `between` gives the rows of the list in order. */
  readonly extendTo: (row: TicketRow, between: (fromId: string, toId: string) => readonly TicketRow[]) => void
  /** Ticks these too, up to `MOST_SELECTED` altogether. */
  readonly add: (rows: readonly TicketRow[]) => void
  readonly remove: (ticketIds: readonly string[]) => void
  readonly clear: () => void
}

interface Ticked {
  readonly of: string
  readonly rows: ReadonlyMap<string, TicketRow>
  readonly anchorId: string | null
}

const none = (of: string): Ticked => ({ of, rows: new Map(), anchorId: null })

const ticking = (ticked: Ticked, rows: readonly TicketRow[], anchorId: string | null): Ticked => {
  const after = new Map(ticked.rows)
  for (const row of rows) if (after.has(row.id) || after.size < MOST_SELECTED) after.set(row.id, row)
  return { ...ticked, rows: after, anchorId }
}

const without = (ticked: Ticked, ids: readonly string[]): Ticked => {
  const after = new Map(ticked.rows)
  for (const id of ids) after.delete(id)
  return { ...ticked, rows: after }
}

/**
 * Which rows are ticked. Another list or filter starts with none, so that nobody acts on rows that are not in sight.
 * @param of  what the list shows; the selection belongs to it
 */
export function useSelection(of: string): Selection {
  const [held, setHeld] = useState(() => none(of))
  const ticked = held.of === of ? held : none(of)
  const change = useCallback(
    (how: (before: Ticked) => Ticked) => setHeld((before) => how(before.of === of ? before : none(of))),
    [of],
  )
  return useMemo<Selection>(
    () => ({
      rows: [...ticked.rows.values()],
      count: ticked.rows.size,
      has: (ticketId) => ticked.rows.has(ticketId),
      toggle: (row) =>
        change((before) =>
          before.rows.has(row.id) ? { ...without(before, [row.id]), anchorId: row.id } : ticking(before, [row], row.id),
        ),
      extendTo: (row, between) =>
        change((before) =>
          ticking(before, before.anchorId === null ? [row] : between(before.anchorId, row.id), row.id),
        ),
      add: (rows) => change((before) => ticking(before, rows, before.anchorId)),
      remove: (ticketIds) => change((before) => without(before, ticketIds)),
      clear: () => change(() => none(of)),
    }),
    [ticked, change, of],
  )
}
