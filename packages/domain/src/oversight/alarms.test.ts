import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { deadline } from '../calendar/deadline.ts'
import type { Deadline, Interval, TimeLimit } from '../calendar/types.ts'
import { workingTimeBetween } from '../calendar/working-time.ts'
import { at, context, command, dispatched, exampleCalendar, live, MONDAY, staff, UNITS } from '../ticket/example.ts'
import {
  ALARM_LADDER,
  ALARM_RUNGS,
  alarmsToFire,
  alarmToTell,
  isRunning,
  nextAlarm,
  overdueUnits,
  planAlarms,
  type AlarmRung,
} from './alarms.ts'

const CALENDAR = exampleCalendar(2025, 2026)
const HOUR_MS = 3_600_000
const clockOf = (startedAt: number, limit: TimeLimit, pauses: readonly Interval[] = [], extensions: TimeLimit[] = []) =>
  deadline(CALENDAR, startedAt, limit, pauses, extensions)
const planOf = (clock: Deadline) => planAlarms(ALARM_LADDER, CALENDAR, clock)
const texts = (clock: Deadline) =>
  planOf(clock).map(({ at: instant }) => instant && new Date(instant + 8 * HOUR_MS).toISOString().slice(0, 16))

const limits = fc.oneof(
  fc.record({ amount: fc.integer({ min: 1, max: 20 }), unit: fc.constant('workDay' as const) }),
  fc.record({ amount: fc.integer({ min: 1, max: 40 }), unit: fc.constantFrom('workHour', 'hour') }),
)
const starts = fc.integer({ min: at('2025-03-01T00:00'), max: at('2026-03-01T00:00') })
const pauses = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 100 })), { maxLength: 3 })
  .map((gaps) => {
    let from_h = 0
    return gaps.map(([gap, length]) => ((from_h += gap + length), { from_h: from_h - length, to_h: from_h }))
  })
const clocks = fc
  .tuple(starts, limits, pauses, fc.array(limits, { maxLength: 2 }))
  .map(([start, limit, spans, extensions]) =>
    clockOf(
      start,
      limit,
      spans.map(({ from_h, to_h }) => ({ from: start + from_h * HOUR_MS, to: start + to_h * HOUR_MS })),
      extensions,
    ),
  )

describe('the rungs of a clock', () => {
  it('lie where the ladder says: four working hours before, after, next working day, five more', () => {
    expect(texts(clockOf(MONDAY, { amount: 3, unit: 'workDay' }))).toEqual([
      '2025-11-13T13:30',
      '2025-11-13T17:30',
      '2025-11-13T17:30',
      '2025-11-14T08:30',
      '2025-11-21T08:30',
    ])
  })

  it('leave out the public holidays and count the working weekends', () => {
    expect(texts(clockOf(at('2025-09-29T09:00'), { amount: 1, unit: 'workDay' })).slice(3)).toEqual([
      '2025-10-09T08:30',
      '2025-10-15T08:30',
    ])
  })

  it('of an urgent matter in plain hours are near in its last quarter, also at night', () => {
    const night = clockOf(at('2025-11-14T23:00'), { amount: 2, unit: 'hour' })
    expect(texts(night)).toEqual([
      '2025-11-15T00:30',
      '2025-11-15T01:00',
      '2025-11-15T01:00',
      '2025-11-18T08:30',
      '2025-11-25T08:30',
    ])
  })

  it('come in their order, the first not before the entry of the holder, overdue right after the deadline', () => {
    fc.assert(
      fc.property(clocks, (clock) => {
        const instants = planOf(clock).map(({ at: instant }) => instant ?? Number.NaN)
        expect(instants[0]).toBeGreaterThanOrEqual(clock.startedAt)
        expect(instants[1]).toBe(clock.dueAt)
        expect(instants[2]).toBe((clock.dueAt ?? 0) + 1)
        for (const [nth, instant] of instants.entries())
          if (nth > 0) expect(instant).toBeGreaterThanOrEqual(instants[nth - 1] ?? 0)
        expect(instants[3]).toBeGreaterThan(instants[2] ?? 0)
        const [near] = instants
        const lead = workingTimeBetween(CALENDAR, near ?? 0, clock.dueAt ?? 0)
        if (clock.limit.unit !== 'hour') expect(lead.ok && lead.value).toBeLessThanOrEqual(4 * HOUR_MS)
      }),
    )
  })

  it('never come earlier by an extension or a longer pause', () => {
    fc.assert(
      fc.property(clocks, limits, (clock, extra) => {
        const before = planOf(clock)
        const after = planOf(clockOf(clock.startedAt, clock.limit, clock.pauses, [...clock.extensions, extra]))
        for (const nth of [1, 2, 3, 4]) expect(after[nth]?.at).toBeGreaterThanOrEqual(before[nth]?.at ?? 0)
      }),
    )
  })

  it('wait where the calendar has no data, each by itself', () => {
    const late = clockOf(at('2026-12-29T10:00'), { amount: 1, unit: 'workDay' })
    expect(planOf(late).map(({ at: instant }) => instant === null)).toEqual([false, false, false, false, true])
    const unknown = clockOf(at('2026-12-31T10:00'), { amount: 3, unit: 'workDay' })
    expect(unknown.calendarMissingYear).toBe(2027)
    expect(planOf(unknown).every(({ at: instant }) => instant === null)).toBe(true)
    expect(nextAlarm(planOf(unknown), new Set())).toEqual({ rung: 'nearDue', at: null })
    expect(alarmsToFire(planOf(unknown), new Set(), at('2030-01-01T00:00'))).toEqual([])
  })
})

