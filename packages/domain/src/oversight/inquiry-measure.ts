import type { Instant } from '../time.ts'
import type { Inquiry, InquiryRound } from './inquiry.ts'
import type { Counted } from './types.ts'

/** A span of time, its end not included. */
interface Period {
  readonly from: Instant
  readonly until: Instant
}

const fellDue = ({ due }: InquiryRound, { from, until }: Period): boolean =>
  due.dueAt !== null && due.dueAt >= from && due.dueAt < until

/**
 * What the measure `inquiriesAnswered` counts of one unit: questions it RECEIVED whose answer fell due in the period,
 * and those of them it answered in time. What a unit asked counts nowhere, so that asking can never cost the asker a
 * point. A question that was never answered because the matter was settled meanwhile is left out: settling is the
 * better answer.
 *
 * @param inquiries  every inquiry in which the unit was asked; others change nothing
 * @param period     the month, over by the time it is counted
 */
export function countInquiriesAnswered(unitId: string, inquiries: Iterable<Inquiry>, period: Period): Counted {
  let numerator = 0
  let denominator = 0
  for (const { state, rounds } of inquiries)
    for (const [nth, round] of rounds.entries()) {
      if (round.asked.unitId !== unitId || !fellDue(round, period)) continue
      const wasSpared = state === 'settled' && round.answer === null && nth === rounds.length - 1
      if (wasSpared) continue
      denominator += 1
      if (round.answer?.inTime) numerator += 1
    }
  return { numerator, denominator, excluded: 0 }
}
