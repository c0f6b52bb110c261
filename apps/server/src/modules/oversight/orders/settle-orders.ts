import type { OrderChanged } from '@lianxin/contract'
import { orderedStanding, settleOrder, standsFor } from '@lianxin/domain'

import type { Tx } from '../../../platform/db/database.ts'
import { systemScope } from '../../../platform/db/scope.ts'
import { publish } from '../../../platform/live/outbox.ts'
import type { OversightDeps } from '../deps.ts'
import { followTickets } from '../follow.ts'
import { claimOverdue, listFollowed, listToCheck, listUnchecked, updateChecked, type StoredOrder } from './store.ts'

const BATCH = 100

/** Looks at open orders: settled by the last verified result of their matters; whoever got one of them since sees the order too. */
async function check(deps: OversightDeps, tx: Tx, districtId: number, orders: readonly StoredOrder[]): Promise<void> {
  const now = deps.clock.now()
  for (const { id, ticket_ids, unit_ids, due_at, grid_path, settled_at } of orders) {
    const known = await listFollowed(tx, districtId, ticket_ids)
    const settled = settleOrder(
      due_at,
      ticket_ids.flatMap((one) => standsFor(known, one) ?? []),
    )
    const unitIds = [...new Set([...unit_ids, ...[...known.values()].flatMap((matter) => matter.involved_unit_ids)])]
    const followedIds = [...known.keys()].filter((one) => !ticket_ids.includes(one))
    const wasOpen = await updateChecked(tx, districtId, id, { unitIds, followedIds, now, settled })
    const isOver = settled.state !== 'open'
    const isNews = isOver || (settled.settledAt === null) !== (settled_at === null)
    if (!wasOpen || !isNews) continue
    const audience = { districtId, path: grid_path, unitIds }
    const payload: OrderChanged = { id, kind: 'order', what: isOver ? 'ended' : 'answered', told: [] }
    await publish(tx, { topic: 'order.changed', payload, audience }, deps.wake)
  }
}

/** Tells the units, once, of orders whose date has passed: those that still have one of the matters. */
async function tellOverdue(deps: OversightDeps, tx: Tx, districtId: number): Promise<number> {
  const orders = await claimOverdue(tx, districtId, deps.clock.now(), BATCH)
  for (const { id, ticket_ids, unit_ids, grid_path } of orders) {
    const known = await listFollowed(tx, districtId, ticket_ids)
    const matters = new Set(ticket_ids.flatMap((one) => standsFor(known, one) ?? []))
    const open = [...matters].filter((matter) => orderedStanding(matter) === 'open')
    const told = open.map((matter) => ({ ticketId: matter.id, unitId: matter.holder_unit_id }))
    const audience = { districtId, path: grid_path, unitIds: unit_ids }
    await publish(
      tx,
      { topic: 'order.changed', payload: { id, kind: 'order', what: 'overdue', told }, audience },
      deps.wake,
    )
  }
  return orders.length
}

/** Follows what happened to tickets under orders, and tells of dates that passed. Safe in any number of processes. */
export async function tendOrders(deps: OversightDeps, districtId: number): Promise<void> {
  const inScope = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => deps.db.withScope(systemScope(districtId), work)
  await inScope(async (tx) => check(deps, tx, districtId, await listUnchecked(tx, districtId)))
  await followTickets(deps, districtId, 'orders', {
    take: (ids) => inScope(async (tx) => check(deps, tx, districtId, await listToCheck(tx, districtId, ids))),
    begin: () => inScope(async (tx) => check(deps, tx, districtId, await listToCheck(tx, districtId, 'all'))),
  })
  while ((await inScope((tx) => tellOverdue(deps, tx, districtId))) === BATCH);
}
