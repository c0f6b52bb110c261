import { distance_m } from './measure.ts'
import type { LonLat, MultiPolygon, Ring } from './types.ts'

/** A ring needs three corners and its first once more. */
const FEWEST = 4

/**
 * A shape with fewer corners, for showing only (Douglas and Peucker): no corner left out lies farther than `within_m`
 * from the new outline. Rings that would fall together stay as they are. Neighbours no longer share their corners.
 */
export function simplifyPolygon(polygon: MultiPolygon, within_m: number): MultiPolygon {
  return polygon.map((part) => part.map((ring) => simplifyRing(ring, within_m)))
}

function simplifyRing(ring: Ring, within_m: number): Ring {
  if (ring.length <= FEWEST) return ring
  // A closed ring has no ends: it is cut at the corner farthest from its first.
  let far = 0
  for (let i = 1; i < ring.length - 1; i++)
    if (distance_m(ring[0]!, ring[i]!) > distance_m(ring[0]!, ring[far]!)) far = i
  const kept = [...keep(ring, 0, far, within_m), ...keep(ring, far, ring.length - 1, within_m), ring.length - 1]
  return kept.length < FEWEST ? ring : kept.map((i) => ring[i]!)
}

/** Numbers of the corners kept from `from` to before `to`. */
function keep(ring: Ring, from: number, to: number, within_m: number): number[] {
  let farthest = from
  let off_m = within_m
  for (let i = from + 1; i < to; i++) {
    const away_m = distanceToLine_m(ring[i]!, ring[from]!, ring[to]!)
    if (away_m > off_m) {
      farthest = i
      off_m = away_m
    }
  }
  return farthest === from ? [from] : [...keep(ring, from, farthest, within_m), ...keep(ring, farthest, to, within_m)]
}

function distanceToLine_m(point: LonLat, a: LonLat, b: LonLat): number {
  const narrow = Math.cos((point[1] * Math.PI) / 180)
  const [dx, dy] = [(b[0] - a[0]) * narrow, b[1] - a[1]]
  const squared = dx * dx + dy * dy
  const t = squared === 0 ? 0 : ((point[0] - a[0]) * narrow * dx + (point[1] - a[1]) * dy) / squared
  const k = Math.min(1, Math.max(0, t))
  return distance_m(point, [a[0] + (b[0] - a[0]) * k, a[1] + (b[1] - a[1]) * k])
}
