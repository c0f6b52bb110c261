import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { checkCoverage } from './coverage.ts'
import { insertCorner, moveCorner, removeCorner, type Edited } from './edit-corners.ts'
import type { EditCell } from './edit-cells.ts'
import { mergeCells, splitCell, withChanged } from './edit-parts.ts'
import { area_m2 } from './measure.ts'
import { outlineOf } from './outline.ts'
import { METRE, moved, wigglyPartition } from './partition.fixture.ts'
import type { LonLat, MultiPolygon } from './types.ts'

/** Sixteen base grids in four communities in one district; all drawn, all sharing corners. */
function district(): { cells: EditCell[]; parent: MultiPolygon } {
  const { cells, parent } = wigglyPartition(4, 4)
  const communityOf = (gridId: string): string => {
    const [, row, column] = /r(\d)c(\d)/.exec(gridId) ?? []
    return `q${Number(row) >> 1}${Number(column) >> 1}`
  }
  const base = cells.map(({ gridId, polygon }): EditCell => ({
    gridId,
    parentId: communityOf(gridId),
    layer: 'base',
    polygon,
  }))
  const communities = ['q00', 'q01', 'q10', 'q11'].map((gridId): EditCell => ({
    gridId,
    parentId: 'd',
    layer: 'community',
    polygon: outlineOf(base.filter((cell) => cell.parentId === gridId).map((cell) => cell.polygon)),
  }))
  return {
    cells: [...base, ...communities, { gridId: 'd', parentId: null, layer: 'district', polygon: parent }],
    parent,
  }
}

const layer = (cells: readonly EditCell[], name: string) =>
  cells.filter((cell) => cell.layer === name && cell.polygon.length > 0)
const areaOf = (cells: readonly EditCell[]): number => cells.reduce((sum, { polygon }) => sum + area_m2(polygon), 0)
const cell = (cells: readonly EditCell[], gridId: string): EditCell => cells.find((one) => one.gridId === gridId)!
const ringOf = (cells: readonly EditCell[], gridId: string) => cell(cells, gridId).polygon[0]![0]!
/** The corner where four cells of the middle meet, inside one community or at the border of all four. */
const inner = (cells: readonly EditCell[]): LonLat =>
  ringOf(cells, 'r1c1').find((at) => ringOf(cells, 'r0c0').some((p) => p.join() === at.join()))!
const centre = (cells: readonly EditCell[]): LonLat =>
  ringOf(cells, 'r2c2').find((at) => ringOf(cells, 'r1c1').some((p) => p.join() === at.join()))!
const refusal = (edited: Edited): string => (edited.ok ? 'accepted' : edited.refusal.code)
const value = (edited: Edited): readonly EditCell[] => {
  if (!edited.ok) throw new Error(edited.refusal.code)
  return edited.value
}

function expectSeamless(cells: readonly EditCell[], parent: MultiPolygon, area_before_m2: number): void {
  expect(checkCoverage(layer(cells, 'base'), parent, { tolerance_m: 0 })).toEqual([])
  expect(checkCoverage(layer(cells, 'community'), parent, { tolerance_m: 0 })).toEqual([])
  for (const { gridId, polygon } of layer(cells, 'community')) {
    const children = layer(cells, 'base').filter((one) => one.parentId === gridId)
    expect(checkCoverage(children, polygon, { tolerance_m: 0 })).toEqual([])
  }
  expect(areaOf(layer(cells, 'base')) / area_before_m2).toBeCloseTo(1, 12)
}

type Act =
  | {
      readonly kind: 'move' | 'insert' | 'remove'
      readonly grid: number
      readonly corner: number
      readonly dx: number
      readonly dy: number
    }
  | {
      readonly kind: 'split' | 'merge'
      readonly grid: number
      readonly corner: number
      readonly dx: number
      readonly dy: number
    }

const act: fc.Arbitrary<Act> = fc.record({
  kind: fc.constantFrom('move', 'insert', 'remove', 'split', 'merge'),
  grid: fc.nat(60),
  corner: fc.nat(60),
  dx: fc.integer({ min: -6000, max: 6000 }),
  dy: fc.integer({ min: -6000, max: 6000 }),
})

function apply(cells: readonly EditCell[], { kind, grid, corner, dx, dy }: Act, step: number): Edited {
  const base = layer(cells, 'base')
  const one = base[grid % base.length]!
  const ring = one.polygon[0]![0]!
  const at = ring[corner % ring.length]!
  const i = corner % (ring.length - 1)
  switch (kind) {
    case 'move':
      return moveCorner(cells, at, moved(at, dx, dy))
    case 'insert':
      return insertCorner(cells, [ring[i]!, ring[i + 1]!], moved(ring[i]!, dx, dy))
    case 'remove':
      return removeCorner(cells, at)
    case 'split':
      return splitCell(cells, one.gridId, [at, ring[(corner + 7) % ring.length]!], `new${step}`)
    case 'merge':
      return mergeCells(cells, one.gridId, base[(grid + 1) % base.length]!.gridId)
  }
}

test('after any edits that were accepted every level is seamless and the area is the same', () => {
  let accepted = 0
  fc.assert(
    fc.property(fc.array(act, { minLength: 1, maxLength: 12 }), (acts) => {
      const { cells: given, parent } = district()
      let cells: readonly EditCell[] = given
      const before_m2 = areaOf(layer(cells, 'base'))
      for (const [step, one] of acts.entries()) {
        const edited = apply(cells, one, step)
        if (!edited.ok) continue
        accepted++
        cells = withChanged(cells, edited.value)
      }
      expectSeamless(cells, parent, before_m2)
    }),
    { numRuns: 120 },
  )
  expect(accepted).toBeGreaterThan(60)
})

