import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import type { LonLat } from '../grid/types.ts'
import { walkingOrder, wayLength_m, type Stop } from './walking-order.ts'

const place = fc.tuple(
  fc.double({ min: 116.5, max: 116.7, noNaN: true }),
  fc.double({ min: 35.2, max: 35.4, noNaN: true }),
)
const stops = fc
  .array(fc.record({ place: fc.option(place, { freq: 5 }), overdue: fc.boolean() }), { maxLength: 40 })
  .map((list) => list.map((stop, id) => ({ ...stop, id })))
type Numbered = Stop & { readonly id: number }

const placesOf = (list: readonly Numbered[]): LonLat[] => list.flatMap(({ place }) => (place ? [place] : []))
const orderOf = (from: LonLat, list: readonly Numbered[]): Numbered[] =>
  walkingOrder(from, list).map(({ stop }) => stop)

describe('walking order', () => {
  test('every stop occurs once', () =>
    fc.assert(
      fc.property(place, stops, (from, list) => {
        const ids = orderOf(from, list).map(({ id }) => id)
        expect(ids.toSorted((a, b) => a - b)).toEqual(list.map(({ id }) => id))
      }),
    ))

  test('what is overdue comes first and keeps its order', () =>
    fc.assert(
      fc.property(place, stops, (from, list) => {
        const overdue = list.filter((stop) => stop.overdue)
        expect(orderOf(from, list).slice(0, overdue.length)).toEqual(overdue)
      }),
    ))

  test('the way is never longer than overdue first and the rest as given', () =>
    fc.assert(
      fc.property(place, stops, (from, list) => {
        const given = [...list.filter(({ overdue }) => overdue), ...list.filter(({ overdue }) => !overdue)]
        const walked_m = wayLength_m(from, placesOf(orderOf(from, list)))
        expect(walked_m).toBeLessThanOrEqual(wayLength_m(from, placesOf(given)) + 1e-6)
      }),
    ))

  test('the distances told add up to the way; without a place there is none, and it comes last', () =>
    fc.assert(
      fc.property(place, stops, (from, list) => {
        const legs = walkingOrder(from, list)
        const sum_m = legs.reduce((sum, { away_m }) => sum + (away_m ?? 0), 0)
        expect(sum_m).toBeCloseTo(wayLength_m(from, placesOf(legs.map(({ stop }) => stop))), 3)
        for (const { stop, away_m } of legs) expect(away_m === null).toBe(stop.place === null)
        const rest = legs.filter(({ stop }) => !stop.overdue).map(({ stop }) => stop.place === null)
        expect(rest).toEqual(rest.toSorted((a, b) => Number(a) - Number(b)))
      }),
    ))

  test('a zigzag along a street becomes a walk along it', () => {
    const at = (x: number): Stop => ({ place: [116 + x / 1000, 35], overdue: false })
    const [a, b, c, d] = [at(1), at(2), at(3), at(4)]
    expect(walkingOrder([116, 35], [c, a, d, b]).map(({ stop }) => stop)).toEqual([a, b, c, d])
  })
})
