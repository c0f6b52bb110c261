import { area_m2, type LocalDate, type MultiPolygon } from '@lianxin/domain'
import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'

import type { Tx } from '../../platform/db/database.ts'
import type { Setting } from './store.ts'

/** Rows of one insert: below the 65,535 parameters a statement may have. */
const CHUNK = 500

function* chunks<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < rows.length; from += CHUNK) yield rows.slice(from, from + CHUNK)
}

/** A grid to be inserted, or whose particulars are to be changed. */
export interface GridWrite {
  readonly id: string
  readonly parentId: string | null
  readonly node: number
  readonly path: string
  readonly level: number
  readonly kind: string
  readonly setting: Setting
  readonly code: string
  readonly name: string
  readonly households: number | null
  readonly validFrom: LocalDate
}

/** Inserts new grids; parents must come before their children. */
export async function insertGrids(tx: Tx, districtId: number, grids: readonly GridWrite[]): Promise<void> {
  for (const part of chunks(grids)) {
    await tx
      .insertInto('grid')
      .values(
        part.map((grid) => ({
          district_id: districtId,
          id: grid.id,
          parent_id: grid.parentId,
          node: grid.node,
          path: grid.path,
          level: grid.level,
          kind: grid.kind,
          setting: grid.setting,
          code: grid.code,
          name: grid.name,
          households: grid.households,
          valid_from: grid.validFrom,
        })),
      )
      .execute()
  }
}

/** Changes name, kind, setting and load of known grids. */
export async function updateParticulars(
  tx: Tx,
  districtId: number,
  grids: readonly Pick<GridWrite, 'id' | 'name' | 'kind' | 'setting' | 'households'>[],
): Promise<void> {
  for (const grid of grids) {
    await tx
      .updateTable('grid')
      .set({ name: grid.name, kind: grid.kind, setting: grid.setting, households: grid.households })
      .where('district_id', '=', districtId)
      .where('id', '=', grid.id)
      .execute()
  }
}

/** The largest node number ever given in the district; numbers are not used twice. */
export async function highestNode(tx: Tx, districtId: number): Promise<number> {
  const row = await tx
    .selectFrom('grid')
    .select((eb) => eb.fn.max('node').as('node'))
    .where('district_id', '=', districtId)
    .executeTakeFirst()
  return row?.node ?? 0
}

export interface VersionWrite {
  readonly gridId: string
  readonly status: 'draft' | 'active'
  readonly polygon: MultiPolygon
  readonly words: { readonly north: string; readonly east: string; readonly south: string; readonly west: string }
  readonly source: string
  readonly derived: boolean
  readonly validFrom: LocalDate
}

/** Writes boundaries; a draft takes the place of the grid's draft before (see `deleteDrafts`). */
export async function insertVersions(
  tx: Tx,
  districtId: number,
  versions: readonly VersionWrite[],
  personId: string | null,
): Promise<void> {
  for (const part of chunks(versions)) {
    await tx
      .insertInto('grid_version')
      .values(
        part.map((version) => ({
          district_id: districtId,
          id: uuidv7(),
          grid_id: version.gridId,
          status: version.status,
          valid_from: version.validFrom,
          polygon: JSON.stringify(version.polygon),
          area_m2: area_m2(version.polygon),
          ...version.words,
          source: version.source,
          derived: version.derived,
          created_by: personId,
        })),
      )
      .execute()
  }
}

/** Removes drafts; a draft was never in force and no ticket points at it. */
export async function deleteDrafts(tx: Tx, districtId: number, gridIds: readonly string[]): Promise<void> {
  for (const part of chunks(gridIds)) {
    await tx
      .deleteFrom('grid_version')
      .where('district_id', '=', districtId)
      .where('status', '=', 'draft')
      .where('grid_id', 'in', [...part])
      .execute()
  }
}

/** Ends the boundaries in force of these grids. They stay: tickets point at them. @returns how many */
export async function retireVersions(
  tx: Tx,
  districtId: number,
  gridIds: readonly string[],
  day: LocalDate,
): Promise<number> {
  const done = await tx
    .updateTable('grid_version')
    .set({ status: 'retired', valid_to: day })
    .where('district_id', '=', districtId)
    .where('status', '=', 'active')
    .where('grid_id', '=', sql<string>`any(${sql.val([...gridIds])}::uuid[])`)
    .executeTakeFirst()
  return Number(done.numUpdatedRows)
}

/** Puts all drafts of the district in force. The old boundaries of their grids must have been retired. @returns how many */
export async function activateDrafts(tx: Tx, districtId: number, day: LocalDate): Promise<number> {
  const done = await tx
    .updateTable('grid_version')
    .set({ status: 'active', valid_from: day, valid_to: null })
    .where('district_id', '=', districtId)
    .where('status', '=', 'draft')
    .executeTakeFirst()
  return Number(done.numUpdatedRows)
}

/** Grids that come into force for the first time begin on that day, not on the day of their import. */
export async function startGrids(
  tx: Tx,
  districtId: number,
  gridIds: readonly string[],
  day: LocalDate,
): Promise<void> {
  await tx
    .updateTable('grid')
    .set({ valid_from: day })
    .where('district_id', '=', districtId)
    .where('id', '=', sql<string>`any(${sql.val([...gridIds])}::uuid[])`)
    .execute()
}
