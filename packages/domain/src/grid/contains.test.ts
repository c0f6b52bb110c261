import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findOwner, isOnRim, ownsPosition } from './contains.ts'
import { fromLattice, sideOf, toLattice } from './lattice.ts'
import { wigglyPartition } from './partition.fixture.ts'
import type { LonLat } from './types.ts'

const { cells, parent } = wigglyPartition(4, 4, 3, 300)
const shapes = cells.map((cell) => cell.polygon)
const corners = shapes.flatMap((shape) => shape[0]![0]!)

describe('ownership of positions', () => {
  test('property: every position inside is owned by exactly one cell, also on edges and corners', () => {
    const near = fc.record({
      corner: fc.constantFrom(...corners),
      dx: fc.integer({ min: -120, max: 120 }),
      dy: fc.integer({ min: -120, max: 120 }),
      on: fc.boolean(),
    })
    fc.assert(
      fc.property(near, ({ corner, dx, dy, on }) => {
        const position: LonLat = on
          ? corner
          : [fromLattice(toLattice(corner[0]) + dx), fromLattice(toLattice(corner[1]) + dy)]
        const owners = shapes.filter((shape) => ownsPosition(shape, position)).length
        if (isOnRim(parent, position)) {
          expect(owners).toBeLessThanOrEqual(1)
          expect(findOwner(shapes, position)).toBeGreaterThanOrEqual(0)
        } else {
          expect(owners).toBe(ownsPosition(parent, position) ? 1 : 0)
          expect(findOwner(shapes, position) >= 0).toBe(owners === 1)
        }
      }),
      { numRuns: 2000 },
    )
  })

  test('on the rim the first cell that touches wins', () => {
    const [northEast] = [shapes.at(-1)![0]![0]!.reduce((a, b) => (b[0] + b[1] > a[0] + a[1] ? b : a))]
    expect(ownsPosition(parent, northEast)).toBe(false)
    expect(findOwner(shapes, northEast)).toBe(shapes.length - 1)
  })

  test('a hole is not inside, and outside is -1', () => {
    const outer = parent[0]![0]!
    const hole = shapes[5]![0]![0]!
    const [lon, lat] = hole[0]!
    expect(ownsPosition([[outer, hole]], [lon + 0.00001, lat + 0.00001])).toBe(false)
    expect(findOwner(shapes, [0, 0])).toBe(-1)
  })

  test('property: sideOf is exact where doubles are not', () => {
    const n = fc.integer({ min: -1_800_000_000, max: 1_800_000_000 })
    fc.assert(
      fc.property(n, n, n, n, n, n, (ax, ay, bx, by, px, py) => {
        const exact =
          (BigInt(bx) - BigInt(ax)) * (BigInt(py) - BigInt(ay)) - (BigInt(by) - BigInt(ay)) * (BigInt(px) - BigInt(ax))
        expect(sideOf(ax, ay, bx, by, px, py)).toBe(exact > 0n ? 1 : exact < 0n ? -1 : 0)
      }),
    )
    expect(sideOf(0, 0, 1_800_000_000, 1_799_999_999, 900_000_001, 900_000_000)).toBe(-1)
  })
})
