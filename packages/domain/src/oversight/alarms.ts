import type { CalendarYearMissing, Deadline, WorkCalendar } from '../calendar/types.ts'
import { dayNumberOf, dayStart, HOUR_MS, MINUTE_MS } from '../calendar/workday.ts'
import { addWorkingMs, addWorkingTime, workingTimeBetween } from '../calendar/working-time.ts'
import { accept, refuse, type Result } from '../result.ts'
import type { Instant } from '../time.ts'

/**
 * What a clock says while nobody has answered it, in this order and each once for one clock of one holder:
 *
 * - `nearDue` 临期提醒: some time before the deadline
 * - `due` 到期: the deadline has come
 * - `overdue` 超期: it has passed
 * - `reminded` 催办: the n-th working day after the deadline has begun
 * - `criticised` 通报: so many further working days have passed
 */
export const ALARM_RUNGS = ['nearDue', 'due', 'overdue', 'reminded', 'criticised'] as const
export type AlarmRung = (typeof ALARM_RUNGS)[number]

/** How the ladder of a district is set. */
export interface AlarmLadder {
  /** Near is the last part of the time given, in percent of it … */
  readonly nearDue_percent: number
  /** … but never earlier than so many working hours before the deadline (plain hours for a limit in plain hours). */
  readonly nearDue_h: number
  /** On which working day after that of the deadline the unit is reminded. */
  readonly remindAfter_workDays: number
  /** How many working days after the reminder the unit is criticised. */
  readonly criticiseAfter_workDays: number
}

/**
 * Reminder on working day +1 and criticism after 5 more (standards 1.4: 催办通知 on day +1,
 * written criticism 5 working days after). The last
 * quarter, at most 4 working hours, is our choice; the lists of the desk show the same 4 hours as near.
 */
export const ALARM_LADDER: AlarmLadder = {
  nearDue_percent: 25,
  nearDue_h: 4,
  remindAfter_workDays: 1,
  criticiseAfter_workDays: 5,
}

/** The ladder of a district: what it has set, else the usual. */
export function ladderOf(set: Partial<AlarmLadder> | undefined): AlarmLadder {
  return { ...ALARM_LADDER, ...set }
}

/** A rung with its instant; null where the calendar has no data for the year it would fall into. */
export interface PlannedAlarm {
  readonly rung: AlarmRung
  readonly at: Instant | null
}

/** A clock with its end, when it has one. */
type RunningClock = Deadline & { readonly stoppedAt: Instant | null }

/** Whether the clock can raise an alarm at all: it has not been stopped and does not stand still in a pause. */
export function isRunning(clock: RunningClock): boolean {
  return clock.stoppedAt === null && clock.pauses.every(({ to }) => to !== null)
}

/** The first working moment of the n-th working day after the one `at` belongs to. */
function morningAfter(calendar: WorkCalendar, at: Instant, days: number): Result<Instant, CalendarYearMissing> {
  const evening = addWorkingTime(calendar, at, { amount: days, unit: 'workDay' })
  if (!evening.ok) return evening
  const [first] = calendar.spans
  return accept(dayStart(calendar, dayNumberOf(calendar, evening.value)) + (first?.fromMinute ?? 0) * MINUTE_MS)
}

/** Counted back from the deadline in the clock's own time, so that it moves with extensions and pauses. */
function nearOf(
  ladder: AlarmLadder,
  calendar: WorkCalendar,
  { startedAt, limit }: Deadline,
  dueAt: Instant,
): Result<Instant, CalendarYearMissing> {
  const plain = limit.unit === 'hour'
  const whole_ms = plain ? accept(dueAt - startedAt) : workingTimeBetween(calendar, startedAt, dueAt)
  if (!whole_ms.ok) return whole_ms
  const share_ms = Math.floor((whole_ms.value * ladder.nearDue_percent) / 100)
  const lead_ms = Math.min(share_ms, Math.round(ladder.nearDue_h * HOUR_MS))
  if (plain) return accept(dueAt - lead_ms)
  const near = addWorkingMs(calendar, startedAt, whole_ms.value - lead_ms)
  return near.ok ? accept(Math.min(near.value, dueAt)) : refuse(near.refusal)
}

