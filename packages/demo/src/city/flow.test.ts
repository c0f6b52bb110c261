import { fold, isEnd, type WorkCalendar } from '@lianxin/domain'
import { describe, expect, it } from 'vitest'

import { generateFlow } from './flow.ts'
import { buildOrganisation } from './organisation.ts'
import { seeded } from './random.ts'
import type { PartitionGrid } from '../partition/index.ts'
import { plantTree } from './tree.ts'

const calendar: WorkCalendar = {
  utcOffsetMinutes: 480,
  spans: [
    { fromMinute: 510, toMinute: 720 },
    { fromMinute: 840, toMinute: 1080 },
  ],
  exceptions: new Map(),
  validYears: new Set([2025, 2026, 2027]),
}

const square = (x: number, y: number): PartitionGrid['polygon'] => [
  [
    [
      [x, y],
      [x + 0.01, y],
      [x + 0.01, y + 0.01],
      [x, y + 0.01],
      [x, y],
    ],
  ],
]
const area = (code: string, level: number, parentCode: string | null, x = 116): PartitionGrid => ({
  code,
  name: `网格${code.slice(-3)}`,
  level,
  kind: level === 3 ? 'base' : 'area',
  setting: 'urban',
  parentCode,
  households: 400,
  area_m2: 1_000_000,
  polygon: square(x, 35),
  fourBoundaries: { north: '', east: '', south: '', west: '' },
  statisticalCode: null,
})

const GRIDS = [
  area('370890', 0, null),
  area('370890001', 1, '370890'),
  area('370890001001', 2, '370890001'),
  area('370890001001001', 3, '370890001001'),
  area('370890001001002', 3, '370890001001', 116.01),
]
const UNTIL = Date.UTC(2026, 10, 20, 2)

function city(count: number) {
  const draw = seeded(7)
  const grids = plantTree(draw, GRIDS, UNTIL)
  const organisation = buildOrganisation(draw, grids, { helpersPerGrid: 4, vacancyShare: 0 }, UNTIL)
  return [...generateFlow(grids, organisation, { seed: 11, count, days: 60, until: UNTIL, calendar })]
}

describe('generated flow', () => {
  const flow = city(600)

  it('makes the number asked for, none in the future, most of them ended with a reply', () => {
    expect(flow).toHaveLength(600)
    expect(Math.max(...flow.flatMap(({ steps }) => steps.map((step) => step.at)))).toBeLessThanOrEqual(UNTIL)
    const ended = flow.filter(({ ticket }) => isEnd(ticket.state))
    expect(ended.length / flow.length).toBeGreaterThan(0.8)
    expect(ended.filter(({ ticket }) => ticket.publicReply === null)).toEqual([])
    expect(new Set(flow.map(({ ticket }) => ticket.state)).size).toBeGreaterThan(3)
  })

  it('keeps for every ticket the history whose fold it is, under unique ids', () => {
    for (const { ticket, steps } of flow) expect(fold(steps)).toEqual(ticket)
    expect(new Set(flow.map(({ ticket }) => ticket.id)).size).toBe(600)
  })

  it('is the same again for the same seed', () => {
    expect(city(40)).toEqual(city(40))
  })
})
