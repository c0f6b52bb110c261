import { drawSample } from '@lianxin/domain'
import { describe, expect, test } from 'vitest'

import { lot } from './lot.ts'

describe('a draw', () => {
  test('can be drawn again with sha256sum and sort alone', () => {
    // for id in a b c d; do echo "$(printf 7/u/$id | sha256sum) $id"; done | sort: 8213… d, a5c2… a, a89a… c, c766… b
    const strata = [{ key: 'u', ids: ['a', 'b', 'c', 'd'] }]
    expect(drawSample(strata, 2, '7', lot)).toEqual([{ key: 'u', ids: ['d', 'a'] }])
  })

  test('favours nobody: over many seeds each of ten is drawn about as often', () => {
    const ids = Array.from({ length: 10 }, (_, index) => `t${index}`)
    const times = new Map(ids.map((id) => [id, 0]))
    for (let seed = 0; seed < 5_000; seed++)
      for (const stratum of drawSample([{ key: 'u', ids }], 3, `seed ${seed}`, lot))
        for (const id of stratum.ids) times.set(id, (times.get(id) ?? 0) + 1)
    // 1,500 expected; five standard deviations are 162.
    for (const count of times.values()) expect(Math.abs(count - 1_500)).toBeLessThan(162)
  })
})
