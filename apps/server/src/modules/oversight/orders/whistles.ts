import type {
  actOnWhistle,
  blowWhistle,
  listWhistles,
  OrderChanged,
  readWhistleForm,
  ReplyOf,
  WhistleView,
} from '@lianxin/contract'
import { actOnWhistle as decideAct, blowWhistle as decideCall } from '@lianxin/domain'

import { toTimestamp } from '../../../platform/db/types.ts'
import { publish } from '../../../platform/live/outbox.ts'
import { Refusal } from '../../../platform/refusal.ts'
import type { Call } from '../../../platform/serve.ts'
import { sessionOf } from '../../../platform/session.ts'
import type { OversightDeps } from '../deps.ts'
import { LIST_LIMIT, listMatters } from './store.ts'
import {
  domainOf,
  findWhistle,
  insertWhistle,
  listDepartments,
  listStoredWhistles,
  listWhistleAlarms,
  lockWhistle,
  updateWhistle,
  whistleView,
  type StoredWhistle,
} from './whistle-store.ts'

type Blow = Call<typeof blowWhistle>

/** `whistle.form`: departments only, by name; of units there are tens of thousands. */
export async function readFormForStaff(
  call: Call<typeof readWhistleForm>,
  deps: OversightDeps,
): Promise<ReplyOf<typeof readWhistleForm>> {
  const { districtId, unitId } = sessionOf(call)
  const { whistle: limits } = await deps.settings.of(call.tx, districtId)
  const units = await listDepartments(call.tx, districtId)
  return { limits, departments: units.filter(({ id }) => id !== unitId) }
}

/** `whistle.list`. */
export async function listWhistlesForStaff(
  call: Call<typeof listWhistles>,
  deps: OversightDeps,
): Promise<ReplyOf<typeof listWhistles>> {
  const { tx, now, query } = call
  const session = sessionOf(call)
  const { districtId } = session
  const rows = await listStoredWhistles(tx, districtId, query.open === true)
  const page = rows.slice(0, LIST_LIMIT)
  const ids = page.flatMap(({ ticket_id }) => (ticket_id === null ? [] : [ticket_id]))
  const matters = new Map((await listMatters(tx, districtId, ids)).map((matter) => [matter.id, matter]))
  const looking = { session, now, places: await deps.places.open(tx, districtId) }
  const alarms = await listWhistleAlarms(
    tx,
    districtId,
    page.map(({ id }) => id),
  )
  return {
    items: page.map((row) => whistleView(row, matters, alarms, looking)),
    truncated: rows.length > LIST_LIMIT,
  }
}

async function viewed(call: Pick<Blow, 'tx' | 'session' | 'now'>, deps: OversightDeps, row: StoredWhistle) {
  const session = sessionOf(call)
  const { districtId } = session
  const found = row.ticket_id === null ? [] : await listMatters(call.tx, districtId, [row.ticket_id])
  const looking = { session, now: call.now, places: await deps.places.open(call.tx, districtId) }
  const alarms = await listWhistleAlarms(call.tx, districtId, [row.id])
  return whistleView(row, new Map(found.map((matter) => [matter.id, matter])), alarms, looking)
}

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
    return viewed(call, deps, before)
  }
  const places = await deps.places.open(tx, districtId)
  const called = body.unitIds.map((one) => one.toLowerCase())
  const mayBeCalled = (one: string): boolean => {
    const unit = places.unitById(one)
    return one !== unitId && unit?.active === true && unit.kind === 'department'
  }
  if (!called.every(mayBeCalled)) throw new Refusal('whistle.unit_unknown', {}, '/unitIds')
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
  return viewed(call, deps, row)
}

/** `whistle.act`. The row is locked: two units that answer at once both stay written. */
export async function actAsStaff(call: Call<typeof actOnWhistle>, deps: OversightDeps): Promise<WhistleView> {
  const { tx, now, body } = call
  const { districtId, unitId, permissions } = sessionOf(call)
  const { whistleId: id } = call.params
  const needed = body.kind === 'rate' || body.kind === 'withdraw' ? 'order.write' : 'order.answer'
  if (unitId === null || !permissions.has(needed)) throw new Refusal('right.missing', { permission: needed })
  if (!(await findWhistle(tx, districtId, id))) throw new Refusal('whistle.not_found')
  const row = await lockWhistle(tx, districtId, id)
  if (!row) throw new Refusal(needed === 'order.write' ? 'whistle.not_caller' : 'whistle.not_called')
  const trimmed = 'text' in body ? { ...body, text: body.text.trim() } : body
  const act = trimmed.kind === 'rate' ? { ...trimmed, unitId: trimmed.unitId.toLowerCase() } : trimmed
  const before = domainOf(row)
  const decided = decideAct(before, act, unitId, now)
  if (!decided.ok) throw new Refusal(decided.refusal.code)
  const { state, units } = decided.value
  if (JSON.stringify([before.state, before.units]) !== JSON.stringify([state, units])) {
    await updateWhistle(tx, districtId, id, { state, units: JSON.stringify(units), revision: row.revision + 1 })
    const audience = { districtId, path: row.grid_path, unitIds: row.unit_ids }
    const payload: OrderChanged = { id, kind: 'whistle', what: state === 'open' ? 'answered' : 'ended', told: [] }
    await publish(tx, { topic: 'order.changed', payload, audience }, deps.wake)
  }
  return viewed(call, deps, { ...row, state, units })
}
