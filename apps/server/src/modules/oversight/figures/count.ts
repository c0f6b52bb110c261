import { contributionOf, type Contribution, type Step } from '@lianxin/domain'

import type { Tx } from '../../../platform/db/database.ts'
import { tickets } from '../../ticket/index.ts'
import { COLUMN_OF, COLUMNS } from './columns.ts'
import { lockCursor, readOffset, replaceLines, type Writing } from './store-count.ts'
import type { Line } from './tally.ts'

const NONE = Object.fromEntries(COLUMNS.map((column) => [column, 0])) as Pick<Line, (typeof COLUMNS)[number]>

/** A history with what is kept beside it. */
export interface Counted {
  readonly ticketId: string
  /** For a ticket without a place: the path of the desk that must find it. */
  readonly gridPath: string
  readonly steps: readonly Step[]
}

function lineOf({ ticketId, gridPath }: Counted, one: Contribution): Line {
  const counts = Object.entries(one.counts).map(([figure, count]) => [
    COLUMN_OF[figure as keyof typeof COLUMN_OF],
    count,
  ])
  return {
    ...NONE,
    ticket_id: ticketId.toLowerCase(),
    day: one.day,
    unit_id: one.unitId.toLowerCase(),
    unit_level: one.level,
    grid_path: one.gridPath ?? gridPath,
    class_code: one.classCode ?? '',
    channel: one.channel,
    ...(Object.fromEntries(counts) as Partial<Line>),
  }
}

async function count(tx: Writing, districtId: number, histories: readonly Counted[]): Promise<number> {
  const offset_min = await readOffset(tx, districtId)
  const lines = histories.map(
    (history) =>
      [
        history.ticketId.toLowerCase(),
        contributionOf(history.steps, offset_min).map((one) => lineOf(history, one)),
      ] as const,
  )
  return replaceLines(tx, districtId, new Map(lines))
}

/** Counts these tickets as they stand now. Only under the cursor's lock. @returns how many had changed */
export async function countTickets(tx: Tx, districtId: number, ids: readonly string[]): Promise<number> {
  return count(tx, districtId, await tickets.listHistories(tx, districtId, ids))
}

/** Counts histories that are written at once and are told to nobody, in the transaction that writes them. */
export async function countHistories(
  tx: Writing,
  districtId: number,
  histories: readonly Counted[],
  now: number,
): Promise<void> {
  await lockCursor(tx, districtId, now)
  await count(tx, districtId, histories)
}
