import type { UnitBrief } from '@lianxin/contract'
import type { Instant, MissedDue } from '@lianxin/domain'
import { sql, type Insertable, type Selectable, type Updateable } from 'kysely'

import type { Tx } from '../../../platform/db/database.ts'
import type { WhistleAlarmTable, WhistleTable } from '../../../platform/db/schema-orders.ts'
import { toTimestamp } from '../../../platform/db/types.ts'
import { LIST_LIMIT } from './store.ts'

export type StoredWhistle = Selectable<WhistleTable>

const whistles = (tx: Tx, districtId: number) =>
  tx.selectFrom('whistle').selectAll().where('district_id', '=', districtId)

export function findWhistle(tx: Tx, districtId: number, id: string): Promise<StoredWhistle | undefined> {
  return whistles(tx, districtId).where('id', '=', id).executeTakeFirst()
}

/** Keeps everybody else from acting on it meanwhile; undefined where the post is no party to it. */
export function lockWhistle(tx: Tx, districtId: number, id: string): Promise<StoredWhistle | undefined> {
  return whistles(tx, districtId).where('id', '=', id).forUpdate().executeTakeFirst()
}

/** Newest first. */
export function listStoredWhistles(tx: Tx, districtId: number, open: boolean): Promise<StoredWhistle[]> {
  const found = open ? whistles(tx, districtId).where('state', '=', 'open') : whistles(tx, districtId)
  return found
    .orderBy('called_at', 'desc')
    .orderBy('id')
    .limit(LIST_LIMIT + 1)
    .execute()
}

/** @returns false where the id is taken already */
export async function insertWhistle(tx: Tx, whistle: Insertable<WhistleTable>): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('whistle')
    .values(whistle)
    .onConflict((taken) => taken.columns(['district_id', 'id']).doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

export async function updateWhistle(
  tx: Tx,
  districtId: number,
  id: string,
  to: Pick<Updateable<WhistleTable>, 'state' | 'units' | 'revision'>,
): Promise<void> {
  await tx.updateTable('whistle').set(to).where('district_id', '=', districtId).where('id', '=', id).execute()
}

/** Departments in office, by level and name. */
export async function listDepartments(tx: Tx, districtId: number): Promise<UnitBrief[]> {
  const rows = await tx
    .selectFrom('unit')
    .select(['id', 'name', 'name_en as nameEn', 'level', 'telephone'])
    .where('district_id', '=', districtId)
    .where('kind', '=', 'department')
    .where('active', '=', true)
    .orderBy('level')
    .orderBy('name')
    .execute()
  return rows.map((row) => ({ ...row, kind: 'department' as const }))
}

export type WhistleAlarm = Pick<Selectable<WhistleAlarmTable>, 'whistle_id' | 'unit_id' | 'what' | 'fired_at'>

/** What units were told of whistles that they did not answer in time. */
export async function listWhistleAlarms(
  tx: Tx,
  districtId: number,
  whistleIds: readonly string[],
): Promise<readonly WhistleAlarm[]> {
  if (whistleIds.length === 0) return []
  return tx
    .selectFrom('whistle_alarm')
    .select(['whistle_id', 'unit_id', 'what', 'fired_at'])
    .where('district_id', '=', districtId)
    .where('whistle_id', 'in', whistleIds)
    .orderBy('due_at')
    .execute()
}

/** Claims whistles of which a date has passed since they were looked at; those another process has are left to it. */
export function claimToLookAt(tx: Tx, districtId: number, now: Instant, limit: number): Promise<StoredWhistle[]> {
  return whistles(tx, districtId)
    .where(sql<boolean>`next_look_at < ${toTimestamp(now)}`)
    .orderBy('next_look_at')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute()
}

/** Writes alarms down and when to look again. @returns those that had not been raised before */
export async function insertWhistleAlarms(
  tx: Tx,
  { district_id, id, caller_unit_id, grid_path }: StoredWhistle,
  missed: readonly MissedDue[],
  at: { readonly now: Instant; readonly nextLook: Instant | null },
): Promise<readonly Pick<WhistleAlarm, 'unit_id' | 'what'>[]> {
  await tx
    .updateTable('whistle')
    .set({ next_look_at: at.nextLook === null ? null : toTimestamp(at.nextLook) })
    .where('district_id', '=', district_id)
    .where('id', '=', id)
    .execute()
  if (missed.length === 0) return []
  return tx
    .insertInto('whistle_alarm')
    .values(
      missed.map(({ unitId, what, dueAt }) => ({
        district_id,
        whistle_id: id,
        unit_id: unitId,
        what,
        caller_unit_id,
        grid_path,
        due_at: toTimestamp(dueAt),
        fired_at: toTimestamp(at.now),
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning(['unit_id', 'what'])
    .execute()
}
