import type { Instant, OrderState, TicketState } from '@lianxin/domain'
import { sql, type Insertable, type Selectable } from 'kysely'

import type { Tx } from '../../../platform/db/database.ts'
import type { SupervisionOrderTable } from '../../../platform/db/schema-orders.ts'
import { toTimestamp } from '../../../platform/db/types.ts'

export type StoredOrder = Selectable<SupervisionOrderTable>

/** Most orders of one list. */
export const LIST_LIMIT = 200

/** A matter as far as an order goes, where the caller sees it. */
export interface Matter {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly state: TicketState
  readonly grid_path: string
  readonly holder_unit_id: string
  readonly involved_unit_ids: readonly string[]
  readonly resolvedAt: Instant | null
  readonly closedAt: Instant | null
}

export async function listMatters(tx: Tx, districtId: number, ids: readonly string[]): Promise<readonly Matter[]> {
  if (ids.length === 0) return []
  return tx
    .selectFrom('ticket')
    .select(['id', 'number', 'title', 'grid_path', 'holder_unit_id', 'involved_unit_ids'])
    .select(sql<TicketState>`state`.as('state'))
    .select(['resolved_at as resolvedAt', 'closed_at as closedAt'])
    .where('district_id', '=', districtId)
    .where('id', 'in', ids)
    .orderBy('id')
    .execute()
}

const orders = (tx: Tx, districtId: number) =>
  tx.selectFrom('supervision_order').selectAll().where('district_id', '=', districtId)

export function findOrder(tx: Tx, districtId: number, id: string): Promise<StoredOrder | undefined> {
  return orders(tx, districtId).where('id', '=', id).executeTakeFirst()
}

/** Open ones first, the next date on top; then those that ended, the latest first. */
export function listStored(
  tx: Tx,
  districtId: number,
  { open, ticketId }: { readonly open: boolean; readonly ticketId: string | undefined },
): Promise<StoredOrder[]> {
  let found = orders(tx, districtId)
  if (open) found = found.where('state', '=', 'open')
  if (ticketId !== undefined) found = found.where(sql<boolean>`ticket_ids @> array[${ticketId}]::uuid[]`)
  return found
    .orderBy(sql`state <> 'open'`)
    .orderBy(sql`case when state = 'open' then due_at end`)
    .orderBy('issued_at', 'desc')
    .limit(LIST_LIMIT + 1)
    .execute()
}

/** Orders whose date falls in a span, its end not included; those withdrawn count nowhere. */
export function listDueIn(
  tx: Tx,
  districtId: number,
  { from, until }: { readonly from: Instant; readonly until: Instant },
): Promise<readonly Pick<StoredOrder, 'id' | 'ticket_ids' | 'due_at'>[]> {
  return tx
    .selectFrom('supervision_order')
    .select(['id', 'ticket_ids', 'due_at'])
    .where('district_id', '=', districtId)
    .where('state', '<>', 'withdrawn')
    .where(sql<boolean>`due_at >= ${toTimestamp(from)} and due_at < ${toTimestamp(until)}`)
    .orderBy('due_at')
    .orderBy('id')
    .execute()
}

/** How many were issued since an instant, by state and whether their date has passed. */
export async function countSince(tx: Tx, districtId: number, since: Instant, now: Instant) {
  const { rows } = await sql<{ state: OrderState; late: boolean; count: number }>`
    select state, due_at < ${toTimestamp(now)} as late, count(*)::int as count from supervision_order
    where district_id = ${districtId} and issued_at >= ${toTimestamp(since)} group by 1, 2`.execute(tx)
  return rows
}

/** @returns false where the id is taken already */
export async function insertOrder(tx: Tx, order: Insertable<SupervisionOrderTable>): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('supervision_order')
    .values(order)
    .onConflict((taken) => taken.columns(['district_id', 'id']).doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** @returns false where it is not open any more */
export async function withdrawStored(tx: Tx, districtId: number, id: string, reason: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('supervision_order')
    .set({ state: 'withdrawn', withdrawn_reason: reason })
    .where('district_id', '=', districtId)
    .where('id', '=', id)
    .where('state', '=', 'open')
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Open orders about any of these tickets, and open ones never looked at; in the order of their ids. */
export function listToCheck(tx: Tx, districtId: number, ticketIds: readonly string[] | 'all'): Promise<StoredOrder[]> {
  const about = ticketIds === 'all' ? sql<boolean>`true` : sql<boolean>`ticket_ids && ${[...ticketIds]}::uuid[]`
  return orders(tx, districtId).where('state', '=', 'open').where(about).orderBy('id').execute()
}

export function listUnchecked(tx: Tx, districtId: number): Promise<StoredOrder[]> {
  return orders(tx, districtId)
    .where('state', '=', 'open')
    .where('checked_at', 'is', null)
    .orderBy('id')
    .limit(LIST_LIMIT)
    .execute()
}

/** What looking at an open order came to. @returns whether it was open until now */
export async function updateChecked(
  tx: Tx,
  districtId: number,
  id: string,
  to: {
    readonly unitIds: readonly string[]
    readonly now: Instant
    readonly settled: { readonly state: OrderState; readonly settledAt: Instant } | null
  },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('supervision_order')
    .set({
      unit_ids: [...to.unitIds],
      checked_at: toTimestamp(to.now),
      ...(to.settled ? { state: to.settled.state, settled_at: toTimestamp(to.settled.settledAt) } : {}),
    })
    .where('district_id', '=', districtId)
    .where('id', '=', id)
    .where('state', '=', 'open')
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Claims open orders whose date has passed and whose units were not told yet, the longest past first. */
export async function claimOverdue(tx: Tx, districtId: number, now: Instant, limit: number): Promise<StoredOrder[]> {
  const claimed = await orders(tx, districtId)
    .where('state', '=', 'open')
    .where('overdue_told_at', 'is', null)
    .where(sql<boolean>`due_at < ${toTimestamp(now)}`)
    .orderBy('due_at')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute()
  if (claimed.length > 0)
    await tx
      .updateTable('supervision_order')
      .set({ overdue_told_at: toTimestamp(now) })
      .where('district_id', '=', districtId)
      .where(
        'id',
        'in',
        claimed.map(({ id }) => id),
      )
      .execute()
  return claimed
}
