import type { GridFigures } from '@lianxin/contract'
import { describe, expect, test } from 'vitest'

import { classify, compareBy, figureKeys, FIGURES, writeValue } from './figures.ts'
import { readMapSearch, readView, writeView } from './search.ts'

const grid = (open: number, settled = 0, onTime = 0): GridFigures => ({
  gridId: String(open),
  code: '',
  name: '',
  open,
  overdue: 0,
  settled,
  onTime,
  visitsDue: open * 2,
})

describe('classes of a number of matters', () => {
  test('nothing is apart from something, and the few with most stand out', () => {
    const { classes, of } = classify(
      [0, 0, 1, 1, 2, 2, 3, 5, 9, 40].map((open) => grid(open)),
      'open',
    )
    expect(classes.map(({ from, to, grids }) => [from, to, grids])).toEqual([
      [0, 1, 2],
      [1, 2, 2],
      [2, 5, 3],
      [5, 9, 1],
      [9, null, 2],
    ])
    expect([0, 1, 4, 5, 40].map(of)).toEqual([0, 1, 2, 3, 4])
  })

  test('where all are alike there are two classes, the upper one in the strongest colour', () => {
    const { classes } = classify([grid(1), grid(1), grid(0)], 'open')
    expect(classes.map(({ from, colour }) => [from, colour])).toEqual([
      [0, '--lc-open-0'],
      [1, '--lc-open-4'],
    ])
    expect(classify([], 'open').classes).toHaveLength(1)
  })
})

describe('the rate on time', () => {
  test('is not judged for fewer than five, and never rounded up', () => {
    expect(FIGURES.onTime.of(grid(0, 4, 4))).toBe('few')
    expect(FIGURES.onTime.of(grid(0, 1000, 999))).toBe(99.9)
    expect(writeValue('onTime', FIGURES.onTime.of(grid(0, 3, 2)))).toBe('–')
    expect(writeValue('onTime', FIGURES.onTime.of(grid(0, 3000, 2849)))).toBe('94.9%')
  })

  test('has classes that mean the same every day', () => {
    const { classes, few, of } = classify([grid(0, 10, 10), grid(0, 10, 9), grid(0, 10, 0), grid(0, 1, 1)], 'onTime')
    expect(classes.map(({ from, grids }) => [from, grids])).toEqual([
      [0, 1],
      [80, 0],
      [90, 1],
      [95, 1],
    ])
    expect([few, of('few'), of(94.9), of(95)]).toEqual([1, -1, 2, 3])
  })

  test('lists the lowest first and those too few last', () => {
    const items = [grid(1, 10, 10), grid(2, 1, 1), grid(3, 10, 5)]
    expect(items.toSorted(compareBy('onTime')).map(({ open }) => open)).toEqual([3, 1, 2])
    expect(items.toSorted(compareBy('open')).map(({ open }) => open)).toEqual([3, 2, 1])
  })
})

describe('visits due', () => {
  test('are counted like matters, with colours of their own, the most first', () => {
    const { classes, of } = classify([grid(0), grid(1), grid(1)], 'visitsDue')
    expect(classes.map(({ from, colour, grids }) => [from, colour, grids])).toEqual([
      [0, '--lc-visits-0', 1],
      [1, '--lc-visits-3', 0],
      [2, '--lc-visits-4', 2],
    ])
    expect([of(0), of(2)]).toEqual([0, 2])
    expect([grid(1), grid(3)].toSorted(compareBy('visitsDue')).map(({ open }) => open)).toEqual([3, 1])
  })

  test('are offered to those who see visits, and stand in the address', () => {
    expect(figureKeys(true)).toEqual(['open', 'overdue', 'onTime', 'visitsDue'])
    expect(figureKeys(false)).toEqual(['open', 'overdue', 'onTime'])
    expect(readMapSearch({ figure: 'visitsDue' })).toEqual({ figure: 'visitsDue' })
  })
})

test('the address of the map is read as far as it makes sense', () => {
  const at = writeView({ lon: 116.581234, lat: 35.3, zoom: 12.5 })
  expect(readMapSearch({ level: 2, figure: 'onTime', at, grid: 'g', tickets: 'off', other: 1 })).toEqual({
    level: 2,
    figure: 'onTime',
    at: '116.58123,35.30000,12.50',
    grid: 'g',
    tickets: 'off',
  })
  expect(readMapSearch({ level: 'x', figure: 'steps', at: 'here', tickets: 'on' })).toEqual({})
  expect(readView(at)).toEqual({ lon: 116.58123, lat: 35.3, zoom: 12.5 })
  expect(readView(undefined)).toBeNull()
})
