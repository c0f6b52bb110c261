import { boundsOf, findOwner, type LonLat, type MultiPolygon } from '@lianxin/domain'
import Flatbush from 'flatbush'

/** Finds which of many shapes a position belongs to. */
export interface Locator {
  /** Number of the shape in the order given; -1 outside of all. */
  find(lon: number, lat: number): number
}

/** Boxes in degrees are compared with this much room, so that a position on a rim is not lost to rounding (1e-6° ≈ 0.1 m). */
const ROOM_DEGREES = 1e-6

/**
 * Builds a locator: an R-tree of the boxes, then the exact half-open rule of the domain on the few candidates. Sort the
 * shapes by code: on the outer rim the first that touches wins.
 */
export function buildLocator(shapes: readonly MultiPolygon[]): Locator {
  if (shapes.length === 0) return { find: () => -1 }
  const tree = new Flatbush(shapes.length)
  for (const shape of shapes) tree.add(...boundsOf(shape))
  tree.finish()
  return {
    find(lon, lat) {
      const candidates = tree
        .search(lon - ROOM_DEGREES, lat - ROOM_DEGREES, lon + ROOM_DEGREES, lat + ROOM_DEGREES)
        .sort((a, b) => a - b)
      const position: LonLat = [lon, lat]
      const owner = findOwner(
        candidates.map((i) => shapes[i]!),
        position,
      )
      return owner < 0 ? -1 : candidates[owner]!
    },
  }
}
