import type {
  BodyOf,
  Changed,
  computeDue,
  Consequence,
  putCalendarYear,
  putWorkingHours,
  readCalendar,
  ReplyOf,
} from '@lianxin/contract'
import { addWorkingTime, type WorkSpan } from '@lianxin/domain'

import { rehearse } from '../../platform/db/attempt.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Call } from '../../platform/serve.ts'
import { scopeOf, sessionOf } from '../../platform/session.ts'
import { marksOf, settings, type Admin, type How } from '../access/index.ts'
import { calendarFrom, type CatalogueBooks } from './book.ts'
import type { RuleDeps } from './dependants.ts'
import { consequencesOfHours, consequencesOfYear, movedFrom } from './rule-consequences.ts'
import { yearSnapshot } from './snapshots.ts'
import { askReplan, putHours, putYears, readCalendarRows, type CalendarRows, type YearData } from './store.ts'

type Author = Pick<Admin, 'tx' | 'by' | 'now'>

export async function showCalendar(call: Call<typeof readCalendar>): Promise<ReplyOf<typeof readCalendar>> {
  const rows = await readCalendarRows(call.tx, sessionOf(call).districtId)
  const last = rows.years.at(-1)?.year
  return {
    utcOffsetMinutes: rows.utcOffset_minutes,
    years: [...rows.years],
    validUntil: last === undefined ? null : `${last}-12-31`,
    exceptions: [...rows.exceptions],
    hours: [...rows.spans],
  }
}

/** What is known of a year. */
export function yearOf(rows: CalendarRows, year: number): YearData | undefined {
  const known = rows.years.find((one) => one.year === year)
  return known && { ...known, exceptions: rows.exceptions.filter(({ day }) => day.startsWith(`${year}-`)) }
}

/** Replaces the days of a year, with its line of the history. @returns what follows, before tickets get their dates */
export async function saveYear(
  { tx, by, now }: Author,
  deps: RuleDeps,
  year: YearData,
  how: How,
): Promise<Consequence[]> {
  const { districtId } = by
  const known = yearOf(await readCalendarRows(tx, districtId), year.year)
  const write = async (): Promise<Consequence[]> => {
    await putYears(tx, districtId, [year])
    const calendar = calendarFrom(await readCalendarRows(tx, districtId))
    const from = movedFrom(known, year, calendar)
    if (from !== null) await askReplan(tx, districtId, year.year, from, now)
    return consequencesOfYear({ tx, districtId, deps }, known, year, calendar, now)
  }
  if (how.dryRun) return rehearse(tx, write)
  const consequences = await write()
  const key = String(year.year)
  const change = { kind: 'calendar', key, label: key, before: known ? yearSnapshot(known) : null } as const
  await settings.recordChange(tx, by, { ...change, after: yearSnapshot(year), ...marksOf(how) }, now)
  return consequences
}

/** Days that lie in the year and come once. @throws Refusal request.invalid at the day */
export function checkDays(year: number, exceptions: YearData['exceptions']): void {
  const seen = new Set<string>()
  for (const [index, { day }] of exceptions.entries()) {
    if (!day.startsWith(`${year}-`) || seen.has(day))
      throw new Refusal('request.invalid', {}, `/exceptions/${index}/day`)
    seen.add(day)
  }
}

/**
 * Replaces a year, then gives the tickets that waited for it their dates. Runs in two transactions: the year stands
 * first. Dates that a corrected day moves are computed again within a minute (`ticket.replanMoved`).
 */
export async function changeYear(
  call: Call<typeof putCalendarYear>,
  deps: RuleDeps,
): Promise<ReplyOf<typeof putCalendarYear>> {
  const by = sessionOf(call)
  const { now, query } = call
  const year = { year: call.params.year, ...call.body }
  checkDays(year.year, year.exceptions)
  const consequences = await call.inScope(scopeOf(by), (tx) => saveYear({ tx, by, now }, deps, year, query))
  if (query.dryRun) return { replanned: 0, consequences }
  deps.books.forget(by.districtId)
  return { replanned: await deps.dependants.replan(by.districtId, now), consequences }
}

/** The hours in their order. @throws Refusal request.invalid at a span that ends before it begins or overlaps */
function orderedHours(hours: BodyOf<typeof putWorkingHours>['hours']): WorkSpan[] {
  const spans = hours.toSorted((a, b) => a.fromMinute - b.fromMinute)
  let end = 0
  for (const [index, span] of spans.entries()) {
    if (span.fromMinute < end || span.toMinute <= span.fromMinute)
      throw new Refusal('request.invalid', {}, `/hours/${index}`)
    end = span.toMinute
  }
  return spans
}

/** Replaces the working hours. Running clocks keep their dates; new ones count with the new hours. */
export async function saveHours(
  { tx, by, now }: Author,
  deps: RuleDeps,
  hours: BodyOf<typeof putWorkingHours>['hours'],
  how: How,
): Promise<Consequence[]> {
  const { districtId } = by
  const spans = orderedHours(hours)
  const rows = await readCalendarRows(tx, districtId)
  const [before, after] = [calendarFrom(rows), calendarFrom({ ...rows, spans })]
  const consequences = await consequencesOfHours({ tx, districtId, deps }, before, after, now)
  if (how.dryRun) return consequences
  await putHours(tx, districtId, spans)
  const change = {
    kind: 'hours',
    key: 'hours',
    label: '',
    before: { hours: rows.spans },
    after: { hours: spans },
  } as const
  await settings.recordChange(tx, by, { ...change, ...marksOf(how) }, now)
  return consequences
}

export async function changeHours(call: Call<typeof putWorkingHours>, deps: RuleDeps): Promise<Changed> {
  const by = sessionOf(call)
  const consequences = await saveHours({ tx: call.tx, by, now: call.now }, deps, call.body.hours, call.query)
  call.afterCommit(() => deps.books.forget(by.districtId))
  return { done: true, consequences }
}

/** The end of a limit from an instant on, for screens that show it before a decision. */
export async function showDue(
  call: Call<typeof computeDue>,
  books: CatalogueBooks,
): Promise<ReplyOf<typeof computeDue>> {
  const calendar = await books.calendarOf(call.tx, sessionOf(call).districtId)
  const { from, amount, unit } = call.query
  const due = addWorkingTime(calendar, Date.parse(from), { amount, unit })
  if (!due.ok) throw new Refusal('calendar.year_missing', { year: due.refusal.year })
  return { dueAt: new Date(due.value).toISOString() }
}
