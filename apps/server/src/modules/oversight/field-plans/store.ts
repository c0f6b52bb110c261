import type { LocalDate } from '@lianxin/domain'
import { sql, type Insertable, type Selectable } from 'kysely'

import type { Tx } from '../../../platform/db/database.ts'
import type {
  ClinicDayTable,
  ClinicEndingTable,
  ClinicTable,
  FieldPlanTable,
} from '../../../platform/db/schema-field-plans.ts'

export type StoredClinic = Selectable<ClinicTable>
export type StoredDay = Selectable<ClinicDayTable>
export type StoredPlan = Selectable<FieldPlanTable>

/** Most clinics or plans of one list. */
export const LIST_LIMIT = 200

/** Which clinics. */
interface ClinicFilter {
  /** Those that go on or ended on that day or later. */
  readonly endedAfter: LocalDate
  readonly unitId?: string | undefined
  /** A grid: its clinics, those of the grids it lies in, and those of the grids within it. */
  readonly around?: { readonly path: string; readonly gridIds: readonly string[] } | undefined
  /** In these grids only. */
  readonly gridIds?: readonly string[]
  /** Whose come first. */
  readonly own: string | null
}

/** By weekday and hour, those of the own unit first; one more than the limit where there are more. */
export function listClinicRows(tx: Tx, districtId: number, of: ClinicFilter): Promise<StoredClinic[]> {
  const { endedAfter, unitId, around, gridIds, own } = of
  let found = tx
    .selectFrom('clinic')
    .selectAll()
    .where('district_id', '=', districtId)
    .where((is) => is.or([is('to_day', 'is', null), is('to_day', '>=', endedAfter)]))
  if (unitId !== undefined) found = found.where('unit_id', '=', unitId)
  if (gridIds) found = found.where('grid_id', 'in', gridIds)
  if (around)
    found = found.where(sql<boolean>`(grid_id = any(${[...around.gridIds]}::uuid[]) or grid_id in
      (select id from grid where district_id = ${districtId} and starts_with(path, ${around.path})))`)
  return found
    .orderBy(sql`unit_id is distinct from ${own}::uuid`)
    .orderBy('weekday')
    .orderBy('from_minute')
    .orderBy('id')
    .limit(LIST_LIMIT + 1)
    .execute()
}

export function findClinic(tx: Tx, districtId: number, id: string): Promise<StoredClinic | undefined> {
  return tx
    .selectFrom('clinic')
    .selectAll()
    .where('district_id', '=', districtId)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** @returns false where the id is taken already */
export async function insertClinic(tx: Tx, row: Insertable<ClinicTable>): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('clinic')
    .values(row)
    .onConflict((taken) => taken.columns(['district_id', 'id']).doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** Keeps everybody else from changing it until the transaction ends. */
export function lockClinic(tx: Tx, districtId: number, id: string): Promise<StoredClinic | undefined> {
  return tx
    .selectFrom('clinic')
    .selectAll()
    .where('district_id', '=', districtId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

/** Writes the new last day of a locked clinic, and what it was before. */
export async function updateLastDay(tx: Tx, ending: Omit<Insertable<ClinicEndingTable>, 'seq'>, revision: number) {
  await tx
    .insertInto('clinic_ending')
    .values({ ...ending, seq: revision })
    .execute()
  await tx
    .updateTable('clinic')
    .set({ to_day: ending.last_day, revision: revision + 1 })
    .where('district_id', '=', ending.district_id)
    .where('id', '=', ending.clinic_id)
    .execute()
}

/** What was recorded of clinics since a day. */
export function listDayRows(
  tx: Tx,
  districtId: number,
  clinicIds: readonly string[],
  since: LocalDate,
): Promise<StoredDay[]> {
  if (clinicIds.length === 0) return Promise.resolve([])
  return tx
    .selectFrom('clinic_day')
    .selectAll()
    .where('district_id', '=', districtId)
    .where('clinic_id', 'in', clinicIds)
    .where('day', '>=', since)
    .execute()
}

export function findDay(tx: Tx, districtId: number, clinicId: string, day: LocalDate): Promise<StoredDay | undefined> {
  return tx
    .selectFrom('clinic_day')
    .selectAll()
    .where('district_id', '=', districtId)
    .where('clinic_id', '=', clinicId)
    .where('day', '=', day)
    .executeTakeFirst()
}

export async function insertDay(tx: Tx, row: Insertable<ClinicDayTable>): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('clinic_day')
    .values(row)
    .onConflict((taken) => taken.columns(['district_id', 'clinic_id', 'day']).doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** Tickets the post sees, by number or by id. */
export function listNumbers(
  tx: Tx,
  districtId: number,
  by: 'number' | 'id',
  wanted: readonly string[],
): Promise<{ id: string; number: string }[]> {
  if (wanted.length === 0) return Promise.resolve([])
  return tx
    .selectFrom('ticket')
    .select(['id', 'number'])
    .where('district_id', '=', districtId)
    .where(by, 'in', wanted)
    .orderBy('number')
    .execute()
}

/** The latest month first, in it the own unit; one more than the limit where there are more. */
export function listPlanRows(
  tx: Tx,
  districtId: number,
  { month, own }: { readonly month: LocalDate | null; readonly own: string | null },
): Promise<StoredPlan[]> {
  let found = tx.selectFrom('field_plan').selectAll().where('district_id', '=', districtId)
  if (month !== null) found = found.where('month', '=', month)
  return found
    .orderBy('month', 'desc')
    .orderBy(sql`unit_id is distinct from ${own}::uuid`)
    .orderBy('grid_path')
    .orderBy('id')
    .limit(LIST_LIMIT + 1)
    .execute()
}

export function findPlan(tx: Tx, districtId: number, id: string): Promise<StoredPlan | undefined> {
  return tx
    .selectFrom('field_plan')
    .selectAll()
    .where('district_id', '=', districtId)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** @returns false where the unit has a plan for that month, or the id is taken */
export async function insertPlan(tx: Tx, row: Insertable<FieldPlanTable>): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('field_plan')
    .values(row)
    .onConflict((taken) => taken.doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** @returns false where an outcome was recorded before */
export async function updateOutcome(
  tx: Tx,
  districtId: number,
  id: string,
  outcome: {
    readonly kept_days: number
    readonly settled: string
    readonly reason: string
    readonly recorded_at: Date
  },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('field_plan')
    .set(outcome)
    .where('district_id', '=', districtId)
    .where('id', '=', id)
    .where('kept_days', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
