import type { LonLat, MultiPolygon, Ring } from './types.ts'

/**
 * Geometry is decided on whole numbers: one step of the lattice is 1e-7° (1.1 cm of latitude). A longitude fits into
 * 32 signed bits, so shapes lie in typed arrays and equal corners are equal numbers.
 */
export const STEPS_PER_DEGREE = 1e7

/** Length of one lattice step of latitude in metres, on the sphere of `EARTH_RADIUS_M`. */
export const STEP_M = 0.0111195

/** Degrees → lattice steps. */
export function toLattice(degrees: number): number {
  return Math.round(degrees * STEPS_PER_DEGREE)
}

/** Lattice steps → degrees; the nearest double, so that `toLattice(fromLattice(n)) === n`. */
export function fromLattice(steps: number): number {
  return steps / STEPS_PER_DEGREE
}

/** A position moved to the nearest lattice point. */
export function snapPosition(position: LonLat): LonLat {
  return [fromLattice(toLattice(position[0])), fromLattice(toLattice(position[1]))]
}

/** A shape moved onto the lattice; consecutive points that fall together become one. */
export function snapPolygon(polygon: MultiPolygon): MultiPolygon {
  return polygon.map((part) => part.map(snapRing))
}

function snapRing(ring: Ring): Ring {
  const snapped: LonLat[] = []
  for (const position of ring) {
    const point = snapPosition(position)
    const last = snapped.at(-1)
    if (last === undefined || last[0] !== point[0] || last[1] !== point[1]) snapped.push(point)
  }
  return snapped
}

/** Products below this are exact in a double. */
const EXACT = 2 ** 53

/**
 * On which side of the line a → b the point p lies: 1 left, -1 right, 0 on the line. Exact for whole numbers of any
 * size that occurs here: products that a double cannot hold are compared as big integers.
 */
export function sideOf(ax: number, ay: number, bx: number, by: number, px: number, py: number): -1 | 0 | 1 {
  const left = (bx - ax) * (py - ay)
  const right = (by - ay) * (px - ax)
  if (Math.abs(left) < EXACT && Math.abs(right) < EXACT) return left > right ? 1 : left < right ? -1 : 0
  if (![ax, ay, bx, by, px, py].every(Number.isInteger)) return left > right ? 1 : left < right ? -1 : 0
  const exactLeft = BigInt(bx - ax) * BigInt(py - ay)
  const exactRight = BigInt(by - ay) * BigInt(px - ax)
  return exactLeft > exactRight ? 1 : exactLeft < exactRight ? -1 : 0
}
