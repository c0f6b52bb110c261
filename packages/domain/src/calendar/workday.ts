import { accept, refuse, type Result } from '../result.ts'
import type { Instant, LocalDate } from '../time.ts'
import type { CalendarYearMissing, WorkCalendar } from './types.ts'

export const MINUTE_MS = 60_000
export const HOUR_MS = 3_600_000
/** Length of a local day; the calendar's zone has a fixed offset, so every day has it. */
export const DAY_MS = 86_400_000

/** 1970-01-01 was a Thursday: 4 days after a Sunday. */
const WEEKDAY_OF_EPOCH = 4

/** The local day that contains `at`, counted from 1970-01-01. */
export function dayNumberOf(calendar: WorkCalendar, at: Instant): number {
  return Math.floor((at + calendar.utcOffsetMinutes * MINUTE_MS) / DAY_MS)
}

/** The instant at which the local day begins. */
export function dayStart(calendar: WorkCalendar, dayNumber: number): Instant {
  return dayNumber * DAY_MS - calendar.utcOffsetMinutes * MINUTE_MS
}

/** The number of a local day, see `dateOfDay`. */
export function dayOfDate(date: LocalDate): number {
  return Math.floor(Date.parse(`${date}T00:00:00Z`) / DAY_MS)
}

/** 1 is Monday, 7 Sunday. */
export function weekdayOf(dayNumber: number): number {
  return ((((dayNumber + WEEKDAY_OF_EPOCH - 1) % 7) + 7) % 7) + 1
}

const twoDigits = (value: number): string => (value < 10 ? `0${value}` : `${value}`)

/** `YYYY-MM-DD` of a day number. Every deadline asks for some of these; the parts of a Date are quicker than its text. */
export function dateOfDay(dayNumber: number): LocalDate {
  const day = new Date(dayNumber * DAY_MS)
  return `${String(day.getUTCFullYear()).padStart(4, '0')}-${twoDigits(day.getUTCMonth() + 1)}-${twoDigits(day.getUTCDate())}`
}

/**
 * Whether people work on that day: what the calendar says of it, else Monday to Friday.
 * A year without data is a refusal: a public holiday cannot be guessed.
 */
export function isWorkday(calendar: WorkCalendar, dayNumber: number): boolean | CalendarYearMissing {
  const date = dateOfDay(dayNumber)
  const year = Number(date.slice(0, 4))
  if (!calendar.validYears.has(year)) return { code: 'calendar.year_missing', year }
  return calendar.exceptions.get(date) ?? weekdayOf(dayNumber) < 6
}

/** The local date of an instant and whether it is a workday (working weekends 调休 included). */
export function workdayOf(
  calendar: WorkCalendar,
  at: Instant,
): Result<{ readonly date: LocalDate; readonly isWorkday: boolean }, CalendarYearMissing> {
  const day = dayNumberOf(calendar, at)
  const work = isWorkday(calendar, day)
  return typeof work === 'object' ? refuse(work) : accept({ date: dateOfDay(day), isWorkday: work })
}

/**
 * Whether a day is a public holiday: one the calendar takes off, or a weekend beside one, which belongs to the same holiday
 * though no working day is lost. A year without data has none that could be told.
 */
export function isHoliday(calendar: WorkCalendar, dayNumber: number): boolean {
  const isOff = (day: number): boolean => calendar.exceptions.get(dateOfDay(day)) === false
  const weekday = weekdayOf(dayNumber)
  const isFree = weekday > 5 && calendar.exceptions.get(dateOfDay(dayNumber)) !== true
  if (!isFree) return isOff(dayNumber)
  const saturday = dayNumber - (weekday - 6)
  return isOff(saturday - 1) || isOff(saturday + 2)
}
