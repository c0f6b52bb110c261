import fc from 'fast-check'
import { expect, test } from 'vitest'

import { sameMatter, type Compared } from './same-matter.ts'

const HOUR_ms = 3_600_000
const nothing: Compared = { words: 0, away_m: null, age_ms: 40 * 24 * HOUR_ms, photoBits: null, sameClass: false }

test.each<[string, Partial<Compared>, readonly string[] | null]>([
  ['nothing alike', {}, null],
  ['near and new alone', { away_m: 10, age_ms: HOUR_ms }, null],
  ['the same class somewhere', { sameClass: true, age_ms: HOUR_ms }, null],
  ['the same class on the same spot', { sameClass: true, away_m: 60 }, ['class', 'near']],
  ['alike words', { words: 0.4 }, ['words']],
  ['alike words, near, new', { words: 0.4, away_m: 80, age_ms: 2 * HOUR_ms }, ['words', 'near', 'recent']],
  ['an alike photo', { photoBits: 3 }, ['photo']],
  ['a few shared pairs', { words: 0.1, away_m: 5 }, null],
])('%s', (_name, given, signs) => {
  expect(sameMatter({ ...nothing, ...given })?.signs ?? null).toEqual(signs)
})

test('every sign makes a matter likelier and none is ever above certain', () => {
  const compared = fc.record({
    words: fc.double({ min: 0.2, max: 1, noNaN: true }),
    away_m: fc.option(fc.nat(1500)),
    age_ms: fc.nat(40 * 24 * HOUR_ms),
    photoBits: fc.option(fc.nat(10)),
    sameClass: fc.boolean(),
  })
  fc.assert(
    fc.property(compared, (one) => {
      const likeness = sameMatter(one)?.likeness ?? 0
      expect(likeness).toBeGreaterThan(0)
      expect(likeness).toBeLessThanOrEqual(1)
      expect(sameMatter({ ...one, sameClass: true })?.likeness).toBeGreaterThanOrEqual(likeness)
      expect(sameMatter({ ...one, photoBits: 0 })?.likeness).toBeGreaterThanOrEqual(likeness)
      expect(sameMatter({ ...one, age_ms: 0 })?.likeness).toBeGreaterThanOrEqual(likeness)
      expect(sameMatter({ ...one, away_m: 0 })?.likeness).toBeGreaterThanOrEqual(likeness)
    }),
  )
})
