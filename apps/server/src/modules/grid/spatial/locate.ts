import { distance_m, fromLattice, isOnRim, sideOf, toLattice, type LonLat, type MultiPolygon } from '@lianxin/domain'
import Flatbush from 'flatbush'

/** Finds which of many shapes a position belongs to. */
export interface Locator {
  /** Number of the shape in the order given; -1 outside of all. */
  find(lon: number, lat: number): number
  /**
   * The shape nearest to a position that lies outside of all, for a GPS fix just beyond the rim; null if none is
   * within the distance. A position inside has distance 0.
   */
  nearest(lon: number, lat: number, within_m: number): { readonly shape: number; readonly distance_m: number } | null
}

/** Metres of one degree of latitude on the sphere. */
const METRES_PER_DEGREE = 111_195

/** Below this a product of two whole numbers is exact. */
const EXACT = 2 ** 53

/**
 * Builds a locator: an R-tree of the boxes, then the domain's half-open rule on the few candidates, on whole lattice
 * numbers in typed arrays. In a seamless partition a position inside has exactly one answer, on shared edges and
 * corners too. On the outer rim, where no shape may own it, the first that touches wins: sort the shapes by code.
 */
export function buildLocator(shapes: readonly MultiPolygon[]): Locator {
  if (shapes.length === 0) return { find: () => -1, nearest: () => null }
  const { edges, first } = flatten(shapes)
  const tree = new Flatbush(shapes.length, 16, Int32Array)
  for (let s = 0; s < shapes.length; s++) tree.add(...boxOf(edges, first[s]!, first[s + 1]!))
  tree.finish()

  let x = 0
  let y = 0
  let found = -1
  const isOwner = (shape: number): boolean => {
    if (!owns(edges, first[shape]!, first[shape + 1]!, x, y)) return false
    found = shape
    return true
  }

  function find(lon: number, lat: number): number {
    if (!Number.isFinite(lon) || !Number.isFinite(lat)) return -1
    x = toLattice(lon)
    y = toLattice(lat)
    if (tree.collides(x, y, x, y, isOwner)) return found
    const touching = tree.search(x, y, x, y, (shape) => isOnRim(shapes[shape]!, [lon, lat]))
    return touching.length === 0 ? -1 : Math.min(...touching)
  }

  return {
    find,
    nearest(lon, lat, within_m) {
      const inside = find(lon, lat)
      if (inside >= 0) return { shape: inside, distance_m: 0 }
      const up = toLattice(within_m / METRES_PER_DEGREE) + 1
      const aside = toLattice(within_m / METRES_PER_DEGREE / Math.max(0.01, Math.cos((lat * Math.PI) / 180))) + 1
      const [px, py] = [toLattice(lon), toLattice(lat)]
      let best: { shape: number; distance_m: number } | null = null
      for (const shape of tree.search(px - aside, py - up, px + aside, py + up)) {
        const distance = distanceTo_m(edges, first[shape]!, first[shape + 1]!, [lon, lat])
        if (distance > within_m) continue
        if (!best || distance < best.distance_m || (distance === best.distance_m && shape < best.shape))
          best = { shape, distance_m: distance }
      }
      return best
    },
  }
}

/** All edges, four lattice numbers each (from x, y, to x, y); those of shape s are `first[s]` … `first[s + 1] - 1`. */
function flatten(shapes: readonly MultiPolygon[]): { edges: Int32Array; first: Int32Array } {
  const first = new Int32Array(shapes.length + 1)
  shapes.forEach((shape, s) => {
    first[s + 1] = first[s]! + shape.flat().reduce((sum, ring) => sum + Math.max(0, ring.length - 1), 0)
  })
  const edges = new Int32Array(first[shapes.length]! * 4)
  let at = 0
  for (const ring of shapes.flat(2)) {
    for (let i = 1; i < ring.length; i++) {
      edges[at++] = toLattice(ring[i - 1]![0])
      edges[at++] = toLattice(ring[i - 1]![1])
      edges[at++] = toLattice(ring[i]![0])
      edges[at++] = toLattice(ring[i]![1])
    }
  }
  return { edges, first }
}

function boxOf(edges: Int32Array, from: number, to: number): [minX: number, minY: number, maxX: number, maxY: number] {
  const box: [number, number, number, number] = [2 ** 31 - 1, 2 ** 31 - 1, -(2 ** 31), -(2 ** 31)]
  for (let i = from * 4; i < to * 4; i += 2) {
    box[0] = Math.min(box[0], edges[i]!)
    box[1] = Math.min(box[1], edges[i + 1]!)
    box[2] = Math.max(box[2], edges[i]!)
    box[3] = Math.max(box[3], edges[i + 1]!)
  }
  return box
}

/** The domain's `ownsPosition` over typed arrays: a ray to the east, edges half open in y, exact products. */
function owns(edges: Int32Array, from: number, to: number, x: number, y: number): boolean {
  let inside = false
  for (let i = from * 4; i < to * 4; i += 4) {
    const ay = edges[i + 1]!
    const by = edges[i + 3]!
    if (ay > y === by > y) continue
    const ax = edges[i]!
    const bx = edges[i + 2]!
    if (x < ax && x < bx) inside = !inside
    else if (x <= ax || x <= bx) {
      const left = (bx - ax) * (y - ay)
      const right = (by - ay) * (x - ax)
      const isExact = Math.abs(left) < EXACT && Math.abs(right) < EXACT
      const side = isExact ? Math.sign(left - right) : sideOf(ax, ay, bx, by, x, y)
      if (side === (by > ay ? 1 : -1)) inside = !inside
    }
  }
  return inside
}

function distanceTo_m(edges: Int32Array, from: number, to: number, position: LonLat): number {
  const narrow = Math.cos((position[1] * Math.PI) / 180)
  let nearest = Infinity
  for (let i = from * 4; i < to * 4; i += 4) {
    const [ax, ay] = [fromLattice(edges[i]!), fromLattice(edges[i + 1]!)]
    const [bx, by] = [fromLattice(edges[i + 2]!), fromLattice(edges[i + 3]!)]
    const [dx, dy] = [(bx - ax) * narrow, by - ay]
    const squared = dx * dx + dy * dy
    const t = squared === 0 ? 0 : ((position[0] - ax) * narrow * dx + (position[1] - ay) * dy) / squared
    const k = Math.min(1, Math.max(0, t))
    nearest = Math.min(nearest, distance_m(position, [ax + (bx - ax) * k, ay + (by - ay) * k]))
  }
  return nearest
}
