import fc from 'fast-check'
import { expect, test } from 'vitest'

import { clinicDays, clinicShare, clinicStand, fieldPlanStand } from './field-plans.ts'

const dayOf = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2035-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

test('a clinic comes every seventh day, on its weekday, within its time and the range', () => {
  fc.assert(
    fc.property(dayOf, dayOf, fc.integer({ min: 1, max: 7 }), (one, other, weekday) => {
      const [from = one, to = other] = [one, other].toSorted()
      const days = clinicDays({ weekday, from, to: null }, { from, to })
      expect(days.every((day) => day >= from && day <= to)).toBe(true)
      expect(days.every((day) => (new Date(day).getUTCDay() || 7) === weekday)).toBe(true)
      const span = (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1
      expect([Math.floor(span / 7), Math.ceil(span / 7)]).toContain(days.length)
    }),
  )
})

test('a clinic that has ended has no more days', () => {
  const monday = { weekday: 1, from: '2026-03-02', to: '2026-03-15' }
  expect(clinicDays(monday, { from: '2026-02-01', to: '2026-04-01' })).toEqual(['2026-03-02', '2026-03-09'])
  expect(clinicDays(monday, { from: '2026-03-16', to: '2026-04-01' })).toEqual([])
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
