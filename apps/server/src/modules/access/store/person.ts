import type { Role } from '@lianxin/contract'
import type { LocalDate } from '@lianxin/domain'
import { sql } from 'kysely'

import type { Tx } from '../../../platform/db/database.ts'

export interface Person {
  readonly id: string
  readonly name: string
  readonly telephone: string
  readonly source: string
  readonly active: boolean
}

export interface Post {
  readonly id: string
  readonly personId: string
  readonly unitId: string
  readonly role: string
  readonly validFrom: LocalDate
  readonly validTo: LocalDate | null
}

export async function findPerson(tx: Tx, districtId: number, personId: string): Promise<Person | undefined> {
  return tx
    .selectFrom('person')
    .select(['id', 'name', 'telephone', 'source', 'active'])
    .where('district_id', '=', districtId)
    .where('id', '=', personId)
    .executeTakeFirst()
}

/** Takes the person for this transaction: posts of one person are given one after another. */
export async function lockPerson(tx: Tx, districtId: number, personId: string): Promise<Person | undefined> {
  return tx
    .selectFrom('person')
    .select(['id', 'name', 'telephone', 'source', 'active'])
    .where('district_id', '=', districtId)
    .where('id', '=', personId)
    .forUpdate()
    .executeTakeFirst()
}

/** Active persons first, then by name. */
export async function listPersonRows(
  tx: Tx,
  districtId: number,
  wanted: {
    readonly q?: string
    readonly unitId?: string
    readonly limit: number
    readonly id?: string
    readonly ids?: readonly string[]
  },
): Promise<Person[]> {
  let rows = tx
    .selectFrom('person as p')
    .select(['p.id', 'p.name', 'p.telephone', 'p.source', 'p.active'])
    .where('p.district_id', '=', districtId)
  const { q, unitId, id, ids } = wanted
  if (id !== undefined) rows = rows.where('p.id', '=', id)
  if (ids !== undefined) rows = rows.where(sql<boolean>`(p.id = any(${ids}::uuid[]))`, '=', true)
  if (q !== undefined)
    rows = rows.where(sql<boolean>`(strpos(p.name, ${q}) > 0 or strpos(p.telephone, ${q}) > 0)`, '=', true)
  if (unitId !== undefined)
    rows = rows.where(({ exists, selectFrom }) =>
      exists(
        selectFrom('post as po')
          .select('po.id')
          .whereRef('po.district_id', '=', 'p.district_id')
          .whereRef('po.person_id', '=', 'p.id')
          .where('po.unit_id', '=', unitId),
      ),
    )
  return rows.orderBy('p.active', 'desc').orderBy('p.name').orderBy('p.id').limit(wanted.limit).execute()
}

export async function upsertPerson(tx: Tx, districtId: number, person: Person): Promise<void> {
  const { id, ...values } = person
  await tx
    .insertInto('person')
    .values({ district_id: districtId, id, ...values })
    .onConflict((conflict) => conflict.columns(['district_id', 'id']).doUpdateSet(values))
    .execute()
}

/** All posts of some persons, with the names of their units, latest first. */
export async function listPosts(
  tx: Tx,
  districtId: number,
  personIds: readonly string[],
): Promise<(Post & { readonly unitName: string })[]> {
  if (personIds.length === 0) return []
  return tx
    .selectFrom('post as po')
    .innerJoin('unit as u', (join) =>
      join.onRef('u.district_id', '=', 'po.district_id').onRef('u.id', '=', 'po.unit_id'),
    )
    .select([
      'po.id',
      'po.person_id as personId',
      'po.unit_id as unitId',
      'u.name as unitName',
      'po.role',
      'po.valid_from as validFrom',
      'po.valid_to as validTo',
    ])
    .where('po.district_id', '=', districtId)
    .where('po.person_id', 'in', personIds)
    .orderBy('po.valid_from', 'desc')
    .orderBy('po.id')
    .execute()
}

/** A post as the rest of the module knows it. */
export const POST_COLUMNS = [
  'id',
  'person_id as personId',
  'unit_id as unitId',
  'role',
  'valid_from as validFrom',
  'valid_to as validTo',
] as const

export async function findPost(tx: Tx, districtId: number, postId: string): Promise<Post | undefined> {
  return tx
    .selectFrom('post')
    .select(POST_COLUMNS)
    .where('district_id', '=', districtId)
    .where('id', '=', postId)
    .executeTakeFirst()
}

/** Gives a post, or changes its days: person, unit and role of a post never change. */
export async function upsertPost(tx: Tx, districtId: number, post: Post): Promise<void> {
  const days = { valid_from: post.validFrom, valid_to: post.validTo }
  await tx
    .insertInto('post')
    .values({
      district_id: districtId,
      id: post.id,
      person_id: post.personId,
      unit_id: post.unitId,
      role: post.role,
      ...days,
    })
    .onConflict((conflict) => conflict.columns(['district_id', 'id']).doUpdateSet(days))
    .execute()
}

export interface DemoRow {
  readonly loginName: string
  readonly name: string
  readonly role: Role
  readonly unitName: string
}

/** A list to choose from, not the whole staff: more would not fit a page. */
const DEMO_LIMIT = 60

/** Accounts of a demo district with the post they enter in: for each role those of the highest units. */
export async function listDemoRows(tx: Tx, districtId: number): Promise<DemoRow[]> {
  const { rows } = await sql<DemoRow>`
    select "loginName", name, role, "unitName" from (
      select distinct on (a.id) a.login_name as "loginName", p.name, po.role, u.name as "unitName", u.level, u.code
      from account a
      join person p on p.district_id = a.district_id and p.id = a.person_id and p.active
      join post po on po.district_id = p.district_id and po.person_id = p.id and po.valid_to is null
      join unit u on u.district_id = po.district_id and u.id = po.unit_id and u.active
      where a.district_id = ${districtId} and a.disabled_at is null and a.totp_secret is null
      order by a.id, u.level, u.code, po.role) shown
    order by row_number() over (partition by role order by level, code, "loginName"), level, role, "loginName"
    limit ${DEMO_LIMIT}`.execute(tx)
  return rows
}
