import chineseDays from 'chinese-days'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Result } from '../result.ts'
import {
  deadline,
  dueAfterPauses,
  isOverdue,
  isUsableLimit,
  recomputeDeadline,
  remainingWorkingMs,
} from './deadline.ts'
import type { TimeLimit, WorkCalendar } from './types.ts'
import { dateOfDay, dayNumberOf, DAY_MS, HOUR_MS, workdayOf } from './workday.ts'
import { addWorkingTime, workingTimeBetween } from './working-time.ts'

/** The years 2013–2026 as the State Council published them; 08:30–12:00 and 13:30–17:30. */
const calendar = publishedCalendar(2013, 2026)

function publishedCalendar(first: number, last: number): WorkCalendar {
  const exceptions = new Map<string, boolean>()
  const validYears = new Set<number>()
  for (let year = first; year <= last; year += 1) validYears.add(year)
  for (let at = Date.UTC(first, 0, 1); at < Date.UTC(last + 1, 0, 1); at += DAY_MS) {
    const date = new Date(at).toISOString().slice(0, 10)
    const weekday = new Date(at).getUTCDay()
    const work = chineseDays.isWorkday(date)
    if (work !== (weekday !== 0 && weekday !== 6)) exceptions.set(date, work)
  }
  return {
    utcOffsetMinutes: 480,
    spans: [
      { fromMinute: 510, toMinute: 720 },
      { fromMinute: 810, toMinute: 1050 },
    ],
    exceptions,
    validYears,
  }
}

const local = (text: string): number => Date.parse(`${text}+08:00`)

function must<T, R>(result: Result<T, R>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal))
  return result.value
}

const days = (amount: number): TimeLimit => ({ amount, unit: 'workDay' })
const hours = (amount: number): TimeLimit => ({ amount, unit: 'workHour' })

const instant = fc.integer({ min: local('2014-01-01T00:00'), max: local('2025-12-31T23:59') })
const limit = fc.record({
  amount: fc.integer({ min: 0, max: 60 }),
  unit: fc.constantFrom('workHour' as const, 'workDay' as const, 'hour' as const),
})

describe('addWorkingTime', () => {
  it.each([
    ['2025-09-26T10:00', 7, '2025-10-13T17:30'],
    ['2026-02-12T10:00', 7, '2026-02-28T17:30'],
    ['2014-01-21T10:00', 7, '2014-01-29T17:30'],
    ['2025-09-26T10:00', 0, '2025-09-26T17:30'],
  ])('%s and %i working days end at %s', (from, amount, due) => {
    expect(must(addWorkingTime(calendar, local(from), days(amount)))).toBe(local(due))
  })

  it('counts a start outside of working time from the next working moment', () => {
    expect(must(addWorkingTime(calendar, local('2025-11-07T19:00'), days(1)))).toBe(local('2025-11-11T17:30'))
    expect(must(addWorkingTime(calendar, local('2025-11-08T09:00'), hours(2)))).toBe(local('2025-11-10T10:30'))
    expect(must(addWorkingTime(calendar, local('2025-11-10T12:30'), hours(1)))).toBe(local('2025-11-10T14:30'))
  })

  it('stays at the end of the day when the hours end exactly there', () => {
    expect(must(addWorkingTime(calendar, local('2025-11-07T08:30'), hours(7.5)))).toBe(local('2025-11-07T17:30'))
  })

  it('refuses a year without data instead of guessing', () => {
    const missing = { ok: false, refusal: { code: 'calendar.year_missing', year: 2027 } }
    expect(addWorkingTime(calendar, local('2026-12-30T10:00'), days(7))).toEqual(missing)
    expect(addWorkingTime(calendar, local('2026-12-31T16:00'), hours(2))).toEqual(missing)
    expect(workingTimeBetween(calendar, local('2026-12-31T16:00'), local('2027-01-02T00:00'))).toEqual(missing)
    expect(workdayOf(calendar, local('2027-01-04T10:00'))).toEqual(missing)
    expect(must(addWorkingTime(calendar, local('2026-12-31T16:00'), { amount: 20, unit: 'hour' }))).toBe(
      local('2027-01-01T12:00'),
    )
  })

  it('ends with a refusal when a calendar has no working time at all', () => {
    const idle = { ...calendar, spans: [] }
    expect(addWorkingTime(idle, local('2025-01-01T00:00'), hours(1)).ok).toBe(false)
    expect(addWorkingTime(idle, local('2025-01-01T00:00'), days(1)).ok).toBe(false)
  })

  it('grows with the start and with the amount, and is never before the start', () => {
    fc.assert(
      fc.property(instant, fc.nat(40 * DAY_MS), limit, fc.nat(20), (from, later, base, more) => {
        const due = must(addWorkingTime(calendar, from, base))
        expect(due).toBeGreaterThanOrEqual(from)
        expect(must(addWorkingTime(calendar, from + later, base))).toBeGreaterThanOrEqual(due)
        expect(must(addWorkingTime(calendar, from, { ...base, amount: base.amount + more }))).toBeGreaterThanOrEqual(
          due,
        )
      }),
    )
  })

  it('agrees with an independent count of workdays', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 1, max: 40 }), (at, n) => {
        const noon = at - ((at + 8 * HOUR_MS) % DAY_MS) + 10 * HOUR_MS
        fc.pre(must(workdayOf(calendar, noon)).isWorkday)
        const due = must(addWorkingTime(calendar, noon, days(n)))
        const date = dateOfDay(dayNumberOf(calendar, noon))
        expect(must(workdayOf(calendar, due)).date).toBe(chineseDays.findWorkday(n, date))
      }),
    )
  })
})

