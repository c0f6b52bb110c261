import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findDutyGaps, isHeld, onDuty, unitsAbove } from './duty.ts'
import type { DutyShift, Unit } from './types.ts'

const shift = (id: string, from: number, to: number, rank = 1, unitId = 'u'): DutyShift => ({
  id,
  unitId,
  personId: `p-${id}`,
  rank,
  from,
  to,
})

test('on duty is who has a shift, first call first; a shift ends before its end', () => {
  const roster = [shift('b', 0, 100, 2), shift('a', 0, 100), shift('c', 100, 200), shift('d', 0, 100, 1, 'other')]
  expect(onDuty(roster, 50, 'u').map((s) => s.id)).toEqual(['a', 'b'])
  expect(onDuty(roster, 100).map((s) => s.id)).toEqual(['c'])
  expect(onDuty(roster, 200)).toEqual([])
})

test('property: a moment lies in a gap exactly if nobody is on duty', () => {
  const shifts = fc.array(fc.tuple(fc.nat(100), fc.integer({ min: 1, max: 40 })), { maxLength: 8 })
  fc.assert(
    fc.property(shifts, fc.nat(99), (spans, at) => {
      const roster = spans.map(([from, length], i) => shift(String(i), from, from + length))
      const inGap = findDutyGaps(roster, 0, 100).some((gap) => gap.from <= at && at < gap.to)
      expect(inGap).toBe(onDuty(roster, at).length === 0)
    }),
  )
})

test('units above, nearest first; a missing parent or a circle ends the chain', () => {
  const unit = (id: string, parentId: string | null): [string, Unit] => [
    id,
    { id, districtId: 370890, kind: 'territorial', name: id, level: 0, parentId, gridId: 'g' },
  ]
  const units = new Map([
    unit('d', null),
    unit('s', 'd'),
    unit('c', 's'),
    unit('x', 'y'),
    unit('y', 'x'),
    unit('lost', 'gone'),
  ])
  expect(unitsAbove(units, 'c').map((u) => u.id)).toEqual(['s', 'd'])
  expect(unitsAbove(units, 'x').map((u) => u.id)).toEqual(['y'])
  expect(unitsAbove(units, 'lost')).toEqual([])
})

test('a post is held from its first day up to the day it ends', () => {
  const post = {
    id: 'p',
    personId: 'a',
    unitId: 'u',
    role: 'gridWorker',
    from: '2025-01-01',
    to: '2025-02-01',
  } as const
  expect(['2024-12-31', '2025-01-01', '2025-01-31', '2025-02-01'].map((day) => isHeld(post, day))).toEqual([
    false,
    true,
    true,
    false,
  ])
  expect(isHeld({ ...post, to: null }, '2030-01-01')).toBe(true)
})
