import { taibaiPartition } from '@lianxin/demo'
import { boundsOf, findOwner, fromLattice, isOnRim, ownsPosition, toLattice, type LonLat } from '@lianxin/domain'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { buildLocator } from './locate.ts'

const { grids } = taibaiPartition()
const district = grids[0]!.polygon
const base = grids.filter((grid) => grid.level === 3).sort((a, b) => (a.code < b.code ? -1 : 1))
const shapes = base.map((grid) => grid.polygon)
const locator = buildLocator(shapes)
const [west, south, east, north] = boundsOf(district)
const corners = shapes.flat(3)
const anywhere = fc
  .tuple(
    fc.integer({ min: toLattice(west), max: toLattice(east) }),
    fc.integer({ min: toLattice(south), max: toLattice(north) }),
  )
  .map(([x, y]): LonLat => [fromLattice(x), fromLattice(y)])

describe('buildLocator', () => {
  test('property: a position inside has one answer, the owner; one outside has none', () => {
    fc.assert(
      fc.property(anywhere, (position) => {
        const found = locator.find(...position)
        if (ownsPosition(district, position)) expect(ownsPosition(shapes[found]!, position)).toBe(true)
        else if (!isOnRim(district, position)) expect(found).toBe(-1)
        expect(found).toBe(findOwner(shapes, position))
      }),
      { numRuns: 500 },
    )
  })

  test('property: corners and middles of shared edges have exactly one answer too, and the rim is never lost', () => {
    fc.assert(
      fc.property(fc.constantFrom(...corners), (corner) => {
        const found = locator.find(...corner)
        expect(found).toBe(findOwner(shapes, corner))
        expect(found).toBeGreaterThanOrEqual(0)
      }),
      { numRuns: 500 },
    )
  })

  test('nearest: 0 inside, the distance just outside, nothing far away', () => {
    const rim = district[0]![0]!
    const [lon, lat] = rim.reduce((a, b) => (b[1] > a[1] ? b : a))
    const beyond = locator.nearest(lon, lat + 0.0001, 50)
    expect(beyond?.distance_m).toBeCloseTo(11.1, 0)
    expect(isOnRim(shapes[beyond!.shape]!, [lon, lat])).toBe(true)
    expect(locator.nearest(lon, lat + 0.0001, 5)).toBeNull()
    expect(locator.nearest(lon, lat + 1, 50)).toBeNull()
    const [x, y] = corners[0]!
    expect(locator.nearest(x, y, 50)).toEqual({ shape: locator.find(x, y), distance_m: 0 })
  })

  test('nothing is found among no shapes', () => {
    expect(buildLocator([]).find(116, 35)).toBe(-1)
    expect(buildLocator([]).nearest(116, 35, 50)).toBeNull()
    expect(locator.find(Number.NaN, 35)).toBe(-1)
  })
})
