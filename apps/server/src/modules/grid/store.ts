import { DEFAULT_GRID_LEVELS, type GridKind, type LocalDate, type MultiPolygon } from '@lianxin/domain'
import { sql, type Kysely } from 'kysely'

import type { Tx } from '../../platform/db/database.ts'
import type { DistrictSettings, Schema } from '../../platform/db/schema.ts'

/** A transaction, or the owner's connection for the caches. */
export type Db = Kysely<Schema>

/** What a grid lies in; an area may hold both. */
export const SETTINGS = ['urban', 'rural', 'mixed'] as const
export type Setting = (typeof SETTINGS)[number]

/** A boundary as stored. */
export interface StoredVersion {
  readonly id: string
  readonly validFrom: LocalDate
  readonly derived: boolean
  readonly north: string
  readonly east: string
  readonly south: string
  readonly west: string
}

/** A node of the tree with the boundaries that are in use: the one in force and the draft. */
export interface StoredGrid {
  readonly id: string
  readonly parentId: string | null
  readonly node: number
  readonly path: string
  readonly level: number
  readonly kind: GridKind
  readonly setting: Setting
  readonly code: string
  readonly name: string
  readonly households: number | null
  readonly validFrom: LocalDate
  readonly validTo: LocalDate | null
  readonly active: StoredVersion | null
  readonly draft: StoredVersion | null
}

export interface StoredDistrict {
  readonly name: string
  readonly offset_minutes: number
  readonly settings: DistrictSettings
}

/** The district with its settings. @throws RangeError where it was never set up */
export async function getDistrict(db: Db, districtId: number): Promise<StoredDistrict> {
  const row = await db
    .selectFrom('district')
    .select(['name', 'utc_offset_minutes', 'settings'])
    .where('district_id', '=', districtId)
    .executeTakeFirst()
  if (!row)
    throw new RangeError(`没有区划 ${districtId}，请检查 DISTRICT / there is no district ${districtId}: check DISTRICT`)
  return { name: row.name, offset_minutes: row.utc_offset_minutes, settings: row.settings }
}

/** Sets up a district with the usual levels; one that exists gets the name. */
export async function putDistrict(tx: Tx, districtId: number, name: string): Promise<void> {
  await tx
    .insertInto('district')
    .values({
      district_id: districtId,
      name,
      level_names: JSON.stringify(DEFAULT_GRID_LEVELS.map((level) => level.name)),
    })
    .onConflict((conflict) => conflict.column('district_id').doUpdateSet({ name }))
    .execute()
}

