import { dateOfDay, DAY_MS, dayNumberOf, dayStart, isWorkday } from '../calendar/workday.ts'
import type { CalendarYearMissing, WorkCalendar } from '../calendar/types.ts'
import { accept, refuse, type Result } from '../result.ts'
import type { Instant, LocalDate } from '../time.ts'
import { RATES, type Counts, type Rate } from './figures.ts'
import { monthPeriod } from './month.ts'

/** Days from the first to the last one. */
export interface Days {
  readonly from: LocalDate
  readonly to: LocalDate
}

/** Whom a monthly brief (每月简报, function 107) is about: always a unit, never a person. */
export const BRIEF_KINDS = ['district', 'subdistrict', 'department'] as const
export type BriefKind = (typeof BRIEF_KINDS)[number]

/** A unit as briefs look at it. */
export interface BriefUnitPlace {
  readonly id: string
  readonly parentId: string | null
  readonly kind: string
  /** 0 district. */
  readonly level: number
}

/** Territorial units of this level have briefs; those one below are ranked in them. */
export const BRIEF_LEVEL = 1

/** Which kind of brief a unit has; none of a community, grid or desk. */
export function briefKindOf({ kind, level }: Pick<BriefUnitPlace, 'kind' | 'level'>): BriefKind | undefined {
  if (kind === 'department') return 'department'
  if (kind !== 'territorial' || level > BRIEF_LEVEL) return undefined
  return level === 0 ? 'district' : 'subdistrict'
}

/** A unit and all below it. */
export function unitsBelow(all: readonly BriefUnitPlace[], id: string): readonly string[] {
  return [id, ...all.filter(({ parentId }) => parentId === id).flatMap((child) => unitsBelow(all, child.id))]
}

/** Whether a department has a place of its own: one below another is part of it. */
export function isRankedAlone<Unit extends { readonly id: string; readonly unitIds: readonly string[] }>(
  unit: Unit,
  all: readonly Unit[],
): boolean {
  return !all.some((other) => other.id !== unit.id && other.unitIds.includes(unit.id))
}

/** A rate of fewer matters is told, but takes no part in a ranking: one matter must not lead a list. */
export const RANKED_FROM = 5

const dayText = (utc_ms: number): LocalDate => new Date(utc_ms).toISOString().slice(0, 10)

/** The month before or after. @param month `YYYY-MM` */
export function monthBeside(month: string, months: number): string {
  const [year = 0, nth = 1] = month.split('-').map(Number)
  return dayText(Date.UTC(year, nth - 1 + months)).slice(0, 7)
}

/**
 * The days a brief tells of, and those it compares them with. While the month runs it goes up to today, is preliminary,
 * and is compared with as many days of the month before: half a month beside a whole one would look like a fall.
 *
 * @returns undefined for a month that has not begun
 */
export function briefDays(
  month: string,
  today: LocalDate,
): { readonly period: Days; readonly before: Days; readonly isPreliminary: boolean } | undefined {
  if (today.slice(0, 7) < month) return undefined
  const lastOf = (of: string): LocalDate => dayText(Date.parse(`${monthBeside(of, 1)}-01T00:00:00Z`) - DAY_MS)
  const isPreliminary = today.slice(0, 7) === month
  const earlier = monthBeside(month, -1)
  const end = lastOf(earlier)
  const sameDay = `${earlier}-${today.slice(8)}`
  return {
    period: { from: `${month}-01`, to: isPreliminary ? today : lastOf(month) },
    before: { from: `${earlier}-01`, to: isPreliminary && sameDay < end ? sameDay : end },
    isPreliminary,
  }
}

/** The first day of a month that people work on; the calendar must have its year. */
export function firstWorkdayOf(month: string, calendar: WorkCalendar): Result<Instant, CalendarYearMissing> {
  const first = dayNumberOf(calendar, monthPeriod(month, calendar.utcOffsetMinutes).from)
  for (let day = first; ; day++) {
    const works = isWorkday(calendar, day)
    if (typeof works === 'object') return refuse(works)
    if (works) return accept(dayStart(calendar, day))
  }
}

/** Months that are made up for after a long downtime. */
export const MOST_MONTHS = 12

/**
 * Months whose briefs are due by themselves: the month before, from the first working day on, and after a downtime
 * those since the last one. Where there never was one, the month before alone.
 *
 * @param last  the latest month that was produced by itself
 */
