import { ROLES, type Role } from '@lianxin/contract'
import type { Instant, LocalDate } from '@lianxin/domain'
import { sql, type Insertable, type Selectable } from 'kysely'

import type { Tx } from '../../../platform/db/database.ts'
import type { InspectionCheckTable, InspectionTable } from '../../../platform/db/schema-inspections.ts'
import { toTimestamp } from '../../../platform/db/types.ts'

export type StoredInspection = Selectable<InspectionTable>
export type StoredCheck = Selectable<InspectionCheckTable>
export type CheckRow = Insertable<InspectionCheckTable>

/** Most draws of the list, and most checks of an inspector's. */
export const LIST_LIMIT = 100

/** A closed matter that may be drawn. */
export interface Closed {
  readonly id: string
  readonly number: string
  readonly grid_path: string
  readonly class_code: string | null
  readonly catalogue_version: number | null
  readonly holder_unit_id: string
  readonly desk_unit_id: string
  readonly co_unit_ids: readonly string[]
}

/**
 * Matters of a territory closed in a period that were never drawn before, at most so many. What a level above has drawn
 * and not checked yet is not seen here, and so not left out: nobody below learns what will be checked.
 */
export async function listClosed(
  tx: Tx,
  districtId: number,
  of: { readonly territory: string; readonly from: Instant; readonly before: Instant; readonly limit: number },
): Promise<Closed[]> {
  const { rows } = await sql<Closed>`
    select t.id, t.number, t.grid_path, t.class_code, (t.body->'class'->>'catalogueVersion')::int as catalogue_version,
      t.holder_unit_id, t.desk_unit_id,
      array(select unit->>'unitId' from jsonb_array_elements(t.body->'coUnits') unit) as co_unit_ids
    from ticket t
    where t.district_id = ${districtId} and t.state = 'closed'
      and t.closed_at >= ${toTimestamp(of.from)} and t.closed_at < ${toTimestamp(of.before)}
      and starts_with(t.grid_path, ${of.territory})
      and not exists (select from inspection_check c where c.district_id = t.district_id and c.ticket_id = t.id)
    order by t.id limit ${of.limit}`.execute(tx)
  return rows
}

/** People in office on a day whose role may check. */
export async function listInspectors(tx: Tx, districtId: number, on: LocalDate) {
  const roles = (Object.keys(ROLES) as Role[]).filter((role) =>
    (ROLES[role] as readonly string[]).includes('inspection.check'),
  )
  return tx
    .selectFrom('post')
    .innerJoin('person', (join) =>
      join.onRef('person.district_id', '=', 'post.district_id').onRef('person.id', '=', 'post.person_id'),
    )
    .select(['post.person_id as personId', 'post.unit_id as unitId', 'post.role', 'person.name'])
    .where('post.district_id', '=', districtId)
    .where('post.role', 'in', roles)
    .where('person.active', '=', true)
    .where('post.valid_from', '<=', on)
    .where((is) => is.or([is('post.valid_to', 'is', null), is('post.valid_to', '>=', on)]))
    .orderBy(sql`post.role <> 'citizenInspector'`)
    .orderBy('person.name')
    .orderBy('post.person_id')
    .execute()
}