describe('workingTimeBetween', () => {
  it('is the inverse of adding working hours', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 0, max: 4000 }), (from, tenths) => {
        const due = must(addWorkingTime(calendar, from, hours(tenths / 10)))
        expect(must(workingTimeBetween(calendar, from, due))).toBe(Math.round((tenths / 10) * HOUR_MS))
      }),
    )
  })

  it('adds up over a point in between and changes its sign with the direction', () => {
    fc.assert(
      fc.property(fc.array(instant, { minLength: 3, maxLength: 3 }), (three) => {
        const [a, b, c] = three.toSorted((x, y) => x - y) as [number, number, number]
        const whole = must(workingTimeBetween(calendar, a, c))
        expect(must(workingTimeBetween(calendar, a, b)) + must(workingTimeBetween(calendar, b, c))).toBe(whole)
        expect(must(workingTimeBetween(calendar, c, a))).toBe(whole === 0 ? -0 : -whole)
      }),
      { numRuns: 40 },
    )
  })
})

describe('deadlines', () => {
  it('net of a pause: the working time of the pause comes on top', () => {
    const pause = { from: local('2025-11-11T10:00'), to: local('2025-11-12T10:00') }
    const start = local('2025-11-10T09:00')
    expect(must(dueAfterPauses(calendar, start, hours(15), [pause]))).toBe(local('2025-11-13T09:00'))
    const plain = { amount: 48, unit: 'hour' } as const
    expect(must(dueAfterPauses(calendar, start, plain, [pause]))).toBe(local('2025-11-13T09:00'))
    const atNight = { from: local('2025-11-11T20:00'), to: local('2025-11-11T22:00') }
    expect(must(dueAfterPauses(calendar, start, days(3), [atNight]))).toBe(local('2025-11-13T17:30'))
  })

  it('net of pauses: the working time outside of the pauses is the limit', () => {
    const gaps = fc.array(fc.nat(3 * DAY_MS), { maxLength: 8 })
    fc.assert(
      fc.property(instant, fc.integer({ min: 1, max: 60 }), gaps, (start, amount, lengths) => {
        let at = start
        const edges = lengths.map((length) => (at += length))
        const pauses = edges.flatMap((from, i) =>
          i % 2 === 0 && i + 1 < edges.length ? [{ from, to: edges[i + 1]! }] : [],
        )
        const due = must(dueAfterPauses(calendar, start, hours(amount), pauses))
        const counted = pauses.filter((pause) => pause.from < due)
        const paused = counted.map((pause) => must(workingTimeBetween(calendar, pause.from, Math.min(pause.to, due))))
        const gross = must(workingTimeBetween(calendar, start, due))
        expect(gross - paused.reduce((sum, ms) => sum + ms, 0)).toBe(amount * HOUR_MS)
      }),
    )
  })

  it('leave out a pause that began when it was overdue, and one that is still open', () => {
    const start = local('2025-11-10T09:00')
    const late = { from: local('2025-11-20T09:00'), to: local('2025-11-21T09:00') }
    const open = { from: local('2025-11-10T09:10'), to: null }
    expect(must(dueAfterPauses(calendar, start, hours(1), [late, open]))).toBe(local('2025-11-10T10:00'))
  })

  it('count an extension from the date before', () => {
    const start = local('2025-11-10T09:00')
    expect(must(dueAfterPauses(calendar, start, days(2), [], [days(1)]))).toBe(local('2025-11-13T17:30'))
  })

  it('without calendar data say which year is missing, and get their date when it comes', () => {
    const short = publishedCalendar(2024, 2025)
    const due = deadline(short, local('2025-12-30T10:00'), days(7))
    expect(due).toMatchObject({ dueAt: null, calendarMissingYear: 2026 })
    expect(remainingWorkingMs(short, due, local('2025-12-31T10:00'))).toMatchObject({ refusal: { year: 2026 } })
    expect(isOverdue(due, local('2025-12-31T10:00'))).toBe(false)
    expect(recomputeDeadline(calendar, due)).toMatchObject({
      dueAt: local('2026-01-09T17:30'),
      calendarMissingYear: null,
    })
  })

  it('tell the time left: negative when overdue, standing still in a pause and after the end', () => {
    const start = local('2025-11-10T09:00')
    const clock = deadline(calendar, start, hours(3))
    const left = (now: string, more: object = {}): number =>
      must(remainingWorkingMs(calendar, { ...clock, ...more }, local(now)))
    expect(left('2025-11-10T10:00')).toBe(2 * HOUR_MS)
    expect(left('2025-11-10T15:00')).toBe(-1.5 * HOUR_MS)
    expect(isOverdue(clock, local('2025-11-10T15:00'))).toBe(true)
    expect(left('2025-11-12T15:00', { pauses: [{ from: local('2025-11-10T11:00'), to: null }] })).toBe(HOUR_MS)
    expect(left('2025-11-12T15:00', { stoppedAt: local('2025-11-10T11:00') })).toBe(HOUR_MS)
  })

  it('refuse limits nobody can have meant', () => {
    expect(isUsableLimit(hours(0.5))).toBe(true)
    for (const amount of [0, -1, Number.NaN, Infinity, 1e9]) expect(isUsableLimit(hours(amount))).toBe(false)
    expect(isUsableLimit(days(1.5))).toBe(false)
  })
})
