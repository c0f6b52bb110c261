import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkCoverage } from './coverage.ts'
import { moved, wigglyPartition } from './partition.fixture.ts'
import { repairTJunctions } from './repair.ts'
import type { MultiPolygon } from './types.ts'

const { cells, parent } = wigglyPartition(5, 4)
const shapes = cells.map((cell) => cell.polygon)
const check = (repaired: readonly MultiPolygon[]): ReturnType<typeof checkCoverage> =>
  checkCoverage(
    repaired.slice(0, -1).map((polygon, i) => ({ gridId: cells[i]!.gridId, polygon })),
    repaired.at(-1),
  )

describe('repairTJunctions', () => {
  test('changes nothing where all corners are shared', () => {
    expect(repairTJunctions([...shapes, parent])).toEqual({ cells: [...shapes, parent], inserted: 0, merged: 0 })
  })

  test('inserts a corner that only one neighbour has', () => {
    const west: MultiPolygon = [
      [
        [
          [116, 35],
          [116.01, 35],
          [116.01, 35.01],
          [116, 35.01],
          [116, 35],
        ],
      ],
    ]
    const east: MultiPolygon = [
      [
        [
          [116.01, 35],
          [116.02, 35],
          [116.02, 35.01],
          [116.01, 35.01],
          [116.01, 35.005],
          [116.01, 35],
        ],
      ],
    ]
    const { cells: repaired, inserted } = repairTJunctions([west, east])
    expect(inserted).toBe(1)
    expect(repaired[0]![0]![0]).toContainEqual([116.01, 35.005])
    expect(repaired[1]).toEqual(east)
  })

  test('joins corners that differ by the rounding of six decimals', () => {
    const rounded = shapes.map((shape, i) =>
      shape.map((part) => part.map((ring) => ring.map((c) => moved(c, i % 3, i % 2)))),
    )
    const { cells: repaired, merged } = repairTJunctions([...rounded, parent])
    expect(merged).toBeGreaterThan(0)
    expect(check(repaired)).toEqual([])
  })

  test('leaves a real gap for the check to name', () => {
    const { cells: repaired } = repairTJunctions([...shapes.slice(0, 7), ...shapes.slice(8), parent])
    const named = repaired.slice(0, -1).map((polygon, i) => ({ gridId: String(i), polygon }))
    expect(checkCoverage(named, repaired.at(-1))).toMatchObject([{ kind: 'gap' }])
  })

  test('property: corners dropped from some cells and jittered by centimetres come back', () => {
    // Two neighbours' copies of a corner then differ by 4.24 lattice steps (4.7 cm) at most: within the 5 cm promised.
    const steps = fc.integer({ min: -1, max: 2 })
    const jitter = fc.array(fc.tuple(fc.nat(19), fc.nat(15), steps, steps), { maxLength: 20 })
    fc.assert(
      fc.property(jitter, (changes) => {
        const broken = shapes.map((shape, s) => {
          const ring = shape[0]![0]!.slice(0, -1).map((corner, v) => {
            const change = changes.find(([cell, vertex]) => cell === s && vertex === v)
            return change ? moved(corner, change[2], change[3]) : corner
          })
          return [[[...ring, ring[0]!]]]
        })
        const { cells: repaired } = repairTJunctions([...broken, parent])
        expect(check(repaired)).toEqual([])
        expect(repairTJunctions(repaired).inserted).toBe(0)
      }),
      { numRuns: 100 },
    )
  })
})
