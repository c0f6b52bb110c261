import { evolve } from '../ticket/evolve.ts'
import type { Step, StepKind } from '../ticket/steps.ts'
import type { Channel, Ticket, UnitRef } from '../ticket/types.ts'
import { localDay, type LocalDate } from '../time.ts'
import { SATISFIED_FROM } from './types.ts'

/**
 * What is counted of matters. Every one is read from the steps of a ticket alone, so that it can be counted again at any
 * time to the same number. Nothing else is counted: no log-ins, steps, photos, reading (国办函〔2026〕12号).
 *
 * On the day of the report:
 * - `received` 受理: one for each ticket
 * - `dispatched` 派发 and `reportedUp` 上报: every received ticket is exactly one of them, so that received = dispatched +
 *   reported up (82,915 = 80,331 + 2,584, function 41). It is reported up once it was passed up the territory, and for
 *   good; else it stayed where it was sent. What the desk still has, answered itself, declined, merged or voided was not
 *   passed up: it is among the dispatched.
 * - `settledOfReceived`: is settled now; what the settling rate (办结率) counts
 * - `responded`, `respondedInTime`: the desk did the first thing about it (accepted, answered, dispatched …), and did so
 *   by its date of acceptance. Of the desk that had it.
 *
 * On the day it was settled (办结), where it is settled now: rework or reopening takes all of these away again.
 * - `settled`; `settledDated`: a date could be told (the calendar had the year); `settledOnTime`: by that date, read from
 *   the clock that stopped, so net of approved pauses
 * - `settledHere`: without having been passed up (小事不出社区)
 * - `rated`, `satisfied`: the reporter judged, and with 4 or 5 of 5 (GB/T 33358)
 * - `reworked`, `reopened`: was sent back by verification, or by its reporter, before
 *
 * On the day it happened:
 * - `failedVerifications`: each time a result was sent back, of the unit that had handled it
 * - `endedOtherwise`: declined, abnormally closed, void or merged
 */
export const FIGURES = [
  'received',
  'dispatched',
  'reportedUp',
  'settledOfReceived',
  'responded',
  'respondedInTime',
  'settled',
  'settledDated',
  'settledOnTime',
  'settledHere',
  'rated',
  'satisfied',
  'reworked',
  'reopened',
  'failedVerifications',
  'endedOtherwise',
] as const
export type Figure = (typeof FIGURES)[number]
export type Counts = Readonly<Record<Figure, number>>

/** No matter of any kind. */
export const NO_COUNTS = Object.fromEntries(FIGURES.map((figure) => [figure, 0])) as Counts

/** Figures added up. */
export function sumOf(all: readonly Counts[]): Counts {
  const sum: Record<Figure, number> = { ...NO_COUNTS }
  for (const counts of all) for (const figure of FIGURES) sum[figure] += counts[figure]
  return sum
}

/** Units of one level together, the lowest level first. */
export function byLevel(
  rows: readonly ({ readonly key: string } & Counts)[],
  levelOf: (unitId: string) => number,
): ({ key: string } & Counts)[] {
  const levels = new Map<number, Counts>()
  for (const row of rows) {
    const level = levelOf(row.key)
    levels.set(level, sumOf([levels.get(level) ?? NO_COUNTS, row]))
  }
  return [...levels].sort(([a], [b]) => b - a).map(([level, counts]) => ({ key: String(level), ...counts }))
}

/** Shares that are told from figures; the denominator may be 0, and then there is no share. */
export const RATES = {
  settling: ['settledOfReceived', 'received'],
  onTime: ['settledOnTime', 'settledDated'],
  response: ['respondedInTime', 'responded'],
  here: ['settledHere', 'settled'],
  satisfaction: ['satisfied', 'rated'],
  rework: ['reworked', 'settled'],
  reopening: ['reopened', 'settled'],
} as const satisfies Readonly<Record<string, readonly [Figure, Figure]>>
export type Rate = keyof typeof RATES

/** What one ticket adds to the figures of one day and unit. */
export interface Contribution {
  /** Local day of the district. */
  readonly day: LocalDate
  /** The unit that handles or handled it; of `responded` the desk, of `failedVerifications` who handled it then. */
  readonly unitId: string
  /** Level of that unit, 0 district. */
  readonly level: number
  /** Path of the grid; null while the place is not known. */
  readonly gridPath: string | null
  /** Null until it is classified. */
  readonly classCode: string | null
  readonly channel: Channel
  /** Only what is not 0. */
  readonly counts: Partial<Counts>
}

