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

/** The place of a code, however its letters are written. */
export async function findPlace(db: Db, districtId: number, code: string): Promise<StoredPlace | undefined> {
  const row = await db
    .selectFrom('place_code')
    .select(COLUMNS)
    .where('district_id', '=', districtId)
    .where('code', 'in', [code, code.toUpperCase(), code.toLowerCase()])
    .executeTakeFirst()
  return row && placeOf(row)
}
