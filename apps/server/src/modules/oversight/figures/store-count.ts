import { sql, type Kysely } from 'kysely'

import { insertBulk } from '../../../platform/db/bulk.ts'
import type { Schema } from '../../../platform/db/schema.ts'
import { toTimestamp } from '../../../platform/db/types.ts'
import { COLUMNS } from './columns.ts'
import { tally, type Line } from './tally.ts'

/** A transaction of the application or of the owner. */
export type Writing = Kysely<Schema>

/** Before the first ticket. */
export const BEGINNING = '00000000-0000-0000-0000-000000000000'
/** Counters of one statement. */
const MOST = 2_000

export interface FigureCursor {
  readonly filling_after: string | null
  readonly filled: number
}

/**
 * Holds the row of a district until the transaction ends: figures are counted by one at a time. Changes come by the
 * outbox; the tickets of a district that was never counted by filling in.
 */
export async function lockCursor(tx: Writing, districtId: number, now: number): Promise<FigureCursor> {
  await sql`insert into figure_cursor (district_id, at, filling_after)
    values (${districtId}, ${toTimestamp(now)}, ${BEGINNING}) on conflict do nothing`.execute(tx)
  return tx
    .selectFrom('figure_cursor')
    .select(['filling_after', 'filled'])
    .where('district_id', '=', districtId)
    .forUpdate()
    .executeTakeFirstOrThrow()
}

/** How far the days of a district begin before those of UTC, in minutes. */
export async function readOffset(tx: Writing, districtId: number): Promise<number> {
  const { utc_offset_minutes } = await tx
    .selectFrom('district')
    .select('utc_offset_minutes')
    .where('district_id', '=', districtId)
    .executeTakeFirstOrThrow()
  return utc_offset_minutes
}

export async function moveCursor(
  tx: Writing,
  districtId: number,
  to: Partial<FigureCursor>,
  now: number,
): Promise<void> {
  await tx
    .updateTable('figure_cursor')
    .set({ ...to, at: toTimestamp(now) })
    .where('district_id', '=', districtId)
    .execute()
}

const textOf = (line: Line): string =>
  JSON.stringify([
    line.day,
    line.unit_id,
    line.unit_level,
    line.grid_path,
    line.class_code,
    line.channel,
    ...COLUMNS.map((column) => line[column]),
  ])
const sameLines = (a: readonly Line[], b: readonly Line[]): boolean =>
  a.length === b.length && a.map(textOf).toSorted().join() === b.map(textOf).toSorted().join()

/**
 * Puts new lines in the place of those kept for these tickets, and adds the difference to the counters. Done again it
 * changes nothing. Only under the cursor's lock.
 * @returns how many tickets differed
 */
export async function replaceLines(
  tx: Writing,
  districtId: number,
  wanted: ReadonlyMap<string, readonly Line[]>,
): Promise<number> {
  const kept = new Map<string, Line[]>()
  const rows = await tx
    .selectFrom('figure_line')
    .select(['ticket_id', 'day', 'unit_id', 'unit_level', 'grid_path', 'class_code', 'channel', ...COLUMNS])
    .where('district_id', '=', districtId)
    .where('ticket_id', '=', sql<string>`any(${[...wanted.keys()]}::uuid[])`)
    .execute()
  for (const row of rows) kept.set(row.ticket_id, [...(kept.get(row.ticket_id) ?? []), row])
  const changed = [...wanted].filter(([id, lines]) => !sameLines(kept.get(id) ?? [], lines))
  if (changed.length === 0) return 0
  const gone = changed.flatMap(([id]) => kept.get(id) ?? [])
  const come = changed.flatMap(([, lines]) => lines)
  if (gone.length > 0)
    await tx
      .deleteFrom('figure_line')
      .where('district_id', '=', districtId)
      .where('ticket_id', '=', sql<string>`any(${changed.map(([id]) => id)}::uuid[])`)
      .execute()
  await insertBulk(
    tx,
    'figure_line',
    come.map((line) => ({ district_id: districtId, ...line })),
  )
  await addCounts(tx, districtId, tally(gone, come))
  return changed.length
}

const NAMES = [
  'district_id',
  'span',
  'grid_path',
  'split',
  'day',
  'unit_id',
  'class_code',
  'channel',
  ...COLUMNS,
] as const
const KEY = sql.raw(NAMES.slice(0, 8).join(', '))
const ALL = sql.raw(NAMES.join(', '))
const ADDED = sql.raw(COLUMNS.map((column) => `${column} = figure_count.${column} + excluded.${column}`).join(', '))

async function addCounts(tx: Writing, districtId: number, counts: ReturnType<typeof tally>): Promise<void> {
  for (let from = 0; from < counts.length; from += MOST) {
    const part = counts.slice(from, from + MOST).map((one) => ({ district_id: districtId, ...one }))
    await sql`insert into figure_count (${ALL})
      select ${ALL} from jsonb_populate_recordset(null::figure_count, ${JSON.stringify(part)}::jsonb)
      on conflict (${KEY}) do update set ${ADDED}`.execute(tx)
  }
}

/** Forgets every counter of a district, so that the tickets are counted anew. */
export async function forgetCounts(tx: Writing, districtId: number, now: number): Promise<void> {
  await lockCursor(tx, districtId, now)
  await tx.deleteFrom('figure_line').where('district_id', '=', districtId).execute()
  await tx.deleteFrom('figure_count').where('district_id', '=', districtId).execute()
  await moveCursor(tx, districtId, { filling_after: BEGINNING, filled: 0 }, now)
}
