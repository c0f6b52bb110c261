import type { TicketRow } from '@lianxin/contract'

/** A long list of which only the part around the reader is in memory. Positions count from 0. */
export interface Rows {
  /** How many there are, as far as is known. */
  readonly total: number
  /** Whether `total` is the whole truth, or there are at least so many. */
  readonly isExact: boolean
  readonly at: (index: number) => TicketRow | undefined
  /** -1 where the row is not in memory. */
  readonly indexOf: (ticketId: string) => number
  /** What is in memory, in order. */
  readonly loaded: readonly TicketRow[]
}

/** Rows in memory, the first of which stands at `from` in the list. A row that moved meanwhile counts once. */
export function rowsOf(loaded: readonly TicketRow[], from: number, total: number, isExact: boolean): Rows {
  const positions = new Map<string, number>()
  loaded.forEach((row, index) => positions.set(row.id, from + index))
  return {
    total,
    isExact,
    at: (index) => loaded[index - from],
    indexOf: (ticketId) => positions.get(ticketId) ?? -1,
    loaded,
  }
}

/** The rows from one to the other, both with them, whichever comes first; none where one is not in memory. */
export function between(rows: Rows, fromId: string, toId: string): readonly TicketRow[] {
  const [a, b] = [rows.indexOf(fromId), rows.indexOf(toId)]
  if (a < 0 || b < 0) return rows.loaded.filter((row) => row.id === toId)
  const first = rows.indexOf(rows.loaded[0]?.id ?? '')
  return rows.loaded.slice(Math.min(a, b) - first, Math.max(a, b) - first + 1)
}
