import { area_m2, checkCoverage, parseGridCode, toLattice, validateGeometry } from '@lianxin/domain'
import type { CoverageCell } from '@lianxin/domain'
import { describe, expect, test } from 'vitest'
import { plantTree } from '../city/tree.ts'
import { seeded } from '../city/random.ts'
import { chineseNumeral } from '../names/numerals.ts'
import { CITY_COUNTS, cityPartition } from './city.ts'
import type { Partition } from './types.ts'
import { taibaiPartition } from './taibai.ts'

const taibai = taibaiPartition()
const city = cityPartition()

describe.each([
  ['taibai', taibai],
  ['city', city],
])('%s', (_, partition: Partition) => {
  test('every shape is sound and on the lattice, every code well formed and its own', () => {
    const codes = new Set<string>()
    const faults: unknown[] = []
    for (const grid of partition.grids) {
      const parsed = parseGridCode(grid.code)
      if (!parsed.ok || parsed.value.level !== grid.level) faults.push(parsed)
      if (grid.parentCode !== null && !(codes.has(grid.parentCode) && grid.code.startsWith(grid.parentCode)))
        faults.push(grid.code)
      faults.push(...validateGeometry(grid.polygon))
      codes.add(grid.code)
    }
    expect(faults).toEqual([])
    expect(codes.size).toBe(partition.grids.length)
    const [lon, lat] = partition.grids[0]!.polygon[0]![0]![0]!
    expect([lon * 1e7, lat * 1e7].map((n) => Math.abs(n - Math.round(n)) < 1e-5)).toEqual([true, true])
  })

  test('is seamless on every level, and below every parent', () => {
    const below = new Map<string, CoverageCell[]>()
    for (const { code, parentCode, polygon } of partition.grids) {
      if (parentCode === null) continue
      const cells = below.get(parentCode) ?? []
      cells.push({ gridId: code, polygon })
      below.set(parentCode, cells)
    }
    for (const level of [1, 2, 3]) {
      const cells = partition.grids
        .filter((g) => g.level === level)
        .map(({ code, polygon }) => ({ gridId: code, polygon }))
      expect(checkCoverage(cells, partition.grids[0]!.polygon)).toEqual([])
    }
    for (const parent of partition.grids) {
      const cells = below.get(parent.code)
      if (cells) expect(checkCoverage(cells, parent.polygon)).toEqual([])
    }
  })

  test('households and areas add up, most base grids hold 300–500 households and a few do not', () => {
    const sums = new Map<string, number>()
    for (const { parentCode, households } of partition.grids)
      if (parentCode) sums.set(parentCode, (sums.get(parentCode) ?? 0) + households)
    for (const { code, households } of partition.grids) if (sums.has(code)) expect(sums.get(code)).toBe(households)
    const base = partition.grids.filter((grid) => grid.level === 3)
    const outside = base.filter(({ households }) => households < 300 || households > 500).length / base.length
    expect(outside).toBeGreaterThan(0.01)
    expect(outside).toBeLessThan(0.15)
    expect(base.reduce((sum, grid) => sum + grid.area_m2, 0) / area_m2(partition.grids[0]!.polygon)).toBeCloseTo(1, 6)
  })

  test('four boundaries are told for every grid', () => {
    for (const { fourBoundaries: f } of partition.grids)
      expect([f.north, f.east, f.south, f.west].every((name) => name.length >= 2)).toBe(true)
  })
})

test('the demo district has the numbers of the report', () => {
  const base = taibai.grids.filter((grid) => grid.level === 3)
  expect([1, 2].map((level) => taibai.grids.filter((grid) => grid.level === level).length)).toEqual([2, 57])
  expect(base.filter((grid) => grid.setting === 'urban')).toHaveLength(162)
  expect(base.filter((grid) => grid.setting === 'rural')).toHaveLength(57)
  expect(taibai.grids.filter((grid) => grid.statisticalCode !== null && grid.level === 2)).toHaveLength(51)
  expect(taibai.grids.filter((grid) => grid.kind === 'micro').length).toBeGreaterThan(50)
  expect(base.some((grid) => grid.name === '前石桥村第一网格')).toBe(true)
  expect(taibai.lake[0]!.length).toBeGreaterThan(0)
  expect(validateGeometry(taibai.lake)).toEqual([])
})

test('the city has the numbers of the report: 197 + 2,996 + 18,089', () => {
  const counts = [1, 2, 3].map((level) => city.grids.filter((grid) => grid.level === level).length)
  expect(counts).toEqual([CITY_COUNTS.subdistricts, CITY_COUNTS.communities, CITY_COUNTS.baseGrids])
  expect(counts.reduce((a, b) => a + b)).toBe(21_282)
})

test('the same district comes out every time, and hangs on a tree', () => {
  expect(taibaiPartition()).toEqual(taibai)
  const planted = plantTree(seeded(1), taibai.grids, 0)
  expect(planted.at(-1)!.path.split('.')).toHaveLength(6)
})

test('the check finds every cell removed, doubled, shifted by a metre or dented by a metre in the city, and nothing else', () => {
  const cells = city.grids
    .filter((g) => g.level === 3)
    .map(({ code, polygon }): CoverageCell => ({ gridId: code, polygon }))
  const parent = city.grids[0]!.polygon
  // Far apart in the list, and so on the map: their defects do not touch.
  const chosen = Array.from({ length: 60 }, (_, i) => 150 + i * 300)
  const metre = 100
  const move = (cell: CoverageCell, dx: (vertex: number) => number): CoverageCell => ({
    gridId: cell.gridId,
    polygon: cell.polygon.map((part) =>
      part.map((ring) =>
        ring.map(([lon, lat], v) => [(toLattice(lon) + dx(v === ring.length - 1 ? 0 : v)) / 1e7, lat]),
      ),
    ),
  })
  const broken = cells.flatMap((cell, i): CoverageCell[] => {
    const nth = chosen.indexOf(i)
    if (nth < 0) return [cell]
    if (nth % 4 === 0) return []
    if (nth % 4 === 1) return [cell, { ...cell, gridId: `${cell.gridId}-twin` }]
    if (nth % 4 === 2) return [move(cell, () => metre)]
    return [move(cell, (v) => (v === 2 ? metre : 0))]
  })
  const findings = checkCoverage(broken, parent)
  const isNear = (a: readonly number[], cell: CoverageCell): boolean =>
    cell.polygon[0]![0]!.some(([lon, lat]) => Math.hypot(lon - a[0]!, lat - a[1]!) < 0.01)
  chosen.forEach((i, nth) => {
    const cell = cells[i]!
    const here = findings.filter((finding) => isNear(finding.centroid, cell))
    if (nth % 4 === 0)
      expect(here.some((f) => f.kind === 'gap' && Math.abs(f.area_m2 - area_m2(cell.polygon)) < 1)).toBe(true)
    else expect(here.some((f) => f.gridIds.includes(cell.gridId))).toBe(true)
    if (nth % 4 === 2) expect(new Set(here.map((f) => f.defect)).size).toBeGreaterThan(1)
  })
  expect(findings.every((finding) => chosen.some((i) => isNear(finding.centroid, cells[i]!)))).toBe(true)
})

test('Chinese numerals', () => {
  expect([1, 10, 12, 20, 35, 100, 103, 110, 999].map(chineseNumeral)).toEqual([
    '一',
    '十',
    '十二',
    '二十',
    '三十五',
    '一百',
    '一百零三',
    '一百一十',
    '九百九十九',
  ])
})
