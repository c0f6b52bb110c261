import type { ClinicView, recordClinic } from '@lianxin/contract'
import { clinicDays } from '@lianxin/domain'

import { toTimestamp } from '../../../platform/db/types.ts'
import { Refusal } from '../../../platform/refusal.ts'
import type { Call } from '../../../platform/serve.ts'
import { sessionOf } from '../../../platform/session.ts'
import type { OversightDeps } from '../deps.ts'
import { todayOf, viewOne, weeklyOf } from './clinic-view.ts'
import { findClinic, findDay, insertDay, listNumbers } from './store.ts'

/** `clinic.record`: held, with the matters taken there, or not held, with the reason. */
export async function recordForStaff(call: Call<typeof recordClinic>, deps: OversightDeps): Promise<ClinicView> {
  const { tx, now, body } = call
  const { districtId, unitId } = sessionOf(call)
  const { clinicId, day } = call.params
  const clinic = await findClinic(tx, districtId, clinicId)
  if (!clinic) throw new Refusal('clinic.not_found')
  if (clinic.unit_id !== unitId) throw new Refusal('clinic.not_own')
  const { today, calendar } = await todayOf(call, deps, districtId)
  const isDay = clinicDays(weeklyOf(clinic), { from: day, to: day }, calendar).length > 0
  if (!isDay || day > today) throw new Refusal('clinic.day_wrong')
  const reason = body.held ? '' : body.reason.trim()
  if (!body.held && reason === '') throw new Refusal('clinic.reason_missing', {}, '/reason')
  const numbers = body.held ? body.numbers.map((number) => number.replace(/[\s-]/g, '')) : []
  const found = await listNumbers(tx, districtId, 'number', numbers)
  const missing = numbers.filter((number) => !found.some((ticket) => ticket.number === number))
  if (missing.length > 0) throw new Refusal('clinic.matter_unknown', { numbers: missing.join('、') }, '/numbers')
  const ids = found.map(({ id }) => id)
  const isNew = await insertDay(tx, {
    district_id: districtId,
    clinic_id: clinicId,
    day,
    unit_id: clinic.unit_id,
    held: body.held,
    reason,
    ticket_ids: ids,
    recorded_at: toTimestamp(now),
  })
  if (!isNew) {
    const before = await findDay(tx, districtId, clinicId, day)
    const isSame = before?.held === body.held && before.reason === reason && before.ticket_ids.join() === ids.join()
    if (!isSame) throw new Refusal('clinic.done_already')
  }
  return viewOne(call, deps, clinic)
}
