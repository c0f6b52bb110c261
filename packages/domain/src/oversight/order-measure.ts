import { evolveAll } from '../ticket/evolve.ts'
import type { Step } from '../ticket/steps.ts'
import type { Instant } from '../time.ts'
import type { AssessmentFact } from './facts.ts'
import { orderedStanding } from './orders.ts'

/** What an order is judged by: read up to the end of the month, so that it comes out the same whenever it is counted. */
export interface OrderEvidence {
  /** Number of the order among those about this matter in the month, from 1. */
  readonly nth: number
  /** End of the month, not included. */
  readonly until: Instant
  /** The whole history of a matter, of those that the ordered ones were merged into among them. */
  readonly historyOf: (ticketId: string) => readonly Step[] | undefined
}

/** The matter a history had been merged into at an instant; null where it stood for itself. */
export function mergedIntoAt(steps: readonly Step[], at: Instant): string | null {
  const known = steps.filter((step) => step.at <= at)
  if (known.length === 0) return null
  const { state, mergedInto } = evolveAll(null, known)
  return state === 'merged' ? mergedInto : null
}

/** Whether a result that stood on the date was sent back before it was verified. */
function isRefuted(later: readonly Step[]): boolean {
  const first = later.find(({ state }) => orderedStanding({ state }) !== 'verifying')
  return first !== undefined && orderedStanding(first) === 'open'
}

/**
 * What a supervision order (督办) says of one of its matters: the unit that had it when the order fell due kept the date
 * or not. Who passed a matter on before the date answers no more for it. One that was merged is judged by the matter it
 * was merged into; a result that was refuted kept nothing.
 *
 * @returns null where the matter did not exist yet on that date, or ended without being one to be settled
 */
export function orderFact(ticketId: string, dueAt: Instant, evidence: OrderEvidence): AssessmentFact | null {
  const seen = new Set<string>()
  let id: string | null = ticketId
  while (id !== null) {
    const steps: readonly Step[] = (evidence.historyOf(id) ?? []).filter(({ at }) => at < evidence.until)
    const known = steps.filter(({ at }) => at <= dueAt)
    if (known.length === 0 || seen.has(id)) return null
    seen.add(id)
    id = mergedIntoAt(known, dueAt)
    if (id !== null) continue
    const ticket = evolveAll(null, known)
    const standing = orderedStanding(ticket)
    const after = evolveAll(ticket, steps.slice(known.length))
    const isOut = standing === 'open' && after.state !== 'merged' && orderedStanding(after) === 'out'
    if (standing === 'out' || isOut) return null
    const hit = standing === 'settled' || (standing === 'verifying' && !isRefuted(steps.slice(known.length)))
    return { unitId: ticket.holder.unitId, measure: 'ordersOnTime', seq: evidence.nth, hit, excluded: null }
  }
  return null
}
