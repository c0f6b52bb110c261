import type { blowWhistle, WhistleView } from '@lianxin/contract'
import { blowWhistle as decideCall, mayBeCalled } from '@lianxin/domain'

import { toTimestamp } from '../../../platform/db/types.ts'
import { publish } from '../../../platform/live/outbox.ts'
import { Refusal } from '../../../platform/refusal.ts'
import type { Call } from '../../../platform/serve.ts'
import { sessionOf } from '../../../platform/session.ts'
import type { OversightDeps } from '../deps.ts'
import { listMatters } from './store.ts'
import { findWhistle, insertWhistle, type StoredWhistle } from './whistle-store.ts'
import { viewOne } from './whistle-view.ts'

type Blow = Call<typeof blowWhistle>

function isSame(row: StoredWhistle, { text, place, ticketId, unitIds }: Blow['body']): boolean {
  const called = new Set(row.units.map(({ unitId }) => unitId))
  return (
    row.text === text.trim() &&
    row.place === place.trim() &&
    row.ticket_id === (ticketId?.toLowerCase() ?? null) &&
    called.size === unitIds.length &&
    unitIds.every((id) => called.has(id.toLowerCase()))
  )
}

/** `whistle.blow`: a unit calls others. Sent again it is the same whistle. */
export async function blowAsStaff(call: Blow, deps: OversightDeps): Promise<WhistleView> {
  const { tx, now, body } = call
  const { districtId, unitId, personId, territory } = sessionOf(call)
  if (unitId === null) throw new Refusal('right.missing', { permission: 'order.write' })
  const { whistleId: id } = call.params
  const before = await findWhistle(tx, districtId, id)
  if (before) {
    if (!isSame(before, body)) throw new Refusal('order.id_reused')
    return viewOne(call, deps, before)
  }
  const places = await deps.places.open(tx, districtId)
  const called = body.unitIds.map((one) => one.toLowerCase())
  const isKnown = called.every((one) => mayBeCalled(one, places.unitById(one), unitId))
  if (!isKnown) throw new Refusal('whistle.unit_unknown', {}, '/unitIds')
  const ticketId = body.ticketId?.toLowerCase() ?? null
  if (ticketId !== null && (await listMatters(tx, districtId, [ticketId])).length === 0)
    throw new Refusal('order.ticket_missing', {}, '/ticketId')
  const { whistle: limits } = await deps.settings.of(tx, districtId)
  const decided = decideCall(unitId, called, limits, await deps.books.calendarOf(tx, districtId), now)
  if (!decided.ok) throw new Refusal(decided.refusal.code)
  const { units, signDueAt, contactDueAt } = decided.value
  const isNew = await insertWhistle(tx, {
    district_id: districtId,
    id,
    caller_unit_id: unitId,
    called_by: personId,
    grid_path: territory,
    unit_ids: [unitId, ...called],
    ticket_id: ticketId,
    text: body.text.trim(),
    place: body.place.trim(),
    called_at: toTimestamp(now),
    sign_due_at: toTimestamp(signDueAt),
    contact_due_at: toTimestamp(contactDueAt),
    state: 'open',
    units: JSON.stringify(units),
    revision: 1,
    next_look_at: toTimestamp(Math.min(signDueAt, contactDueAt)),
  })
  const row = await findWhistle(tx, districtId, id)
  if (!row || (!isNew && !isSame(row, body))) throw new Refusal('order.id_reused')
  if (isNew) {
    const told = ticketId === null ? [] : called.map((one) => ({ ticketId, unitId: one }))
    const audience = { districtId, path: territory, unitIds: row.unit_ids }
    await publish(
      tx,
      { topic: 'order.changed', payload: { id, kind: 'whistle', what: 'issued', told }, audience },
      deps.wake,
    )
  }
  return viewOne(call, deps, row)
}
