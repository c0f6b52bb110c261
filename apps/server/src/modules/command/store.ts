import type { Instant } from '@lianxin/domain'

import type { Tx } from '../../platform/db/database.ts'
import type { WallTable } from '../../platform/db/schema-wall.ts'
import { toTimestamp } from '../../platform/db/types.ts'

export type Wall = Pick<WallTable, 'id' | 'unit_id' | 'grid_path' | 'name' | 'views' | 'seconds_per_view'>
export type WallSettings = Pick<Wall, 'name' | 'views' | 'seconds_per_view'>

/** The screens one may see that still work, the newest first. */
export function listWalls(tx: Tx, districtId: number) {
  return tx
    .selectFrom('wall')
    .innerJoin('person', (join) =>
      join.onRef('person.district_id', '=', 'wall.district_id').onRef('person.id', '=', 'wall.made_by'),
    )
    .innerJoin('unit', (join) =>
      join.onRef('unit.district_id', '=', 'wall.district_id').onRef('unit.id', '=', 'wall.unit_id'),
    )
    .select(['wall.id', 'wall.name', 'wall.views', 'wall.seconds_per_view', 'wall.grid_path', 'wall.made_at'])
    .select(['person.name as made_by', 'unit.name as unit_name'])
    .where('wall.district_id', '=', districtId)
    .where('wall.closed_at', 'is', null)
    .orderBy('wall.made_at', 'desc')
    .execute()
}

/** Changes a screen. @returns false where there is none with that id in reach */
export async function updateWall(tx: Tx, districtId: number, id: string, to: WallSettings): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('wall')
    .set(to)
    .where('district_id', '=', districtId)
    .where('id', '=', id)
    .where('closed_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Adds a screen. @returns false where the id is taken, by a closed one or by somebody out of reach */
export async function insertWall(
  tx: Tx,
  districtId: number,
  wall: Wall,
  by: { readonly personId: string; readonly keyHash: Buffer; readonly now: Instant },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('wall')
    .values({
      ...wall,
      district_id: districtId,
      key_hash: by.keyHash,
      made_by: by.personId,
      made_at: toTimestamp(by.now),
    })
    .onConflict((taken) => taken.columns(['district_id', 'id']).doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** Closes a screen: its key ceases to work. @returns false where there is none */
export async function closeWall(tx: Tx, districtId: number, id: string, now: Instant): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('wall')
    .set({ closed_at: toTimestamp(now) })
    .where('district_id', '=', districtId)
    .where('id', '=', id)
    .where('closed_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** The screen of a key, while it works. */
export function findWall(tx: Tx, districtId: number, keyHash: Buffer): Promise<Wall | undefined> {
  return tx
    .selectFrom('wall')
    .select(['id', 'unit_id', 'grid_path', 'name', 'views', 'seconds_per_view'])
    .where('district_id', '=', districtId)
    .where('key_hash', '=', keyHash)
    .where('closed_at', 'is', null)
    .executeTakeFirst()
}
