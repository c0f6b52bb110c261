import type { Ticket, TicketState } from '../ticket/types.ts'
import type { Instant } from '../time.ts'

/**
 * 督办: a unit orders that one matter or a set of them be settled by a date (functions 44, 108).
 *
 * - `open`: at least one matter has no verified result · `settledInTime`, `settledLate`: all have, by the last result
 * - `withdrawn`: taken back with a reason · `lapsed`: none of its matters was one to be settled. Both count nowhere
 */
export const ORDER_STATES = ['open', 'settledInTime', 'settledLate', 'withdrawn', 'lapsed'] as const
export type OrderState = (typeof ORDER_STATES)[number]

const STANDING = {
  reported: 'open',
  accepted: 'open',
  filed: 'open',
  dispatched: 'open',
  acknowledged: 'open',
  inProgress: 'open',
  suspended: 'open',
  resolved: 'verifying',
  verified: 'settled',
  closed: 'settled',
  abnormallyClosed: 'out',
  declined: 'out',
  void: 'out',
  merged: 'out',
} as const satisfies Readonly<Record<TicketState, string>>

/**
 * How a matter stands as far as an order goes; one that was merged stands as the matter it was merged into.
 *
 * - `open`: no result · `verifying`: a result that may still be refuted · `settled`: the result was verified
 * - `out`: it ended without a result (void, declined, closed with an approved reason): neither kept nor missed
 */
export type OrderedStanding = 'open' | 'verifying' | 'settled' | 'out'

/** A matter of an order. */
export type OrderedMatter = Pick<Ticket, 'state' | 'resolvedAt' | 'closedAt'>

export function orderedStanding({ state }: Pick<OrderedMatter, 'state'>): OrderedStanding {
  return STANDING[state]
}

/**
 * The matter that an ordered one stands for: itself, or what it was merged into, through any number of mergers. Where that
 * one is not known, the last that is.
 */
export function standsFor<M extends Pick<Ticket, 'id' | 'state' | 'mergedInto'>>(
  known: ReadonlyMap<string, M>,
  id: string,
): M | undefined {
  const seen = new Set<string>()
  let matter = known.get(id)
  while (matter?.state === 'merged' && matter.mergedInto !== null && !seen.has(matter.id)) {
    seen.add(matter.id)
    const next = known.get(matter.mergedInto)
    if (!next) break
    matter = next
  }
  return matter
}

/** When a matter got its result; null without one. What was closed without a result of its own has its end. */
export function resultAtOf(matter: OrderedMatter): Instant | null {
  const standing = orderedStanding(matter)
  return standing === 'open' || standing === 'out' ? null : (matter.resolvedAt ?? matter.closedAt)
}

/**
 * What becomes of an order that was open. It is settled once every result is verified, by the last result: how long
 * verifying takes is not on those who had the matter. A refuted result leaves it open; what is reopened after it was
 * verified is another matter of time.
 * @returns `settledAt`: when the last of its matters got its result, also while that waits for verification
 */
export function settleOrder(
  dueAt: Instant,
  matters: readonly OrderedMatter[],
): { readonly state: Exclude<OrderState, 'withdrawn'>; readonly settledAt: Instant | null } {
  const counting = matters.filter((matter) => orderedStanding(matter) !== 'out')
  if (matters.length > 0 && counting.length === 0) return { state: 'lapsed', settledAt: null }
  let settledAt = Number.NEGATIVE_INFINITY
  for (const matter of counting) {
    const at = resultAtOf(matter)
    if (at === null) return { state: 'open', settledAt: null }
    settledAt = Math.max(settledAt, at)
  }
  if (counting.length === 0) return { state: 'open', settledAt: null }
  if (counting.some((matter) => orderedStanding(matter) === 'verifying')) return { state: 'open', settledAt }
  return { state: settledAt <= dueAt ? 'settledInTime' : 'settledLate', settledAt }
}

/** Whether an order is late: its date has passed, or its last result came after it. */
export function isLate(
  { dueAt, settledAt }: { readonly dueAt: Instant; readonly settledAt: Instant | null },
  now: Instant,
) {
  return (settledAt ?? now) > dueAt
}

/** A share in percent with one decimal, half a decimal up; null of nothing. 970 of 972 are 99.8. */
export function percentOf(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part * 1000) / whole) / 10
}

/** How many orders there are; those withdrawn or lapsed are in none of the numbers. */
export interface OrderCounts {
  readonly settledInTime: number
  readonly settledLate: number
  /** Not settled, and the date has not come or all results came before it and wait for verification. */
  readonly open: number
  /** Not settled, and late. */
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
