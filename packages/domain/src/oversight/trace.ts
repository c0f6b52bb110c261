import type { WorkCalendar } from '../calendar/types.ts'
import { workingTimeBetween } from '../calendar/working-time.ts'
import { evolve } from '../ticket/evolve.ts'
import type { Step } from '../ticket/steps.ts'
import { answerableUnit, isEnd, stageOf } from '../ticket/transitions.ts'
import type { ClockKind, Ticket, UnitRef } from '../ticket/types.ts'
import type { Instant } from '../time.ts'

/**
 * A time in which one unit had to act, under one clock. The stretches of a ticket lie end to end: every moment from its
 * report to its end has exactly one answerable unit (每一寸土地上都有人负责, function 116).
 */
export interface Stretch {
  readonly unit: UnitRef
  /** The member of staff who had signed for it at the end of the stretch; null where nobody had. */
  readonly personId: string | null
  readonly stage: ClockKind
  readonly from: Instant
  /** Null while it goes on. */
  readonly to: Instant | null
  /** Since when the clock of the stretch runs; a hold that was given away and taken back keeps it. */
  readonly clockFrom: Instant
  /** Steps that lie in it: the one it begins with, the last one before the next stretch. */
  readonly firstSeq: number
  readonly lastSeq: number
  /** What was due at the end of the stretch, after extensions and pauses; null where the calendar had no data. */
  readonly dueAt: Instant | null
  /** Working time in it, approved pauses left out, milliseconds; null where the calendar has no data. */
  readonly worked_ms: number | null
  /** How much of that lay after the due date; 0 where it was kept. */
  readonly missed_ms: number | null
}

/** Discover → report → resolve (发现—上报—解决, function 113), read from the history. */
export interface Trace {
  readonly stretches: readonly Stretch[]
  /** How it came in, and which unit brought it: null for a resident. */
  readonly discovered: { readonly at: Instant; readonly channel: Ticket['channel']; readonly unitId: string | null }
  /** Each passing up: from whom, to whom. */
  readonly passedUp: readonly { readonly at: Instant; readonly from: UnitRef; readonly to: UnitRef }[]
  readonly resolved: { readonly at: Instant; readonly by: UnitRef } | null
}

interface Moment {
  readonly ticket: Ticket
  readonly from: Instant
  readonly to: Instant
}

/** The ticket as it was from each step to the next; a reopened one has its time at an end left out. */
function momentsOf(steps: readonly Step[], now: Instant): readonly Moment[] {
  const moments: Moment[] = []
  let ticket: Ticket | null = null
  for (const [nth, step] of steps.entries()) {
    ticket = evolve(ticket, step)
    if (!isEnd(ticket.state)) moments.push({ ticket, from: step.at, to: steps[nth + 1]?.at ?? Math.max(now, step.at) })
  }
  return moments
}

const sameStretch = (a: Ticket, b: Ticket): boolean =>
  answerableUnit(a).unitId === answerableUnit(b).unitId &&
  stageOf(a.state) === stageOf(b.state) &&
  a.clock.startedAt === b.clock.startedAt

const follows = (a: Moment, b: Moment): boolean => a.ticket.revision + 1 === b.ticket.revision

/** Moments that follow each other under the same unit and clock; a pause or a touch in between parts nothing. */
function grouped(moments: readonly Moment[]): readonly (readonly [Moment, ...Moment[]])[] {
  const groups: [Moment, ...Moment[]][] = []
  for (const moment of moments) {
    const last = groups.at(-1)
    const before = last?.at(-1)
    if (last && before && follows(before, moment) && sameStretch(before.ticket, moment.ticket)) last.push(moment)
    else groups.push([moment])
  }
  return groups
}

/** Working time of the moments that are no pause, from `since` on; null where the calendar has no data. */
function workedSince(calendar: WorkCalendar, moments: readonly Moment[], since: Instant): number | null {
  let sum_ms = 0
  for (const { ticket, from, to } of moments) {
    if (ticket.state === 'suspended' || to <= since) continue
    const worked = workingTimeBetween(calendar, Math.max(from, since), to)
    if (!worked.ok) return null
    sum_ms += worked.value
  }
  return sum_ms
}

function stretchOf(calendar: WorkCalendar, moments: readonly [Moment, ...Moment[]], goesOn: boolean): Stretch {
  const [first] = moments
  const last = moments.at(-1) ?? first
  const { ticket } = last
  const { dueAt } = ticket.clock
  const stage = stageOf(ticket.state)
  if (stage === 'ended') throw new Error('a time at an end is no stretch')
  return {
    unit: answerableUnit(ticket),
    personId: stage === 'handling' ? ticket.holderPersonId : null,
    stage,
    from: first.from,
    to: goesOn ? null : last.to,
    clockFrom: ticket.clock.startedAt,
    firstSeq: first.ticket.revision,
    lastSeq: ticket.revision,
    dueAt,
    worked_ms: workedSince(calendar, moments, first.from),
    missed_ms: dueAt === null ? 0 : workedSince(calendar, moments, dueAt),
  }
}

/**
 * Who had to act when, and how much of that lay after what was due.
 *
 * @param steps  the whole history of a ticket, or its beginning; never empty
 * @param now    the end of what is looked at, for a ticket that is still open
 */
export function traceOf(steps: readonly Step[], calendar: WorkCalendar, now: Instant): Trace {
  const [first] = steps
  if (first?.kind !== 'reported') throw new Error('a history begins with "reported"')
  const moments = momentsOf(steps, now)
  const groups = grouped(moments)
  const end = moments.at(-1)
  const isOpen = end !== undefined && end.ticket.revision === steps.length
  const solved = steps.findLast((step) => step.kind === 'resolved' || step.kind === 'selfResolved')
  const solvedBy = moments.find(({ ticket }) => ticket.revision === solved?.seq)?.ticket.holder
  return {
    stretches: groups.map((group, nth) => stretchOf(calendar, group, isOpen && nth === groups.length - 1)),
    discovered: {
      at: first.at,
      channel: first.channel,
      unitId: first.actor.kind === 'staff' ? first.actor.unitId : null,
    },
    passedUp: steps.flatMap((step) =>
      step.kind === 'escalated' ? [{ at: step.at, from: step.from, to: step.to }] : [],
    ),
    resolved: solved && solvedBy ? { at: solved.at, by: solvedBy } : null,
  }
}

/**
 * The stretch something that was told belongs to: the last one that had begun.
 * @param unitId  whom it was told, where that is known: an alarm that came late belongs to the unit it was raised for
 */
export function stretchAt({ stretches }: Trace, at: Instant, unitId?: string): Stretch | undefined {
  return stretches.findLast(({ from, unit }) => from <= at && (unitId === undefined || unit.unitId === unitId))
}
