import type { listViews, putView, removeView, ReplyOf, SavedView } from '@lianxin/contract'

import { Refusal } from '../../platform/refusal.ts'
import type { Call } from '../../platform/serve.ts'
import { sessionOf } from '../../platform/session.ts'
import {
  countSavedViews,
  deleteSavedView,
  findSavedView,
  insertSavedView,
  listSavedViews,
  updateSavedView,
  type SavedViewRow,
} from './saved-view-store.ts'
import { actingUnitId } from './standing.ts'
import { iso } from './view.ts'

/** More than this nobody finds a view among. */
const MOST_VIEWS = 50

function view(row: SavedViewRow, personId: string): SavedView {
  return {
    id: row.id,
    name: row.name,
    shared: row.shared,
    query: row.query,
    columns: [...row.columns],
    own: row.person_id === personId,
    makerName: row.maker_name,
    changedAt: iso(row.changed_at),
  }
}

/** One's own views and those shared with one's unit. */
export async function listViewsForStaff(call: Call<typeof listViews>): Promise<ReplyOf<typeof listViews>> {
  const session = sessionOf(call)
  const rows = await listSavedViews(call.tx, session.districtId, session.personId, actingUnitId(session))
  return { items: rows.map((row) => view(row, session.personId)) }
}

/**
 * Saves a view or changes one's own.
 * @throws Refusal view.not_own for somebody else's, view.too_many past `MOST_VIEWS`
 */
export async function putViewForStaff(call: Call<typeof putView>): Promise<ReplyOf<typeof putView>> {
  const session = sessionOf(call)
  const { districtId, personId } = session
  const { viewId } = call.params
  const { name, shared, query, columns } = call.body
  if (name.trim() === '') throw new Refusal('request.invalid', {}, '/name')
  const before = await findSavedView(call.tx, districtId, viewId)
  if (before && before.person_id !== personId) throw new Refusal('view.not_own')
  if (!before && (await countSavedViews(call.tx, districtId, personId)) >= MOST_VIEWS)
    throw new Refusal('view.too_many', { most: MOST_VIEWS })
  const saved = {
    id: viewId,
    personId,
    unitId: actingUnitId(session),
    name: name.trim(),
    shared,
    query,
    columns,
    now: call.now,
  }
  if (before) await updateSavedView(call.tx, districtId, saved)
  else if (!(await insertSavedView(call.tx, districtId, saved))) throw new Refusal('view.not_own')
  const after = await findSavedView(call.tx, districtId, viewId)
  if (!after) throw new Error('a view that was written is there')
  return view(after, personId)
}

/** Deletes one's own view. @throws Refusal view.not_found, view.not_own */
export async function removeViewForStaff(call: Call<typeof removeView>): Promise<ReplyOf<typeof removeView>> {
  const { districtId, personId } = sessionOf(call)
  const found = await findSavedView(call.tx, districtId, call.params.viewId)
  if (!found) throw new Refusal('view.not_found')
  if (found.person_id !== personId) throw new Refusal('view.not_own')
  await deleteSavedView(call.tx, districtId, call.params.viewId)
  return { done: true }
}
