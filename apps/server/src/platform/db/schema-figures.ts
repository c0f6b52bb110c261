import type { Channel, LocalDate } from '@lianxin/domain'

import type { Timestamp } from './columns.ts'

/** One column for each figure of the domain, see migration 0180. */
interface FigureColumns {
  received: number
  dispatched: number
  reported_up: number
  settled_of_received: number
  responded: number
  responded_in_time: number
  settled: number
  settled_dated: number
  settled_on_time: number
  settled_here: number
  rated: number
  satisfied: number
  reworked: number
  reopened: number
  failed_verifications: number
  ended_otherwise: number
}
export type FigureColumn = keyof FigureColumns

/** What a ticket adds to the figures of a day and unit. */
export interface FigureLineTable extends FigureColumns {
  district_id: number
  ticket_id: string
  day: LocalDate
  unit_id: string
  unit_level: number
  grid_path: string
  class_code: string
  channel: Channel
}

/** Sums of lines by node of the grid tree, day or month, and what `split` says. */
export interface FigureCountTable extends FigureColumns {
  district_id: number
  span: 'day' | 'month'
  grid_path: string
  split: string
  day: LocalDate
  unit_id: string
  class_code: string
  channel: string
}

/** How far the tickets from before there were counters are counted. */
export interface FigureCursorTable {
  district_id: number
  at: Timestamp
  filling_after: string | null
  filled: number
}

/** Tables of the figures. */
export interface FigureSchema {
  figure_line: FigureLineTable
  figure_count: FigureCountTable
  figure_cursor: FigureCursorTable
}
