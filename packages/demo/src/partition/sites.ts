import type { Random } from './random.ts'

/** Metres in a plane around the middle of the district: x to the east, y to the north. */
export interface PlanePoint {
  readonly x: number
  readonly y: number
}

/** A piece of the land with its own grain: streets at an angle and a spacing. */
export interface Patch extends PlanePoint {
  /** Radians by which its streets are turned. */
  readonly turn: number
  readonly spacing_m: number
  /** How far a site may be off its place, as a part of the spacing: 0.1 reads as streets, 0.35 as fields. */
  readonly jitter: number
  /** Kind of land it belongs to, see `Land.zoneOf`. */
  readonly zone: number
}

export interface Land {
  readonly patches: readonly Patch[]
  /** Below 0 inside the outline, above 0 outside; about the distance to the rim in metres. */
  readonly outline: (x: number, y: number) => number
  /** Largest distance of the rim from the middle, metres. */
  readonly reach_m: number
  /** What kind of land a place is; only patches of that zone lie there. Without it all land is of one zone, 0. */
  readonly zoneOf?: (x: number, y: number) => number
}

export interface Sites {
  /** x and y by turns, metres. */
  readonly coordinates: Float64Array
  readonly inside: Uint8Array
  readonly patch: Int32Array
}

/** Two sites closer than this part of the spacing would make a splinter of a cell. */
const CLOSEST = 0.6

/** Sites reach this many of the widest spacings beyond the rim, so that every cell inside is closed. */
const MARGIN = 2.5

/**
 * Strews sites over the land and a margin around it: each patch has its own turned rows, every row pushed along by
 * chance as courses of bricks are, so that streets end in one another. Sites too close to an earlier one are dropped.
 */
export function placeSites(land: Land, random: Random): Sites {
  const coordinates: number[] = []
  const inside: number[] = []
  const patch: number[] = []
  const widest = Math.max(...land.patches.map((p) => p.spacing_m))
  const taken = nearness(widest)
  const whichPatch = nearestPatch(land)
  const reaches = measureReaches(land, whichPatch, widest)
  land.patches.forEach((here, index) => {
    const [cos, sin] = [Math.cos(here.turn), Math.sin(here.turn)]
    const rows = Math.ceil(reaches[index]! / here.spacing_m)
    for (let row = -rows; row <= rows; row++) {
      const push = random.next()
      for (let column = -rows; column <= rows; column++) {
        const u = (column + push + random.signed() * here.jitter) * here.spacing_m
        const v = (row + random.signed() * here.jitter) * here.spacing_m
        const x = here.x + u * cos - v * sin
        const y = here.y + u * sin + v * cos
        if (whichPatch(x, y) !== index) continue
        const off = land.outline(x, y)
        if (off > widest * MARGIN) continue
        if (!taken.free(x, y, here.spacing_m * CLOSEST)) continue
        taken.add(x, y)
        coordinates.push(x, y)
        inside.push(off < 0 ? 1 : 0)
        patch.push(index)
      }
    }
  })
  return { coordinates: Float64Array.from(coordinates), inside: Uint8Array.from(inside), patch: Int32Array.from(patch) }
}

/** How far each patch reaches from its middle, by sampling the land on a coarse raster. */
function measureReaches(land: Land, whichPatch: (x: number, y: number) => number, widest: number): number[] {
  const reaches = land.patches.map(() => 0)
  const side = land.reach_m + widest * MARGIN
  const step = side / 60
  for (let x = -side; x <= side; x += step) {
    for (let y = -side; y <= side; y += step) {
      if (land.outline(x, y) > widest * MARGIN + step) continue
      const index = whichPatch(x, y)
      const patch = land.patches[index]!
      reaches[index] = Math.max(reaches[index]!, Math.hypot(x - patch.x, y - patch.y) + step)
    }
  }
  return reaches
}

/** Which patch a place belongs to: the nearest of its zone. */
function nearestPatch(land: Land): (x: number, y: number) => number {
  const { patches, zoneOf } = land
  return (x, y) => {
    const zone = zoneOf ? zoneOf(x, y) : 0
    let best = -1
    let least = Infinity
    for (let i = 0; i < patches.length; i++) {
      const p = patches[i]!
      const distance = (p.x - x) ** 2 + (p.y - y) ** 2
      if (distance < least && p.zone === zone) {
        least = distance
        best = i
      }
    }
    return best
  }
}

function nearness(bucket: number): {
  free: (x: number, y: number, apart: number) => boolean
  add: (x: number, y: number) => void
} {
  const buckets = new Map<number, number[]>()
  const key = (column: number, row: number): number => row * 100_003 + column
  return {
    free(x, y, apart) {
      const column = Math.floor(x / bucket)
      const row = Math.floor(y / bucket)
      for (let r = row - 1; r <= row + 1; r++) {
        for (let c = column - 1; c <= column + 1; c++) {
          const near = buckets.get(key(c, r))
          if (near === undefined) continue
          for (let i = 0; i < near.length; i += 2) {
            if ((near[i]! - x) ** 2 + (near[i + 1]! - y) ** 2 < apart * apart) return false
          }
        }
      }
      return true
    },
    add(x, y) {
      const at = key(Math.floor(x / bucket), Math.floor(y / bucket))
      const near = buckets.get(at)
      if (near) near.push(x, y)
      else buckets.set(at, [x, y])
    },
  }
}

/**
 * A made-up outline around the middle: a circle dented by a few waves, wider than high or the other way.
 * @param radius_m  mean radius
 * @param stretch   width divided by height
 */
export function dentedOutline(random: Random, radius_m: number, stretch: number): Pick<Land, 'outline' | 'reach_m'> {
  const waves = [2, 3, 5, 7, 11, 17].map((k) => ({
    k,
    height: (0.22 * random.signed()) / Math.sqrt(k),
    phase: random.next() * Math.PI * 2,
  }))
  const wide = Math.sqrt(stretch)
  const radiusAt = (angle: number): number =>
    radius_m * (1 + waves.reduce((sum, wave) => sum + wave.height * Math.cos(wave.k * angle + wave.phase), 0))
  return {
    outline: (x, y) => {
      const [u, v] = [x / wide, y * wide]
      return Math.hypot(u, v) - radiusAt(Math.atan2(v, u))
    },
    reach_m: radius_m * 1.6 * Math.max(wide, 1 / wide),
  }
}
