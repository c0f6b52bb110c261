import { accept, refuse } from '../result.ts'
import type { Result } from '../result.ts'
import { indexBuckets, visitAlong } from './buckets.ts'
import { isOnRim, ownsPosition } from './contains.ts'
import { collectEdges } from './edges.ts'
import type { Edges } from './edges.ts'
import { fromLattice, sideOf, snapPolygon, toLattice } from './lattice.ts'
import { signedRingArea_m2 } from './measure.ts'
import { bucketsFor, crosses } from './noding.ts'
import type { LonLat, MultiPolygon, Ring } from './types.ts'

export const GEOMETRY_DEFECTS = [
  'notGeometry',
  'empty',
  'notNumber',
  'outOfRange',
  'notClosed',
  'tooFewPoints',
  'zeroArea',
  'selfIntersection',
  'holeOutside',
  'partsOverlap',
] as const
export type GeometryDefectKind = (typeof GEOMETRY_DEFECTS)[number]

/** What is wrong with a shape, and where: indexes as in GeoJSON coordinates, -1 where they do not apply. */
export interface GeometryDefect {
  readonly kind: GeometryDefectKind
  readonly part: number
  readonly ring: number
  readonly vertex: number
  /** Place of the defect in degrees; null where there is none (not a number, no corners). */
  readonly position: LonLat | null
}

/** Smaller than this a grid is a slip of the mouse, m². */
const SMALLEST_RING_M2 = 0.01

/**
 * Checks a shape against the rules of OGC simple features, on the lattice. Names every broken ring; the costly search
 * for crossings is made only when the rings themselves are sound, and names each crossing place once.
 * @returns all defects; empty for a sound shape
 */
export function validateGeometry(polygon: MultiPolygon): GeometryDefect[] {
  if (polygon.length === 0) return [{ kind: 'empty', part: -1, ring: -1, vertex: -1, position: null }]
  const defects: GeometryDefect[] = []
  polygon.forEach((part, p) => {
    if (part.length === 0) defects.push({ kind: 'empty', part: p, ring: -1, vertex: -1, position: null })
    part.forEach((ring, r) => {
      const defect = ringDefect(ring)
      if (defect) defects.push({ ...defect, part: p, ring: r })
    })
  })
  if (defects.length > 0) return defects
  const snapped = snapPolygon(polygon)
  const repeated = findRepeatedCorners(snapped)
  const crossings = repeated.length > 0 ? repeated : findCrossings(snapped)
  return crossings.length > 0 ? crossings : nestingDefects(polygon)
}

function ringDefect(ring: Ring): Omit<GeometryDefect, 'part' | 'ring'> | null {
  for (let v = 0; v < ring.length; v++) {
    const [lon, lat] = ring[v]!
    if (!Number.isFinite(lon) || !Number.isFinite(lat)) return { kind: 'notNumber', vertex: v, position: null }
    if (Math.abs(lon) > 180 || Math.abs(lat) > 90) return { kind: 'outOfRange', vertex: v, position: ring[v]! }
  }
  const first = ring[0]
  const last = ring.at(-1)
  if (first === undefined || last === undefined) return { kind: 'tooFewPoints', vertex: -1, position: null }
  if (first[0] !== last[0] || first[1] !== last[1])
    return { kind: 'notClosed', vertex: ring.length - 1, position: last }
  const [snapped] = snapPolygon([[ring]])[0]!
  if (snapped!.length < 4) return { kind: 'tooFewPoints', vertex: ring.length - 1, position: first }
  if (snapped!.every((point) => sideOfRing(snapped!, point) === 0))
    return { kind: 'zeroArea', vertex: 0, position: first }
  // A figure of eight may enclose equal areas on both sides: only rings that are small as a whole are meant here.
  if (Math.abs(signedRingArea_m2(snapped!)) < SMALLEST_RING_M2 && extent_m2(snapped!) < SMALLEST_RING_M2)
    return { kind: 'zeroArea', vertex: 0, position: first }
  return null
}

function sideOfRing(ring: Ring, point: LonLat): number {
  const a = ring[0]!
  const b = ring.find((other) => other[0] !== a[0] || other[1] !== a[1]) ?? a
  const n = [a, b, point].map(([lon, lat]) => [toLattice(lon), toLattice(lat)] as const)
  return sideOf(n[0]![0], n[0]![1], n[1]![0], n[1]![1], n[2]![0], n[2]![1])
}

function extent_m2(ring: Ring): number {
  const lons = ring.map(([lon]) => lon)
  const lats = ring.map(([, lat]) => lat)
  const [w, e] = [Math.min(...lons), Math.max(...lons)]
  const [s, n] = [Math.min(...lats), Math.max(...lats)]
  return Math.abs(
    signedRingArea_m2([
      [w, s],
      [e, s],
      [e, n],
      [w, n],
      [w, s],
    ]),
  )
}