/**
 * The instants of every rung of a clock, in their order. Follows from the clock alone: an extension, the end of a pause
 * or a changed calendar gives other instants, and what has not been fired yet goes by those.
 */
export function planAlarms(ladder: AlarmLadder, calendar: WorkCalendar, clock: Deadline): readonly PlannedAlarm[] {
  const { dueAt } = clock
  if (dueAt === null) return ALARM_RUNGS.map((rung) => ({ rung, at: null }))
  const day = ladder.remindAfter_workDays
  const instants: Readonly<Record<AlarmRung, Result<Instant, CalendarYearMissing>>> = {
    nearDue: nearOf(ladder, calendar, clock, dueAt),
    // The last instant of the time given is still in time.
    due: accept(dueAt),
    overdue: accept(dueAt + 1),
    reminded: morningAfter(calendar, dueAt, day),
    criticised: morningAfter(calendar, dueAt, day + ladder.criticiseAfter_workDays),
  }
  return ALARM_RUNGS.map((rung) => {
    const at = instants[rung]
    return { rung, at: at.ok ? at.value : null }
  })
}

/** What lies above the highest rung that was fired: a ladder is not climbed down, also where it got a rung since. */
function above(plan: readonly PlannedAlarm[], fired: ReadonlySet<AlarmRung>): readonly PlannedAlarm[] {
  return plan.slice(plan.findLastIndex(({ rung }) => fired.has(rung)) + 1)
}

/** The next rung to be fired; null when the highest has been. */
export function nextAlarm(plan: readonly PlannedAlarm[], fired: ReadonlySet<AlarmRung>): PlannedAlarm | null {
  return above(plan, fired)[0] ?? null
}

/** What is to be fired now, in its order: after a long sleep more than one rung. */
export function alarmsToFire(
  plan: readonly PlannedAlarm[],
  fired: ReadonlySet<AlarmRung>,
  now: Instant,
): readonly { readonly rung: AlarmRung; readonly at: Instant }[] {
  const due: { rung: AlarmRung; at: Instant }[] = []
  for (const { rung, at } of above(plan, fired)) {
    if (at === null || at > now) break
    due.push({ rung, at })
  }
  return due
}

/**
 * Which of the rungs fired together the unit is told of: the highest only, and nothing that passed before the district
 * had alarms at all.
 * @param since  when the district began to have alarms
 */
export function alarmToTell(
  firedNow: readonly { readonly rung: AlarmRung; readonly at: Instant }[],
  since: Instant,
): AlarmRung | null {
  const last = firedNow.at(-1)
  return last !== undefined && last.at >= since ? last.rung : null
}

/** How many open matters of a unit stand on a rung at or past overdue, and the oldest date among them. */
export interface OverdueCount {
  readonly unitId: string
  readonly rung: AlarmRung
  readonly count: number
  readonly oldest: Instant
}

/** What a unit has open past its time; each number holds the ones after it. */
export interface OverdueOfUnit {
  readonly unitId: string
  readonly overdue: number
  readonly reminded: number
  readonly criticised: number
  readonly oldest: Instant
}

/** What is open past its time, by unit: those criticised most first, then those with most of it. */
export function overdueUnits(counts: readonly OverdueCount[]): readonly OverdueOfUnit[] {
  const byUnit = new Map<string, OverdueOfUnit>()
  for (const { unitId, rung, count, oldest } of counts) {
    const before = byUnit.get(unitId) ?? { unitId, overdue: 0, reminded: 0, criticised: 0, oldest }
    byUnit.set(unitId, {
      unitId,
      overdue: before.overdue + count,
      reminded: before.reminded + (rung === 'overdue' ? 0 : count),
      criticised: before.criticised + (rung === 'criticised' ? count : 0),
      oldest: Math.min(before.oldest, oldest),
    })
  }
  return [...byUnit.values()].toSorted(
    (a, b) => b.criticised - a.criticised || b.overdue - a.overdue || (a.unitId < b.unitId ? -1 : 1),
  )
}
