import { expect, test } from 'vitest'

import { daysOfRow, keysBetween, periodOf, presetOf, readFigureSearch } from './search.ts'

const MARCH = new Date(2026, 2, 5)

test('an address says the period and what is told apart; what it does not know is left out', () => {
  const search = {
    from: '2026-03-01',
    to: '2026-03-05',
    groupBy: 'class',
    channel: 'camera',
    unitId: 'u',
    rank: 'person',
  }
  expect(readFigureSearch(search)).toEqual({
    from: '2026-03-01',
    to: '2026-03-05',
    groupBy: 'class',
    channel: 'camera',
    unitId: 'u',
  })
  expect(readFigureSearch({ from: '2026-13-01', to: '2026-03-05', groupBy: 'person', channel: 7 })).toEqual({})
})

test('a period has the word it was chosen by', () => {
  expect(periodOf('thisMonth', MARCH)).toEqual({ from: '2026-03-01', to: '2026-03-05' })
  expect(periodOf('lastMonth', MARCH)).toEqual({ from: '2026-02-01', to: '2026-02-28' })
  expect(periodOf('thisYear', MARCH)).toEqual({ from: '2026-01-01', to: '2026-03-05' })
  for (const preset of ['thisMonth', 'lastMonth', 'thisYear'] as const)
    expect(presetOf(periodOf(preset, MARCH), MARCH)).toBe(preset)
  expect(presetOf({ from: '2026-01-03', to: '2026-03-05' }, MARCH)).toBe('own')
})

test('a row of a month leads to its days within the period', () => {
  const period = { from: '2026-01-10', to: '2026-03-05' }
  expect(daysOfRow('2026-01-01', 'month', period)).toEqual({ from: '2026-01-10', to: '2026-01-31' })
  expect(daysOfRow('2026-02-01', 'month', period)).toEqual({ from: '2026-02-01', to: '2026-02-28' })
  expect(daysOfRow('2026-03-01', 'month', period)).toEqual({ from: '2026-03-01', to: '2026-03-05' })
  expect(daysOfRow('2026-02-03', 'day', period)).toEqual({ from: '2026-02-03', to: '2026-02-03' })
  expect(daysOfRow('x', 'unit', period)).toEqual(period)
})

test('a chart has a place for days and months without anything', () => {
  expect(keysBetween('2026-02-27', '2026-03-02', 'day')).toEqual([
    '2026-02-27',
    '2026-02-28',
    '2026-03-01',
    '2026-03-02',
  ])
  expect(keysBetween('2025-12-01', '2026-02-01', 'month')).toEqual(['2025-12-01', '2026-01-01', '2026-02-01'])
})
