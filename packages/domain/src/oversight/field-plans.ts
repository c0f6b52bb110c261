import type { WorkCalendar } from '../calendar/types.ts'
import { dateOfDay, dayOfDate, isHoliday, weekdayOf } from '../calendar/workday.ts'
import { accept, refuse, type Result } from '../result.ts'
import type { LocalDate } from '../time.ts'
import { percentOf } from './orders.ts'

/**
 * 部门坐诊 (function 63): a department comes to a grid every week at the same hour. What is planned and whether it was
 * kept is recorded of the department; who came, when they came and where they were is nobody's record.
 */
export interface WeeklyClinic {
  /** 1 is Monday, 7 Sunday. */
  readonly weekday: number
  readonly from: LocalDate
  /** Last day; null while it goes on. */
  readonly to: LocalDate | null
}

/**
 * The days of a clinic within a range, both ends included, in order. It does not come on public holidays: nobody is told
 * that it would, and none of them is counted as missed.
 */
export function clinicDays(
  clinic: WeeklyClinic,
  range: { readonly from: LocalDate; readonly to: LocalDate },
  calendar: WorkCalendar,
): readonly LocalDate[] {
  const first = Math.max(dayOfDate(clinic.from), dayOfDate(range.from))
  const last = Math.min(clinic.to === null ? Infinity : dayOfDate(clinic.to), dayOfDate(range.to))
  const days: LocalDate[] = []
  const offset = (clinic.weekday - weekdayOf(first) + 7) % 7
  for (let day = first + offset; day <= last; day += 7) if (!isHoliday(calendar, day)) days.push(dateOfDay(day))
  return days
}

/** How far ahead residents are told of the next day of a clinic: past the longest holidays. */
const NEXT_WITHIN_days = 28

/** The next day of a clinic from today on; null where none is in sight. */
export function nextClinicDay(clinic: WeeklyClinic, today: LocalDate, calendar: WorkCalendar): LocalDate | null {
  const to = dateOfDay(dayOfDate(today) + NEXT_WITHIN_days)
  return clinicDays(clinic, { from: today, to }, calendar)[0] ?? null
}

export type EndRefusal = { readonly code: 'clinic.end_wrong' }

/**
 * Ends a clinic before the day that was planned. What has been held or missed until yesterday stays as it is.
 * @param last  the new last day; ended again with the same one nothing changes
 */
export function endClinic<C extends WeeklyClinic>(clinic: C, last: LocalDate, today: LocalDate): Result<C, EndRefusal> {
  if (clinic.to === last) return accept(clinic)
  const isEarlier = clinic.to === null || last < clinic.to
  return last >= today && isEarlier ? accept({ ...clinic, to: last }) : refuse({ code: 'clinic.end_wrong' })
}

/** `coming` · `held` · `notHeld`: with a reason · `unrecorded`: the day has passed and nobody said anything */
export const CLINIC_STANDS = ['coming', 'held', 'notHeld', 'unrecorded'] as const
export type ClinicStand = (typeof CLINIC_STANDS)[number]

/** What became of one day of a clinic. Today it may still come. */
export function clinicStand(
  day: LocalDate,
  record: { readonly held: boolean } | undefined,
  today: LocalDate,
): ClinicStand {
  if (record) return record.held ? 'held' : 'notHeld'
  return day < today ? 'unrecorded' : 'coming'
}

/** How a department keeps its clinics: of so many days whose time has come so many were held. */
export function clinicShare(stands: readonly ClinicStand[]): {
  readonly due: number
  readonly held: number
  readonly held_percent: number | null
} {
  const due = stands.filter((stand) => stand !== 'coming').length
  const held = stands.filter((stand) => stand === 'held').length
  return { due, held, held_percent: percentOf(held, due) }
}

/**
 * 三个三分之一 (function 25): how many days a unit's leaders plan to work in the grids in a month, and what came of it. A
 * record of the unit by the month: no names, no places, no tracks, no hours.
 */
export interface FieldPlan {
  readonly plannedDays: number
  /** Null while nothing is recorded. */
  readonly keptDays: number | null
}

/** `open`: nothing recorded · `kept` · `partly`, `unkept`: with a reason */
export const FIELD_PLAN_STANDS = ['open', 'kept', 'partly', 'unkept'] as const
export type FieldPlanStand = (typeof FIELD_PLAN_STANDS)[number]

export function fieldPlanStand({ plannedDays, keptDays }: FieldPlan): FieldPlanStand {
  if (keptDays === null) return 'open'
  if (keptDays >= plannedDays) return 'kept'
  return keptDays === 0 ? 'unkept' : 'partly'
}
