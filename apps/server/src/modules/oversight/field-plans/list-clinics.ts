import type { listClinics, ReplyOf } from '@lianxin/contract'

import type { Call } from '../../../platform/serve.ts'
import { sessionOf } from '../../../platform/session.ts'
import type { OversightDeps } from '../deps.ts'
import { clinicViews, todayOf } from './clinic-view.ts'
import { LIST_LIMIT, listClinicRows } from './store.ts'

/** `clinic.list`. */
export async function listForStaff(
  call: Call<typeof listClinics>,
  deps: OversightDeps,
): Promise<ReplyOf<typeof listClinics>> {
  const { tx, query } = call
  const { districtId, unitId: own } = sessionOf(call)
  const { since } = await todayOf(call, deps, districtId)
  const places = await deps.places.open(tx, districtId)
  const grid = query.gridId === undefined ? undefined : places.gridById(query.gridId.toLowerCase())
  if (query.gridId !== undefined && !grid) return { items: [], truncated: false }
  const around = grid && { path: grid.path, gridIds: places.gridsOf(grid.path).map(({ id }) => id) }
  const rows = await listClinicRows(tx, districtId, { endedAfter: since, unitId: query.unitId, around, own })
  return {
    items: await clinicViews(call, deps, rows.slice(0, LIST_LIMIT)),
    truncated: rows.length > LIST_LIMIT,
  }
}
