import { type Contribution, contributionOf, FIGURES, type Figure, type WorkCalendar } from '@lianxin/domain'
import { describe, expect, it } from 'vitest'

import { DEMO_CATALOGUE } from '../city/catalogue.ts'
import { lookupOf } from '../city/lookup.ts'
import { buildOrganisation } from '../city/organisation.ts'
import { seeded } from '../city/random.ts'
import { plantTree } from '../city/tree.ts'
import type { PartitionGrid } from '../partition/index.ts'
import { expectedCounts, REPLAY_FLOWS, type ReplayFlow, scaledFlow } from './flows.ts'
import { liveThrough } from './live-through.ts'
import { replayEnd, replayMatters } from './matters.ts'

/** Every day of the replay a day like any other: which days are free changes dates, not who had a matter. */
const calendar: WorkCalendar = {
  utcOffsetMinutes: 480,
  spans: [
    { fromMinute: 510, toMinute: 720 },
    { fromMinute: 840, toMinute: 1080 },
  ],
  exceptions: new Map(),
  validYears: new Set([2012, 2013, 2014, 2022, 2023]),
}
const area = (code: string, level: number, parentCode: string | null, x = 113): PartitionGrid => ({
  code,
  name: `网格${code.slice(-3)}`,
  level,
  kind: level === 3 ? 'base' : 'area',
  setting: 'urban',
  parentCode,
  households: 400,
  area_m2: 1_000_000,
  // prettier-ignore
  polygon: [[[[x, 34], [x + 0.01, 34], [x + 0.01, 34.01], [x, 34.01], [x, 34]]]],
  fourBoundaries: { north: '', east: '', south: '', west: '' },
  statisticalCode: null,
})
const grids = plantTree(
  seeded(7),
  [
    area('410105', 0, null),
    area('410105001', 1, '410105'),
    area('410105001001', 2, '410105001'),
    area('410105001001001', 3, '410105001001'),
    area('410105001001002', 3, '410105001001', 113.01),
  ],
  Date.UTC(2012, 0, 1),
)
const organisation = buildOrganisation(seeded(8), grids, { helpersPerGrid: 1, vacancyShare: 0 }, Date.UTC(2012, 0, 1))
const city = lookupOf(grids, organisation)
const base = grids.filter(({ level }) => level === 3)
const classes = DEMO_CATALOGUE.filter(({ evidenceRequired }) => !evidenceRequired)

const mattersOf = (flow: ReplayFlow) =>
  replayMatters({
    flow,
    seed: 41,
    offset_min: 480,
    placeCount: base.length,
    placeName: (place) => base[place]?.name ?? '',
    classes,
  })

/** Lives a flow by the core alone and adds up what its tickets add to the statistics, as the counters of the product do. */
function countedOf(flow: ReplayFlow): Record<Figure, number> {
  const sums = Object.fromEntries(FIGURES.map((figure) => [figure, 0])) as Record<Figure, number>
  const add = ({ counts }: Contribution): void => {
    for (const [figure, count] of Object.entries(counts) as [Figure, number][]) sums[figure] += count
  }
  for (const matter of mattersOf(flow)) contributionOf(liveThrough(matter, base, city, calendar), 480).forEach(add)
  return sums
}

describe('a flow that a report names, lived through the core', () => {
  it('received = dispatched + reported up: 82,915 = 80,331 + 2,584, 98 % settled', () => {
    const counts = countedOf(REPLAY_FLOWS.zhengzhou)
    expect(counts).toMatchObject({ received: 82_915, dispatched: 80_331, reportedUp: 2_584 })
    expect(counts.settledOfReceived / counts.received).toBeGreaterThanOrEqual(0.98)
    expect(counts).toMatchObject(expectedCounts(REPLAY_FLOWS.zhengzhou))
  }, 120_000)

  it.each([
    ['inspected', 0.979],
    ['requests', 1],
  ] as const)('a fiftieth of %s has its shares', (name, settling) => {
    const flow = scaledFlow(REPLAY_FLOWS[name], 1 / 50)
    const counts = countedOf(flow)
    expect(counts).toMatchObject(expectedCounts(flow))
    expect(Math.round((counts.settledOfReceived * 1000) / counts.received) / 1000).toBe(settling)
    if (counts.rated > 0) expect(counts.satisfied / counts.rated).toBeGreaterThanOrEqual(0.98)
  })

  it('says what the sources say', () => {
    const { zhengzhou, inspected, requests } = REPLAY_FLOWS
    expect(expectedCounts(zhengzhou).dispatched).toBe(80_331)
    expect([inspected.received, inspected.settled / inspected.received]).toEqual([280_000, 0.979])
    expect([requests.received, requests.settled]).toEqual([47_452, 47_452])
    expect(requests.satisfied / requests.rated).toBeGreaterThanOrEqual(0.98)
    expect(() => scaledFlow(zhengzhou, 0)).toThrow('share')
  })

  it('is planned in order of time, the same again, and ends when it says', () => {
    const flow = scaledFlow(REPLAY_FLOWS.zhengzhou, 1 / 500)
    const all = [...mattersOf(flow)]
    expect(all).toHaveLength(flow.received)
    expect([...mattersOf(flow)]).toEqual(all)
    const times = all.map(({ at }) => at)
    expect(times.toSorted((a, b) => a - b)).toEqual(times)
    for (const { at, acts } of all) {
      const own = [at, ...acts.map((act) => act.at)]
      expect(own.toSorted((a, b) => a - b)).toEqual(own)
      expect(own.at(-1)).toBeLessThan(replayEnd(flow))
    }
  })
})
