import type { ClassView, Consequence } from '@lianxin/contract'
import { addWorkingTime, type Instant, type WorkCalendar } from '@lianxin/domain'

import { asSystem } from '../../platform/db/attempt.ts'
import type { Tx } from '../../platform/db/database.ts'
import { settings } from '../access/index.ts'
import type { RuleDeps } from './dependants.ts'
import type { YearData } from './store.ts'

const { consequence, counted } = settings

interface Asking {
  readonly tx: Tx
  readonly districtId: number
  readonly deps: RuleDeps
}

const names = (classes: readonly ClassView[]): string[] => classes.map(({ minor }) => minor)
/** The database orders the members of a value in its own way. */
const alike = (a: unknown, b: unknown): boolean => settings.sameSnapshot({ a }, { a: b })

/** Classes that name as responsible what is no active unit. */
async function unknownUnits(asking: Asking, classes: readonly ClassView[]): Promise<Consequence[]> {
  const { all } = await asking.deps.units.current()
  const codes = new Set(all.filter(({ active }) => active).map(({ code }) => code))
  const wrong = classes.filter((one) => Object.values(one.responsible).some((code) => !codes.has(code)))
  return counted('responsibleUnknown', 'warn', wrong.length, names(wrong))
}

/** What follows when a set of classes comes into force in the place of another. */
export async function consequencesOfClasses(
  asking: Asking,
  before: readonly ClassView[],
  after: readonly ClassView[],
): Promise<Consequence[]> {
  const { tx, districtId, deps } = asking
  const old = new Map(before.map((entry) => [entry.code, entry]))
  const young = new Map(after.map((entry) => [entry.code, entry]))
  const added = after.filter(({ code }) => !old.has(code))
  const retired = before.filter(({ code }) => !young.has(code))
  const limited = after.filter(({ code, stages }) => old.has(code) && !alike(old.get(code)?.stages, stages))
  const moved = after.filter(
    ({ code, responsible }) => old.has(code) && !alike(old.get(code)?.responsible, responsible),
  )
  const touched = [...new Set([...retired, ...limited, ...moved].map(({ code }) => code))]
  const keep = await asSystem(tx, () => deps.dependants.countOfClasses(tx, districtId, touched))
  const [only] = touched
  const queue = only !== undefined && touched.length === 1 ? { list: 'open', classCode: only } : null
  return [
    ...counted('classesAdded', 'info', added.length, names(added)),
    ...counted('classesRetired', 'warn', retired.length, names(retired)),
    ...counted('limitsChanged', 'info', limited.length, names(limited)),
    ...counted('responsibleChanged', 'info', moved.length, names(moved)),
    ...(await unknownUnits(asking, after)),
    ...counted('ticketsKeepClass', 'info', keep, [], queue),
  ]
}

const FAR: Instant = Date.UTC(9999, 0)

/** Days that work differently than before, the first one first. */
function movedDays(before: YearData | undefined, after: YearData): readonly string[] {
  const told = (days: YearData['exceptions']) => new Map(days.map((one) => [one.day, one.working]))
  const [old, young] = [told(before?.exceptions ?? []), told(after.exceptions)]
  return [...new Set([...old.keys(), ...young.keys()])].filter((day) => old.get(day) !== young.get(day)).sort()
}

/**
 * From when on dates may be others than before: the beginning of the first day that works differently. Null where there
 * is none, and for a year that is entered for the first time: no date lies in it yet.
 */
export function movedFrom(before: YearData | undefined, after: YearData, calendar: WorkCalendar): Instant | null {
  const [first] = movedDays(before, after)
  if (before === undefined || first === undefined) return null
  return Date.parse(`${first}T00:00:00Z`) - calendar.utcOffsetMinutes * 60_000
}

/** What follows when the days of a year are entered or changed. `calendar` is the one with the change. */
export async function consequencesOfYear(
  { tx, districtId, deps }: Asking,
  before: YearData | undefined,
  after: YearData,
  calendar: WorkCalendar,
  now: Instant,
): Promise<Consequence[]> {
  const moved = movedDays(before, after)
  const from = movedFrom(before, after, calendar)
  const [dated, dates] = await asSystem(tx, async () => [
    await deps.dependants.countReplanned(tx, districtId, calendar, now),
    from === null ? 0 : await deps.dependants.countDue(tx, districtId, from, FAR),
  ])
  return [
    ...counted('ticketsGetDates', 'info', dated, [String(after.year)]),
    ...counted('ticketsMoveDates', 'warn', dates, moved),
  ]
}

/** A limit people know: what is reported now and due in four working hours. */
const EXAMPLE = { amount: 4, unit: 'workHour' } as const
/** What follows from other working hours: running clocks keep their dates, new ones count differently. */
export async function consequencesOfHours(
  { tx, districtId, deps }: Asking,
  before: WorkCalendar,
  after: WorkCalendar,
  now: Instant,
): Promise<Consequence[]> {
  const kept = await asSystem(tx, () => deps.dependants.countDue(tx, districtId, now, FAR))
  const [old, young] = [addWorkingTime(before, now, EXAMPLE), addWorkingTime(after, now, EXAMPLE)]
  const moved = old.ok && young.ok && old.value !== young.value
  const days = moved ? [old.value, young.value].map((at) => new Date(at).toISOString()) : []
  return [...counted('ticketsKeepDates', 'info', kept), ...(moved ? [consequence('dueExample', 'info', 0, days)] : [])]
}
