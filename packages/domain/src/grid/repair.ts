import { bucketAt, coverWithBuckets, indexBuckets, visitAlong } from './buckets.ts'
import { fromLattice, snapPolygon, STEP_M, toLattice } from './lattice.ts'
import { numberPoints } from './points.ts'
import type { PointNumbers } from './points.ts'
import type { LonLat, MultiPolygon, Ring } from './types.ts'

export interface RepairOptions {
  /** Corners closer than this become one; corners closer than this to an edge are inserted into it. Metres. */
  readonly tolerance_m?: number
}

export interface RepairedCells {
  readonly cells: readonly MultiPolygon[]
  /** Corners inserted into an edge that passed them by. */
  readonly inserted: number
  /** Corners moved onto a close one of another ring. */
  readonly merged: number
}

/** Five centimetres: more than the rounding of usual files, far below anything drawn on purpose. */
const TOLERANCE_M = 0.05

/**
 * Makes shapes from a file share their corners: moves them onto the lattice, joins corners that almost coincide, and
 * inserts into every edge the corners of other shapes that lie on it (T-junctions). Real gaps and overlaps, wider
 * than the tolerance, stay as they are for `checkCoverage` to name. Give the parent as one of the shapes so that it
 * shares its corners too.
 * @returns the shapes in the order given
 */
export function repairTJunctions(
  shapes: readonly MultiPolygon[],
  { tolerance_m = TOLERANCE_M }: RepairOptions = {},
): RepairedCells {
  const reach = tolerance_m / STEP_M
  const snapped = shapes.map(snapPolygon)
  const { points, merged } = joinCorners(snapped, reach)
  const joined = snapped.map((polygon) =>
    polygon.map((part) => part.map((ring) => closeRing(ring.map((position) => cornerOf(points, position))))),
  )
  const { cells, inserted } = insertCorners(joined, points, reach)
  return { cells, inserted, merged }
}

/** Corner numbers, and for each number the number of the corner it was joined to. */
interface Corners {
  readonly points: PointNumbers
  readonly joinedTo: Int32Array
}

function cornerOf({ points, joinedTo }: Corners, [lon, lat]: LonLat): number {
  return joinedTo[points.find(toLattice(lon), toLattice(lat))]!
}

function joinCorners(shapes: readonly MultiPolygon[], reach: number): { points: Corners; merged: number } {
  const points = numberPoints(shapes.length * 16)
  for (const polygon of shapes)
    for (const part of polygon)
      for (const ring of part) for (const [lon, lat] of ring) points.add(toLattice(lon), toLattice(lat))
  const buckets = coverWithBuckets(boxOf(points), Math.max(reach * 4, 64), points.count() * 2 + 16)
  const index = indexBuckets(buckets, points.count(), (p, visit) => visit(bucketAt(buckets, points.x(p), points.y(p))))
  const joinedTo = Int32Array.from({ length: points.count() }, (_, p) => p)
  let merged = 0
  for (let p = 0; p < joinedTo.length; p++) {
    let target = p
    const consider = (bucket: number): void => {
      for (let i = index.start[bucket]!; i < index.start[bucket + 1]!; i++) {
        const other = index.items[i]!
        if (other >= target || joinedTo[other] !== other) continue
        if (Math.hypot(points.x(other) - points.x(p), points.y(other) - points.y(p)) <= reach) target = other
      }
    }
    visitAlong(buckets, points.x(p), points.y(p), points.x(p), points.y(p), reach, consider)
    if (target !== p) merged++
    joinedTo[p] = target
  }
  return { points: { points, joinedTo }, merged }
}

/** Drops repeated corners; a ring that falls together keeps what is left of it, for `validateGeometry` to name. */
function closeRing(ring: readonly number[]): number[] {
  return ring.filter((corner, i) => i === 0 || corner !== ring[i - 1])
}

function insertCorners(
  shapes: readonly (readonly (readonly (readonly number[])[])[])[],
  { points, joinedTo }: Corners,
  reach: number,
): { cells: MultiPolygon[]; inserted: number } {
  const used = joinedTo.filter((target, p) => target === p)
  const buckets = coverWithBuckets(boxOf(points), meanEdge(shapes, points), points.count() * 2 + 16)
  const index = indexBuckets(buckets, used.length, (i, visit) =>
    visit(bucketAt(buckets, points.x(used[i]!), points.y(used[i]!))),
  )
  let inserted = 0

  function between(a: number, b: number): number[] {
    const ax = points.x(a)
    const ay = points.y(a)
    const dx = points.x(b) - ax
    const dy = points.y(b) - ay
    const squared = dx * dx + dy * dy
    const found: { corner: number; t: number }[] = []
    visitAlong(buckets, ax, ay, ax + dx, ay + dy, reach, (bucket) => {
      for (let i = index.start[bucket]!; i < index.start[bucket + 1]!; i++) {
        const corner = used[index.items[i]!]!
        if (corner === a || corner === b) continue
        const px = points.x(corner) - ax
        const py = points.y(corner) - ay
        const dot = px * dx + py * dy
        if (dot <= 0 || dot >= squared) continue
        const off = px * dy - py * dx
        if (off * off > reach * reach * squared) continue
        if (!found.some((other) => other.corner === corner)) found.push({ corner, t: dot / squared })
      }
    })
    inserted += found.length
    return found.sort((p, q) => p.t - q.t || p.corner - q.corner).map(({ corner }) => corner)
  }

  const placeOf = (corner: number): LonLat => [fromLattice(points.x(corner)), fromLattice(points.y(corner))]
  const cells = shapes.map((polygon) =>
    polygon.map((part) =>
      part.map((ring): Ring => {
        const whole = ring.flatMap((corner, i) => (i === 0 ? [corner] : [...between(ring[i - 1]!, corner), corner]))
        return whole.map(placeOf)
      }),
    ),
  )
  return { cells, inserted }
}

function meanEdge(shapes: readonly (readonly (readonly (readonly number[])[])[])[], points: PointNumbers): number {
  let sum = 0
  let count = 0
  for (const ring of shapes.flat(2)) {
    for (let i = 1; i < ring.length; i++) {
      sum +=
        Math.abs(points.x(ring[i]!) - points.x(ring[i - 1]!)) + Math.abs(points.y(ring[i]!) - points.y(ring[i - 1]!))
      count++
    }
  }
  return count === 0 ? 1 : sum / count
}

function boxOf(points: PointNumbers): { minX: number; minY: number; maxX: number; maxY: number } {
  const box = { minX: Infinity, minY: Infinity, maxX: -Infinity, maxY: -Infinity }
  for (let p = 0; p < points.count(); p++) {
    box.minX = Math.min(box.minX, points.x(p))
    box.maxX = Math.max(box.maxX, points.x(p))
    box.minY = Math.min(box.minY, points.y(p))
    box.maxY = Math.max(box.maxY, points.y(p))
  }
  return points.count() === 0 ? { minX: 0, minY: 0, maxX: 1, maxY: 1 } : box
}
