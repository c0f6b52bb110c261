import type { ViewQuery } from '@lianxin/contract'
import type { Instant } from '@lianxin/domain'
import { sql } from 'kysely'

import type { Tx } from '../../platform/db/database.ts'

export interface SavedViewRow {
  readonly id: string
  readonly person_id: string
  readonly name: string
  readonly shared: boolean
  readonly query: ViewQuery
  readonly columns: readonly string[]
  readonly changed_at: Instant
  readonly maker_name: string
}

const SELECTED = sql`select v.id, v.person_id, v.name, v.shared, v.query, v.columns, v.changed_at, p.name as maker_name
  from saved_view v join person p on p.district_id = v.district_id and p.id = v.person_id`

/** One's own views and those shared with one's unit, by name. */
export async function listSavedViews(
  tx: Tx,
  districtId: number,
  personId: string,
  unitId: string,
): Promise<SavedViewRow[]> {
  const { rows } = await sql<SavedViewRow>`${SELECTED}
    where v.district_id = ${districtId} and (v.person_id = ${personId} or (v.shared and v.unit_id = ${unitId}))
    order by v.name, v.id`.execute(tx)
  return rows
}

/** A view that the scope can see. */
export async function findSavedView(tx: Tx, districtId: number, id: string): Promise<SavedViewRow | undefined> {
  const { rows } = await sql<SavedViewRow>`${SELECTED} where v.district_id = ${districtId} and v.id = ${id}`.execute(tx)
  return rows[0]
}

export async function countSavedViews(tx: Tx, districtId: number, personId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from saved_view where district_id = ${districtId} and person_id = ${personId}`.execute(
    tx,
  )
  return rows[0]?.count ?? 0
}

interface Saved {
  readonly id: string
  readonly personId: string
  readonly unitId: string
  readonly name: string
  readonly shared: boolean
  readonly query: ViewQuery
  readonly columns: readonly string[]
  readonly now: Instant
}

/** Writes a new view. @returns false where the id exists already, seen by this person or not */
export async function insertSavedView(tx: Tx, districtId: number, view: Saved): Promise<boolean> {
  const now = new Date(view.now)
  const { rows } = await sql<{ id: string }>`
    insert into saved_view (district_id, id, person_id, unit_id, name, shared, query, columns, created_at, changed_at)
    values (${districtId}, ${view.id}, ${view.personId}, ${view.unitId}, ${view.name}, ${view.shared},
      ${JSON.stringify(view.query)}::jsonb, ${[...view.columns]}::text[], ${now}, ${now})
    on conflict (district_id, id) do nothing returning id`.execute(tx)
  return rows.length === 1
}

/** Changes one's own view; it is then shared with the unit one acts for now. */
export async function updateSavedView(tx: Tx, districtId: number, view: Saved): Promise<void> {
  await sql`
    update saved_view set name = ${view.name}, shared = ${view.shared}, unit_id = ${view.unitId},
      query = ${JSON.stringify(view.query)}::jsonb, columns = ${[...view.columns]}::text[], changed_at = ${new Date(view.now)}
    where district_id = ${districtId} and id = ${view.id} and person_id = ${view.personId}`.execute(tx)
}

export async function deleteSavedView(tx: Tx, districtId: number, id: string): Promise<void> {
  await sql`delete from saved_view where district_id = ${districtId} and id = ${id}`.execute(tx)
}
