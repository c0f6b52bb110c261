import type { Channel } from '@lianxin/domain'

import type { DemoClass } from '../city/catalogue.ts'
import type { Draw } from '../city/names.ts'
import { drawnUuid, seeded } from '../city/random.ts'
import { publicReply, ratingComment, reportText } from '../city/texts.ts'
import type { ReplayFlow } from './flows.ts'

/** What somebody does to a matter. The holder is whoever holds it then: that is for the core to say, not for the plan. */
export type ReplayAct = { readonly at: number; readonly id: string } & (
  | { readonly by: 'desk'; readonly kind: 'dispatch'; readonly item: DemoClass; readonly toDepartment: boolean }
  | { readonly by: 'desk'; readonly kind: 'verify' | 'close' }
  | { readonly by: 'holder'; readonly kind: 'acknowledge' }
  | { readonly by: 'holder'; readonly kind: 'escalate'; readonly reason: string }
  | { readonly by: 'holder'; readonly kind: 'resolve'; readonly publicReply: string }
  | { readonly by: 'hotline'; readonly kind: 'rate'; readonly score: number; readonly comment: string }
)

/** One matter to be lived: its report, and what is done about it in order of time. No state, no step, no due date. */
export interface ReplayMatter {
  readonly id: string
  readonly at: number
  readonly channel: Channel
  /** Number of the place among those of the city. */
  readonly place: number
  readonly item: DemoClass
  readonly title: string
  readonly description: string
  readonly acts: readonly ReplayAct[]
}

export interface ReplayPlan {
  readonly flow: ReplayFlow
  readonly seed: number
  readonly offset_min: number
  /** How many places the city has, and what they are called. */
  readonly placeCount: number
  readonly placeName: (place: number) => string
  /** Classes that close without a photo: photos are not made up here. */
  readonly classes: readonly DemoClass[]
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Reports of residents, of the hotline and of the car; those of grid workers are settled on the spot in life and are left out. */
const CHANNELS: readonly Channel[] = ['hotline12345', 'hotline12345', 'residentQr', 'residentPage', 'patrolCar']

/** Whether the nth of `whole` is one of `part` that are spread evenly over it: exactly `part` of them are. */
const isOneOf = (nth: number, part: number, whole: number): boolean =>
  Math.floor(((nth + 1) * part) / whole) > Math.floor((nth * part) / whole)
/** How many of the first `nth` were. */
const countBefore = (nth: number, part: number, whole: number): number => Math.floor((nth * part) / whole)

/** What becomes of the nth matter of a flow. */
interface Fate {
  readonly isPassedUp: boolean
  readonly isSettled: boolean
  /** Null: not judged. */
  readonly isSatisfied: boolean | null
}

function fateOf({ received, reportedUp, settled, rated, satisfied }: ReplayFlow, nth: number): Fate {
  const isSettled = isOneOf(nth, settled, received)
  const nthSettled = countBefore(nth, settled, received)
  const isRated = isSettled && isOneOf(nthSettled, rated, settled)
  return {
    isPassedUp: isOneOf(nth, reportedUp, received),
    isSettled,
    isSatisfied: isRated ? isOneOf(countBefore(nthSettled, rated, settled), satisfied, rated) : null,
  }
}

function actsOf(draw: Draw, item: DemoClass, fate: Fate, reportedAt: number): readonly ReplayAct[] {
  const acts: ReplayAct[] = []
  let at = reportedAt
  const after = (ms: number): { at: number; id: string } => {
    at += Math.round(ms)
    return { at, id: drawnUuid(draw, at) }
  }
  const toDepartment = item.responsible['0'] !== undefined && !fate.isPassedUp && draw.real() < 0.38
  acts.push({ ...after((4 + draw.int(56)) * MINUTE), by: 'desk', kind: 'dispatch', item, toDepartment })
  acts.push({ ...after((5 + draw.int(85)) * MINUTE), by: 'holder', kind: 'acknowledge' })
  if (fate.isPassedUp) {
    // One in five goes up twice.
    const hops = draw.real() < 0.2 ? 2 : 1
    for (let hop = 0; hop < hops; hop++) {
      const reason = '超出本级职责和处置能力，请上级协调'
      acts.push({ ...after((10 + draw.int(110)) * MINUTE), by: 'holder', kind: 'escalate', reason })
      acts.push({ ...after((5 + draw.int(85)) * MINUTE), by: 'holder', kind: 'acknowledge' })
    }
  }
  if (!fate.isSettled) return acts
  acts.push({
    ...after(draw.real() * draw.real() * 60 * HOUR),
    by: 'holder',
    kind: 'resolve',
    publicReply: publicReply(draw, item),
  })
  acts.push({ ...after((1 + draw.int(7)) * HOUR), by: 'desk', kind: 'verify' })
  acts.push({ ...after((1 + draw.int(90)) * MINUTE), by: 'desk', kind: 'close' })
  if (fate.isSatisfied !== null) {
    const score = fate.isSatisfied ? 4 + draw.int(2) : 1 + draw.int(3)
    const comment = ratingComment(score)
    acts.push({ ...after((1 + draw.int(40)) * HOUR), by: 'hotline', kind: 'rate', score, comment })
  }
  return acts
}

/** The last instant at which anything of a flow is planned to happen. */
export const replayEnd = (flow: ReplayFlow): number => Date.parse(flow.to) + 30 * DAY

/**
 * The matters of a flow in the order in which they are reported, spread evenly over its days. Only wishes are planned,
 * command by command; what comes of them is decided where they are given. The same seed gives the same matters.
 */
export function* replayMatters(plan: ReplayPlan): Generator<ReplayMatter> {
  const { flow, seed, offset_min, classes } = plan
  const draw = seeded(seed)
  const first = Date.parse(flow.from) - offset_min * MINUTE
  const days = Math.round((Date.parse(flow.to) - Date.parse(flow.from)) / DAY) + 1
  for (let day = 0, nth = 0; day < days; day++) {
    const last = Math.floor(((day + 1) * flow.received) / days)
    // Between seven in the morning and ten in the evening.
    const times = Array.from({ length: last - nth }, () => first + day * DAY + 7 * HOUR + draw.int(15 * HOUR))
    for (const at of times.toSorted((a, b) => a - b)) {
      const item = classes[draw.int(classes.length)]
      if (item === undefined) throw new Error('a flow needs a class')
      const place = draw.int(plan.placeCount)
      const { title, description } = reportText(draw, item, plan.placeName(place))
      const fate = fateOf(flow, nth)
      const id = drawnUuid(draw, at)
      const channel = CHANNELS[draw.int(CHANNELS.length)] ?? 'hotline12345'
      yield { id, at, channel, place, item, title, description, acts: actsOf(draw, item, fate, at) }
      nth++
    }
  }
}
