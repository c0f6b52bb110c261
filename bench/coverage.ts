import { fileURLToPath } from 'node:url'

import { cityPartition } from '@lianxin/demo'
import { checkCoverage, repairTJunctions, type CoverageCell, type MultiPolygon } from '@lianxin/domain'

const ROUNDS = 7

/**
 * The coverage check over the 18,089 base grids of the city, sound and with defects, beside two plain passes over the
 * same corners: a hash of every coordinate, and reading the shapes from JSON.
 */
export async function run(): Promise<Record<string, number | string>> {
  const city = cityPartition()
  const cells = city.grids
    .filter((grid) => grid.level === 3)
    .map(({ code, polygon }): CoverageCell => ({ gridId: code, polygon }))
  const parent = city.grids[0]!.polygon
  const broken = withDefects(cells)
  const json = JSON.stringify(cells.map((cell) => cell.polygon))

  const sound_ms = median(() => checkCoverage(cells, parent))
  const broken_ms = median(() => checkCoverage(broken, parent))
  const hash_ms = median(() => hashOf(cells))
  const json_ms = median(() => JSON.parse(json))
  const repair_ms = median(() => repairTJunctions([...cells.map((cell) => cell.polygon), parent]), 3)
  return {
    cells: cells.length,
    corners: cells.reduce((sum, cell) => sum + cell.polygon.flat(2).length, 0),
    coverage_ms: sound_ms,
    coverage_with_60_defects_ms: broken_ms,
    repair_t_junctions_ms: repair_ms,
    plain_hash_of_corners_ms: hash_ms,
    json_parse_of_shapes_ms: json_ms,
    coverage_per_plain_hash_ratio: round(sound_ms / hash_ms),
    coverage_per_json_parse_ratio: round(sound_ms / json_ms),
    findings_sound: checkCoverage(cells, parent).length,
    findings_broken: checkCoverage(broken, parent).length,
  }
}

/** Sixty cells, far apart: by turns removed, doubled, or with one corner moved by a metre. */
function withDefects(cells: readonly CoverageCell[]): CoverageCell[] {
  const metre = 1e-5
  return cells.flatMap((cell, i): CoverageCell[] => {
    if (i % 300 !== 150) return [cell]
    const nth = Math.floor(i / 300)
    if (nth % 3 === 0) return []
    if (nth % 3 === 1) return [cell, { ...cell, gridId: `${cell.gridId}-twin` }]
    const polygon: MultiPolygon = cell.polygon.map((part) =>
      part.map((ring) => ring.map(([lon, lat], v) => [v === 2 ? lon + metre : lon, lat])),
    )
    return [{ gridId: cell.gridId, polygon }]
  })
}

function hashOf(cells: readonly CoverageCell[]): number {
  let hash = 0
  for (const { polygon } of cells)
    for (const part of polygon)
      for (const ring of part)
        for (const [lon, lat] of ring)
          hash = Math.imul(hash ^ Math.round(lon * 1e7), 0x9e3779b1) ^ Math.round(lat * 1e7)
  return hash
}

function median(work: () => unknown, rounds = ROUNDS): number {
  const times = Array.from({ length: rounds }, () => {
    const start = performance.now()
    work()
    return performance.now() - start
  }).sort((a, b) => a - b)
  return round(times[Math.floor(rounds / 2)]!)
}

function round(n: number): number {
  return Math.round(n * 100) / 100
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(JSON.stringify(await run()))
