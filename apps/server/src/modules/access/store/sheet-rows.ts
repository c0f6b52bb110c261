import type { LocalDate } from '@lianxin/domain'
import { sql } from 'kysely'

import type { Tx } from '../../../platform/db/database.ts'
import { POST_COLUMNS, type Person, type Post } from './person.ts'
import { listAllUnits, type Unit } from './unit.ts'

/** All units and grids, by what a table names them. */
export interface UnitParts {
  /** In the order of levels and codes. */
  readonly byCode: ReadonlyMap<string, Unit>
  /** Code of a unit by its id. */
  readonly codeOf: ReadonlyMap<string, string>
  readonly gridByCode: ReadonlyMap<string, GridPart>
  readonly gridById: ReadonlyMap<string, GridPart>
}
interface GridPart {
  readonly id: string
  readonly code: string
  readonly name: string
}

export async function listUnitParts(tx: Tx, districtId: number): Promise<UnitParts> {
  const units = await listAllUnits(tx, districtId)
  const grids = await tx
    .selectFrom('grid')
    .select(['id', 'code', 'name'])
    .where('district_id', '=', districtId)
    .where('valid_to', 'is', null)
    .execute()
  return {
    byCode: new Map(units.map((unit) => [unit.code, unit])),
    codeOf: new Map(units.map((unit) => [unit.id, unit.code])),
    gridByCode: new Map(grids.map((grid) => [grid.code, grid])),
    gridById: new Map(grids.map((grid) => [grid.id, grid])),
  }
}

/** Every member of staff. */
export async function listAllPersons(tx: Tx, districtId: number): Promise<Person[]> {
  return tx
    .selectFrom('person')
    .select(['id', 'name', 'telephone', 'source', 'active'])
    .where('district_id', '=', districtId)
    .orderBy('name')
    .orderBy('id')
    .execute()
}

/** Every post, those of the past included. */
export async function listAllPosts(tx: Tx, districtId: number): Promise<Post[]> {
  return tx
    .selectFrom('post')
    .select(POST_COLUMNS)
    .where('district_id', '=', districtId)
    .orderBy('valid_from')
    .orderBy('id')
    .execute()
}

const PART = 2_000

/** Writes people, many in one statement. */
export async function upsertPersons(tx: Tx, districtId: number, persons: readonly Person[]): Promise<void> {
  for (let from = 0; from < persons.length; from += PART)
    await sql`
      insert into person (district_id, id, name, telephone, source, active)
      select ${districtId}::int, r.id, r.name, r.telephone, r.source, r.active
      from jsonb_to_recordset(${JSON.stringify(persons.slice(from, from + PART))}::jsonb)
        as r (id uuid, name text, telephone text, source text, active boolean)
      on conflict (district_id, id) do update set name = excluded.name, telephone = excluded.telephone,
        source = excluded.source, active = excluded.active`.execute(tx)
}

/** Writes posts, many in one statement: new ones, or their days. */
export async function upsertPosts(tx: Tx, districtId: number, posts: readonly Post[]): Promise<void> {
  for (let from = 0; from < posts.length; from += PART)
    await sql`
      insert into post (district_id, id, person_id, unit_id, role, valid_from, valid_to)
      select ${districtId}::int, r.id, r."personId", r."unitId", r.role, r."validFrom", r."validTo"
      from jsonb_to_recordset(${JSON.stringify(posts.slice(from, from + PART))}::jsonb)
        as r (id uuid, "personId" uuid, "unitId" uuid, role text, "validFrom" date, "validTo" date)
      on conflict (district_id, id) do update set valid_from = excluded.valid_from, valid_to = excluded.valid_to`.execute(
      tx,
    )
}

/** Whether a post is held on a day or later. */
export const isCurrent = (post: Pick<Post, 'validTo'>, day: LocalDate): boolean =>
  post.validTo === null || post.validTo > day
