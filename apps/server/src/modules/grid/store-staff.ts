import type { LocalDate } from '@lianxin/domain'
import { sql } from 'kysely'

import type { Tx } from '../../platform/db/database.ts'
import type { Db } from './store.ts'

/** A person's task in a grid, with what the grid card and the staffing rules need of the person. */
export interface StoredStaff {
  readonly id: string
  readonly gridId: string
  readonly personId: string
  readonly personName: string
  readonly telephone: string
  readonly source: string
  readonly duty: string
  readonly validFrom: LocalDate
  readonly validTo: LocalDate | null
}

export interface StaffFilter {
  readonly gridId?: string
  /** Path prefix of the grids. */
  readonly under?: string
  /** Only those in duty on this day. */
  readonly on?: LocalDate
}

/** Staff of grids, those who lead first, then by name. */
export async function listStaff(db: Db, districtId: number, filter: StaffFilter): Promise<StoredStaff[]> {
  let query = db
    .selectFrom('grid_staff as s')
    .innerJoin('person as p', (join) =>
      join.onRef('p.district_id', '=', 's.district_id').onRef('p.id', '=', 's.person_id'),
    )
    .select(['s.id', 's.grid_id', 's.person_id', 's.duty', 's.valid_from', 's.valid_to'])
    .select(['p.name', 'p.telephone', 'p.source'])
    .where('s.district_id', '=', districtId)
  if (filter.gridId !== undefined) query = query.where('s.grid_id', '=', filter.gridId)
  const { on, under } = filter
  if (on !== undefined)
    query = query
      .where('s.valid_from', '<=', on)
      .where((eb) => eb.or([eb('s.valid_to', 'is', null), eb('s.valid_to', '>', on)]))
  if (under !== undefined)
    query = query
      .innerJoin('grid as g', (join) =>
        join.onRef('g.district_id', '=', 's.district_id').onRef('g.id', '=', 's.grid_id'),
      )
      .where(sql<boolean>`starts_with(g.path, ${under})`)
  const rows = await query
    .orderBy(sql`case s.duty when 'gridLeader' then 0 when 'fullTimeGridWorker' then 1 else 2 end`)
    .orderBy('p.name')
    .orderBy('s.id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    gridId: row.grid_id,
    personId: row.person_id,
    personName: row.name,
    telephone: row.telephone,
    source: row.source,
    duty: row.duty,
    validFrom: row.valid_from,
    validTo: row.valid_to,
  }))
}

/** Whether a person works here now. */
export async function isActivePerson(tx: Tx, districtId: number, personId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('person')
    .select('active')
    .where('district_id', '=', districtId)
    .where('id', '=', personId)
    .executeTakeFirst()
  return row?.active === true
}

export interface Assignment {
  readonly id: string
  readonly gridId: string
  readonly personId: string
  readonly duty: string
  readonly validFrom: LocalDate
  readonly validTo: LocalDate | null
}

/** The assignments of a person. Other changes of them wait until the transaction ends. */
export async function lockAssignments(tx: Tx, districtId: number, personId: string): Promise<Assignment[]> {
  await sql`select pg_advisory_xact_lock(${districtId}::int, hashtext(${`staff ${personId}`}))`.execute(tx)
  return listAssignments(tx, districtId, 'person_id', personId)
}

/** The assignment with this id, whoever's it is. */
export async function findAssignment(tx: Tx, districtId: number, id: string): Promise<Assignment | undefined> {
  return (await listAssignments(tx, districtId, 'id', id))[0]
}

async function listAssignments(
  tx: Tx,
  districtId: number,
  column: 'id' | 'person_id',
  value: string,
): Promise<Assignment[]> {
  const rows = await tx
    .selectFrom('grid_staff')
    .selectAll()
    .where('district_id', '=', districtId)
    .where(column, '=', value)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    gridId: row.grid_id,
    personId: row.person_id,
    duty: row.duty,
    validFrom: row.valid_from,
    validTo: row.valid_to,
  }))
}

/** Writes an assignment, or its dates where it exists. */
export async function putAssignment(tx: Tx, districtId: number, assignment: Assignment): Promise<void> {
  await tx
    .insertInto('grid_staff')
    .values({
      district_id: districtId,
      id: assignment.id,
      grid_id: assignment.gridId,
      person_id: assignment.personId,
      duty: assignment.duty,
      valid_from: assignment.validFrom,
      valid_to: assignment.validTo,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['district_id', 'id'])
        .doUpdateSet({ valid_from: assignment.validFrom, valid_to: assignment.validTo }),
    )
    .execute()
}

/** Duties a person has in grids on a day or later. */
export async function countDuties(tx: Tx, districtId: number, personId: string, day: LocalDate): Promise<number> {
  const row = await tx
    .selectFrom('grid_staff')
    .select((eb) => eb.fn.countAll<number>().as('duties'))
    .where('district_id', '=', districtId)
    .where('person_id', '=', personId)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', day)]))
    .executeTakeFirst()
  return row?.duties ?? 0
}
