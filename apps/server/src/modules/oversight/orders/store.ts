import type { ClassRef, Instant, OrderState, Period, settleOrder, TicketState } from '@lianxin/domain'
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
  readonly class_ref: ClassRef | null
  readonly state: TicketState
  readonly mergedInto: string | null
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
    .select([
      sql<TicketState>`state`.as('state'),
      sql<ClassRef | null>`body->'class'`.as('class_ref'),
      sql<string | null>`body->>'mergedInto'`.as('mergedInto'),
    ])
    .select(['resolved_at as resolvedAt', 'closed_at as closedAt'])
    .where('district_id', '=', districtId)
    .where('id', 'in', ids)
    .orderBy('id')
    .execute()
}

/** The matters and, as far as the caller sees them, those that they were merged into. */
export async function listFollowed(
  tx: Tx,
  districtId: number,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Matter>> {
  const known = new Map<string, Matter>()
  let wanted: readonly string[] = [...new Set(ids)]
  while (wanted.length > 0) {
    const found = await listMatters(tx, districtId, wanted)
    for (const matter of found) known.set(matter.id, matter)
    const next = found.flatMap(({ mergedInto }) => (mergedInto === null || known.has(mergedInto) ? [] : [mergedInto]))
    wanted = [...new Set(next)]
  }
  return known
}

const orders = (tx: Tx, districtId: number) =>
  tx.selectFrom('supervision_order').selectAll().where('district_id', '=', districtId)

export function findOrder(tx: Tx, districtId: number, id: string): Promise<StoredOrder | undefined> {
  return orders(tx, districtId).where('id', '=', id).executeTakeFirst()
}

/**
 * Open ones first, the next date on top; then those that ended, the latest first.
 * @param issuedIn  only those issued in a month, and those issued before that are open still
 */
export function listStored(
  tx: Tx,
  districtId: number,
  {
    open,
    ticketId,
    issuedIn,
  }: { readonly open: boolean; readonly ticketId: string | undefined; readonly issuedIn?: Period | undefined },
): Promise<StoredOrder[]> {
  let found = orders(tx, districtId)
  if (open) found = found.where('state', '=', 'open')
  if (ticketId !== undefined)
    found = found.where(sql<boolean>`(ticket_ids @> array[${ticketId}]::uuid[]
      or followed_ids @> array[${ticketId}]::uuid[])`)
  if (issuedIn)
    found = found.where(sql<boolean>`issued_at < ${toTimestamp(issuedIn.to)}
      and (issued_at >= ${toTimestamp(issuedIn.from)} or state = 'open')`)
  return found
    .orderBy(sql`state <> 'open'`)
    .orderBy(sql`case when state = 'open' then due_at end`)
    .orderBy('issued_at', 'desc')
    .limit(LIST_LIMIT + 1)
    .execute()
}

/** Orders whose date falls in a span, its end not included; those withdrawn or lapsed count nowhere. */
export function listDueIn(
  tx: Tx,
  districtId: number,
  { from, until }: { readonly from: Instant; readonly until: Instant },
): Promise<readonly Pick<StoredOrder, 'id' | 'ticket_ids' | 'due_at'>[]> {
  return tx
    .selectFrom('supervision_order')
    .select(['id', 'ticket_ids', 'due_at'])
    .where('district_id', '=', districtId)
    .where('state', 'not in', ['withdrawn', 'lapsed'])
    .where(sql<boolean>`due_at >= ${toTimestamp(from)} and due_at < ${toTimestamp(until)}`)
    .orderBy('due_at')
    .orderBy('id')
    .execute()
}

/** How many were issued in a month, by state and whether they are late; and those issued before that are late still. */
export async function countIssued(
  tx: Tx,
  districtId: number,
  { from, to }: Period,
  now: Instant,
): Promise<{ readonly counted: readonly CountedOrders[]; readonly overdueBefore: number }> {
  const late = sql`coalesce(settled_at, ${toTimestamp(now)}) > due_at`
  const { rows } = await sql<CountedOrders & { before: boolean }>`
    select state, ${late} as late, issued_at < ${toTimestamp(from)} as before, count(*)::int as count
    from supervision_order
    where district_id = ${districtId} and issued_at < ${toTimestamp(to)}
      and (issued_at >= ${toTimestamp(from)} or (state = 'open' and ${late}))
    group by 1, 2, 3`.execute(tx)
  const overdueBefore = rows.find(({ before }) => before)?.count ?? 0
  return { counted: rows.filter(({ before }) => !before), overdueBefore }
}

/** How many orders there are of a kind. */
interface CountedOrders {
  readonly state: OrderState
  /** The date has passed without a result, or the last result came after it. */
  readonly late: boolean
  readonly count: number
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
    .set({ state: 'withdrawn', withdrawn_reason: reason, settled_at: null })
    .where('district_id', '=', districtId)
    .where('id', '=', id)
    .where('state', '=', 'open')
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Open orders about any of these tickets, also by way of a merger; in the order of their ids. */
export function listToCheck(tx: Tx, districtId: number, ticketIds: readonly string[] | 'all'): Promise<StoredOrder[]> {
  const about =
    ticketIds === 'all'
      ? sql<boolean>`true`
      : sql<boolean>`(ticket_ids && ${[...ticketIds]}::uuid[] or followed_ids && ${[...ticketIds]}::uuid[])`
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
    readonly followedIds: readonly string[]
    readonly now: Instant
    readonly settled: ReturnType<typeof settleOrder>
  },
): Promise<boolean> {
  const { state, settledAt } = to.settled
  const { numUpdatedRows } = await tx
    .updateTable('supervision_order')
    .set({
      unit_ids: [...to.unitIds],
      followed_ids: [...to.followedIds],
      checked_at: toTimestamp(to.now),
      state,
      settled_at: settledAt === null ? null : toTimestamp(settledAt),
    })
    .where('district_id', '=', districtId)
    .where('id', '=', id)
    .where('state', '=', 'open')
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Claims orders whose date has passed without all results and whose units were not told yet, the longest past first. */
export async function claimOverdue(tx: Tx, districtId: number, now: Instant, limit: number): Promise<StoredOrder[]> {
  const claimed = await orders(tx, districtId)
    .where('state', '=', 'open')
    .where('overdue_told_at', 'is', null)
    .where('settled_at', 'is', null)
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
