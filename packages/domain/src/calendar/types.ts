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

export type { Instant }
