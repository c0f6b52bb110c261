import { sideOf, toLattice } from './lattice.ts'
import type { LonLat, MultiPolygon } from './types.ts'

/**
 * Whether a cell owns a position. The rule is half open, on whole lattice numbers: points of the western and southern
 * edges belong to the cell, points of the eastern and northern edges do not. In a seamless partition every position
 * inside is therefore owned by exactly one cell, on shared edges and corners too; on the outer rim by at most one.
 */
export function ownsPosition(polygon: MultiPolygon, position: LonLat): boolean {
  return windingOf(polygon, toLattice(position[0]), toLattice(position[1])).inside
}

/** Whether a position lies on the rim of a shape (to within half a lattice step). */
export function isOnRim(polygon: MultiPolygon, position: LonLat): boolean {
  return windingOf(polygon, toLattice(position[0]), toLattice(position[1])).rim
}

/**
 * The one cell a position belongs to: the cell that owns it; on the outer rim, where none may own it, the first cell
 * in the order given that touches it (sort by code: the lowest code wins). -1 outside of all cells.
 */
export function findOwner(cells: readonly MultiPolygon[], position: LonLat): number {
  const x = toLattice(position[0])
  const y = toLattice(position[1])
  let touching = -1
  for (let i = 0; i < cells.length; i++) {
    const { inside, rim } = windingOf(cells[i]!, x, y)
    if (inside) return i
    if (rim && touching < 0) touching = i
  }
  return touching
}

function windingOf(polygon: MultiPolygon, x: number, y: number): { inside: boolean; rim: boolean } {
  let inside = false
  let rim = false
  for (const part of polygon) {
    for (const ring of part) {
      let bx = toLattice(ring[0]?.[0] ?? Number.NaN)
      let by = toLattice(ring[0]?.[1] ?? Number.NaN)
      for (let i = 1; i < ring.length; i++) {
        const ax = bx
        const ay = by
        bx = toLattice(ring[i]![0])
        by = toLattice(ring[i]![1])
        if (y < Math.min(ay, by) || y > Math.max(ay, by)) continue
        const side = sideOf(ax, ay, bx, by, x, y)
        if (side === 0 && x >= Math.min(ax, bx) && x <= Math.max(ax, bx)) rim = true
        if (ay > y !== by > y && side === (by > ay ? 1 : -1)) inside = !inside
      }
    }
  }
  return { inside, rim }
}
