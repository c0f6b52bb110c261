import type { issueOrder, OrderChanged, OrderView, withdrawOrder } from '@lianxin/contract'
import { addWorkingTime, orderedStanding } from '@lianxin/domain'

import { toTimestamp } from '../../../platform/db/types.ts'
import { publish } from '../../../platform/live/outbox.ts'
import { Refusal } from '../../../platform/refusal.ts'
import type { Call } from '../../../platform/serve.ts'
import { sessionOf } from '../../../platform/session.ts'
import { tickets } from '../../ticket/index.ts'
import type { OversightDeps } from '../deps.ts'
import {
  findOrder,
  insertOrder,
  listFollowed,
  listMatters,
  withdrawStored,
  type Matter,
  type StoredOrder,
} from './store.ts'
import { orderView, type Looking } from './view.ts'

type Issue = Call<typeof issueOrder>

/** The same order sent again; the ids may come in another order. */
function isSame(row: StoredOrder, { ticketIds, reason, limit }: Issue['body']): boolean {
  const ids = new Set(row.ticket_ids)
  return (
    row.reason === reason.trim() &&
    ids.size === ticketIds.length &&
    ticketIds.every((id) => ids.has(id)) &&
    row.time_limit.amount === limit.amount &&
    row.time_limit.unit === limit.unit
  )
}

/** What the post may order: matters it sees, in its territory, not settled and not with the city. @throws Refusal naming what not */
function checkMatters(matters: readonly Matter[], wanted: number, territory: string, places: tickets.Places): void {
  const at = '/ticketIds'
  if (matters.length < wanted) throw new Refusal('order.ticket_missing', {}, at)
  const numbers = (of: readonly Matter[]) => ({ numbers: of.map(({ number }) => number).join('、') })
  const outside = matters.filter(({ grid_path }) => territory === '' || !grid_path.startsWith(territory))
  if (outside.length > 0) throw new Refusal('order.ticket_outside', numbers(outside), at)
  const above = matters.filter(({ holder_unit_id }) => places.unitById(holder_unit_id)?.kind === 'superior')
  if (above.length > 0) throw new Refusal('order.ticket_above', numbers(above), at)
  const settled = matters.filter((matter) => orderedStanding(matter) !== 'open')
  if (settled.length > 0) throw new Refusal('order.ticket_settled', numbers(settled), at)
}

async function lookingOf(call: Pick<Issue, 'tx' | 'session' | 'now'>, deps: OversightDeps): Promise<Looking> {
  const session = sessionOf(call)
  return { session, now: call.now, around: await tickets.surroundingsOf(deps, call.tx, session.districtId) }
}

const byId = (matters: readonly Matter[]): ReadonlyMap<string, Matter> =>
  new Map(matters.map((matter) => [matter.id, matter]))

/** `order.issue`: may → read → decide → write. Sent again it is the same order. */
export async function issueAsStaff(call: Issue, deps: OversightDeps): Promise<OrderView> {
  const { tx, now, body } = call
  const session = sessionOf(call)
  const { districtId, unitId, territory, personId } = session
  if (unitId === null) throw new Refusal('right.missing', { permission: 'order.write' })
  const { orderId: id } = call.params
  const ids = body.ticketIds.map((one) => one.toLowerCase())
  const looking = await lookingOf(call, deps)
  const matters = await listMatters(tx, districtId, ids)
  const before = await findOrder(tx, districtId, id)
  if (before) {
    if (!isSame(before, { ...body, ticketIds: ids })) throw new Refusal('order.id_reused')
    return orderView(before, await listFollowed(tx, districtId, ids), looking)
  }
  checkMatters(matters, ids.length, territory, looking.around.places)
  const due = addWorkingTime(await deps.books.calendarOf(tx, districtId), now, body.limit)
  if (!due.ok) throw new Refusal('calendar.year_missing', { year: due.refusal.year }, '/limit')
  const unitIds = [...new Set([unitId, ...matters.flatMap((matter) => matter.involved_unit_ids)])]
  const isNew = await insertOrder(tx, {
    district_id: districtId,
    id,
    issuer_unit_id: unitId,
    issued_by: personId,
    grid_path: territory,
    unit_ids: unitIds,
    ticket_ids: ids,
    reason: body.reason.trim(),
    time_limit: JSON.stringify(body.limit),
    issued_at: toTimestamp(now),
    due_at: toTimestamp(due.value),
    state: 'open',
    settled_at: null,
    checked_at: null,
    overdue_told_at: null,
  })
  const row = await findOrder(tx, districtId, id)
  if (!row || (!isNew && !isSame(row, { ...body, ticketIds: ids }))) throw new Refusal('order.id_reused')
  if (isNew) {
    const told = matters.map((matter) => ({ ticketId: matter.id, unitId: matter.holder_unit_id }))
    const audience = { districtId, path: territory, unitIds }
    await publish(
      tx,
      { topic: 'order.changed', payload: { id, kind: 'order', what: 'issued', told }, audience },
      deps.wake,
    )
  }
  return orderView(row, byId(matters), looking)
}

/** `order.withdraw`, by the unit that issued it or one above it in its line. */
export async function withdrawAsStaff(call: Call<typeof withdrawOrder>, deps: OversightDeps): Promise<OrderView> {
  const { tx } = call
  const { districtId } = sessionOf(call)
  const { orderId: id } = call.params
  const reason = call.body.reason.trim()
  const looking = await lookingOf(call, deps)
  const row = await findOrder(tx, districtId, id)
  if (!row) throw new Refusal('order.not_found')
  if (!looking.session.unitIds.includes(row.issuer_unit_id)) throw new Refusal('order.not_issuer')
  const matters = await listFollowed(tx, districtId, row.ticket_ids)
  if (row.state === 'withdrawn' && row.withdrawn_reason === reason) return orderView(row, matters, looking)
  if (!(await withdrawStored(tx, districtId, id, reason))) throw new Refusal('order.ended')
  const audience = { districtId, path: row.grid_path, unitIds: row.unit_ids }
  const payload: OrderChanged = { id, kind: 'order', what: 'ended', told: [] }
  await publish(tx, { topic: 'order.changed', payload, audience }, deps.wake)
  return orderView({ ...row, state: 'withdrawn', withdrawn_reason: reason, settled_at: null }, matters, looking)
}
