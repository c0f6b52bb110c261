import fc from 'fast-check'
import { expect, test } from 'vitest'

import type { WorkCalendar } from '../calendar/types.ts'
import {
  briefDays,
  briefKindOf,
  briefMonthsDue,
  compareRate,
  firstWorkdayOf,
  isRankedAlone,
  monthBeside,
  MOST_MONTHS,
  RANKED_FROM,
  rankUnits,
  settledNotAbove,
  unitsBelow,
  withoutNumbers,
  type ToRank,
} from './brief.ts'
import { byLevel, FIGURES, NO_COUNTS, sumOf, type Counts } from './figures.ts'

const counts = (part: Partial<Counts>): Counts => ({ ...NO_COUNTS, ...part })
const onTime = (settledOnTime: number, settledDated: number): Counts => counts({ settledOnTime, settledDated })

const CALENDAR: WorkCalendar = {
  utcOffsetMinutes: 480,
  spans: [{ fromMinute: 540, toMinute: 1020 }],
  // The first week of October, and a Saturday worked for it.
  exceptions: new Map([
    ...Array.from({ length: 7 }, (_, nth) => [`2026-10-0${nth + 1}`, false] as const),
    ['2026-10-10', true],
    ['2027-01-01', false],
  ]),
  validYears: new Set([2025, 2026]),
}
const at = (local: string): number => Date.parse(`${local}+08:00`)

test('months follow each other over the turn of a year', () => {
  expect([monthBeside('2026-01', -1), monthBeside('2026-12', 1), monthBeside('2026-03', -14)]).toEqual([
    '2025-12',
    '2027-01',
    '2025-01',
  ])
})

test('a month that is over is compared with the whole month before', () => {
  expect(briefDays('2026-03', '2026-04-01')).toEqual({
    period: { from: '2026-03-01', to: '2026-03-31' },
    before: { from: '2026-02-01', to: '2026-02-28' },
    isPreliminary: false,
  })
})

test('a running month goes up to today and is compared with as many days, at most those there are', () => {
  expect(briefDays('2026-03', '2026-03-12')).toMatchObject({
    period: { to: '2026-03-12' },
    before: { from: '2026-02-01', to: '2026-02-12' },
    isPreliminary: true,
  })
  expect(briefDays('2026-03', '2026-03-31')?.before.to).toBe('2026-02-28')
  expect(briefDays('2026-04', '2026-03-31')).toBeUndefined()
})

test('the first working day leaves out weekends and holidays, and is not guessed without a calendar', () => {
  expect(firstWorkdayOf('2026-03', CALENDAR)).toEqual({ ok: true, value: at('2026-03-02T00:00:00') })
  expect(firstWorkdayOf('2026-10', CALENDAR)).toEqual({ ok: true, value: at('2026-10-08T00:00:00') })
  expect(firstWorkdayOf('2027-01', CALENDAR)).toMatchObject({ ok: false, refusal: { year: 2027 } })
})

test('a brief is due from the first working day on, and months that were missed are made up for', () => {
  const due = (local: string, last: string | null) => briefMonthsDue(CALENDAR, at(local), last)
  expect(due('2026-10-07T23:59:59', '2026-08')).toEqual({ ok: true, value: [] })
  expect(due('2026-10-08T00:00:00', '2026-08')).toEqual({ ok: true, value: ['2026-09'] })
  expect(due('2026-10-08T00:00:00', '2026-09')).toEqual({ ok: true, value: [] })
  expect(due('2026-10-05T00:00:00', '2026-06')).toEqual({ ok: true, value: ['2026-07', '2026-08'] })
  expect(due('2026-10-20T00:00:00', null)).toEqual({ ok: true, value: ['2026-09'] })
  expect(due('2026-10-05T00:00:00', null)).toEqual({ ok: true, value: [] })
  expect(due('2027-01-05T00:00:00', null)).toMatchObject({ ok: false, refusal: { year: 2027 } })
  const long = due('2026-10-20T00:00:00', '2019-01')
  expect(long.ok && long.value.length).toBe(MOST_MONTHS)
  expect(long.ok && long.value.at(-1)).toBe('2026-09')
})

test('a rate tells what it is a share of, and its change in points', () => {
  expect(compareRate('onTime', onTime(9, 10), onTime(4, 5))).toEqual({
    numerator: 9,
    denominator: 10,
    rate: 0.9,
    before: 0.8,
    change_points: expect.closeTo(10) as number,
  })
  expect(compareRate('onTime', onTime(0, 0), onTime(4, 5))).toMatchObject({ rate: null, change_points: null })
  expect(compareRate('onTime', onTime(1, 1), onTime(0, 0))).toMatchObject({
    rate: 1,
    before: null,
    change_points: null,
  })
})