/** Writers of a district's grids go one after the other; held until the transaction ends. */
export async function lockGrids(tx: Tx, districtId: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(${districtId}::int, hashtext('grid'))`.execute(tx)
}

/** How often the grids of a district were changed. */
export async function findRevision(db: Db, districtId: number): Promise<number> {
  const row = await db
    .selectFrom('grid_revision')
    .select('revision')
    .where('district_id', '=', districtId)
    .executeTakeFirst()
  return row?.revision ?? 0
}

/** Tells every process, once the transaction commits, to read the grids anew. */
export async function raiseRevision(tx: Tx, districtId: number): Promise<void> {
  await tx
    .insertInto('grid_revision')
    .values({ district_id: districtId, revision: 1 })
    .onConflict((conflict) =>
      conflict.column('district_id').doUpdateSet({ revision: sql<number>`grid_revision.revision + 1` }),
    )
    .execute()
}

interface VersionRow {
  id: string
  grid_id: string
  status: string
  valid_from: string
  derived: boolean
  north: string
  east: string
  south: string
  west: string
}

const versionOf = (row: VersionRow): StoredVersion => ({
  id: row.id,
  validFrom: row.valid_from,
  derived: row.derived,
  north: row.north,
  east: row.east,
  south: row.south,
  west: row.west,
})

/** All open grids of a district, parents before children, without their shapes. */
export async function listGrids(db: Db, districtId: number): Promise<StoredGrid[]> {
  const rows = await db
    .selectFrom('grid')
    .selectAll()
    .where('district_id', '=', districtId)
    .where('valid_to', 'is', null)
    .orderBy('level')
    .orderBy('code')
    .execute()
  const versions = await db
    .selectFrom('grid_version')
    .select(['id', 'grid_id', 'status', 'valid_from', 'derived', 'north', 'east', 'south', 'west'])
    .where('district_id', '=', districtId)
    .where('status', 'in', ['active', 'draft'])
    .execute()
  const inUse = new Map(versions.map((row) => [`${row.grid_id} ${row.status}`, versionOf(row)]))
  return rows.map((row) => ({
    id: row.id,
    parentId: row.parent_id,
    node: row.node,
    path: row.path,
    level: row.level,
    kind: row.kind as GridKind,
    setting: row.setting as Setting,
    code: row.code,
    name: row.name,
    households: row.households,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    active: inUse.get(`${row.id} active`) ?? null,
    draft: inUse.get(`${row.id} draft`) ?? null,
  }))
}

export interface StoredShape {
  readonly versionId: string
  readonly gridId: string
  readonly status: 'active' | 'draft'
  readonly polygon: MultiPolygon
}

export interface ShapeFilter {
  readonly level?: number
  /** Path prefix. */
  readonly under?: string
  readonly gridId?: string
  readonly status?: 'active' | 'draft'
}

/** Shapes in use of a district's open grids. */
export async function listShapes(db: Db, districtId: number, filter: ShapeFilter = {}): Promise<StoredShape[]> {
  let query = db
    .selectFrom('grid_version as v')
    .innerJoin('grid as g', (join) => join.onRef('g.district_id', '=', 'v.district_id').onRef('g.id', '=', 'v.grid_id'))
    .select(['v.id', 'v.grid_id', 'v.status', 'v.polygon'])
    .where('v.district_id', '=', districtId)
    .where('v.status', 'in', filter.status ? [filter.status] : ['active', 'draft'])
    .where('g.valid_to', 'is', null)
  if (filter.level !== undefined) query = query.where('g.level', '=', filter.level)
  if (filter.under !== undefined) query = query.where(sql<boolean>`starts_with(g.path, ${filter.under})`)
  if (filter.gridId !== undefined) query = query.where('g.id', '=', filter.gridId)
  const rows = await query.execute()
  return rows.map((row) => ({
    versionId: row.id,
    gridId: row.grid_id,
    status: row.status as 'active' | 'draft',
    polygon: row.polygon as unknown as MultiPolygon,
  }))
}

export interface VersionHistory extends StoredVersion {
  readonly status: 'draft' | 'active' | 'retired'
  readonly validTo: LocalDate | null
  readonly area_m2: number
  readonly source: string
}

/** Every boundary a grid ever had, newest first. */
export async function listVersions(db: Db, districtId: number, gridId: string): Promise<VersionHistory[]> {
  const rows = await db
    .selectFrom('grid_version')
    .select(['id', 'grid_id', 'status', 'valid_from', 'valid_to', 'derived', 'area_m2', 'source'])
    .select(['north', 'east', 'south', 'west'])
    .where('district_id', '=', districtId)
    .where('grid_id', '=', gridId)
    .orderBy('valid_from', 'desc')
    .orderBy('created_at', 'desc')
    .execute()
  return rows.map((row) => ({
    ...versionOf(row),
    status: row.status as VersionHistory['status'],
    validTo: row.valid_to,
    area_m2: row.area_m2,
    source: row.source,
  }))
}

export interface OpenCounts {
  readonly path: string
  readonly open: number
  readonly overdue: number
}

/** Open and overdue tickets by the path of their grid, as far as the caller may see tickets. One pass over the open ones. */
export async function countOpenTickets(tx: Tx, districtId: number, now: Date, under: string): Promise<OpenCounts[]> {
  const rows = await tx
    .selectFrom('ticket')
    .select('grid_path as path')
    .select((eb) => eb.fn.countAll<number>().as('open'))
    .select(sql<number>`count(*) filter (where due_at < ${now} and not paused)`.as('overdue'))
    .where('district_id', '=', districtId)
    .where('closed_at', 'is', null)
    .where(sql<boolean>`starts_with(grid_path, ${under})`)
    .groupBy('grid_path')
    .execute()
  return rows
}
