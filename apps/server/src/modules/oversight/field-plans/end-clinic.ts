import type { ClinicView, endClinic } from '@lianxin/contract'
import { endClinic as decideEnd } from '@lianxin/domain'

import { toTimestamp } from '../../../platform/db/types.ts'
import { Refusal } from '../../../platform/refusal.ts'
import type { Call } from '../../../platform/serve.ts'
import { sessionOf } from '../../../platform/session.ts'
import type { OversightDeps } from '../deps.ts'
import { todayOf, viewOne, weeklyOf } from './clinic-view.ts'
import { findClinic, lockClinic, updateLastDay } from './store.ts'

/** `clinic.end`: by the department that holds it. Sent again it is the same end. */
export async function endForStaff(call: Call<typeof endClinic>, deps: OversightDeps): Promise<ClinicView> {
  const { tx, now } = call
  const { districtId, unitId } = sessionOf(call)
  const { clinicId } = call.params
  const seen = await findClinic(tx, districtId, clinicId)
  if (!seen) throw new Refusal('clinic.not_found')
  const row = seen.unit_id === unitId ? await lockClinic(tx, districtId, clinicId) : undefined
  if (!row) throw new Refusal('clinic.not_own')
  const { today } = await todayOf(call, deps, districtId)
  const decided = decideEnd(weeklyOf(row), call.body.last, today)
  if (!decided.ok) throw new Refusal(decided.refusal.code, {}, '/last')
  const { to } = decided.value
  if (to !== null && to !== row.to_day) {
    const ending = { district_id: districtId, clinic_id: clinicId, unit_id: row.unit_id, last_day: to }
    await updateLastDay(tx, { ...ending, before_day: row.to_day, decided_at: toTimestamp(now) }, row.revision)
  }
  return viewOne(call, deps, { ...row, to_day: to })
}
