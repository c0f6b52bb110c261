import type { Instant } from '@lianxin/domain'
import type { Insertable, Selectable } from 'kysely'

import type { Tx } from '../../../platform/db/database.ts'
import type { CommendationTable } from '../../../platform/db/schema-responsibility.ts'
import { toTimestamp } from '../../../platform/db/types.ts'

export type StoredCommendation = Selectable<CommendationTable>

export function listStoredCommendations(tx: Tx, districtId: number, limit: number): Promise<StoredCommendation[]> {
  return tx
    .selectFrom('commendation')
    .selectAll()
    .where('district_id', '=', districtId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

export function findCommendation(tx: Tx, districtId: number, id: string): Promise<StoredCommendation | undefined> {
  return tx
    .selectFrom('commendation')
    .selectAll()
    .where('district_id', '=', districtId)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** Sent again it stays as it is. */
export async function insertCommendation(tx: Tx, one: Insertable<CommendationTable>): Promise<void> {
  await tx
    .insertInto('commendation')
    .values(one)
    .onConflict((taken) => taken.doNothing())
    .execute()
}

/** @returns false where it was taken back before */
export async function withdrawStored(
  tx: Tx,
  districtId: number,
  id: string,
  by: { readonly personId: string; readonly now: Instant; readonly reason: string },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('commendation')
    .set({ withdrawn_at: toTimestamp(by.now), withdrawn_by: by.personId, withdrawn_reason: by.reason })
    .where('district_id', '=', districtId)
    .where('id', '=', id)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
