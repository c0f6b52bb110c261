import type { Instant } from '@lianxin/domain'
import { sql } from 'kysely'

import type { Tx } from '../../../platform/db/database.ts'
import { toTimestamp } from '../../../platform/db/types.ts'
import { instantParameter } from './instant.ts'

/** Shifts of one person are put on the roster one after another. Not a row lock: who keeps rosters may not change persons. */
export async function lockShiftsOf(tx: Tx, districtId: number, personId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(${districtId}::int, hashtext(${`duty ${personId}`}))`.execute(tx)
}

export interface DutyShift {
  readonly id: string
  readonly unitId: string
  readonly unitName: string
  readonly personId: string
  readonly personName: string
  readonly startsAt: Instant
  readonly endsAt: Instant
  readonly telephone: string
}

/** Shifts that touch a span of time, first to begin first. */
export async function listShifts(
  tx: Tx,
  districtId: number,
  wanted: {
    readonly from: Instant
    readonly to: Instant
    readonly unitId?: string
    readonly personId?: string
    readonly id?: string
  },
): Promise<DutyShift[]> {
  let rows = tx
    .selectFrom('duty_shift as s')
    .innerJoin('unit as u', (join) => join.onRef('u.district_id', '=', 's.district_id').onRef('u.id', '=', 's.unit_id'))
    .innerJoin('person as p', (join) =>
      join.onRef('p.district_id', '=', 's.district_id').onRef('p.id', '=', 's.person_id'),
    )
    .select([
      's.id',
      's.unit_id as unitId',
      'u.name as unitName',
      's.person_id as personId',
      'p.name as personName',
      's.starts_at as startsAt',
      's.ends_at as endsAt',
      's.telephone',
    ])
    .where('s.district_id', '=', districtId)
    .where('s.starts_at', '<', instantParameter(wanted.to))
    .where('s.ends_at', '>', instantParameter(wanted.from))
  if (wanted.unitId !== undefined) rows = rows.where('s.unit_id', '=', wanted.unitId)
  if (wanted.personId !== undefined) rows = rows.where('s.person_id', '=', wanted.personId)
  if (wanted.id !== undefined) rows = rows.where('s.id', '=', wanted.id)
  return rows.orderBy('s.starts_at').orderBy('s.id').execute()
}

/** Who is on duty for a unit at an instant, the one who began last first. Empty where nobody is: no one is always on call. */
export async function dutyNow(tx: Tx, districtId: number, unitId: string, now: Instant): Promise<DutyShift[]> {
  const shifts = await listShifts(tx, districtId, { from: now, to: now + 1, unitId })
  return shifts.toReversed()
}

const EVER = { from: 0, to: Date.UTC(9999, 0) } as const

/** One shift with the names of unit and person. */
export async function findShift(tx: Tx, districtId: number, id: string): Promise<DutyShift | undefined> {
  const [shift] = await listShifts(tx, districtId, { ...EVER, id })
  return shift
}

/** The unit of a shift; nothing where there is no such shift. */
export async function findShiftUnit(tx: Tx, districtId: number, shiftId: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('duty_shift')
    .select('unit_id')
    .where('district_id', '=', districtId)
    .where('id', '=', shiftId)
    .executeTakeFirst()
  return row?.unit_id
}

export type ShiftValues = Pick<DutyShift, 'id' | 'unitId' | 'personId' | 'startsAt' | 'endsAt' | 'telephone'>

export async function upsertShift(tx: Tx, districtId: number, shift: ShiftValues): Promise<void> {
  const values = {
    unit_id: shift.unitId,
    person_id: shift.personId,
    starts_at: toTimestamp(shift.startsAt),
    ends_at: toTimestamp(shift.endsAt),
    telephone: shift.telephone,
  }
  await tx
    .insertInto('duty_shift')
    .values({ district_id: districtId, id: shift.id, ...values })
    .onConflict((conflict) => conflict.columns(['district_id', 'id']).doUpdateSet(values))
    .execute()
}

export async function deleteShift(tx: Tx, districtId: number, shiftId: string): Promise<void> {
  await tx.deleteFrom('duty_shift').where('district_id', '=', districtId).where('id', '=', shiftId).execute()
}
