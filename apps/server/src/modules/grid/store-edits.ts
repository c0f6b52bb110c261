import type { GridEdit } from '@lianxin/contract'
import type { Instant, LocalDate, MultiPolygon } from '@lianxin/domain'
import { sql } from 'kysely'

import type { Tx } from '../../platform/db/database.ts'
import type { Db, StoredShape } from './store.ts'

/** The draft of a grid at one moment; null for none. */
export interface DraftState {
  readonly gridId: string
  readonly polygon: MultiPolygon | null
}

export interface StoredEdit {
  readonly id: string
  readonly kind: GridEdit['kind']
  readonly before: readonly DraftState[]
  readonly after: readonly DraftState[]
  readonly openedGridId: string | null
}

type Box = readonly [west: number, south: number, east: number, north: number]

/** Shapes in use whose box meets the given one. A grid with a draft may show up with either of its shapes, or both. */
export async function listShapesWithin(db: Db, districtId: number, box: Box): Promise<StoredShape[]> {
  const [west, south, east, north] = box
  const { rows } = await sql<{ id: string; grid_id: string; status: 'active' | 'draft'; polygon: MultiPolygon }>`
    select v.id, v.grid_id, v.status, v.polygon
    from grid_version v join grid g on g.district_id = v.district_id and g.id = v.grid_id
    where v.district_id = ${districtId} and v.status in ('active', 'draft') and g.valid_to is null
      and v.box[1] <= ${east} and v.box[3] >= ${west} and v.box[2] <= ${north} and v.box[4] >= ${south}`.execute(db)
  return rows.map((row) => ({ versionId: row.id, gridId: row.grid_id, status: row.status, polygon: row.polygon }))
}

/** Shapes in use of these grids. */
export async function listShapesOf(db: Db, districtId: number, gridIds: readonly string[]): Promise<StoredShape[]> {
  const { rows } = await sql<{ id: string; grid_id: string; status: 'active' | 'draft'; polygon: MultiPolygon }>`
    select id, grid_id, status, polygon from grid_version
    where district_id = ${districtId} and status in ('active', 'draft') and grid_id = any(${[...gridIds]}::uuid[])`.execute(
    db,
  )
  return rows.map((row) => ({ versionId: row.id, gridId: row.grid_id, status: row.status, polygon: row.polygon }))
}

/** Every code ever given below a grid, also of those that are closed. */
export async function listCodesBelow(db: Db, districtId: number, parentId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('grid')
    .select('code')
    .where('district_id', '=', districtId)
    .where('parent_id', '=', parentId)
    .execute()
  return rows.map(({ code }) => code)
}

/** Closes a grid that a taken-back split had made, or opens it again. It held for no day. */
export async function putOpen(tx: Tx, districtId: number, gridId: string, open: boolean): Promise<void> {
  await tx
    .updateTable('grid')
    .set({ valid_to: open ? null : sql<LocalDate>`valid_from + 1` })
    .where('district_id', '=', districtId)
    .where('id', '=', gridId)
    .execute()
}

/** Writes a step; steps that were taken back before can no longer be made again. @returns false where it was known */
export async function insertEdit(
  tx: Tx,
  districtId: number,
  edit: StoredEdit,
  by: { readonly at: Instant; readonly personId: string },
): Promise<void> {
  await tx
    .updateTable('grid_edit')
    .set({ state: 'dropped' })
    .where('district_id', '=', districtId)
    .where('state', '=', 'undone')
    .execute()
  await tx
    .insertInto('grid_edit')
    .values({
      district_id: districtId,
      id: edit.id,
      seq: sql<number>`(select coalesce(max(seq), 0) + 1 from grid_edit where district_id = ${districtId})`,
      kind: edit.kind,
      before: JSON.stringify(edit.before),
      after: JSON.stringify(edit.after),
      opened_grid_id: edit.openedGridId,
      edited_at: new Date(by.at),
      edited_by: by.personId,
    })
    .execute()
}

/** Whether a step with this id was made before. */
export async function hasEdit(db: Db, districtId: number, id: string): Promise<boolean> {
  const row = await db
    .selectFrom('grid_edit')
    .select('id')
    .where('district_id', '=', districtId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row !== undefined
}

/** The step that would be taken back (the last one done), or made again (the first one taken back). */
export async function findNextEdit(
  db: Db,
  districtId: number,
  direction: 'undo' | 'redo',
): Promise<StoredEdit | undefined> {
  const row = await db
    .selectFrom('grid_edit')
    .select(['id', 'kind', 'before', 'after', 'opened_grid_id'])
    .where('district_id', '=', districtId)
    .where('state', '=', direction === 'undo' ? 'done' : 'undone')
    .orderBy('seq', direction === 'undo' ? 'desc' : 'asc')
    .limit(1)
    .executeTakeFirst()
  return (
    row && {
      id: row.id,
      kind: row.kind as GridEdit['kind'],
      before: row.before as readonly DraftState[],
      after: row.after as readonly DraftState[],
      openedGridId: row.opened_grid_id,
    }
  )
}

export async function markEdit(tx: Tx, districtId: number, id: string, state: 'done' | 'undone'): Promise<void> {
  await tx.updateTable('grid_edit').set({ state }).where('district_id', '=', districtId).where('id', '=', id).execute()
}

/** What is in force can no longer be taken back. */
export async function closeEdits(tx: Tx, districtId: number): Promise<void> {
  await tx
    .updateTable('grid_edit')
    .set({ state: 'closed' })
    .where('district_id', '=', districtId)
    .where('state', '!=', 'closed')
    .execute()
}

export interface OpenTicket {
  readonly gridId: string
  readonly lon: number
  readonly lat: number
}

/** Where the open tickets of these grids are; those without a place are left out. */
export async function listOpenTicketsOf(tx: Tx, districtId: number, gridIds: readonly string[]): Promise<OpenTicket[]> {
  const { rows } = await sql<OpenTicket>`
    select grid_id as "gridId", lon, lat from ticket
    where district_id = ${districtId} and closed_at is null and lon is not null
      and grid_id = any(${[...gridIds]}::uuid[])`.execute(tx)
  return rows
}

/** People on duty in these grids on a day. */
export async function countStaffOf(
  db: Db,
  districtId: number,
  gridIds: readonly string[],
  day: LocalDate,
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ grid_id: string; people: number }>`
    select grid_id, count(distinct person_id)::int as people from grid_staff
    where district_id = ${districtId} and grid_id = any(${[...gridIds]}::uuid[])
      and valid_from <= ${day} and (valid_to is null or valid_to > ${day})
    group by grid_id`.execute(db)
  return new Map(rows.map((row) => [row.grid_id, row.people]))
}
