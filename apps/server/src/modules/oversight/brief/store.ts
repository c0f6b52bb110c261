import type { BriefContent } from '@lianxin/contract'
import { sql } from 'kysely'

import type { Tx } from '../../../platform/db/database.ts'
import { toTimestamp } from '../../../platform/db/types.ts'

/** A brief without what it says. */
export interface StoredBrief {
  readonly id: string
  readonly unit_id: string
  readonly unit_path: string
  /** First local day. */
  readonly month: string
  readonly version: number
  readonly preliminary: boolean
  readonly asked_at: number
  readonly asked_by: string | null
  readonly produced_at: number | null
  readonly by_name: string | null
}

/** Briefs of one list; one more is read to tell whether there are more. */
export const MOST_BRIEFS = 200

function query(tx: Tx, districtId: number) {
  return tx
    .selectFrom('brief as b')
    .leftJoin('person as p', (join) =>
      join.onRef('p.district_id', '=', 'b.district_id').onRef('p.id', '=', 'b.asked_by'),
    )
    .select([
      'b.id',
      'b.unit_id',
      'b.unit_path',
      'b.month',
      'b.version',
      'b.preliminary',
      'b.asked_at',
      'b.asked_by',
      'b.produced_at',
      'p.name as by_name',
    ])
    .where('b.district_id', '=', districtId)
}

/** Newest month first, the newest version of a unit first. What one may see, row-level security says. */
export function listStored(
  tx: Tx,
  districtId: number,
  of: { readonly month?: string | undefined; readonly unitId?: string | undefined },
): Promise<StoredBrief[]> {
  let rows = query(tx, districtId)
  if (of.month !== undefined) rows = rows.where('b.month', '=', `${of.month}-01`)
  if (of.unitId !== undefined) rows = rows.where('b.unit_id', '=', of.unitId)
  return rows
    .orderBy('b.month', 'desc')
    .orderBy('b.unit_path')
    .orderBy('b.unit_id')
    .orderBy('b.version', 'desc')
    .limit(MOST_BRIEFS + 1)
    .execute()
}

/** Months of which there are briefs, `YYYY-MM`, the newest first. What one may see, row-level security says. */
export async function listMonths(tx: Tx, districtId: number): Promise<string[]> {
  const rows = await tx
    .selectFrom('brief')
    .select('month')
    .distinct()
    .where('district_id', '=', districtId)
    .orderBy('month', 'desc')
    .execute()
  return rows.map(({ month }) => month.slice(0, 7))
}

export function findStored(tx: Tx, districtId: number, id: string): Promise<StoredBrief | undefined> {
  return query(tx, districtId).where('b.id', '=', id).executeTakeFirst()
}

/** What a brief says; null while it is being produced. @throws where there is no such brief */
export async function getContent(tx: Tx, districtId: number, id: string): Promise<BriefContent | null> {
  const { content } = await tx
    .selectFrom('brief')
    .select('content')
    .where('district_id', '=', districtId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return content
}

export interface NewBrief {
  readonly id: string
  readonly unitId: string
  readonly unitPath: string
  readonly month: string
  readonly preliminary: boolean
  readonly askedBy: string | null
  readonly now: number
  /** Null: to be produced. */
  readonly content: BriefContent | null
}

/**
 * Writes a brief as the next version of its unit and month.
 * @returns false where the id is taken, somebody took the version meanwhile, or it is there by itself already
 */
export async function insertBrief(tx: Tx, districtId: number, one: NewBrief): Promise<boolean> {
  const at = toTimestamp(one.now)
  const { rows } = await sql`
    insert into brief (district_id, id, unit_id, unit_path, month, version, preliminary, asked_at, asked_by, produced_at, content)
    select ${districtId}, ${one.id}, ${one.unitId}, ${one.unitPath}, ${`${one.month}-01`}::date,
      coalesce(max(version), 0) + 1, ${one.preliminary}, ${at}, ${one.askedBy}, ${one.content === null ? null : at},
      ${one.content === null ? null : JSON.stringify(one.content)}::jsonb
    from brief where district_id = ${districtId} and unit_id = ${one.unitId} and month = ${`${one.month}-01`}::date
    on conflict do nothing returning id`.execute(tx)
  return rows.length > 0
}

/** Writes what a brief says, once. @returns false where it was written before */
export async function fillBrief(
  tx: Tx,
  districtId: number,
  id: string,
  content: BriefContent,
  now: number,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('brief')
    .set({ content: JSON.stringify(content), preliminary: content.preliminary, produced_at: toTimestamp(now) })
    .where('district_id', '=', districtId)
    .where('id', '=', id)
    .where('produced_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Briefs that somebody asked for and that are not there yet, the oldest first. */
export function listWaiting(tx: Tx, districtId: number): Promise<StoredBrief[]> {
  return query(tx, districtId).where('b.produced_at', 'is', null).orderBy('b.asked_at').execute()
}

/** The latest month that a unit has a brief of by itself, `YYYY-MM`. */
export async function findLastByItself(tx: Tx, districtId: number, unitId: string): Promise<string | null> {
  const { last } = await tx
    .selectFrom('brief')
    .select((row) => row.fn.max('month').as('last'))
    .where('district_id', '=', districtId)
    .where('unit_id', '=', unitId)
    .where('asked_by', 'is', null)
    .executeTakeFirstOrThrow()
  return last === null ? null : last.slice(0, 7)
}

/** Units that have a brief of a month by itself. */
export async function listByItself(tx: Tx, districtId: number, month: string): Promise<ReadonlySet<string>> {
  const rows = await tx
    .selectFrom('brief')
    .select('unit_id')
    .where('district_id', '=', districtId)
    .where('month', '=', `${month}-01`)
    .where('asked_by', 'is', null)
    .execute()
  return new Set(rows.map(({ unit_id }) => unit_id))
}