/** Where edges cross, run along each other, or a ring comes back to a corner of its own. */
function findCrossings(polygon: MultiPolygon): GeometryDefect[] {
  const rings = polygon.flatMap((part, p) => part.map((ring, r) => ({ part: p, ring: r, polygon: [[ring]] })))
  const edges = collectEdges(
    rings.map((ring) => ring.polygon),
    undefined,
  )
  const buckets = bucketsFor(edges)
  const index = indexBuckets(buckets, edges.count, (e, visit) =>
    visitAlong(buckets, edges.ax[e]!, edges.ay[e]!, edges.bx[e]!, edges.by[e]!, 1, visit),
  )
  const found = new Map<string, GeometryDefect>()
  for (let b = 1; b < index.start.length; b++) {
    for (let i = index.start[b - 1]!; i < index.start[b]!; i++) {
      for (let j = i + 1; j < index.start[b]!; j++) {
        const place = meet(edges, index.items[i]!, index.items[j]!)
        if (place === null) continue
        const { part, ring } = rings[edges.owner[index.items[i]!]!]!
        const position: LonLat = [fromLattice(place[0]), fromLattice(place[1])]
        const vertex = polygon[part]![ring]!.findIndex(
          ([lon, lat]) => toLattice(lon) === edges.ax[index.items[i]!] && toLattice(lat) === edges.ay[index.items[i]!],
        )
        const key = `${position[0]} ${position[1]}`
        if (!found.has(key)) found.set(key, { kind: 'selfIntersection', part, ring, vertex, position })
      }
    }
  }
  return [...found.values()]
}

/** Where two edges of one shape meet in a way they must not; null if they do not. */
function meet({ ax, ay, bx, by, owner }: Edges, e: number, f: number): [x: number, y: number] | null {
  const [eax, eay, ebx, eby] = [ax[e]!, ay[e]!, bx[e]!, by[e]!]
  const [fax, fay, fbx, fby] = [ax[f]!, ay[f]!, bx[f]!, by[f]!]
  if (crosses(eax, eay, ebx, eby, fax, fay, fbx, fby)) {
    const t =
      ((fax - eax) * (fby - fay) - (fay - eay) * (fbx - fax)) / ((ebx - eax) * (fby - fay) - (eby - eay) * (fbx - fax))
    return [Math.round(eax + t * (ebx - eax)), Math.round(eay + t * (eby - eay))]
  }
  const within = (x: number, y: number, cx: number, cy: number, dx: number, dy: number): boolean =>
    sideOf(cx, cy, dx, dy, x, y) === 0 &&
    Math.min(cx, dx) <= x &&
    x <= Math.max(cx, dx) &&
    Math.min(cy, dy) <= y &&
    y <= Math.max(cy, dy)
  const touches = [
    within(fax, fay, eax, eay, ebx, eby) ? [fax, fay] : null,
    within(fbx, fby, eax, eay, ebx, eby) ? [fbx, fby] : null,
    within(eax, eay, fax, fay, fbx, fby) ? [eax, eay] : null,
    within(ebx, eby, fax, fay, fbx, fby) ? [ebx, eby] : null,
  ].filter((place) => place !== null)
  const [place] = touches
  if (place === undefined) return null
  const distinct = new Set(touches.map(([x, y]) => `${x} ${y}`))
  if (distinct.size > 1) return [place[0]!, place[1]!]
  // Rings may touch at a point; within a ring, ends may meet only as neighbours (`findRepeatedCorners` sees the rest).
  return owner[e] === owner[f] && touches.length === 1 ? [place[0]!, place[1]!] : null
}

/** A ring that comes back to one of its corners is pinched: no simple ring. */
function findRepeatedCorners(polygon: MultiPolygon): GeometryDefect[] {
  const defects: GeometryDefect[] = []
  polygon.forEach((part, p) =>
    part.forEach((ring, r) => {
      const seen = new Set<string>()
      ring.slice(1).forEach((position, i) => {
        const key = `${position[0]} ${position[1]}`
        if (seen.has(key)) defects.push({ kind: 'selfIntersection', part: p, ring: r, vertex: i + 1, position })
        seen.add(key)
      })
    }),
  )
  return defects
}

function nestingDefects(polygon: MultiPolygon): GeometryDefect[] {
  const defects: GeometryDefect[] = []
  polygon.forEach((part, p) => {
    part.forEach((ring, r) => {
      if (r > 0 && !ring.every((point) => ownsPosition([[part[0]!]], point) || isOnRim([[part[0]!]], point)))
        defects.push({ kind: 'holeOutside', part: p, ring: r, vertex: 0, position: ring[0]! })
    })
    const nested = polygon.findIndex((other, o) => o !== p && part[0]!.every((point) => ownsPosition([other], point)))
    if (nested >= 0) defects.push({ kind: 'partsOverlap', part: p, ring: 0, vertex: 0, position: part[0]![0]! })
  })
  return defects
}

/**
 * Reads a GeoJSON Polygon or MultiPolygon geometry, or a Feature with one, into a sound shape on the lattice.
 * A third coordinate (height) is dropped.
 */
export function parseGeometry(value: unknown): Result<MultiPolygon, readonly GeometryDefect[]> {
  const nothing = refuse<readonly GeometryDefect[]>([
    { kind: 'notGeometry', part: -1, ring: -1, vertex: -1, position: null },
  ])
  if (typeof value !== 'object' || value === null) return nothing
  if ('type' in value && value.type === 'Feature') return 'geometry' in value ? parseGeometry(value.geometry) : nothing
  if (!('type' in value && 'coordinates' in value)) return nothing
  const parts =
    value.type === 'Polygon' ? [value.coordinates] : value.type === 'MultiPolygon' ? value.coordinates : null
  if (!Array.isArray(parts) || !parts.every((part) => isListOf(part, (ring) => isListOf(ring, isPoint)))) return nothing
  const polygon = (parts as number[][][][]).map((part) =>
    part.map((ring) => ring.map((point): LonLat => [point[0] ?? Number.NaN, point[1] ?? Number.NaN])),
  )
  const defects = validateGeometry(polygon)
  return defects.length > 0 ? refuse(defects) : accept(snapPolygon(polygon))
}

function isListOf(value: unknown, check: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(check)
}

function isPoint(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.length >= 2 &&
    value.length <= 4 &&
    value.every((n) => typeof n === 'number' || n === null)
  )
}
