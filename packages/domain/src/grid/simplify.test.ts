import fc from 'fast-check'
import { expect, test } from 'vitest'

import { distance_m } from './measure.ts'
import { simplifyPolygon } from './simplify.ts'
import type { LonLat, Ring } from './types.ts'

const step = 0.0001
/** A wavy circle of so many corners. */
const wavy = (corners: number, wave: number): Ring => {
  const ring = Array.from({ length: corners }, (_, i): LonLat => {
    const angle = (i / corners) * 2 * Math.PI
    const radius = step * (30 + wave * Math.sin(angle * 17))
    return [116.5 + radius * Math.cos(angle), 35.3 + radius * Math.sin(angle)]
  })
  return [...ring, ring[0]!]
}
const toSegment_m = (p: LonLat, a: LonLat, b: LonLat): number => {
  let nearest = Infinity
  for (let k = 0; k <= 200; k++)
    nearest = Math.min(nearest, distance_m(p, [a[0] + ((b[0] - a[0]) * k) / 200, a[1] + ((b[1] - a[1]) * k) / 200]))
  return nearest
}

test('nothing left out lies farther from the outline than asked for, and rings stay closed', () => {
  fc.assert(
    fc.property(fc.integer({ min: 8, max: 120 }), fc.double({ min: 0, max: 8, noNaN: true }), (corners, wave) => {
      const ring = wavy(corners, wave)
      const [[simple]] = simplifyPolygon([[ring]], 20) as [[Ring]]
      expect(simple[0]).toEqual(simple.at(-1))
      expect(simple.length).toBeLessThanOrEqual(ring.length)
      for (const point of ring) {
        const away = Math.min(...simple.slice(1).map((b, i) => toSegment_m(point, simple[i]!, b)))
        expect(away).toBeLessThanOrEqual(21)
      }
    }),
    { numRuns: 30 },
  )
})

test('points on a straight line go, a triangle stays', () => {
  const square: Ring = [
    [0, 0],
    [0.001, 0],
    [0.002, 0],
    [0.002, 0.002],
    [0, 0.002],
    [0, 0],
  ]
  expect(simplifyPolygon([[square]], 5)[0]![0]).toHaveLength(5)
  const tiny: Ring = [
    [0, 0],
    [0.00001, 0],
    [0, 0.00001],
    [0, 0],
  ]
  expect(simplifyPolygon([[tiny]], 50)[0]![0]).toEqual(tiny)
})
