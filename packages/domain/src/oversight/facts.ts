import type { TimeLimit, WorkCalendar } from '../calendar/types.ts'
import { DAY_MS } from '../calendar/workday.ts'
import { addWorkingTime } from '../calendar/working-time.ts'
import { evolve } from '../ticket/evolve.ts'
import type { Step, StepOf } from '../ticket/steps.ts'
import type { Actor, Ticket } from '../ticket/types.ts'
import type { Instant } from '../time.ts'
import { traceOf, type Stretch } from './trace.ts'
import { SATISFIED_FROM, type AssessmentTemplate, type Counted, type Measure } from './types.ts'

/** A month, half open: [from, to). */
export interface Period {
  readonly from: Instant
  readonly to: Instant
}

/** Why something does not count, and who approved that. */
export interface Exclusion {
  readonly reason: string
  readonly by: Actor
  /** The step it was approved with; null for one that an objection brought. */
  readonly seq: number | null
  /** Version of the assessment that an objection was accepted in, where a correction took it over. */
  readonly takenFrom?: number
}

/** One thing that counts for a unit: it is in the denominator, and in the numerator where it is a hit. */
export interface AssessmentFact {
  readonly unitId: string
  readonly measure: Measure
  /** The step it is read from. */
  readonly seq: number
  readonly hit: boolean
  /** Left out of both, with who approved it and why. */
  readonly excluded: Exclusion | null
}

export interface FactRules {
  readonly calendar: WorkCalendar
  /** Within what a matter is to be signed for (签收). */
  readonly signWithin: TimeLimit
}

/**
 * From when on a ticket must have changed for its signing to count in the period: what was given to somebody earlier was
 * to be signed for before. Looked for by whole days, so a little too early rather than too late.
 */
export function signingsSince(period: Period, { calendar, signWithin }: FactRules): Instant {
  let since = period.from
  for (;;) {
    const by = addWorkingTime(calendar, since - DAY_MS, signWithin)
    since -= DAY_MS
    if (!by.ok || by.value < period.from) return since
  }
}

/** What a list of tickets knows of one. */
export interface TicketTimes {
  readonly changedAt: Instant
  readonly hasEnded: boolean
  /** The latest date that any of its clocks ever had. */
  readonly latestDueAt: Instant | null
}

/**
 * Whether something of a ticket could count in a period that is over: steps and signings since it began, dates of what is
 * open, and dates of what was settled early, even before the period began. Whoever looks for tickets looks for these.
 */
export function mayCountIn(period: Period, rules: FactRules, ticket: TicketTimes): boolean {
  if (!ticket.hasEnded || ticket.changedAt >= signingsSince(period, rules)) return true
  return ticket.latestDueAt !== null && ticket.latestDueAt >= period.from
}

const isIn = ({ from, to }: Period, at: Instant): boolean => from <= at && at < to

const isSolution = (step: Step | undefined): step is StepOf<'resolved'> | StepOf<'selfResolved'> =>
  step?.kind === 'resolved' || step?.kind === 'selfResolved'

/** The history as it stood at the end of the period: what came later changes nothing about it. */
interface Past {
  readonly steps: readonly Step[]
  readonly tickets: readonly Ticket[]
  readonly holds: readonly Stretch[]
}

function pastOf(steps: readonly Step[], period: Period, calendar: WorkCalendar): Past | null {
  const known = steps.filter(({ at }) => at < period.to)
  if (known.length === 0) return null
  const tickets: Ticket[] = []
  for (const step of known) tickets.push(evolve(tickets.at(-1) ?? null, step))
  const undone = new Set(known.flatMap((step) => (step.kind === 'undone' ? step.seqs : [])))
  const holds = traceOf(known, calendar, period.to).stretches.filter(
    ({ stage, firstSeq }) => stage === 'handling' && !undone.has(firstSeq),
  )
  // A matter that was given away by mistake and taken back is one hold: the last part of it counts.
  const last = new Map(holds.map((hold) => [`${hold.unit.unitId} ${hold.clockFrom}`, hold]))
  return { steps: known, tickets, holds: [...last.values()] }
}

/** The pause that was approved before the date and still stands at the end of the period. */
function standingPause({ steps, tickets }: Past, hold: Stretch): Exclusion | null {
  const ticket = tickets.at(-1)
  const pause = ticket?.clock.pauses.at(-1)
  if (ticket?.state !== 'suspended' || hold.to !== null || !pause || pause.from >= (hold.dueAt ?? 0)) return null
  const step = steps.findLast(({ kind }) => kind === 'suspended')
  return step ? { reason: pause.reason, by: step.actor, seq: step.seq } : null
}

/** What was due in the period: kept, late or open. Passed on in time, void or merged: nothing was due here. */
function dueFacts(past: Past, hold: Stretch, period: Period): readonly AssessmentFact[] {
  const { dueAt, unit, lastSeq } = hold
  if (dueAt === null || !isIn(period, dueAt)) return []
  const next = past.steps[lastSeq]
  const solved = isSolution(next)
  if (next && !solved && (next.at <= dueAt || next.kind === 'voided' || next.kind === 'merged')) return []
  const excluded: Exclusion | null =
    next?.kind === 'abnormallyClosed'
      ? { reason: next.reason, by: next.actor, seq: next.seq }
      : standingPause(past, hold)
  const of = { unitId: unit.unitId, seq: next?.seq ?? lastSeq, excluded }
  const inTime = solved && next.at <= dueAt
  const isUrgent = past.tickets[lastSeq - 1]?.urgency === 'urgent'
  return [
    { ...of, measure: 'onTime', hit: inTime },
    { ...of, measure: 'settled', hit: solved },
    ...(isUrgent ? [{ ...of, measure: 'urgentOnTime' as const, hit: inTime }] : []),
  ]
}

