import type { Instant, LocalDate } from '@lianxin/domain'
import { sql } from 'kysely'

import type { Tx } from '../../../platform/db/database.ts'
import type { DutyShift } from './duty.ts'
import { instantParameter, localDay } from './instant.ts'
import type { Post } from './person.ts'

/** Posts that are held on the local day of `now` or begin later. */
const current = (now: Instant) => sql`(po.valid_to is null or po.valid_to > ${localDay(now)})`

type EndingPost = Post & { readonly personName: string; readonly personActive: boolean; readonly unitName: string }

/** Posts of a unit or person that are held today or later. */
export async function listCurrentPosts(
  tx: Tx,
  districtId: number,
  of: { readonly unitId: string } | { readonly personId: string },
  now: Instant,
): Promise<EndingPost[]> {
  const where = 'unitId' in of ? sql`po.unit_id = ${of.unitId}` : sql`po.person_id = ${of.personId}`
  const { rows } = await sql<EndingPost>`
    select po.id, po.person_id as "personId", po.unit_id as "unitId", po.role, po.valid_from as "validFrom",
      po.valid_to as "validTo", p.name as "personName",
      p.active as "personActive", u.name as "unitName"
    from post po
    join person p on p.district_id = po.district_id and p.id = po.person_id
    join unit u on u.district_id = po.district_id and u.id = po.unit_id
    join district d on d.district_id = po.district_id
    where po.district_id = ${districtId} and ${where} and ${current(now)}
    order by p.name, po.id`.execute(tx)
  return rows
}

/** Names of the people who hold a post in a unit today or later, once for each post. */
export async function listPostHolders(tx: Tx, districtId: number, unitId: string, now: Instant): Promise<string[]> {
  return (await listCurrentPosts(tx, districtId, { unitId }, now)).map(({ personName }) => personName)
}

export async function countPostsIn(
  tx: Tx,
  districtId: number,
  unitIds: readonly string[],
  now: Instant,
): Promise<number> {
  if (unitIds.length === 0) return 0
  const { rows } = await sql<{ posts: number }>`
    select count(*)::int as posts from post po join district d on d.district_id = po.district_id
    where po.district_id = ${districtId} and po.unit_id = any(${unitIds}::uuid[]) and ${current(now)}`.execute(tx)
  return rows[0]?.posts ?? 0
}

/** Ends posts on a day, those that begin later on their first: they were never held. */
export async function endPosts(tx: Tx, districtId: number, ids: readonly string[], day: LocalDate): Promise<void> {
  if (ids.length === 0) return
  await sql`update post set valid_to = greatest(valid_from, ${day}::date)
    where district_id = ${districtId} and id = any(${ids}::uuid[])`.execute(tx)
}

type Of = { readonly unitId: string } | { readonly personId: string }

const shiftsFrom = (districtId: number, of: Of, now: Instant) => sql`
  s.district_id = ${districtId} and s.starts_at > ${instantParameter(now)}
  and ${'unitId' in of ? sql`s.unit_id = ${of.unitId}` : sql`s.person_id = ${of.personId}`}`

/** Shifts of a unit or person that have not begun. */
export async function countShiftsFrom(tx: Tx, districtId: number, of: Of, now: Instant): Promise<number> {
  const { rows } = await sql<{ shifts: number }>`
    select count(*)::int as shifts from duty_shift s where ${shiftsFrom(districtId, of, now)}`.execute(tx)
  return rows[0]?.shifts ?? 0
}

export type RemovedShift = Omit<DutyShift, 'telephone'>

/** Takes the shifts of a unit that have not begun off the roster. @returns what they were */
export async function removeShiftsFrom(tx: Tx, districtId: number, of: Of, now: Instant): Promise<RemovedShift[]> {
  const { rows } = await sql<RemovedShift>`
    delete from duty_shift s using unit u, person p
    where ${shiftsFrom(districtId, of, now)} and u.district_id = s.district_id and u.id = s.unit_id
      and p.district_id = s.district_id and p.id = s.person_id
    returning s.id, s.unit_id as "unitId", u.name as "unitName", s.person_id as "personId", p.name as "personName",
      s.starts_at as "startsAt", s.ends_at as "endsAt"`.execute(tx)
  return rows
}

/** Active units directly below one. */
export async function listChildren(tx: Tx, districtId: number, unitId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('unit')
    .select('id')
    .where('district_id', '=', districtId)
    .where('parent_id', '=', unitId)
    .where('active', '=', true)
    .execute()
  return rows.map(({ id }) => id)
}

/** Hangs units below another one. */
export async function moveUnits(
  tx: Tx,
  districtId: number,
  ids: readonly string[],
  parentId: string | null,
): Promise<void> {
  if (ids.length === 0) return
  await tx
    .updateTable('unit')
    .set({ parent_id: parentId })
    .where('district_id', '=', districtId)
    .where('id', 'in', ids)
    .execute()
}
