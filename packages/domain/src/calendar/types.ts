import type { Instant, LocalDate } from '../time.ts'

/** A time limit as the catalogue writes it: working hours or working days (工作时 / 工作日), or plain hours for emergencies. */
export interface TimeLimit {
  readonly amount: number
  readonly unit: 'workHour' | 'workDay' | 'hour'
}

/** A stretch of working time within a day, minutes after local midnight, `from` < `to` ≤ 1440. */
export interface WorkSpan {
  readonly fromMinute: number
  readonly toMinute: number
}

/**
 * The working calendar of a tenant. `exceptions` holds only what deviates from Monday–Friday: holidays
 * (`false`) and make-up workdays (调休, `true`). Years outside `validYears` have no data: a deadline that
 * needs one is refused with `calendar.year_missing`, never guessed.
 */
export interface WorkCalendar {
  /** Offset of the tenant's zone from UTC in minutes; China has one zone without summer time: 480. */
  readonly utcOffsetMinutes: number
  readonly spans: readonly WorkSpan[]
  readonly exceptions: ReadonlyMap<LocalDate, boolean>
  readonly validYears: ReadonlySet<number>
}

/** The calendar has no data for `year`. */
export interface CalendarYearMissing {
  readonly code: 'calendar.year_missing'
  readonly year: number
}

/** An interval in which a clock stands still; `to` is null while it lasts. */
export interface Interval {
  readonly from: Instant
  readonly to: Instant | null
}

/**
 * A point in time that was promised or set, with everything it was computed from, so that it can be computed
 * again when the calendar grows. `dueAt` is null exactly when `calendarMissingYear` is set: the working calendar
 * has no data for a year that is needed. That is a visible condition, never a guessed date.
 */
export interface Deadline<P extends Interval = Interval> {
  readonly startedAt: Instant
  readonly limit: TimeLimit
  /** Approved extensions (延期), in the order of approval; they count on from the date before. */
  readonly extensions: readonly TimeLimit[]
  readonly pauses: readonly P[]
  readonly dueAt: Instant | null
  readonly calendarMissingYear: number | null
}
