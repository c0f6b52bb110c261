import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkCoverage } from './coverage.ts'
import { area_m2, centroidOf } from './measure.ts'
import { METRE, moved, wigglyPartition, withCell } from './partition.fixture.ts'
import { validateGeometry } from './validity.ts'
import type { LonLat, MultiPolygon } from './types.ts'

const { cells, parent } = wigglyPartition(6, 5)
const areaOf = (id: string): number => area_m2(cells.find((cell) => cell.gridId === id)!.polygon)
const square = (west: number, south: number, size: number): MultiPolygon => {
  const [lon, lat] = cells[0]!.polygon[0]![0]![0]!
  const at = (x: number, y: number): LonLat => moved([lon, lat], x, y)
  return [
    [[at(west, south), at(west + size, south), at(west + size, south + size), at(west, south + size), at(west, south)]],
  ]
}

describe('checkCoverage', () => {
  test('has nothing to say about a seamless partition, with its parent and without', () => {
    for (const cell of cells) expect(validateGeometry(cell.polygon)).toEqual([])
    expect(checkCoverage(cells, parent)).toEqual([])
    expect(checkCoverage(cells)).toEqual([])
  })

  test('names a removed cell as a gap with its area and the cells around it', () => {
    const findings = checkCoverage(
      cells.filter((cell) => cell.gridId !== 'r2c3'),
      parent,
    )
    expect(findings).toMatchObject([{ kind: 'gap', gridIds: ['r1c3', 'r2c2', 'r2c4', 'r3c3'] }])
    expect(findings[0]!.area_m2).toBeCloseTo(areaOf('r2c3'), 3)
  })

  test('finds an inner gap without a parent too, and a removed corner cell only with it', () => {
    expect(checkCoverage(cells.filter((cell) => cell.gridId !== 'r2c3'))).toMatchObject([{ kind: 'gap' }])
    const cut = cells.filter((cell) => cell.gridId !== 'r0c0')
    expect(checkCoverage(cut)).toEqual([])
    expect(checkCoverage(cut, parent)).toMatchObject([{ kind: 'gap', gridIds: ['r0c1', 'r1c0'] }])
  })

  test('names a duplicated cell as an overlap of the two', () => {
    const twin = { gridId: 'twin', polygon: cells.find((cell) => cell.gridId === 'r1c1')!.polygon }
    const findings = checkCoverage([...cells, twin], parent)
    expect(findings).toMatchObject([{ kind: 'overlap', gridIds: ['r1c1', 'twin'] }])
    expect(findings[0]!.area_m2).toBeCloseTo(areaOf('r1c1'), 3)
  })

  test('names a small cell inside a large one as an overlap of both', () => {
    const findings = checkCoverage([...cells, { gridId: 'kiosk', polygon: square(8000, 8000, 3000) }], parent)
    expect(findings).toMatchObject([{ kind: 'overlap', gridIds: ['kiosk', 'r0c0'] }])
  })

  test('names a cell outside of the parent', () => {
    const findings = checkCoverage([...cells, { gridId: 'far', polygon: square(-90_000, 0, 3000) }], parent)
    expect(findings).toMatchObject([{ kind: 'outsideParent', gridIds: ['far'] }])
  })

  test('names a metre-thin sliver for what it is: gap, overlap, piece outside', () => {
    const gap = checkCoverage(
      withCell(cells, 'r2c2', (ring) => [...ring.slice(0, 5), moved(ring[5]!, -METRE, 0), ...ring.slice(6)]),
      parent,
    )
    expect(gap).toMatchObject([{ kind: 'sliver', defect: 'gap', gridIds: ['r2c2', 'r2c3'] }])
    const overlap = checkCoverage(
      withCell(cells, 'r2c2', (ring) => [...ring.slice(0, 5), moved(ring[5]!, METRE, 0), ...ring.slice(6)]),
      parent,
    )
    expect(overlap).toMatchObject([{ kind: 'sliver', defect: 'overlap', gridIds: ['r2c2', 'r2c3'] }])
    const outside = checkCoverage(
      withCell(cells, 'r0c2', (ring) => [ring[0]!, moved(ring[1]!, 0, -METRE), ...ring.slice(2)]),
      parent,
    )
    expect(outside).toMatchObject([{ kind: 'sliver', defect: 'outsideParent', gridIds: ['r0c2'] }])
  })

  test('splits a shifted cell into the overlap on one side and the gap on the other', () => {
    const shifted = withCell(cells, 'r2c2', (ring) => ring.map((corner) => moved(corner, 3000, 0)))
    const findings = checkCoverage(shifted, parent)
    const sum = (defect: string): number =>
      findings.filter((f) => f.defect === defect).reduce((s, f) => s + f.area_m2, 0)
    expect(sum('gap')).toBeGreaterThan(1000)
    expect(Math.abs(sum('gap') - sum('overlap'))).toBeLessThan(1)
    expect(sum('outsideParent')).toBe(0)
  })

  test('tells a gap that surrounds the cells: its holes are taken off', () => {
    const wide = square(-50_000, -50_000, 300_000)
    const findings = checkCoverage(cells, wide)
    expect(findings).toMatchObject([{ kind: 'gap' }])
    expect(findings[0]!.holes).toHaveLength(1)
    expect(findings[0]!.area_m2).toBeCloseTo(area_m2(wide) - area_m2(parent), 0)
  })

  test('leaves a lake out when the parent has it as a hole', () => {
    const lake = cells.find((cell) => cell.gridId === 'r2c3')!.polygon[0]![0]!
    const dry = cells.filter((cell) => cell.gridId !== 'r2c3')
    expect(checkCoverage(dry, [[parent[0]![0]!, lake.toReversed()]])).toEqual([])
    expect(checkCoverage(cells, [[parent[0]![0]!, lake]])).toMatchObject([
      { defect: 'outsideParent', gridIds: ['r2c3'] },
    ])
  })

  test('accepts rings in either direction and a corner that only one side has (exact T-junction)', () => {
    expect(
      checkCoverage(
        withCell(cells, 'r1c1', (ring) => ring.toReversed()),
        parent,
      ),
    ).toEqual([])
    const [a, b] = [square(0, 0, 4000), square(4000, 0, 4000)]
    const [corner, ...rest] = b[0]![0]!
    const bent = [corner!, ...rest.slice(0, 3), moved(corner!, 0, 1000), corner!]
    expect(
      checkCoverage([
        { gridId: 'a', polygon: a },
        { gridId: 'b', polygon: [[bent]] },
      ]),
    ).toEqual([])
  })

  test('property: any set of moved corners is found, and the areas add up', () => {
    const spots = fc.uniqueArray(fc.record({ row: fc.nat(4), column: fc.nat(5) }), {
      selector: ({ row, column }) => `${row} ${column}`,
      maxLength: 8,
    })
    const shift = fc.integer({ min: -900, max: 900 }).filter((d) => Math.abs(d) >= METRE)
    fc.assert(
      fc.property(spots, shift, shift, (places, dx, dy) => {
        let broken = cells
        for (const { row, column } of places)
          broken = withCell(broken, `r${row}c${column}`, (ring) =>
            ring.map((corner, i) => (i === 6 ? moved(corner, dx, dy) : corner)),
          )
        const findings = checkCoverage(broken, parent, { tolerance_m: 0 })
        const excess = findings.reduce((s, f) => s + (f.defect === 'gap' ? -f.area_m2 : f.area_m2), 0)
        const expected = broken.reduce((s, cell) => s + area_m2(cell.polygon), 0) - area_m2(parent)
        expect(Math.abs(excess - expected)).toBeLessThan(0.5)
        for (const { row, column } of places)
          expect(findings.some((f) => f.gridIds.includes(`r${row}c${column}`))).toBe(true)
        if (places.length === 0) expect(findings).toEqual([])
      }),
      { numRuns: 150 },
    )
  })

  test('property: removing any cells leaves gaps of exactly their area', () => {
    fc.assert(
      fc.property(fc.subarray(cells, { minLength: 1, maxLength: 12 }), (removed) => {
        const findings = checkCoverage(
          cells.filter((cell) => !removed.includes(cell)),
          parent,
        )
        expect(findings.every((f) => f.kind === 'gap')).toBe(true)
        const expected = removed.reduce((s, cell) => s + area_m2(cell.polygon), 0)
        expect(findings.reduce((s, f) => s + f.area_m2, 0)).toBeCloseTo(expected, 2)
      }),
      { numRuns: 100 },
    )
  })

  test('places its finding where the defect is', () => {
    const [finding] = checkCoverage(
      cells.filter((cell) => cell.gridId !== 'r3c4'),
      parent,
    )
    const middle = centroidOf(cells.find((cell) => cell.gridId === 'r3c4')!.polygon)
    expect(finding!.centroid[0]).toBeCloseTo(middle[0], 6)
    expect(finding!.centroid[1]).toBeCloseTo(middle[1], 6)
  })
})
