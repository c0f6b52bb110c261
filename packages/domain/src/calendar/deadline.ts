import { accept, refuse, type Result } from '../result.ts'
import type { Instant } from '../time.ts'
import type { CalendarYearMissing, Deadline, Interval, TimeLimit, WorkCalendar } from './types.ts'
import { HOUR_MS } from './workday.ts'
import { addWorkingMs, addWorkingTime, workingTimeBetween } from './working-time.ts'

/**
 * The end of a limit net of pauses: first the limit, then each extension on top of it, then every closed pause that
 * began before the date so far shifts it by the working time of the pause (by plain time where the limit is in plain
 * hours). A pause that began after the deadline shifts nothing: what was overdue stays overdue. An open pause does not
 * count yet.
 *
 * @param pauses  in order of time, without overlap
 */
export function dueAfterPauses(
  calendar: WorkCalendar,
  startedAt: Instant,
  limit: TimeLimit,
  pauses: readonly Interval[],
  extensions: readonly TimeLimit[] = [],
): Result<Instant, CalendarYearMissing> {
  let due = addWorkingTime(calendar, startedAt, limit)
  for (const extra of extensions) {
    if (!due.ok) return due
    due = addWorkingTime(calendar, due.value, extra)
  }
  for (const { from, to } of pauses) {
    if (!due.ok) return due
    if (to === null || from >= due.value) continue
    due = shift(calendar, due.value, limit, from, to)
  }
  return due
}

function shift(
  calendar: WorkCalendar,
  due: Instant,
  limit: TimeLimit,
  from: Instant,
  to: Instant,
): Result<Instant, CalendarYearMissing> {
  if (limit.unit === 'hour') return accept(due + (to - from))
  const paused_ms = workingTimeBetween(calendar, from, to)
  if (!paused_ms.ok) return paused_ms
  return paused_ms.value === 0 ? accept(due) : addWorkingMs(calendar, due, paused_ms.value)
}

/** A deadline with its date; where the calendar has no data it says so in `calendarMissingYear` instead. */
export function deadline<P extends Interval>(
  calendar: WorkCalendar,
  startedAt: Instant,
  limit: TimeLimit,
  pauses: readonly P[] = [],
  extensions: readonly TimeLimit[] = [],
): Deadline<P> {
  const due = dueAfterPauses(calendar, startedAt, limit, pauses, extensions)
  return {
    startedAt,
    limit,
    extensions,
    pauses,
    dueAt: due.ok ? due.value : null,
    calendarMissingYear: due.ok ? null : due.refusal.year,
  }
}

/** Computes the date again from everything the deadline was made of. */
export function recomputeDeadline<P extends Interval>(calendar: WorkCalendar, old: Deadline<P>): Deadline<P> {
  return deadline(calendar, old.startedAt, old.limit, old.pauses, old.extensions)
}

/** A deadline as the pages show it; `stoppedAt` is left out or null while it runs. */
type Shown = Deadline & { readonly stoppedAt?: Instant | null }

/** The instant at which the clock is to be read: now, or where it was stopped or stands still. */
function readingOf(clock: Shown, now: Instant): Instant {
  const open = clock.pauses.find((pause) => pause.to === null)
  return Math.min(now, clock.stoppedAt ?? now, open?.from ?? now)
}

/**
 * Time left until the deadline in milliseconds: working time, or plain time for a limit in plain hours. Negative:
 * overdue by so much. It stands still in a pause and after the end.
 * @returns  the time, or the year for which the calendar has no data
 */
export function remainingWorkingMs(
  calendar: WorkCalendar,
  clock: Shown,
  now: Instant,
): Result<number, CalendarYearMissing> {
  if (clock.dueAt === null) {
    const year = clock.calendarMissingYear ?? new Date(clock.startedAt).getUTCFullYear()
    return refuse({ code: 'calendar.year_missing', year })
  }
  const reading = readingOf(clock, now)
  if (clock.limit.unit === 'hour') return accept(clock.dueAt - reading)
  return workingTimeBetween(calendar, reading, clock.dueAt)
}

/** Whether the deadline has passed; false where no date can be told, which the pages show in its own way. */
export function isOverdue(clock: Shown, now: Instant): boolean {
  return clock.dueAt !== null && readingOf(clock, now) > clock.dueAt
}

/** Whether a limit can be worked with: positive, at most ten years, whole working days. */
export function isUsableLimit(limit: TimeLimit): boolean {
  const whole = limit.unit !== 'workDay' || Number.isInteger(limit.amount)
  return whole && Number.isFinite(limit.amount) && limit.amount > 0 && limit.amount * HOUR_MS <= MAX_LIMIT_MS
}

/** Ten years; beyond it a limit is a typing error. The longest seen in public rules is 20 working days. */
const MAX_LIMIT_MS = 10 * 366 * 24 * HOUR_MS
