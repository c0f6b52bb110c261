import type { Instant } from '../time.ts'
import { stageOf } from '../ticket/transitions.ts'
import type { Ticket } from '../ticket/types.ts'

/**
 * 督办: a unit orders that one matter or a set of them be settled by a date (functions 44, 108).
 *
 * - `open`: at least one matter is not settled · `settledInTime`, `settledLate`: all are, by the last of them
 * - `withdrawn`: taken back with a reason; it counts nowhere
 */
export const ORDER_STATES = ['open', 'settledInTime', 'settledLate', 'withdrawn'] as const
export type OrderState = (typeof ORDER_STATES)[number]

/** When a matter was settled as far as an order goes: with its result, or with its end where it never had one. */
export function settledAtOf(ticket: Pick<Ticket, 'state' | 'resolvedAt' | 'closedAt'>): Instant | null {
  const stage = stageOf(ticket.state)
  return stage === 'verification' || stage === 'ended' ? (ticket.resolvedAt ?? ticket.closedAt) : null
}

/**
 * What has become of an order that was open. It is settled with the last of its matters, and stays so when one of them
 * is reopened later on: that is another matter of time.
 * @param matters  when each matter was settled; null where it is not
 */
export function settleOrder(
  dueAt: Instant,
  matters: readonly (Instant | null)[],
): { readonly state: 'settledInTime' | 'settledLate'; readonly settledAt: Instant } | null {
  let settledAt = Number.NEGATIVE_INFINITY
  for (const at of matters) {
    if (at === null) return null
    settledAt = Math.max(settledAt, at)
  }
  if (matters.length === 0) return null
  return { state: settledAt <= dueAt ? 'settledInTime' : 'settledLate', settledAt }
}

/** A share in percent with one decimal, half a decimal up; null of nothing. 970 of 972 are 99.8. */
export function percentOf(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part * 1000) / whole) / 10
}

/** How many orders there are; those withdrawn are in none of the numbers. */
export interface OrderCounts {
  readonly settledInTime: number
  readonly settledLate: number
  /** Not settled, and the date has not come. */
  readonly open: number
  /** Not settled, and the date has passed. */
  readonly overdue: number
}

/**
 * The rates of a month of orders. Settled: of all that were issued (972 issued, 970 settled: 99.8 %). On time: of those
 * whose date has come or that are settled, so that an order that still has time neither helps nor harms.
 */
export function orderRates({ settledInTime, settledLate, open, overdue }: OrderCounts): {
  readonly issued: number
  readonly settled: number
  readonly settled_percent: number | null
  readonly onTime_percent: number | null
} {
  const settled = settledInTime + settledLate
  const issued = settled + open + overdue
  return {
    issued,
    settled,
    settled_percent: percentOf(settled, issued),
    onTime_percent: percentOf(settledInTime, settled + overdue),
  }
}
