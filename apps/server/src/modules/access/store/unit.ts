import type { QueryOf, listUnits, UnitView } from '@lianxin/contract'
import type { Instant, UnitKind } from '@lianxin/domain'
import { sql, type Kysely } from 'kysely'

import type { Tx } from '../../../platform/db/database.ts'
import type { DistrictSettings, Schema } from '../../../platform/db/schema.ts'
import { localDay } from './instant.ts'

/** A unit as stored: like the view of the contract, which is why it is one. */
export type Unit = UnitView

export interface District {
  readonly name: string
  readonly settings: DistrictSettings
}

export async function findDistrict(tx: Tx, districtId: number): Promise<District | undefined> {
  return tx.selectFrom('district').select(['name', 'settings']).where('district_id', '=', districtId).executeTakeFirst()
}

const units = (db: Kysely<Schema>, districtId: number) =>
  db
    .selectFrom('unit')
    .select([
      'id',
      'name',
      'name_en as nameEn',
      sql<UnitKind>`kind`.as('kind'),
      'level',
      'telephone',
      'parent_id as parentId',
      'grid_id as gridId',
      'grid_path as gridPath',
      'code',
      'active',
    ])
    .where('district_id', '=', districtId)

export async function findUnit(tx: Tx, districtId: number, unitId: string): Promise<Unit | undefined> {
  return units(tx, districtId).where('id', '=', unitId).executeTakeFirst()
}

/** @throws Error for an id that was just read and is gone: units are never deleted */
export async function getUnit(tx: Tx, districtId: number, unitId: string): Promise<Unit> {
  const unit = await findUnit(tx, districtId, unitId)
  if (!unit) throw new Error(`unit ${unitId} is gone`)
  return unit
}

export async function findUnitByCode(tx: Tx, districtId: number, code: string): Promise<Unit | undefined> {
  return units(tx, districtId).where('code', '=', code).executeTakeFirst()
}

/** The active unit of a kind of which a grid has one: `territorial`, or at the root `superior`. */
export async function findUnitOfGrid(
  tx: Tx,
  districtId: number,
  gridId: string,
  kind: Extract<UnitKind, 'territorial' | 'superior'>,
): Promise<Unit | undefined> {
  return units(tx, districtId)
    .where('grid_id', '=', gridId)
    .where('kind', '=', kind)
    .where('active', '=', true)
    .executeTakeFirst()
}

/** Every unit of the district, for the directory. */
export async function listAllUnits(db: Kysely<Schema>, districtId: number): Promise<Unit[]> {
  return units(db, districtId).orderBy('level').orderBy('code').execute()
}

/** Ids of the units in which an active person holds a post on the local day of `now`. */
export async function listStaffedUnits(db: Kysely<Schema>, districtId: number, now: Instant): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct po.unit_id as id
    from post po
    join person p on p.district_id = po.district_id and p.id = po.person_id and p.active
    join district d on d.district_id = po.district_id
    where po.district_id = ${districtId}
      and po.valid_from <= ${localDay(now)} and (po.valid_to is null or po.valid_to > ${localDay(now)})`.execute(db)
  return rows.map(({ id }) => id)
}

export async function listUnitRows(tx: Tx, districtId: number, wanted: QueryOf<typeof listUnits>): Promise<Unit[]> {
  const { q, kind, maxLevel, gridPath } = wanted
  let rows = units(tx, districtId)
  if (q !== undefined) rows = rows.where(sql<boolean>`(strpos(name, ${q}) > 0 or starts_with(code, ${q}))`, '=', true)
  if (kind !== undefined) rows = rows.where('kind', '=', kind)
  if (maxLevel !== undefined) rows = rows.where('level', '<=', maxLevel)
  if (gridPath !== undefined)
    rows = rows.where(
      sql<boolean>`(starts_with(grid_path, ${gridPath}) or starts_with(${gridPath}, grid_path))`,
      '=',
      true,
    )
  return rows
    .orderBy('level')
    .orderBy('code')
    .limit(wanted.limit ?? 500)
    .execute()
}

/** Ids of the units from a unit upwards, itself first; a circle ends where it would begin again. */
export async function listLine(tx: Tx, districtId: number, unitId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive line (id, parent_id) as (
      select id, parent_id from unit where district_id = ${districtId} and id = ${unitId}
      union
      select above.id, above.parent_id from unit above join line on above.id = line.parent_id
      where above.district_id = ${districtId})
    select id from line`.execute(tx)
  return rows.map(({ id }) => id)
}

export async function upsertUnit(tx: Tx, districtId: number, unit: Unit): Promise<void> {
  const values = {
    parent_id: unit.parentId,
    grid_id: unit.gridId,
    kind: unit.kind,
    level: unit.level,
    code: unit.code,
    name: unit.name,
    name_en: unit.nameEn,
    telephone: unit.telephone,
    grid_path: unit.gridPath,
    active: unit.active,
  }
  await tx
    .insertInto('unit')
    .values({ district_id: districtId, id: unit.id, ...values })
    .onConflict((conflict) => conflict.columns(['district_id', 'id']).doUpdateSet(values))
    .execute()
}

export interface GridRef {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly path: string
  readonly level: number
}

/** The node of the grid tree a unit answers for. The grid module owns the table; units only hang on it. */
export async function findGrid(tx: Tx, districtId: number, gridId: string): Promise<GridRef | undefined> {
  return tx
    .selectFrom('grid')
    .select(['id', 'code', 'name', 'path', 'level'])
    .where('district_id', '=', districtId)
    .where('id', '=', gridId)
    .executeTakeFirst()
}