test('equal rates share a place, too few matters have none, and the change of places is told', () => {
  const unit = (unitId: string, now: Counts, before: Counts): ToRank => ({ unitId, counts: now, before })
  const ranked = rankUnits([
    unit('few', onTime(4, 4), onTime(10, 10)),
    unit('half', onTime(5, 10), onTime(9, 10)),
    unit('same', onTime(9, 12), onTime(6, 12)),
    unit('third', onTime(6, 8), onTime(1, 2)),
  ])
  expect(ranked.map(({ unitId, place, placeBefore, gained }) => [unitId, place, placeBefore, gained])).toEqual([
    ['same', 1, 3, 2],
    ['third', 1, null, null],
    ['half', 3, 2, -1],
    ['few', null, 1, null],
  ])
})

const anyUnits = fc.array(fc.tuple(fc.nat(60), fc.nat(60), fc.nat(60), fc.nat(60)), { maxLength: 30 }).map((all) =>
  all.map(([a, b, c, d], nth): ToRank => ({
    unitId: `u${nth}`,
    counts: onTime(Math.min(a, b), Math.max(a, b)),
    before: onTime(Math.min(c, d), Math.max(c, d)),
  })),
)

test('in any ranking a better rate has a better place, and nobody is lost', () => {
  fc.assert(
    fc.property(anyUnits, (units) => {
      const ranked = rankUnits(units)
      expect(ranked.map(({ unitId }) => unitId).toSorted()).toEqual(units.map(({ unitId }) => unitId).toSorted())
      const placed = ranked.filter(({ place }) => place !== null)
      for (const one of ranked) expect(one.place === null).toBe(one.counts.settledDated < RANKED_FROM)
      for (const a of placed)
        for (const b of placed) {
          const better = a.counts.settledOnTime * b.counts.settledDated - b.counts.settledOnTime * a.counts.settledDated
          expect(Math.sign((b.place ?? 0) - (a.place ?? 0))).toBe(Math.sign(better))
        }
      if (placed.length > 0) expect(placed[0]?.place).toBe(1)
    }),
  )
})

test('small matters do not leave the community: settled there or below', () => {
  const levels = [
    { level: 3, settled: 6 },
    { level: 2, settled: 2 },
    { level: 1, settled: 1 },
    { level: 0, settled: 1 },
  ]
  expect([settledNotAbove(levels, 2), settledNotAbove(levels, 1), settledNotAbove([], 2)]).toEqual([
    [8, 10],
    [9, 10],
    [0, 0],
  ])
})

test('reasons lose telephones and identity cards, and keep dates and amounts', () => {
  expect(withoutNumbers('等 138 1234 5678 回电，证号 37089019900101123X，或 0537-1234567')).toBe(
    '等 *** 回电，证号 ***，或 ***',
  )
  const kept = '等待材料到货，预计 2026-12-03，工程款 120000 元，需 3 工作日'
  expect(withoutNumbers(kept)).toBe(kept)
})

test('a district, its subdistricts and its departments have briefs; a department below another is part of it', () => {
  const unit = (id: string, parentId: string | null, kind: string, level: number) => ({ id, parentId, kind, level })
  const all = [
    unit('district', null, 'territorial', 0),
    unit('street', 'district', 'territorial', 1),
    unit('community', 'street', 'territorial', 2),
    unit('desk', 'district', 'desk', 0),
    unit('bureau', 'district', 'department', 0),
    unit('team', 'bureau', 'department', 1),
  ]
  const kinds = all.flatMap((one) => briefKindOf(one) ?? [])
  expect(kinds).toEqual(['district', 'subdistrict', 'department', 'department'])
  expect(unitsBelow(all, 'bureau')).toEqual(['bureau', 'team'])
  const departments = ['bureau', 'team'].map((id) => ({ id, unitIds: unitsBelow(all, id) }))
  expect(departments.map((one) => isRankedAlone(one, departments))).toEqual([true, false])
})

test('units of a level together are as many as the units', () => {
  const row = fc.record({ key: fc.nat(9).map(String), received: fc.nat(50), settled: fc.nat(50) })
  fc.assert(
    fc.property(fc.uniqueArray(row, { selector: ({ key }) => key }), (given) => {
      const rows = given.map((one) => ({ ...NO_COUNTS, ...one }))
      const levels = byLevel(rows, (key) => Number(key) % 4)
      const without = (all: readonly ({ key: string } & Counts)[]) => all.map(({ key: _key, ...counted }) => counted)
      expect(sumOf(without(levels))).toEqual(sumOf(without(rows)))
      const told = levels.map(({ key }) => Number(key))
      expect(told).toEqual([...new Set(told)].toSorted((a, b) => b - a))
      expect(FIGURES.every((figure) => levels.every((one) => one[figure] >= 0))).toBe(true)
    }),
  )
})
