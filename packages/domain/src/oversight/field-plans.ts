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

const DAY_MS = 86_400_000
const at = (day: LocalDate): number => Date.parse(`${day}T00:00:00Z`)
const dayOf = (instant: number): LocalDate => new Date(instant).toISOString().slice(0, 10)
/** 1970-01-01 was a Thursday, the fourth day of its week. */
const weekdayOf = (instant: number): number => ((Math.floor(instant / DAY_MS) + 3) % 7) + 1

/** The days of a clinic within a range, both ends included, in order. */
export function clinicDays(
  clinic: WeeklyClinic,
  range: { readonly from: LocalDate; readonly to: LocalDate },
): readonly LocalDate[] {
  const first = Math.max(at(clinic.from), at(range.from))
  const last = Math.min(clinic.to === null ? Infinity : at(clinic.to), at(range.to))
  const days: LocalDate[] = []
  const offset = (clinic.weekday - weekdayOf(first) + 7) % 7
  for (let day = first + offset * DAY_MS; day <= last; day += 7 * DAY_MS) days.push(dayOf(day))
  return days
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