/** Whether it was signed for, or acted upon, by the time that is given for it. */
function signFacts(past: Past, hold: Stretch, period: Period, rules: FactRules): readonly AssessmentFact[] {
  const by = addWorkingTime(rules.calendar, hold.clockFrom, rules.signWithin)
  if (!by.ok || !isIn(period, by.value)) return []
  const answered = past.steps
    .slice(hold.firstSeq, hold.lastSeq + 1)
    .find((step) => step.state !== 'dispatched' || step.kind === 'escalated' || step.kind === 'reassigned')
  const at = past.steps[hold.firstSeq - 1]?.state === 'dispatched' ? answered?.at : hold.from
  const hit = at !== undefined && at <= by.value
  return [{ unitId: hold.unit.unitId, measure: 'signedInTime', seq: hold.firstSeq, hit, excluded: null }]
}

/** Where the present round began: the report, or the last reopening before. */
const roundStart = (past: Past, seq: number): number =>
  past.steps.slice(0, seq).findLast(({ kind }) => kind === 'reopened')?.seq ?? 1

/** Steps that give a matter to somebody. */
const GIVEN: ReadonlySet<Step['kind']> = new Set<Step['kind']>([
  'dispatched',
  'returned',
  'reassigned',
  'escalated',
  'reopened',
])

/**
 * 推诿: a unit gave a matter away as not its own, to the desk or to another unit, and the desk sent it back to the very
 * same one: the giving away was not upheld. Where it went on to somebody else, it was, and the unit is none the worse.
 */
function shirkFacts(past: Past, step: Step, undone: ReadonlySet<number>): readonly AssessmentFact[] {
  if (step.kind !== 'dispatched' && step.kind !== 'reassigned') return []
  const before = past.steps.slice(0, step.seq - 1).findLast(({ kind, seq }) => GIVEN.has(kind) && !undone.has(seq))
  if (before?.kind !== 'returned' && before?.kind !== 'reassigned') return []
  const wasByItself = before.actor.kind === 'staff' && before.actor.unitId === before.from.unitId
  const isBySomebodyElse = step.actor.kind !== 'staff' || step.actor.unitId !== before.to.unitId
  if (before.kind === 'reassigned' && !(wasByItself && step.kind === 'reassigned' && isBySomebodyElse)) return []
  if (before.kind === 'returned' && step.kind !== 'dispatched') return []
  const hit = step.to.unitId === before.from.unitId
  return [{ unitId: before.from.unitId, measure: 'shirked', seq: step.seq, hit, excluded: null }]
}

/** What came of the work: verified, sent back, rated, solved without passing it up. */
function outcomeFacts(past: Past, step: Step): readonly AssessmentFact[] {
  const ticket = past.tickets[step.seq - 1]
  if (!ticket) return []
  const of = { unitId: ticket.holder.unitId, seq: step.seq, excluded: null }
  const round = past.steps.slice(roundStart(past, step.seq) - 1, step.seq)
  if (step.kind === 'reworked') return [{ ...of, measure: 'failedVerifications', hit: true }]
  if (step.kind === 'verified') {
    const failedBefore = round.some(({ kind }) => kind === 'reworked')
    return [
      { ...of, measure: 'rightFirstTime', hit: !failedBefore },
      { ...of, measure: 'failedVerifications', hit: false },
    ]
  }
  if (step.kind === 'rated') {
    const later = past.steps.slice(step.seq).find(({ kind }) => kind === 'rated' || kind === 'reopened')
    return later?.kind === 'rated' ? [] : [{ ...of, measure: 'satisfied', hit: step.rating.score >= SATISFIED_FROM }]
  }
  if (!isSolution(step)) return []
  const held = past.holds.filter(({ firstSeq }) => firstSeq >= (round[0]?.seq ?? 1) && firstSeq <= step.seq)
  const passedUpBy = new Set(round.flatMap((one) => (one.kind === 'escalated' ? [one.from.unitId] : [])))
  return [...new Set(held.map(({ unit }) => unit.unitId))].map((unitId) => ({
    unitId,
    measure: 'solvedHere',
    seq: step.seq,
    hit: !passedUpBy.has(unitId),
    excluded: null,
  }))
}

/**
 * What one ticket counts for in a month, for every unit that had to do with it. Read from its history up to the end of
 * the month and from nothing else, so that a published score can be computed again to the same number at any time.
 */
export function factsOf(steps: readonly Step[], period: Period, rules: FactRules): readonly AssessmentFact[] {
  const past = pastOf(steps, period, rules.calendar)
  if (past === null) return []
  const undone = new Set(past.steps.flatMap((step) => (step.kind === 'undone' ? step.seqs : [])))
  return [
    ...past.holds.flatMap((hold) => [...dueFacts(past, hold, period), ...signFacts(past, hold, period, rules)]),
    ...past.steps
      .filter(({ at, seq }) => isIn(period, at) && !undone.has(seq))
      .flatMap((step) => [...outcomeFacts(past, step), ...shirkFacts(past, step, undone)]),
  ]
}

/** Adds up facts of one unit by the items of a template; an item of which nothing was found is left out. */
export function countFacts(
  template: AssessmentTemplate,
  facts: readonly AssessmentFact[],
): ReadonlyMap<string, Counted> {
  const items = template.parts.flatMap((part) => part.items)
  return new Map(
    items.flatMap(({ id, measure }) => {
      const own = facts.filter((fact) => fact.measure === measure)
      if (own.length === 0) return []
      const counting = own.filter(({ excluded }) => excluded === null)
      return [
        [
          id,
          {
            numerator: counting.filter(({ hit }) => hit).length,
            denominator: counting.length,
            excluded: own.length - counting.length,
          },
        ] as const,
      ]
    }),
  )
}
