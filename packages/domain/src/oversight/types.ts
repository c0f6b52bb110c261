/**
 * What may be counted for an assessment: outcomes of matters, and marks a person gives with a reason. There is no other
 * kind, so that log-ins, time online, steps, tracks, photos or likes can never feed a score (国办函〔2026〕12号).
 *
 * - `onTime`: settled within the time ÷ due in the month, less what was approved to wait (缓办) [金华 2019: 按期结案率]
 * - `settled`: settled ÷ due in the month, less what was approved to wait [金华: 结案率]
 * - `urgentOnTime`: the same as `onTime` among urgent matters
 * - `signedInTime`: signed for within the time ÷ received
 * - `satisfied`: rated 4 or 5 of 5 ÷ rated; who did not rate does not count [GB/T 33358-2016]
 * - `rightFirstTime`: passed verification at the first attempt ÷ verified
 * - `solvedHere`: settled without passing up ÷ settled (小事不出社区)
 * - `inquiriesAnswered`: inquiries of lower levels answered in time ÷ received
 * - `ordersOnTime`: matters under supervision orders that were settled by the date of the order ÷ those whose date came
 *   (督办), for the unit that had them then; orders withdrawn by the time of counting are left out
 * - `failedVerifications`: how often a result was sent back; each one costs points
 * - `shirked`: how often the unit gave a matter away as not its own and got it back (推诿); each one costs points
 * - `given`: a mark from 0 to 1 that a person gives with a reason (日常工作, 硬件建设)
 */
export const MEASURES = [
  'onTime',
  'settled',
  'urgentOnTime',
  'signedInTime',
  'satisfied',
  'rightFirstTime',
  'solvedHere',
  'inquiriesAnswered',
  'ordersOnTime',
  'failedVerifications',
  'shirked',
  'given',
] as const
export type Measure = (typeof MEASURES)[number]

/**
 * Below so many matters a month says little about anybody: the minimum number of a rate in the templates handed out, and
 * of at least one rate under every total, whatever a district's own template says. Our choice.
 */
export const RATE_MINIMUM = 5

/** Ratings of 5 from which on a reporter counts as satisfied [GB/T 33358-2016]. */
export const SATISFIED_FROM = 4

/**
 * How a rate becomes points.
 * - `share`: points × rate
 * - `threshold`: all points from `full_percent` on, `loss` points fewer for each percentage point below, never under 0
 *   [金华: ≥70 % 得 50 分，每低 1 个百分点扣 1 分]
 * - `each`: all points, `loss` fewer for each one counted, never under 0 [金华: 每次扣 0.2 分]
 */
export type Scale =
  | { readonly kind: 'share' }
  | { readonly kind: 'threshold'; readonly full_percent: number; readonly loss: number }
  | { readonly kind: 'each'; readonly loss: number }

export interface AssessmentItem {
  readonly id: string
  readonly name: { readonly zh: string; readonly en: string }
  /** At most so many points. */
  readonly points: number
  readonly measure: Measure
  readonly scale: Scale
  /** A rate of fewer matters than this says nothing: the item is left out and the others count for the whole. */
  readonly atLeast: number
}

export interface AssessmentPart {
  readonly id: string
  readonly name: { readonly zh: string; readonly en: string }
  readonly items: readonly AssessmentItem[]
}

/** A way of scoring; its parts add up to 100 points. Published versions never change. */
export interface AssessmentTemplate {
  readonly parts: readonly AssessmentPart[]
}

/** What was counted for one item: how many of how many, and how many an approved exclusion left out of both. */
export interface Counted {
  readonly numerator: number
  readonly denominator: number
  readonly excluded: number
}

/** Why an item has the points it has. */
export type ItemStanding = 'counted' | 'tooFew' | 'notGiven'

export interface ItemScore extends Counted {
  readonly itemId: string
  /** Hundredths of a point; null where the item is left out. */
  readonly points_centi: number | null
  readonly standing: ItemStanding
}

/**
 * Why there is no total.
 * - `fewPoints`: the items that count are worth less than half of the points
 * - `fewMatters`: none of them is a rate of enough matters (`RATE_MINIMUM`)
 */
export const NO_TOTAL = ['fewPoints', 'fewMatters'] as const
export type NoTotal = (typeof NO_TOTAL)[number]

export interface Score {
  readonly items: readonly ItemScore[]
  /** Hundredths of a point out of 100 points; null where too little counts for a total (see `whyNoTotal`). */
  readonly total_centi: number | null
}
