import { uuidv7 } from 'uuidv7'

import type { Database } from '../platform/db/database.ts'
import { DISTRICT, PLACES, type Fixture } from '../testing/fixture.ts'

/** Codes of the units, those of the fixture and those of a second subdistrict beside it. */
export const CODES = {
  district: '370890',
  desk: 'PQ',
  cg: 'CG',
  water: 'SW',
  street: '370890001',
  community: '370890001001',
  grid1: '370890001001001',
  grid2: '370890001001002',
  street2: '370890002',
  community2: '370890002001',
  grid3: '370890002001001',
} as const

/** Two squares to the east of the first grid. */
export const IN_GRID3 = { lon: PLACES.inGrid2.lon + 0.01, lat: PLACES.inGrid2.lat }

const HALF = 0.005
const BELOW = [
  ['street2', 6, '1.6.', 1, 'area', '许庄街道'],
  ['community2', 7, '1.6.7.', 2, 'area', '湖西社区'],
  ['grid3', 8, '1.6.7.8.', 3, 'base', '湖西第一网格'],
] as const

/** A district of its own in the same database, whose rows nobody of the first may see. */
export const OTHER_DISTRICT = 410_100

/** Adds a second subdistrict with one community and one base grid. */
export async function addSecondStreet(db: Database, { grids, units }: Fixture): Promise<void> {
  const { lon, lat } = IN_GRID3
  const [west, south, east, north] = [lon - HALF, lat - HALF, lon + HALF, lat + HALF].map((x) => +x.toFixed(7))
  const ring = [[west, south], [east, south], [east, north], [west, north], [west, south]] // oxfmt-ignore
  const polygon = JSON.stringify([[ring]])
  await db.asOwner(async (owner) => {
    let [parentGrid, parentUnit] = [grids.district, units.district]
    for (const [key, node, path, level, kind, name] of BELOW) {
      const [gridId, unitId] = [uuidv7(), uuidv7()]
      const own = { district_id: DISTRICT, valid_from: '2025-01-01', valid_to: null }
      const code = CODES[key]
      await owner
        .insertInto('grid')
        .values({ ...own, id: gridId, parent_id: parentGrid, node, path, level, kind, code, name, households: 400 })
        .execute()
      await owner
        .insertInto('grid_version')
        .values({ ...own, id: uuidv7(), grid_id: gridId, status: 'active', polygon, area_m2: 1, created_by: null })
        .execute()
      await owner
        .insertInto('unit')
        .values({
          district_id: DISTRICT,
          id: unitId,
          parent_id: parentUnit,
          grid_id: gridId,
          kind: 'territorial',
          level,
          code,
          name,
          telephone: '0537-0000000',
          grid_path: path,
        })
        .execute()
      ;[parentGrid, parentUnit] = [gridId, unitId]
    }
  })
}
