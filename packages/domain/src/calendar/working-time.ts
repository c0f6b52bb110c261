import { accept, refuse, type Result } from '../result.ts'
import type { Instant } from '../time.ts'
import type { CalendarYearMissing, TimeLimit, WorkCalendar } from './types.ts'
import { DAY_MS, dayNumberOf, dayStart, HOUR_MS, isWorkday, MINUTE_MS } from './workday.ts'

/**
 * The instant at which a limit that starts at `from` ends.
 *
 * - `workHour`: that much working time, at the very minute. Exactly at the end of a day stays at the end of that day.
 * - `workDay`: the end of working time on the n-th workday after the day of the start. The day of the start does not
 *   count; a fraction counts as a whole day. 7 days after 2025-09-26 is 2025-10-13.
 * - `hour`: plain hours by the clock, day and night, for emergencies; needs no calendar data.
 *
 * A start outside of working time counts from the next working moment: a report of Friday night has Monday as the day
 * of its start; a start exactly at the end of working time still belongs to that day, so that an extension counts on
 * from a deadline. Grows, never shrinks, with `from` and with the amount.
 *
 * @param limit  amount ≥ 0
 * @returns      the instant, or the year for which the calendar has no data
 */
export function addWorkingTime(
  calendar: WorkCalendar,
  from: Instant,
  limit: TimeLimit,
): Result<Instant, CalendarYearMissing> {
  switch (limit.unit) {
    case 'hour':
      return accept(from + Math.round(limit.amount * HOUR_MS))
    case 'workHour':
      return addWorkingMs(calendar, from, Math.round(limit.amount * HOUR_MS))
    case 'workDay':
      return addWorkdays(calendar, from, Math.ceil(limit.amount))
  }
}

/** Working time in milliseconds from `from` on; 0 gives the next working moment. */
export function addWorkingMs(
  calendar: WorkCalendar,
  from: Instant,
  amount_ms: number,
): Result<Instant, CalendarYearMissing> {
  let left_ms = amount_ms
  let earliest = from
  for (let day = dayNumberOf(calendar, from); ; day += 1) {
    const work = isWorkday(calendar, day)
    if (typeof work === 'object') return refuse(work)
    if (!work) continue
    const midnight = dayStart(calendar, day)
    for (const span of calendar.spans) {
      const start = Math.max(earliest, midnight + span.fromMinute * MINUTE_MS)
      const length_ms = midnight + span.toMinute * MINUTE_MS - start
      if (length_ms <= 0) continue
      if (left_ms <= length_ms) return accept(start + left_ms)
      left_ms -= length_ms
    }
    earliest = midnight + DAY_MS
  }
}

function addWorkdays(calendar: WorkCalendar, from: Instant, days: number): Result<Instant, CalendarYearMissing> {
  const endMinute = calendar.spans.at(-1)?.toMinute
  let left = days
  let started = false
  for (let day = dayNumberOf(calendar, from); ; day += 1) {
    const work = isWorkday(calendar, day)
    if (typeof work === 'object') return refuse(work)
    if (!work || endMinute === undefined) continue
    const end = dayStart(calendar, day) + endMinute * MINUTE_MS
    if (end < from) continue
    if (started) left -= 1
    started = true
    if (left <= 0) return accept(end)
  }
}

/**
 * Working time between two instants in milliseconds; negative when `b` lies before `a`.
 * @returns  the time, or the first year in between for which the calendar has no data
 */
export function workingTimeBetween(
  calendar: WorkCalendar,
  a: Instant,
  b: Instant,
): Result<number, CalendarYearMissing> {
  if (b < a) {
    const reverse = workingTimeBetween(calendar, b, a)
    return reverse.ok ? accept(-reverse.value) : reverse
  }
  let sum_ms = 0
  for (let day = dayNumberOf(calendar, a); dayStart(calendar, day) < b; day += 1) {
    const work = isWorkday(calendar, day)
    if (typeof work === 'object') return refuse(work)
    if (!work) continue
    const midnight = dayStart(calendar, day)
    for (const span of calendar.spans) {
      const start = Math.max(a, midnight + span.fromMinute * MINUTE_MS)
      const end = Math.min(b, midnight + span.toMinute * MINUTE_MS)
      if (end > start) sum_ms += end - start
    }
  }
  return accept(sum_ms)
}
