import type { Db } from './store.ts'

/** The code on the sign of a whole grid; null where it has none. */
export async function findSignOfGrid(db: Db, districtId: number, gridId: string): Promise<string | null> {
  const row = await db
    .selectFrom('place_code')
    .select('code')
    .where('district_id', '=', districtId)
    .where('grid_id', '=', gridId)
    .where('lon', 'is', null)
    .orderBy('code')
    .limit(1)
    .executeTakeFirst()
  return row?.code ?? null
}
