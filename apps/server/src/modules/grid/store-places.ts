import type { Position } from '@lianxin/domain'

import type { Db } from './store.ts'

/** A building or grid with a QR code. */
export interface StoredPlace {
  readonly code: string
  readonly gridId: string
  readonly name: string
  readonly address: string
  /** WGS 84; null for a whole grid. */
  readonly position: Position | null
}

const COLUMNS = ['code', 'grid_id', 'name', 'address', 'lon', 'lat'] as const

interface Row {
  code: string
  grid_id: string
  name: string
  address: string
  lon: number | null
  lat: number | null
}

const placeOf = ({ code, grid_id, name, address, lon, lat }: Row): StoredPlace => ({
  code,
  gridId: grid_id,
  name,
  address,
  position: lon === null || lat === null ? null : { lon, lat },
})

/** Every place of a district. */
export async function listPlaces(db: Db, districtId: number): Promise<StoredPlace[]> {
  const rows = await db.selectFrom('place_code').select(COLUMNS).where('district_id', '=', districtId).execute()
  return rows.map(placeOf)
}

/** A base grid or a grid below it is a place by its own code: search offers it, and a sign may carry it. */
async function findGridAsPlace(db: Db, districtId: number, code: string): Promise<StoredPlace | undefined> {
  const row = await db
    .selectFrom('grid')
    .select(['code', 'id', 'name'])
    .where('district_id', '=', districtId)
    .where('code', '=', code)
    .where('kind', '!=', 'area')
    .where('valid_to', 'is', null)
    .executeTakeFirst()
  return row && { code: row.code, gridId: row.id, name: row.name, address: row.name, position: null }
}

/** The place of a code, however its letters are written: a sign of a building or grid, or the code of a grid. */
export async function findPlace(db: Db, districtId: number, code: string): Promise<StoredPlace | undefined> {
  const row = await db
    .selectFrom('place_code')
    .select(COLUMNS)
    .where('district_id', '=', districtId)
    .where('code', 'in', [code, code.toUpperCase(), code.toLowerCase()])
    .executeTakeFirst()
  return row ? placeOf(row) : findGridAsPlace(db, districtId, code)
}
