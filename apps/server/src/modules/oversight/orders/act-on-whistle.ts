import type { actOnWhistle, OrderChanged, WhistleView } from '@lianxin/contract'
import { actOnWhistle as decideAct } from '@lianxin/domain'

import { publish } from '../../../platform/live/outbox.ts'
import { Refusal } from '../../../platform/refusal.ts'
import type { Call } from '../../../platform/serve.ts'
import { sessionOf } from '../../../platform/session.ts'
import type { OversightDeps } from '../deps.ts'
import { findWhistle, lockWhistle, updateWhistle } from './whistle-store.ts'
import { domainOf, viewOne } from './whistle-view.ts'

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
  return viewOne(call, deps, { ...row, state, units })
}
