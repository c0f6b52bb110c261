import type { LocalDate } from '@lianxin/domain'
import type { Insertable, Selectable } from 'kysely'

import type { Tx } from '../../../platform/db/database.ts'
import type { ClinicDayTable, ClinicTable, FieldPlanTable } from '../../../platform/db/schema-field-plans.ts'

export type StoredClinic = Selectable<ClinicTable>
export type StoredDay = Selectable<ClinicDayTable>
export type StoredPlan = Selectable<FieldPlanTable>

const LIST_LIMIT = 500

/** Clinics that go on or ended after a day, by weekday and hour. */
export function listClinicRows(
  tx: Tx,
  districtId: number,
  of: { readonly endedAfter: LocalDate; readonly gridIds?: readonly string[] },
): Promise<StoredClinic[]> {
  let found = tx
    .selectFrom('clinic')
    .selectAll()
    .where('district_id', '=', districtId)
    .where((is) => is.or([is('to_day', 'is', null), is('to_day', '>=', of.endedAfter)]))
  if (of.gridIds) found = found.where('grid_id', 'in', of.gridIds)
  return found.orderBy('weekday').orderBy('from_minute').orderBy('id').limit(LIST_LIMIT).execute()
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

/** The latest month first. */
export function listPlanRows(tx: Tx, districtId: number): Promise<StoredPlan[]> {
  return tx
    .selectFrom('field_plan')
    .selectAll()
    .where('district_id', '=', districtId)
    .orderBy('month', 'desc')
    .orderBy('grid_path')
    .orderBy('id')
    .limit(LIST_LIMIT)
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