describe('firing', () => {
  const plan = planOf(clockOf(MONDAY, { amount: 3, unit: 'workDay' }))
  it('gives each rung when its instant has come and never twice', () => {
    fc.assert(
      fc.property(clocks, fc.array(fc.integer({ min: 1, max: 200 }), { maxLength: 60 }), (clock, waits) => {
        const rungs = planOf(clock)
        const fired = new Set<AlarmRung>()
        let now = clock.startedAt
        for (const wait_h of waits) {
          now += wait_h * HOUR_MS
          for (const { rung, at: instant } of alarmsToFire(rungs, fired, now)) {
            expect(instant).toBeLessThanOrEqual(now)
            expect(fired.has(rung)).toBe(false)
            fired.add(rung)
          }
          expect([...fired]).toEqual(ALARM_RUNGS.slice(0, fired.size))
          const next = nextAlarm(rungs, fired)
          if (next?.at != null) expect(next.at).toBeGreaterThan(now)
        }
      }),
    )
  })

  it('goes on above the highest rung that was fired, though one below was not', () => {
    const fired = new Set<AlarmRung>(['nearDue', 'overdue'])
    expect(nextAlarm(plan, fired)?.rung).toBe('reminded')
    expect(alarmsToFire(plan, fired, at('2025-11-13T18:00'))).toEqual([])
  })

  it('after a long sleep gives all that passed and tells of the highest', () => {
    const all = alarmsToFire(plan, new Set(['nearDue']), at('2025-12-24T09:00'))
    expect(all.map(({ rung }) => rung)).toEqual(['due', 'overdue', 'reminded', 'criticised'])
    expect(alarmToTell(all, MONDAY)).toBe('criticised')
    expect(alarmToTell(all, at('2025-12-01T00:00'))).toBeNull()
    expect(alarmToTell([], MONDAY)).toBeNull()
  })
})

describe('the clock of a ticket', () => {
  it('stands still in a pause and ends with the matter', () => {
    const one = dispatched()
    expect(isRunning(one.ticket.clock)).toBe(true)
    const holder = context({ actor: staff(UNITS.base), now: MONDAY + HOUR_MS })
    const asked = live(one, holder, command('requestSuspend'))
    const paused = live(asked, context({ isApprover: true, now: MONDAY + 2 * HOUR_MS }), command('approve'))
    expect(isRunning(paused.ticket.clock)).toBe(false)
    const resumed = live(paused, context({ now: MONDAY + 26 * HOUR_MS }), command('resume'))
    expect(isRunning(resumed.ticket.clock)).toBe(true)
    expect(planOf(resumed.ticket.clock)[1]?.at).toBeGreaterThan(planOf(one.ticket.clock)[1]?.at ?? 0)
  })

  it('extended keeps the old and the new date in its history; the rungs not fired go by the new one', () => {
    const one = dispatched()
    const asked = live(one, context({ actor: staff(UNITS.base) }), command('requestExtension'))
    const longer = live(asked, context({ isApprover: true, now: MONDAY + HOUR_MS }), command('approve'))
    const step = longer.steps.find(({ kind }) => kind === 'extended')
    if (step?.kind !== 'extended') throw new Error('the extension left no step')
    expect([step.oldDueAt, step.newDueAt]).toEqual([one.ticket.clock.dueAt, longer.ticket.clock.dueAt])
    expect(nextAlarm(planOf(longer.ticket.clock), new Set(['nearDue']))?.at).toBe(step.newDueAt)
  })

  it('planned again with another calendar keeps both dates too', () => {
    const short = context({ calendar: exampleCalendar(2025), now: at('2025-12-30T10:00') })
    const reported = live(null, short, command('report'))
    const waiting = live(reported, short, command('dispatch', { limit: { amount: 5, unit: 'workDay' } }))
    expect(waiting.ticket.clock.dueAt).toBeNull()
    const dated = live(waiting, context({ now: at('2025-12-31T10:00') }), command('replan'))
    const step = dated.steps.at(-1)
    if (step?.kind !== 'replanned') throw new Error('the new calendar left no step')
    expect([step.oldDueAt, step.newDueAt]).toEqual([null, dated.ticket.clock.dueAt])
    expect(dated.ticket.clock.startedAt).toBe(waiting.ticket.clock.startedAt)
  })
})

describe('overdue matters by unit', () => {
  it('are added up so that each number holds the ones after it, the most criticised first', () => {
    const of = (unitId: string, rung: AlarmRung, count: number, oldest: number) => ({ unitId, rung, count, oldest })
    const units = overdueUnits([
      of('a', 'overdue', 3, 50),
      of('b', 'criticised', 1, 40),
      of('b', 'reminded', 2, 30),
      of('c', 'overdue', 4, 20),
    ])
    expect(units).toEqual([
      { unitId: 'b', overdue: 3, reminded: 3, criticised: 1, oldest: 30 },
      { unitId: 'c', overdue: 4, reminded: 0, criticised: 0, oldest: 20 },
      { unitId: 'a', overdue: 3, reminded: 0, criticised: 0, oldest: 50 },
    ])
  })
})
