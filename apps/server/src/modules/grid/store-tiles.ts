import { sql } from 'kysely'

import type { TileRow } from './cache/tile-cutter.ts'
import type { Db } from './store.ts'

/** The boundaries in force of one level with what a tile tells of each, the shapes as unread text. */
export async function listTileRows(db: Db, districtId: number, level: number): Promise<TileRow[]> {
  return db
    .selectFrom('grid as g')
    .innerJoin('grid_version as v', (join) =>
      join.onRef('v.district_id', '=', 'g.district_id').onRef('v.grid_id', '=', 'g.id'),
    )
    .select(['g.node', 'g.id', 'g.code', 'g.name', 'g.level', 'g.path', 'g.kind'])
    .select(sql<string>`v.polygon::text`.as('polygon'))
    .where('g.district_id', '=', districtId)
    .where('g.level', '=', level)
    .where('g.valid_to', 'is', null)
    .where('v.status', '=', 'active')
    .execute()
}
