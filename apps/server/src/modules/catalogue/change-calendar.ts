import type { computeDue, Done, putCalendarYear, putWorkingHours, readCalendar, ReplyOf } from '@lianxin/contract'
import { addWorkingTime, type Instant } from '@lianxin/domain'

import { Refusal } from '../../platform/refusal.ts'
import type { Call } from '../../platform/serve.ts'
import { scopeOf } from '../../platform/session.ts'
import { sessionOf } from '../../platform/session.ts'
import type { CatalogueBooks } from './book.ts'
import { putHours, putYears, readCalendarRows } from './store.ts'

/**
 * Gives open tickets that wait for calendar data their deadline, after the calendar has changed.
 * Handed in by the composition root, because tickets come after the catalogue in the order of modules.
 * @returns number of tickets that got a date
 */
export type ReplanWaiting = (districtId: number, now: Instant) => Promise<number>

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

/** Replaces a year, then gives the tickets that waited for it their dates. Runs in two transactions: the year stands first. */
export async function changeYear(
  call: Call<typeof putCalendarYear>,
  books: CatalogueBooks,
  replan: ReplanWaiting,
): Promise<ReplyOf<typeof putCalendarYear>> {
  const session = sessionOf(call)
  const { districtId } = session
  const { year } = call.params
  const seen = new Set<string>()
  for (const [index, { day }] of call.body.exceptions.entries()) {
    if (!day.startsWith(`${year}-`) || seen.has(day))
      throw new Refusal('request.invalid', {}, `/exceptions/${index}/day`)
    seen.add(day)
  }
  await call.inScope(scopeOf(session), (tx) =>
    putYears(tx, districtId, [{ year, source: call.body.source, exceptions: call.body.exceptions }]),
  )
  books.forget(districtId)
  return { replanned: await replan(districtId, call.now) }
}

/** Replaces the working hours. Running clocks keep their dates; new ones count with the new hours. */
export async function changeHours(call: Call<typeof putWorkingHours>, books: CatalogueBooks): Promise<Done> {
  const districtId = sessionOf(call).districtId
  const spans = call.body.hours.toSorted((a, b) => a.fromMinute - b.fromMinute)
  let end = 0
  for (const [index, span] of spans.entries()) {
    if (span.fromMinute < end || span.toMinute <= span.fromMinute)
      throw new Refusal('request.invalid', {}, `/hours/${index}`)
    end = span.toMinute
  }
  await putHours(call.tx, districtId, spans)
  call.afterCommit(() => books.forget(districtId))
  return { done: true }
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
