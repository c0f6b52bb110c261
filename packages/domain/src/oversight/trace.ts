import type { WorkCalendar } from '../calendar/types.ts'
import { workingTimeBetween } from '../calendar/working-time.ts'
import { accept } from '../result.ts'
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
  /** In which hours its limit was set: both durations are counted in these. Emergencies run by the clock, day and night. */
  readonly countedIn: 'workHour' | 'hour'
  /** Time in it, approved pauses left out, milliseconds; null where the calendar has no data. */
  readonly took_ms: number | null
  /** Whether it went on past its due date, if only by night; null where no date could be told. */
  readonly isLate: boolean | null
  /**
   * How much of it lay after the due date: 0 where that was kept, and where a limit in working hours was passed outside
   * of working time only. Null where there is no date, or where the calendar has no data.
   */
  readonly missed_ms: number | null
}

/** Discover → report → resolve (发现—上报—解决, function 113), read from the history. */
export interface Trace {
  readonly stretches: readonly Stretch[]
  /** How it came in, and which unit brought it: null for a resident. */
  readonly discovered: { readonly at: Instant; readonly channel: Ticket['channel']; readonly unitId: string | null }
  /** Each passing up that was not taken back (撤销): from whom, to whom. */
  readonly passedUp: readonly { readonly at: Instant; readonly from: UnitRef; readonly to: UnitRef }[]
  /** Who resolved it, as the ticket stands now: null again after rework, reopening and taking back. */
  readonly resolved: { readonly at: Instant; readonly by: UnitRef } | null
}

interface Moment {
  readonly ticket: Ticket
  readonly from: Instant
  readonly to: Instant
}

/** The ticket as it was from each step to the next. */
function momentsOf(steps: readonly Step[], now: Instant): readonly Moment[] {
  const moments: Moment[] = []
  for (const [nth, step] of steps.entries()) {
    const ticket = evolve(moments.at(-1)?.ticket ?? null, step)
    moments.push({ ticket, from: step.at, to: steps[nth + 1]?.at ?? Math.max(now, step.at) })
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

/** The moments from `since` on that are no approved pause. */
const runningSince = (moments: readonly Moment[], since: Instant): readonly Moment[] =>
  moments.filter(({ ticket, to }) => ticket.state !== 'suspended' && to > since)

/** Time of the moments that are no pause, from `since` on; null where the calendar has no data. */
function timeSince(
  calendar: WorkCalendar,
  countedIn: Stretch['countedIn'],
  moments: readonly Moment[],
  since: Instant,
): number | null {
  let sum_ms = 0
  for (const { from, to } of runningSince(moments, since)) {
    const begin = Math.max(from, since)
    const passed = countedIn === 'hour' ? accept(to - begin) : workingTimeBetween(calendar, begin, to)
    if (!passed.ok) return null
    sum_ms += passed.value
  }
  return sum_ms
}

function stretchOf(calendar: WorkCalendar, moments: readonly [Moment, ...Moment[]], goesOn: boolean): Stretch {
  const [first] = moments
  const last = moments.at(-1) ?? first
  const { ticket } = last
  const { dueAt, limit } = ticket.clock
  const countedIn = limit.unit === 'hour' ? 'hour' : 'workHour'
  const isLate = dueAt === null ? null : runningSince(moments, dueAt).length > 0
  const stage = stageOf(ticket.state)
  if (stage === 'ended') throw new Error('a time at an end is no stretch')
  return {
    unit: answerableUnit(ticket),
    stage,
    from: first.from,
    to: goesOn ? null : last.to,
    clockFrom: ticket.clock.startedAt,
    firstSeq: first.ticket.revision,
    lastSeq: ticket.revision,
    dueAt,
    countedIn,
    took_ms: timeSince(calendar, countedIn, moments, first.from),
    isLate,
    missed_ms: dueAt === null ? null : isLate ? timeSince(calendar, countedIn, moments, dueAt) : 0,
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
  const groups = grouped(moments.filter(({ ticket }) => !isEnd(ticket.state)))
  const end = moments.at(-1)?.ticket
  const isOpen = end !== undefined && !isEnd(end.state)
  const undone = new Set(steps.flatMap((step) => (step.kind === 'undone' ? step.seqs : [])))
  const solved = steps.findLast(({ kind, seq }) => (kind === 'resolved' || kind === 'selfResolved') && !undone.has(seq))
  const solvedBy = solved && moments[solved.seq - 1]?.ticket.holder
  return {
    stretches: groups.map((group, nth) => stretchOf(calendar, group, isOpen && nth === groups.length - 1)),
    discovered: {
      at: first.at,
      channel: first.channel,
      unitId: first.actor.kind === 'staff' ? first.actor.unitId : null,
    },
    passedUp: steps.flatMap((step) =>
      step.kind === 'escalated' && !undone.has(step.seq) ? [{ at: step.at, from: step.from, to: step.to }] : [],
    ),
    resolved: solved && solvedBy && end?.resolvedAt != null ? { at: solved.at, by: solvedBy } : null,
  }
}

/**
 * The stretch something that was told belongs to: the last one that had begun.
 * @param unitId  whom it was told, where that is known: an alarm that came late belongs to the unit it was raised for
 */
export function stretchAt({ stretches }: Trace, at: Instant, unitId?: string): Stretch | undefined {
  return stretches.findLast(({ from, unit }) => from <= at && (unitId === undefined || unit.unitId === unitId))
}