export function briefMonthsDue(
  calendar: WorkCalendar,
  now: Instant,
  last: string | null,
): Result<readonly string[], CalendarYearMissing> {
  const present = dateOfDay(dayNumberOf(calendar, now)).slice(0, 7)
  const workday = firstWorkdayOf(present, calendar)
  if (!workday.ok) return workday
  const latest = monthBeside(present, now >= workday.value ? -1 : -2)
  const earliest = last === null ? monthBeside(present, -1) : monthBeside(last, 1)
  const due: string[] = []
  for (let month = latest; month >= earliest && due.length < MOST_MONTHS; month = monthBeside(month, -1))
    due.unshift(month)
  return accept(due)
}

/** A rate with what it is a share of, beside that of the month before. */
export interface ComparedRate {
  readonly numerator: number
  readonly denominator: number
  /** 0 to 1; null where nothing is counted. */
  readonly rate: number | null
  readonly before: number | null
  /** Percentage points (百分点); null where one of the two is missing. */
  readonly change_points: number | null
}

/** Compares a rate of two periods. */
export function compareRate(rate: Rate, counts: Counts, before: Counts): ComparedRate {
  const [part, whole] = RATES[rate]
  const [numerator, denominator] = [counts[part], counts[whole]]
  const of = (numbers: Counts): number | null => (numbers[whole] === 0 ? null : numbers[part] / numbers[whole])
  const [now, then] = [of(counts), of(before)]
  return {
    numerator,
    denominator,
    rate: now,
    before: then,
    change_points: now === null || then === null ? null : 100 * (now - then),
  }
}

/** A unit with its figures of two periods. */
export interface ToRank {
  readonly unitId: string
  readonly counts: Counts
  readonly before: Counts
}

export interface Ranked extends ToRank {
  /** From 1; units with the same rate share it. Null: too few matters for a place. */
  readonly place: number | null
  readonly placeBefore: number | null
  /** Places gained; negative: lost. Null where one of the two is missing. */
  readonly gained: number | null
}

/** Places by a rate, compared as fractions, so that equal ones are equal on any machine. */
function placesOf(units: readonly ToRank[], rate: Rate, of: 'counts' | 'before'): ReadonlyMap<string, number> {
  const [part, whole] = RATES[rate]
  const enough = units.filter((unit) => unit[of][whole] >= RANKED_FROM)
  const isBetter = (a: ToRank, b: ToRank): boolean => a[of][part] * b[of][whole] > b[of][part] * a[of][whole]
  return new Map(enough.map((unit) => [unit.unitId, 1 + enough.filter((other) => isBetter(other, unit)).length]))
}

/** Units by the rate on-time from the best on, with how their place changed; those without a place last. */
export function rankUnits(units: readonly ToRank[], rate: Rate = 'onTime'): readonly Ranked[] {
  const places = placesOf(units, rate, 'counts')
  const earlier = placesOf(units, rate, 'before')
  const ranked = units.map((unit) => {
    const place = places.get(unit.unitId) ?? null
    const placeBefore = earlier.get(unit.unitId) ?? null
    return { ...unit, place, placeBefore, gained: place === null || placeBefore === null ? null : placeBefore - place }
  })
  return ranked.toSorted(
    (a, b) =>
      (a.place ?? Infinity) - (b.place ?? Infinity) ||
      b.counts.received - a.counts.received ||
      (a.unitId < b.unitId ? -1 : 1),
  )
}

/** Settled by units of one level of the territory; 0 district and departments. */
export interface SettledAt {
  readonly level: number
  readonly settled: number
}

/**
 * How much was settled at a level or below it (小事不出社区、大事不出街道, function 56): community 2, subdistrict 1.
 * @returns numerator and denominator
 */
export function settledNotAbove(levels: readonly SettledAt[], level: number): readonly [number, number] {
  const sum = (of: readonly SettledAt[]): number => of.reduce((total, { settled }) => total + settled, 0)
  return [sum(levels.filter((one) => one.level >= level)), sum(levels)]
}

/** What people wrote as a reason, without numbers that could be a telephone or an identity card. */
export function withoutNumbers(text: string): string {
  return text.replace(/1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}|0\d{2,3}[\s-]\d{7,8}|\d{7,}[Xx]?/g, '***')
}
