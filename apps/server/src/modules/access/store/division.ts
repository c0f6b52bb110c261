import type { LocalDate } from '@lianxin/domain'
import { sql } from 'kysely'

import type { Tx } from '../../../platform/db/database.ts'
import type { Known, NewGrid, NewUnit } from '../plan-divisions.ts'

/**
 * Takes the grid tree of the district until the transaction ends, with the same lock as the imports of the grid
 * module: numbers of nodes are given by one at a time.
 */
export async function lockTree(tx: Tx, districtId: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(${districtId}::int, hashtext('grid'))`.execute(tx)
}

/** Offset of the district's days from UTC, minutes. */
export async function readOffset(tx: Tx, districtId: number): Promise<number> {
  const row = await tx
    .selectFrom('district')
    .select('utc_offset_minutes')
    .where('district_id', '=', districtId)
    .executeTakeFirstOrThrow()
  return row.utc_offset_minutes
}

/** The present tree and its units. */
export async function readTree(tx: Tx, districtId: number): Promise<Known & { readonly offset_min: number }> {
  const district = await tx
    .selectFrom('district')
    .select(['name', 'utc_offset_minutes'])
    .where('district_id', '=', districtId)
    .executeTakeFirstOrThrow()
  const grids = await tx
    .selectFrom('grid')
    .select(['id', 'code', 'name', 'parent_id as parentId', 'path', 'level'])
    .where('district_id', '=', districtId)
    .where('valid_to', 'is', null)
    .execute()
  const units = await tx
    .selectFrom('unit')
    .select(['id', 'code', 'name', 'kind', 'parent_id as parentId'])
    .where('district_id', '=', districtId)
    .execute()
  const top = await tx
    .selectFrom('grid')
    .select((eb) => eb.fn.max('node').as('node'))
    .where('district_id', '=', districtId)
    .executeTakeFirst()
  return {
    grids,
    units,
    highestNode: top?.node ?? 0,
    top: { code: String(districtId), name: district.name },
    offset_min: district.utc_offset_minutes,
  }
}

/** Appends nodes without a boundary; parents come first. One statement, whatever their number. */
export async function insertAreaGrids(
  tx: Tx,
  districtId: number,
  grids: readonly NewGrid[],
  validFrom: LocalDate,
): Promise<void> {
  if (grids.length === 0) return
  await sql`
    insert into grid (district_id, id, parent_id, node, path, level, kind, code, name, valid_from)
    select ${districtId}::int, r.id, r."parentId", r.node, r.path, r.level, 'area', r.code, r.name, ${validFrom}::date
    from jsonb_to_recordset(${JSON.stringify(grids)}::jsonb)
      as r (id uuid, "parentId" uuid, node int, path text, level int, code text, name text)`.execute(tx)
  // Tells every process to read the grids anew (migration 0020).
  await sql`
    insert into grid_revision (district_id, revision) values (${districtId}, 1)
    on conflict (district_id) do update set revision = grid_revision.revision + 1`.execute(tx)
}

export async function insertUnits(tx: Tx, districtId: number, units: readonly NewUnit[]): Promise<void> {
  if (units.length === 0) return
  await sql`
    insert into unit (district_id, id, parent_id, grid_id, kind, level, code, name, grid_path)
    select ${districtId}::int, r.id, r."parentId", r."gridId", r.kind, r.level, r.code, r.name, r."gridPath"
    from jsonb_to_recordset(${JSON.stringify(units)}::jsonb)
      as r (id uuid, "parentId" uuid, "gridId" uuid, kind text, level int, code text, name text, "gridPath" text)`.execute(
    tx,
  )
}

/** A division that got another name: its unit and its node. */
export async function renameDivisions(
  tx: Tx,
  districtId: number,
  renamed: readonly { readonly code: string; readonly name: string }[],
): Promise<void> {
  if (renamed.length === 0) return
  const rows = JSON.stringify(renamed)
  await sql`
    update unit set name = r.name from jsonb_to_recordset(${rows}::jsonb) as r (code text, name text)
    where unit.district_id = ${districtId} and unit.code = r.code`.execute(tx)
  await sql`
    update grid set name = r.name from jsonb_to_recordset(${rows}::jsonb) as r (code text, name text)
    where grid.district_id = ${districtId} and grid.code = r.code and grid.valid_to is null`.execute(tx)
}
