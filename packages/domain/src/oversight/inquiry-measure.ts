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

/** A question that was to be answered in a period, and whether it was. */
export interface AskedInPeriod {
  readonly unitId: string
  readonly inTime: boolean
}

/**
 * The rounds of a question whose answer fell due in the period, by the unit that was asked. One that was never answered
 * because the matter was settled meanwhile is left out: settling is the better answer.
 */
export function askedInPeriod({ state, rounds }: Inquiry, period: Period): readonly AskedInPeriod[] {
  return rounds.flatMap((round, nth) => {
    const wasSpared = state === 'settled' && round.answer === null && nth === rounds.length - 1
    if (wasSpared || !fellDue(round, period)) return []
    return [{ unitId: round.asked.unitId, inTime: round.answer?.inTime ?? false }]
  })
}

/**
 * What the measure `inquiriesAnswered` counts of one unit: questions it RECEIVED whose answer fell due in the period,
 * and those of them it answered in time. What a unit asked counts nowhere, so that asking can never cost the asker a
 * point.
 *
 * @param inquiries  every inquiry in which the unit was asked; others change nothing
 * @param period     the month, over by the time it is counted
 */
export function countInquiriesAnswered(unitId: string, inquiries: Iterable<Inquiry>, period: Period): Counted {
  const asked = [...inquiries].flatMap((one) => askedInPeriod(one, period)).filter((one) => one.unitId === unitId)
  return { numerator: asked.filter(({ inTime }) => inTime).length, denominator: asked.length, excluded: 0 }
}
