import type { Draw } from './names.ts'
import type { DemoGrid } from './tree.ts'

/** A point inside the grid: drawn in its bounding box until it falls inside the outer ring, else the first vertex. */
export function pointInside(draw: Draw, grid: DemoGrid): { lon: number; lat: number } {
  const ring = grid.polygon[0]?.[0] ?? []
  let west = 180
  let south = 90
  let east = -180
  let north = -90
  for (const [lon = 0, lat = 0] of ring) {
    west = Math.min(west, lon)
    east = Math.max(east, lon)
    south = Math.min(south, lat)
    north = Math.max(north, lat)
  }
  for (let attempt = 0; attempt < 40; attempt++) {
    const lon = west + (east - west) * draw.real()
    const lat = south + (north - south) * draw.real()
    if (inside(ring, lon, lat)) return { lon: round(lon), lat: round(lat) }
  }
  const [lon = 0, lat = 0] = ring[0] ?? []
  return { lon, lat }
}

const round = (degrees: number): number => Math.round(degrees * 1e7) / 1e7

function inside(ring: readonly (readonly number[])[], x: number, y: number): boolean {
  let hit = false
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [xi = 0, yi = 0] = ring[i] ?? []
    const [xj = 0, yj = 0] = ring[j] ?? []
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) hit = !hit
  }
  return hit
}
