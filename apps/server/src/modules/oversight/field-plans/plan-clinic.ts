import type { ClinicView, planClinic } from '@lianxin/contract'

import { Refusal } from '../../../platform/refusal.ts'
import type { Call } from '../../../platform/serve.ts'
import { sessionOf } from '../../../platform/session.ts'
import type { OversightDeps } from '../deps.ts'
import { viewOne } from './clinic-view.ts'
import { findClinic, insertClinic } from './store.ts'

/** `clinic.plan`: by the department itself. Sent again it is the same clinic. */
export async function planForStaff(call: Call<typeof planClinic>, deps: OversightDeps): Promise<ClinicView> {
  const { tx, body } = call
  const { districtId, unitId } = sessionOf(call)
  const { clinicId: id } = call.params
  const places = await deps.places.open(tx, districtId)
  if (unitId === null || places.unitById(unitId)?.kind !== 'department') throw new Refusal('clinic.not_department')
  if (body.fromMinute >= body.toMinute || (body.to !== null && body.to < body.from))
    throw new Refusal('clinic.hours_wrong', {}, '/fromMinute')
  const gridId = body.gridId.toLowerCase()
  if (!places.gridById(gridId)) throw new Refusal('clinic.grid_unknown', {}, '/gridId')
  const row = {
    district_id: districtId,
    id,
    unit_id: unitId,
    grid_id: gridId,
    weekday: body.weekday,
    from_minute: body.fromMinute,
    to_minute: body.toMinute,
    place: body.place.trim(),
    matters: body.matters.trim(),
    from_day: body.from,
    to_day: body.to,
  }
  await insertClinic(tx, row)
  const stored = await findClinic(tx, districtId, id)
  const isSame = stored && Object.entries(row).every(([name, value]) => stored[name as keyof typeof row] === value)
  if (!stored || !isSame) throw new Refusal('clinic.id_reused')
  return viewOne(call, deps, stored)
}