export function findInspection(tx: Tx, districtId: number, id: string): Promise<StoredInspection | undefined> {
  return tx
    .selectFrom('inspection')
    .selectAll()
    .where('district_id', '=', districtId)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** Newest first. */
export function listStored(tx: Tx, districtId: number): Promise<StoredInspection[]> {
  return tx
    .selectFrom('inspection')
    .selectAll()
    .where('district_id', '=', districtId)
    .orderBy('drawn_at', 'desc')
    .orderBy('id')
    .limit(LIST_LIMIT)
    .execute()
}

/** @returns false where the id is taken already */
export async function insertInspection(
  tx: Tx,
  row: Insertable<InspectionTable>,
  pool: readonly { readonly key: string; readonly ids: readonly string[] }[],
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('inspection')
    .values(row)
    .onConflict((taken) => taken.columns(['district_id', 'id']).doNothing())
    .executeTakeFirst()
  if ((numInsertedOrUpdatedRows ?? 0n) === 0n) return false
  const { district_id, id: inspection_id, drawn_path } = row
  await tx
    .insertInto('inspection_pool')
    .values(
      pool.map(({ key, ids }) => ({ district_id, inspection_id, stratum: key, drawn_path, ticket_ids: [...ids] })),
    )
    .execute()
  return true
}

export async function insertChecks(tx: Tx, rows: readonly CheckRow[]): Promise<void> {
  await tx
    .insertInto('inspection_check')
    .values([...rows])
    .execute()
}

/** What was drawn from; empty where the post does not see it. */
export async function listPool(tx: Tx, districtId: number, inspectionId: string) {
  const rows = await tx
    .selectFrom('inspection_pool')
    .select(['stratum as key', 'ticket_ids as ids'])
    .where('district_id', '=', districtId)
    .where('inspection_id', '=', inspectionId)
    .execute()
  return rows
}

const checks = (tx: Tx, districtId: number) =>
  tx.selectFrom('inspection_check').selectAll().where('district_id', '=', districtId)

/** Checks of draws that the post may see: open ones first, then by number. */
export function listChecks(tx: Tx, districtId: number, inspectionIds: readonly string[]): Promise<StoredCheck[]> {
  if (inspectionIds.length === 0) return Promise.resolve([])
  return checks(tx, districtId)
    .where('inspection_id', 'in', inspectionIds)
    .orderBy(sql`verdict is not null`)
    .orderBy('number')
    .execute()
}

/** How far each draw is, of the checks the post may see. */
export async function countChecks(tx: Tx, districtId: number, inspectionIds: readonly string[]) {
  if (inspectionIds.length === 0) return []
  const { rows } = await sql<{ inspection_id: string; drawn: number; checked: number; confirmed: number }>`
    select inspection_id, count(*)::int as drawn, count(verdict)::int as checked,
      count(*) filter (where verdict = 'confirmed')::int as confirmed
    from inspection_check where district_id = ${districtId} and inspection_id = any(${[...inspectionIds]}::uuid[])
    group by inspection_id`.execute(tx)
  return rows
}

/** What checks since an instant say of each unit. */
export async function countUnits(tx: Tx, districtId: number, since: Instant) {
  const { rows } = await sql<{ unit_id: string; checked: number; confirmed: number }>`
    select unit_id, count(*)::int as checked, count(*) filter (where verdict = 'confirmed')::int as confirmed
    from inspection_check where district_id = ${districtId} and verdict is not null and checked_at >= ${toTimestamp(since)}
    group by unit_id`.execute(tx)
  return rows
}

/** The checks of a person: open ones first, the next date on top, then the latest done. */
export function listChecksOf(tx: Tx, districtId: number, personId: string): Promise<StoredCheck[]> {
  return checks(tx, districtId)
    .where('inspector_id', '=', personId)
    .orderBy(sql`verdict is not null`)
    .orderBy(sql`case when verdict is null then due_on end`)
    .orderBy('checked_at', 'desc')
    .orderBy('number')
    .limit(LIST_LIMIT)
    .execute()
}

/** Keeps everybody else from changing it meanwhile. */
export function lockCheck(
  tx: Tx,
  districtId: number,
  inspectionId: string,
  ticketId: string,
): Promise<StoredCheck | undefined> {
  return checks(tx, districtId)
    .where('inspection_id', '=', inspectionId)
    .where('ticket_id', '=', ticketId)
    .forUpdate()
    .executeTakeFirst()
}

export async function updateCheck(
  tx: Tx,
  { district_id, inspection_id, ticket_id }: Pick<StoredCheck, 'district_id' | 'inspection_id' | 'ticket_id'>,
  to: Partial<Pick<StoredCheck, 'inspector_id' | 'verdict' | 'seen' | 'reopened'>> & { readonly checked_at?: Date },
): Promise<void> {
  await tx
    .updateTable('inspection_check')
    .set(to)
    .where('district_id', '=', district_id)
    .where('inspection_id', '=', inspection_id)
    .where('ticket_id', '=', ticket_id)
    .execute()
}
