import { describe, expect, test } from 'vitest'
import { checkStaffing, DEFAULT_STAFFING_RULES } from './staffing.ts'
import type { StaffAssignment, StaffedGrid } from './staffing.ts'
import { findVersionOn } from './types.ts'
import type { GridVersion } from './types.ts'

const grid: StaffedGrid = { id: 'g', kind: 'base', householdCount: 400 }
const task = (personId: string, change: Partial<StaffAssignment> = {}): StaffAssignment => ({
  gridId: 'g',
  personId,
  role: 'buildingLeader',
  source: 'resident',
  from: '2025-01-01',
  to: null,
  ...change,
})
const full = [
  task('leader', { role: 'gridLeader', source: 'publicOfficial' }),
  task('worker', { role: 'fullTimeGridWorker', source: 'hired' }),
  task('a'),
  task('b'),
  task('c'),
]
const check = (assignments: readonly StaffAssignment[], on = '2025-06-01', of = grid): string[] =>
  checkStaffing(of, assignments, DEFAULT_STAFFING_RULES, on).map(
    (f) => `${f.severity} ${f.ruleId} ${f.actual}/${f.required}`,
  )

describe('checkStaffing', () => {
  test('a fully staffed grid breaks no rule', () => {
    expect(check(full)).toEqual([])
  })

  test('an empty grid lacks a worker, a leader and five people', () => {
    expect(check([])).toEqual(['vacancy worker 0/1', 'vacancy leader 0/1', 'breach fivePeople 0/5'])
  })

  test('tasks count only on their days: the first included, the last not', () => {
    const leaving = [
      ...full.slice(0, 1),
      task('worker', { role: 'fullTimeGridWorker', from: '2025-03-01', to: '2025-06-01' }),
      ...full.slice(2),
    ]
    expect(check(leaving, '2025-05-31')).toEqual([])
    expect(check(leaving, '2025-03-01')).toEqual([])
    expect(check(leaving, '2025-06-01')).toEqual(['vacancy worker 0/1', 'breach fivePeople 4/5'])
    expect(check(leaving, '2025-02-28')).toEqual(['vacancy worker 0/1', 'breach fivePeople 4/5'])
  })

  test('a leader must be a public official', () => {
    expect(check([task('leader', { role: 'gridLeader', source: 'hired' }), ...full.slice(1)])).toEqual([
      'breach leaderIsOfficial 0/1',
    ])
  })

  test('a person with two tasks is one person, and volunteers do not fill the five', () => {
    expect(check([...full.slice(0, 4), task('a', { role: 'courtyardLeader' })])).toEqual(['breach fivePeople 4/5'])
    expect(check([...full.slice(0, 4), task('v', { role: 'gridVolunteer' })])).toEqual(['breach fivePeople 4/5'])
  })

  test('warns of a load outside 300–500 households, and not where nobody has counted', () => {
    expect(check(full, '2025-06-01', { ...grid, householdCount: 588 })).toEqual(['warning load 588/500'])
    expect(check(full, '2025-06-01', { ...grid, householdCount: 299 })).toEqual(['warning load 299/300'])
    expect(check(full, '2025-06-01', { ...grid, householdCount: null })).toEqual([])
  })

  test("rules bind only their kinds of grid, and other grids' people do not count", () => {
    expect(check([], '2025-06-01', { ...grid, kind: 'micro' })).toEqual([])
    expect(check(full.map((a) => ({ ...a, gridId: 'other' })))).toHaveLength(3)
  })
})

test('findVersionOn finds the shape in force', () => {
  const version = (id: string, validFrom: string, validTo: string | null): GridVersion => ({
    id,
    gridId: 'g',
    polygon: [],
    fourBoundaries: { north: '', east: '', south: '', west: '' },
    validFrom,
    validTo,
  })
  const versions = [version('1', '2024-01-01', '2025-01-01'), version('2', '2025-01-01', null)]
  expect(findVersionOn(versions, '2024-12-31')?.id).toBe('1')
  expect(findVersionOn(versions, '2025-01-01')?.id).toBe('2')
  expect(findVersionOn(versions, '2023-12-31')).toBeUndefined()
})