/** What the desk does first about a ticket; a remark or a correction of the place is no answer. */
const RESPONSES: ReadonlySet<StepKind> = new Set<StepKind>([
  'accepted',
  'declined',
  'dispatched',
  'selfResolved',
  'abnormallyClosed',
  'voided',
  'merged',
])
const SETTLED: ReadonlySet<Ticket['state']> = new Set<Ticket['state']>(['resolved', 'verified', 'closed'])

/** What of a history the fold does not keep. */
interface History {
  readonly ticket: Ticket
  readonly passedUp: boolean
  readonly response: { readonly by: UnitRef; readonly inTime: boolean } | null
  readonly failures: readonly { readonly day: LocalDate; readonly of: UnitRef }[]
}

/** Reads a history; what was taken back (撤销) did not happen. */
function read(steps: readonly Step[], dayOf: (at: number) => LocalDate): History {
  const undone = new Set(steps.flatMap((step) => (step.kind === 'undone' ? step.seqs : [])))
  let ticket: Ticket | null = null
  let passedUp = false
  let response: History['response'] = null
  const failures: { day: LocalDate; of: UnitRef }[] = []
  for (const step of steps) {
    const before: Ticket | null = ticket
    ticket = evolve(before, step)
    if (before === null || undone.has(step.seq)) continue
    if (step.kind === 'escalated') passedUp = true
    if (step.kind === 'reworked') failures.push({ day: dayOf(step.at), of: before.holder })
    const { dueAt } = before.clock
    if (response === null && RESPONSES.has(step.kind))
      response = { by: before.desk, inTime: dueAt === null || step.at <= dueAt }
  }
  if (ticket === null) throw new Error('a ticket has at least one step')
  return { ticket, passedUp, response, failures }
}

/** Whether it is settled now: resolved, and not sent back since. */
function settledAt(ticket: Ticket): number | null {
  return SETTLED.has(ticket.state) ? ticket.resolvedAt : null
}

const one = (holds: boolean): number => (holds ? 1 : 0)

function ofSettling(ticket: Ticket, passedUp: boolean, at: number): Partial<Counts> {
  const dueAt = ticket.handledClock?.dueAt ?? null
  return {
    settled: 1,
    settledDated: one(dueAt !== null),
    settledOnTime: one(dueAt !== null && at <= dueAt),
    settledHere: one(!passedUp),
    rated: one(ticket.rating !== null),
    satisfied: one((ticket.rating?.score ?? 0) >= SATISFIED_FROM),
    reworked: one(ticket.reworkCount > 0),
    reopened: one(ticket.reopenCount > 0),
  }
}

/**
 * What a ticket adds to the figures as its history stands. The figures of a district are the sum of this over all of its
 * tickets, so that after a command the contribution from before is taken off and the new one added.
 *
 * @param steps       the whole history, in order
 * @param offset_min  offset of the district's days from UTC, minutes
 * @returns           at most one entry for each day and unit; none of them is empty
 */
export function contributionOf(steps: readonly Step[], offset_min: number): readonly Contribution[] {
  const dayOf = (at: number): LocalDate => localDay(at, offset_min)
  const { ticket, passedUp, response, failures } = read(steps, dayOf)
  const entries = new Map<string, { day: LocalDate; unit: UnitRef; counts: Partial<Record<Figure, number>> }>()
  const add = (day: LocalDate, unit: UnitRef, counts: Partial<Counts>): void => {
    const key = `${day} ${unit.unitId}`
    const entry = entries.get(key) ?? { day, unit, counts: {} }
    entries.set(key, entry)
    for (const [figure, count] of Object.entries(counts) as [Figure, number][])
      if (count !== 0) entry.counts[figure] = (entry.counts[figure] ?? 0) + count
  }
  const reportedOn = dayOf(ticket.reportedAt)
  const at = settledAt(ticket)
  add(reportedOn, ticket.holder, {
    received: 1,
    dispatched: one(!passedUp),
    reportedUp: one(passedUp),
    settledOfReceived: one(at !== null),
  })
  if (response) add(reportedOn, response.by, { responded: 1, respondedInTime: one(response.inTime) })
  if (at !== null) add(dayOf(at), ticket.holder, ofSettling(ticket, passedUp, at))
  else if (ticket.closedAt !== null) add(dayOf(ticket.closedAt), ticket.holder, { endedOtherwise: 1 })
  for (const { day, of } of failures) add(day, of, { failedVerifications: 1 })
  return [...entries.values()].map(({ day, unit, counts }) => ({
    day,
    unitId: unit.unitId,
    level: unit.level,
    gridPath: ticket.place.grid?.path ?? null,
    classCode: ticket.class?.classCode ?? null,
    channel: ticket.channel,
    counts,
  }))
}
