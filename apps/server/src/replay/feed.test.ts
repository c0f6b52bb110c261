import { readFigures } from '@lianxin/contract'
import { DEMO_CATALOGUE, expectedCounts, REPLAY_FLOWS, replayEnd, replayMatters, scaledFlow } from '@lianxin/demo'
import { FIGURES } from '@lianxin/domain'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { seedCalendarYears } from '../modules/catalogue/index.ts'
import { countChanges } from '../modules/oversight/index.ts'
import { openDistrict, type OpenDistrict } from '../testing/district.ts'
import { DISTRICT, PLACES, type Who } from '../testing/fixture.ts'
import type { Session } from '../platform/session.ts'
import { feedMatters, type ReplayCity } from './feed.ts'

/** Classes of the small district of the tests that need no photo. */
const CLASSES = DEMO_CATALOGUE.filter(({ code }) => code === 'E0102' || code === 'E0301').map((item) => ({
  ...item,
  responsible: item.code === 'E0102' ? { '0': 'CG' } : {},
}))

let d: OpenDistrict
beforeAll(async () => {
  d = await openDistrict()
  await d.db.asOwner((owner) => seedCalendarYears(owner, DISTRICT, [2012, 2013, 2014, 2022, 2023]))
  await d.db.owner.query(`update post set valid_from = '2012-01-01'; update grid set valid_from = '2012-01-01'`)
  await countChanges(d.oversight, DISTRICT) // the counters begin with the first look
})
afterAll(() => d.end())

function cityOf(): ReplayCity {
  const held = { grid1: 'Lin', grid2: 'Chen', community: 'Feng', street: 'Sun', cg: 'Wang' } as const
  const of = (who: Who): Session => {
    const session = d.session(who)
    if (!session) throw new Error(`${who} has no session`)
    return session
  }
  const sessions = new Map(Object.entries(held).map(([unit, who]) => [d.units[unit as keyof typeof held], of(who)]))
  return {
    districtId: DISTRICT,
    places: [
      { ...PLACES.inGrid1, name: '湖东第一网格' },
      { ...PLACES.inGrid2, name: '湖东第二网格' },
    ],
    desk: of('Zhao'),
    hotline: of('Qian'),
    holder: (unitId) => sessions.get(unitId) ?? of('Zhou'),
    department: (code) => (code === 'CG' ? d.units.cg : undefined),
  }
}

describe('a flow that a report names, fed through the commands of the server', () => {
  test.each([
    ['zhengzhou', 1 / 500],
    ['requests', 1 / 1000],
  ] as const)(
    '%s: the statistics of the product tell what the report says',
    async (name, share) => {
      const flow = scaledFlow(REPLAY_FLOWS[name], share)
      const city = cityOf()
      const clock = { at: 0 }
      const matters = replayMatters({
        flow,
        seed: 7,
        offset_min: 480,
        placeCount: city.places.length,
        placeName: (place) => city.places[place]?.name ?? '',
        classes: CLASSES,
      })
      await feedMatters({ city, deps: d.deps, clock }, matters)
      expect(clock.at).toBeLessThan(replayEnd(flow))
      d.setTime(new Date(clock.at).toISOString())
      await countChanges(d.oversight, DISTRICT)

      const asked = async (to: string) =>
        (await d.call(readFigures, { query: { from: flow.from, to }, as: 'Zhou' })).body.total
      const { counts, rates } = await asked(flow.to)
      const expected = expectedCounts(flow)
      const { received, dispatched, reportedUp } = expected
      expect(counts).toMatchObject({ received, dispatched, reportedUp, settledOfReceived: flow.settled })
      expect(counts.received).toBe(counts.dispatched + counts.reportedUp)
      expect(rates.settling.rate).toBeGreaterThanOrEqual(REPLAY_FLOWS[name].settled / REPLAY_FLOWS[name].received)
      // What was settled and judged after the last day of the reports is of the days after.
      const later = (await asked(new Date(replayEnd(flow)).toISOString().slice(0, 10))).counts
      expect(later).toMatchObject(expected)

      // Every one of them has its history of commands, the first of them the report.
      const { rows } = await d.db.owner.query<{ tickets: number; dispatched: number; escalated: number }>(
        `select count(distinct ticket_id)::int as tickets, count(distinct ticket_id) filter (where kind = 'dispatched')::int as dispatched,
        count(distinct ticket_id) filter (where kind = 'escalated')::int as escalated
       from ticket_step where at >= $1::date and at < $2::date + 60`,
        [flow.from, flow.to],
      )
      expect(rows[0]).toEqual({ tickets: received, dispatched: received, escalated: reportedUp })
      for (const figure of FIGURES) expect(counts[figure]).toBeLessThanOrEqual(received)
    },
    120_000,
  )

  test('a command that a rule forbids stops it', async () => {
    const flow = scaledFlow(REPLAY_FLOWS.requests, 1 / 40_000)
    const city = { ...cityOf(), desk: cityOf().hotline, placeCount: 2 }
    const matters = replayMatters({
      flow,
      seed: 8,
      offset_min: 480,
      placeCount: 2,
      placeName: () => '湖东',
      classes: CLASSES,
    })
    await expect(feedMatters({ city, deps: d.deps, clock: { at: 0 } }, matters)).rejects.toMatchObject({
      code: 'right.missing',
    })
  })
})