describe('a corner', () => {
  test('is moved for all who share it, on every level', () => {
    const { cells } = district()
    const at = centre(cells)
    const changed = value(moveCorner(cells, at, moved(at, 5 * METRE, 3 * METRE)))
    expect(changed.map(({ gridId }) => gridId).sort()).toEqual(
      ['q00', 'q01', 'q10', 'q11', 'r1c1', 'r1c2', 'r2c1', 'r2c2'].sort(),
    )
    expect(value(moveCorner(cells, inner(cells), moved(inner(cells), METRE, 0)))).toHaveLength(4)
  })

  test('is not moved over an edge, onto another corner, or at the rim of the district', () => {
    const { cells } = district()
    const at = inner(cells)
    expect(refusal(moveCorner(cells, at, moved(at, 300 * METRE, 0)))).toBe('grid.edit_crosses')
    const beside = ringOf(cells, 'r1c1')[1]!
    expect(refusal(moveCorner(cells, at, beside))).toBe('grid.edit_crosses')
    const rim = ringOf(cells, 'd')[0]!
    expect(refusal(moveCorner(cells, rim, moved(rim, METRE, 0)))).toBe('grid.edit_rim')
    expect(refusal(moveCorner(cells, moved(at, 1, 1), at))).toBe('grid.edit_no_corner')
  })

  test('comes into an edge for both sides, and goes again', () => {
    const { cells } = district()
    const ring = ringOf(cells, 'r1c1')
    const [a, b] = [ring[1]!, ring[2]!]
    const middle: LonLat = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]
    const changed = value(insertCorner(cells, [a, b], middle))
    expect(changed.map(({ gridId }) => gridId).sort()).toEqual(['r0c1', 'r1c1'])
    const after = withChanged(cells, changed)
    const inserted = ringOf(after, 'r1c1')[2]!
    const back = withChanged(after, value(removeCorner(after, inserted)))
    expect(ringOf(back, 'r1c1')).toEqual(ring)
    expect(refusal(removeCorner(cells, inner(cells)))).toBe('grid.edit_corner_needed')
    expect(refusal(insertCorner(cells, [a, ring[3]!], middle))).toBe('grid.edit_no_corner')
    const rim = ringOf(cells, 'd')
    expect(refusal(insertCorner(cells, [rim[0]!, rim[1]!], rim[0]!))).toBe('grid.edit_rim')
  })
})

describe('a grid', () => {
  test('is split by a line through it; the larger part keeps the grid', () => {
    const { cells, parent } = district()
    const ring = ringOf(cells, 'r1c1')
    const [a, b] = [ring[1]!, ring[11]!]
    const off = moved([(a[0] + b[0]) / 2, (a[1] + b[1]) / 2], 7 * METRE, 0)
    const changed = value(splitCell(cells, 'r1c1', [moved(a, 3 * METRE, -2 * METRE), off, b], 'new'))
    const after = withChanged(cells, changed)
    expect(area_m2(cell(after, 'r1c1').polygon)).toBeGreaterThan(area_m2(cell(after, 'new').polygon))
    expectSeamless(after, parent, areaOf(layer(cells, 'base')))
    // Joined again it covers what it covered.
    const joined = withChanged(after, value(mergeCells(after, 'r1c1', 'new')))
    expect(area_m2(cell(joined, 'r1c1').polygon)).toBeCloseTo(area_m2(cell(cells, 'r1c1').polygon), 1)
  })

  test('is not split by a line that leaves it, crosses itself or ends inside', () => {
    const { cells } = district()
    const ring = ringOf(cells, 'r1c1')
    const far = moved(ring[8]!, 4000 * METRE, 0)
    expect(refusal(splitCell(cells, 'r1c1', [ring[1]!, far, ring[9]!], 'new'))).toBe('grid.edit_crosses')
    const [x, y] = ring.slice(0, -1).reduce(([sx, sy], [lon, lat]) => [sx + lon / 16, sy + lat / 16], [0, 0])
    expect(refusal(splitCell(cells, 'r1c1', [ring[1]!, [x, y]], 'new'))).toBe('grid.edit_line')
    expect(refusal(splitCell(cells, 'r1c1', [ring[1]!, ring[1]!], 'new'))).toBe('grid.edit_line')
    expect(refusal(splitCell(cells, 'nobody', [ring[1]!, ring[9]!], 'new'))).toBe('grid.edit_line')
  })

  test('is merged with a neighbour, not with one that only meets it in a corner', () => {
    const { cells, parent } = district()
    const after = withChanged(cells, value(mergeCells(cells, 'r0c0', 'r0c1')))
    expect(cell(after, 'r0c1').polygon).toEqual([])
    expectSeamless(after, parent, areaOf(layer(cells, 'base')))
    expect(refusal(mergeCells(cells, 'r1c1', 'r1c2'))).toBe('grid.edit_other_parent')
    expect(refusal(mergeCells(cells, 'r0c0', 'r1c1'))).toBe('grid.edit_not_neighbours')
    expect(refusal(mergeCells(cells, 'r0c0', 'r0c0'))).toBe('grid.edit_not_neighbours')
  })
})
