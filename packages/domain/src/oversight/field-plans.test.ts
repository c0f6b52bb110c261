import fc from 'fast-check'
import { expect, test } from 'vitest'

import { dayOfDate, isHoliday } from '../calendar/workday.ts'
import { exampleCalendar } from '../ticket/example.ts'
import { clinicDays, clinicShare, clinicStand, endClinic, fieldPlanStand, nextClinicDay } from './field-plans.ts'

/** The National Day of 2025: 1 to 8 October are off, Sunday 28 September and Saturday 11 October are worked. */
const CALENDAR = exampleCalendar(2025, 2026)
const NO_HOLIDAYS = { ...CALENDAR, exceptions: new Map<string, boolean>() }

const dayOf = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2035-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

test('a clinic comes every seventh day, on its weekday, within its time and the range', () => {
  fc.assert(
    fc.property(dayOf, dayOf, fc.integer({ min: 1, max: 7 }), (one, other, weekday) => {
      const [from = one, to = other] = [one, other].toSorted()
      const days = clinicDays({ weekday, from, to: null }, { from, to }, NO_HOLIDAYS)
      expect(days.every((day) => day >= from && day <= to)).toBe(true)
      expect(days.every((day) => (new Date(day).getUTCDay() || 7) === weekday)).toBe(true)
      const span = (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1
      expect([Math.floor(span / 7), Math.ceil(span / 7)]).toContain(days.length)
    }),
  )
})

test('a clinic that has ended has no more days', () => {
  const monday = { weekday: 1, from: '2026-03-02', to: '2026-03-15' }
  expect(clinicDays(monday, { from: '2026-02-01', to: '2026-04-01' }, CALENDAR)).toEqual(['2026-03-02', '2026-03-09'])
  expect(clinicDays(monday, { from: '2026-03-16', to: '2026-04-01' }, CALENDAR)).toEqual([])
})

test('a clinic does not come on public holidays, weekends beside them among these, and comes on other weekends', () => {
  const clinic = (weekday: number) => ({ weekday, from: '2025-09-01', to: null })
  const autumn = { from: '2025-09-22', to: '2025-10-20' }
  expect(clinicDays(clinic(3), autumn, CALENDAR)).toEqual(['2025-09-24', '2025-10-15'])
  expect(clinicDays(clinic(6), autumn, CALENDAR)).toEqual(['2025-09-27', '2025-10-11', '2025-10-18'])
  const off = ['2025-09-28', '2025-10-04', '2025-10-05', '2025-10-09', '2025-10-12'].filter((day) =>
    isHoliday(CALENDAR, dayOfDate(day)),
  )
  expect(off).toEqual(['2025-10-04', '2025-10-05'])
  expect(nextClinicDay(clinic(3), '2025-09-25', CALENDAR)).toBe('2025-10-15')
  expect(nextClinicDay({ ...clinic(3), to: '2025-10-10' }, '2025-09-25', CALENDAR)).toBeNull()
})

test('a clinic can be ended early, never for days that have passed and never later than planned', () => {
  const clinic = { weekday: 1, from: '2026-03-02', to: null }
  const today = '2026-03-10'
  const code = (last: string, to: string | null = null) => {
    const ended = endClinic({ ...clinic, to }, last, today)
    return ended.ok ? ended.value.to : ended.refusal.code
  }
  expect(code('2026-03-10')).toBe('2026-03-10')
  expect(code('2026-03-31', '2026-06-01')).toBe('2026-03-31')
  expect(code('2026-03-01', '2026-03-01')).toBe('2026-03-01')
  expect(code('2026-03-09')).toBe('clinic.end_wrong')
  expect(code('2026-06-02', '2026-06-01')).toBe('clinic.end_wrong')
})

test('what was recorded counts; a day that passed in silence counts as due and not held', () => {
  const today = '2026-03-10'
  expect(clinicStand('2026-03-09', { held: true }, today)).toBe('held')
  expect(clinicStand('2026-03-09', { held: false }, today)).toBe('notHeld')
  expect(clinicStand('2026-03-09', undefined, today)).toBe('unrecorded')
  expect(clinicStand('2026-03-10', undefined, today)).toBe('coming')
  expect(clinicShare(['held', 'held', 'notHeld', 'unrecorded', 'coming'])).toEqual({
    due: 4,
    held: 2,
    held_percent: 50,
  })
  expect(clinicShare(['coming']).held_percent).toBeNull()
})

test('a plan is kept, partly kept or not', () => {
  const stand = (keptDays: number | null) => fieldPlanStand({ plannedDays: 7, keptDays })
  expect([null, 0, 3, 7, 9].map(stand)).toEqual(['open', 'unkept', 'partly', 'kept', 'kept'])
})
