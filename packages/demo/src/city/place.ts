import type { Draw } from './names.ts'
import type { DemoGrid } from './tree.ts'

type Ring = readonly (readonly number[])[]
interface Box {
  readonly ring: Ring
  readonly west: number
  readonly south: number
  readonly width: number
  readonly height: number
}

const BOXES = new WeakMap<DemoGrid, Box>()

function boxOf(grid: DemoGrid): Box {
  const known = BOXES.get(grid)
  if (known) return known
  const ring = grid.polygon[0]?.[0] ?? []
  const lons = ring.map((point) => point[0] ?? 0)
  const lats = ring.map((point) => point[1] ?? 0)
  const west = Math.min(...lons)
  const south = Math.min(...lats)
  const box = { ring, west, south, width: Math.max(...lons) - west, height: Math.max(...lats) - south }
  BOXES.set(grid, box)
  return box
}

/** A point inside the grid: drawn in its bounding box until it falls inside the outer ring, else the first vertex. */
export function pointInside(draw: Draw, grid: DemoGrid): { lon: number; lat: number } {
  const { ring, west, south, width, height } = boxOf(grid)
  for (let attempt = 0; attempt < 40; attempt++) {
    const lon = west + width * draw.real()
    const lat = south + height * draw.real()
    if (inside(ring, lon, lat)) return { lon: round(lon), lat: round(lat) }
  }
  const first = ring[0]
  return { lon: first?.[0] ?? 0, lat: first?.[1] ?? 0 }
}

const round = (degrees: number): number => Math.round(degrees * 1e7) / 1e7

function inside(ring: Ring, x: number, y: number): boolean {
  let hit = false
  let before = ring.at(-1) as readonly number[]
  for (const point of ring) {
    const yi = point[1] as number
    const yj = before[1] as number
    const xi = point[0] as number
    if (yi > y !== yj > y && x < (((before[0] as number) - xi) * (y - yi)) / (yj - yi) + xi) hit = !hit
    before = point
  }
  return hit
}
