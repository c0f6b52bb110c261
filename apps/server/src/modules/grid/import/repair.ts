import {
  distance_m,
  repairTJunctions,
  snapPolygon,
  validateGeometry,
  type LonLat,
  type MultiPolygon,
} from '@lianxin/domain'
import type { GridRepair } from '@lianxin/contract'

import { geometryFaults, type StoredFault } from './faults.ts'

/** Five centimetres: more than the rounding of usual files (7 decimals), far below anything drawn on purpose. */
export const REPAIR_TOLERANCE_M = 0.05

/** A shape to be fitted to its neighbours. Those in force come first: others move onto their corners. */
export interface Shape {
  readonly code: string
  /** Row of the file; null for a grid that is not in the file. */
  readonly row: number | null
  readonly polygon: MultiPolygon
}

export interface Fitted {
  readonly polygons: readonly MultiPolygon[]
  readonly repair: GridRepair
  /** Shapes that the fitting itself broke, thinner than the tolerance. */
  readonly faults: readonly StoredFault[]
}

/** Makes all shapes share their corners, and measures how far anything moved. */
export function fitShapes(shapes: readonly Shape[], tolerance_m = REPAIR_TOLERANCE_M): Fitted {
  const { cells, inserted, merged } = repairTJunctions(
    shapes.map((shape) => shape.polygon),
    { tolerance_m },
  )
  let shift_m = 0
  let neighbours = 0
  const faults: StoredFault[] = []
  const polygons = shapes.map((shape, i) => {
    const fitted = cells[i]!
    if (samePolygon(fitted, shape.polygon)) return shape.polygon
    shift_m = Math.max(shift_m, shiftOf_m(shape.polygon, fitted))
    if (shape.row === null) neighbours++
    faults.push(...geometryFaults(shape.row ?? 0, shape.code, validateGeometry(fitted)))
    return fitted
  })
  const repair = { tolerance_m, inserted, merged, shift_m: Math.round(shift_m * 1000) / 1000, neighbours }
  return { polygons, repair, faults }
}

/** Whether two shapes have the same corners in the same order. */
export function samePolygon(a: MultiPolygon, b: MultiPolygon): boolean {
  return (
    a.length === b.length &&
    a.every(
      (part, p) =>
        part.length === b[p]!.length &&
        part.every((ring, r) => {
          const other = b[p]![r]!
          return ring.length === other.length && ring.every((at, i) => at[0] === other[i]![0] && at[1] === other[i]![1])
        }),
    )
  )
}

const cornersOf = (polygon: MultiPolygon): LonLat[] => snapPolygon(polygon).flat(2)

/**
 * How far the outline moved: of each new corner the distance to the old outline, of each lost one that to the new.
 * Corners that stayed are passed over, so that the cost follows the number of changes.
 */
function shiftOf_m(before: MultiPolygon, after: MultiPolygon): number {
  const keys = (points: readonly LonLat[]): Set<string> => new Set(points.map((point) => point.join()))
  const [old, fresh] = [cornersOf(before), cornersOf(after)]
  const [oldKeys, freshKeys] = [keys(old), keys(fresh)]
  const appeared = fresh.filter((point) => !oldKeys.has(point.join()))
  const lost = old.filter((point) => !freshKeys.has(point.join()))
  return Math.max(
    0,
    ...appeared.map((point) => distanceToOutline_m(point, before)),
    ...lost.map((point) => distanceToOutline_m(point, after)),
  )
}

function distanceToOutline_m(point: LonLat, polygon: MultiPolygon): number {
  let nearest = Infinity
  for (const part of polygon)
    for (const ring of part)
      for (let i = 1; i < ring.length; i++) nearest = Math.min(nearest, toEdge_m(point, ring[i - 1]!, ring[i]!))
  return nearest
}

function toEdge_m(point: LonLat, a: LonLat, b: LonLat): number {
  const narrow = Math.cos((point[1] * Math.PI) / 180)
  const [dx, dy] = [(b[0] - a[0]) * narrow, b[1] - a[1]]
  const squared = dx * dx + dy * dy
  const t = squared === 0 ? 0 : ((point[0] - a[0]) * narrow * dx + (point[1] - a[1]) * dy) / squared
  const k = Math.min(1, Math.max(0, t))
  return distance_m(point, [a[0] + (b[0] - a[0]) * k, a[1] + (b[1] - a[1]) * k])
}
