import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { placed } from './ranking.ts'

const of = (...totals: (number | null)[]) => totals.map((total_centi, nth) => ({ unitId: `u${nth}`, total_centi }))
const places = (isPublished: boolean, ...totals: (number | null)[]) =>
  placed(of(...totals), isPublished).map(({ score, place }) => [score.unitId, place])

describe('places of units', () => {
  test('equal totals share one, the next stands behind all of them; who has no total stands last without any', () => {
    expect(places(true, 9000, null, 9500, 9000, 0, 8000)).toEqual([
      ['u2', 1],
      ['u0', 2],
      ['u3', 2],
      ['u5', 4],
      ['u4', 5],
      ['u1', null],
    ])
  })

  test('there are none before it is published', () => {
    expect(places(false, 1, 2).map(([, place]) => place)).toEqual([null, null])
  })

  test('do not depend on the order in which scores come, and tell how many are better', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.nat(9)), { maxLength: 12 }), (totals) => {
        const scores = of(...totals)
        const result = placed(scores, true)
        expect(placed(scores.toReversed(), true)).toEqual(result)
        for (const { score, place } of result)
          expect(place).toBe(
            score.total_centi === null
              ? null
              : 1 + totals.filter((total) => total !== null && total > (score.total_centi ?? 0)).length,
          )
      }),
    )
  })
})
