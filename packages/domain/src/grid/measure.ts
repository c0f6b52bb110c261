import type { LonLat, MultiPolygon, Ring } from './types.ts'

/** Radius of the sphere with the surface of the WGS 84 ellipsoid (authalic radius), metres. */
export const EARTH_RADIUS_M = 6371007.18

const RADIANS = Math.PI / 180

/**
 * Signed area of a closed ring on the sphere in m²: positive when it runs counter-clockwise. Within 0.5 % of the
 * ellipsoid's area; the sines are taken relative to the first point so that shapes of a few m² keep their digits.
 */
export function signedRingArea_m2(ring: Ring): number {
  const first = ring[0]
  if (first === undefined) return 0
  const sine0 = Math.sin(first[1] * RADIANS)
  let sum = 0
  for (let i = 1; i < ring.length; i++) {
    const a = ring[i - 1]!
    const b = ring[i]!
    sum += (b[0] - a[0]) * RADIANS * (Math.sin(a[1] * RADIANS) - sine0 + Math.sin(b[1] * RADIANS) - sine0)
  }
  return (-sum * EARTH_RADIUS_M * EARTH_RADIUS_M) / 2
}

/** Area of a shape in m², holes taken off, whatever way its rings run. */
export function area_m2(polygon: MultiPolygon): number {
  let sum = 0
  for (const part of polygon) {
    part.forEach((ring, index) => {
      const area = Math.abs(signedRingArea_m2(ring))
      sum += index === 0 ? area : -area
    })
  }
  return sum
}

/** Whether a ring runs counter-clockwise, as GeoJSON (RFC 7946) asks of outer rings. */
export function isCounterClockwise(ring: Ring): boolean {
  return planarMoments(ring).area > 0
}

/** The shape with outer rings counter-clockwise and holes clockwise (RFC 7946). */
export function orientPolygon(polygon: MultiPolygon): MultiPolygon {
  return polygon.map((part) =>
    part.map((ring, index) => (isCounterClockwise(ring) === (index === 0) ? ring : ring.toReversed())),
  )
}

/** Length of a closed ring in metres. */
export function ringLength_m(ring: Ring): number {
  let sum = 0
  for (let i = 1; i < ring.length; i++) sum += distance_m(ring[i - 1]!, ring[i]!)
  return sum
}

/** Distance of two positions in metres, for distances of a city (a local plane). */
export function distance_m(a: LonLat, b: LonLat): number {
  const dx = (b[0] - a[0]) * Math.cos(((a[1] + b[1]) / 2) * RADIANS)
  return Math.hypot(dx, b[1] - a[1]) * RADIANS * EARTH_RADIUS_M
}

/** Centre of gravity in degrees. It may lie outside a bent shape; a shape without area answers its first point. */
export function centroidOf(polygon: MultiPolygon): LonLat {
  let area = 0
  let lon = 0
  let lat = 0
  for (const part of polygon) {
    part.forEach((ring, index) => {
      const m = planarMoments(ring)
      const weight = index === 0 ? Math.abs(m.area) : -Math.abs(m.area)
      area += weight
      lon += weight * m.lon
      lat += weight * m.lat
    })
  }
  if (area === 0) return polygon[0]?.[0]?.[0] ?? [0, 0]
  return [lon / area, lat / area]
}

function planarMoments(ring: Ring): { area: number; lon: number; lat: number } {
  const first = ring[0] ?? [0, 0]
  let area = 0
  let lon = 0
  let lat = 0
  for (let i = 1; i < ring.length; i++) {
    const ax = ring[i - 1]![0] - first[0]
    const ay = ring[i - 1]![1] - first[1]
    const bx = ring[i]![0] - first[0]
    const by = ring[i]![1] - first[1]
    const cross = ax * by - bx * ay
    area += cross
    lon += (ax + bx) * cross
    lat += (ay + by) * cross
  }
  if (area === 0) return { area: 0, lon: first[0], lat: first[1] }
  return { area: area / 2, lon: first[0] + lon / (3 * area), lat: first[1] + lat / (3 * area) }
}

/** Smallest box around a shape: west, south, east, north in degrees. */
export function boundsOf(polygon: MultiPolygon): readonly [west: number, south: number, east: number, north: number] {
  let west = Infinity
  let south = Infinity
  let east = -Infinity
  let north = -Infinity
  for (const part of polygon) {
    for (const [lon, lat] of part[0] ?? []) {
      west = Math.min(west, lon)
      east = Math.max(east, lon)
      south = Math.min(south, lat)
      north = Math.max(north, lat)
    }
  }
  return [west, south, east, north]
}
