import type { CoverageCell } from './coverage.ts'
import { fromLattice } from './lattice.ts'
import type { LonLat, MultiPolygon, Ring } from './types.ts'

/** About one metre in lattice steps, at the latitude of the fixture. */
export const METRE = 90

/** South-western corner of the fixture partition: nowhere in particular. */
const ORIGIN: readonly [number, number] = [1_165_000_000, 353_000_000]

/**
 * A seamless partition of wiggly cells in rows and columns, for tests. Corners between `bend` points per side are
 * moved by a sine, so that neighbours share every corner.
 * @param side  side of a cell in lattice steps
 */
export function wigglyPartition(
  columns: number,
  rows: number,
  bend = 4,
  side = 20_000,
): { cells: CoverageCell[]; parent: MultiPolygon } {
  const at = (i: number, j: number): LonLat => {
    const x = i * (side / bend)
    const y = j * (side / bend)
    const dx = Math.round((Math.sin(i * 1.7 + j * 0.9) * side) / (bend * 3))
    const dy = Math.round((Math.cos(i * 0.8 - j * 2.1) * side) / (bend * 3))
    return [fromLattice(ORIGIN[0] + x + dx), fromLattice(ORIGIN[1] + y + dy)]
  }
  const ring = (i0: number, j0: number, i1: number, j1: number): Ring => {
    const points: LonLat[] = []
    for (let i = i0; i < i1; i++) points.push(at(i, j0))
    for (let j = j0; j < j1; j++) points.push(at(i1, j))
    for (let i = i1; i > i0; i--) points.push(at(i, j1))
    for (let j = j1; j >= j0; j--) points.push(at(i0, j))
    return points
  }
  const cells: CoverageCell[] = []
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const shape = ring(column * bend, row * bend, (column + 1) * bend, (row + 1) * bend)
      cells.push({ gridId: `r${row}c${column}`, polygon: [[shape]] })
    }
  }
  return { cells, parent: [[ring(0, 0, columns * bend, rows * bend)]] }
}

/** The cells with one of them changed. */
export function withCell(
  cells: readonly CoverageCell[],
  gridId: string,
  change: (ring: LonLat[]) => Ring,
): CoverageCell[] {
  return cells.map((cell) =>
    cell.gridId === gridId ? { gridId, polygon: [[change([...cell.polygon[0]![0]!])]] } : cell,
  )
}

/** A corner moved by lattice steps. */
export function moved([lon, lat]: LonLat, dx: number, dy: number): LonLat {
  return [fromLattice(Math.round(lon * 1e7) + dx), fromLattice(Math.round(lat * 1e7) + dy)]
}
