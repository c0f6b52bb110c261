import { evolveAll } from '../ticket/evolve.ts'
import type { Step } from '../ticket/steps.ts'
import type { Instant } from '../time.ts'
import type { AssessmentFact } from './facts.ts'
import { settledAtOf } from './orders.ts'

/**
 * What a supervision order (督办) says of one of its matters: the unit that had it when the order fell due kept the date
 * or not. It is read from the history up to that date, so that it comes out the same whenever it is counted. Who passed a
 * matter on before the date answers no more for it.
 *
 * @param steps  the whole history of the matter
 * @param nth    number of the order among those about this matter in the month, from 1
 * @returns      null where the matter did not exist yet on that date
 */
export function orderFact(steps: readonly Step[], dueAt: Instant, nth: number): AssessmentFact | null {
  const known = steps.filter(({ at }) => at <= dueAt)
  if (known.length === 0) return null
  const ticket = evolveAll(null, known)
  const hit = settledAtOf(ticket) !== null
  return { unitId: ticket.holder.unitId, measure: 'ordersOnTime', seq: nth, hit, excluded: null }
}
