import { PARENT, collectEdges, leftoverEdges } from './edges.ts'
import { traceFaces } from './faces.ts'
import type { Face } from './faces.ts'
import { fromLattice } from './lattice.ts'
import { area_m2, centroidOf, ringLength_m } from './measure.ts'
import { nodeEdges } from './noding.ts'
import type { PointNumbers } from './points.ts'
import type { LonLat, MultiPolygon, Polygon, Ring } from './types.ts'

/** A cell of the partition to be checked. Its geometry has passed `validateGeometry` and lies on the lattice. */
export interface CoverageCell {
  readonly gridId: string
  readonly polygon: MultiPolygon
}

export type CoverageDefect = 'gap' | 'overlap' | 'outsideParent'

/** One place where the cells do not cover the parent exactly once. */
export interface CoverageFinding {
  readonly kind: CoverageDefect | 'sliver'
  /** What a sliver is: a sliver is a gap, an overlap or a piece outside that is thinner than `sliver_m`. */
  readonly defect: CoverageDefect
  /** Outer ring of the place, closed, counter-clockwise. */
  readonly ring: Ring
  readonly holes: readonly Ring[]
  readonly centroid: LonLat
  readonly area_m2: number
  /** Cells that overlap there or stick out; for a gap, the cells around it. Sorted. */
  readonly gridIds: readonly string[]
}

export interface CoverageOptions {
  /** Mean width below which a finding is called a sliver, metres. */
  readonly sliver_m?: number
  /** Mean width below which a place is rounding of the lattice and not reported, metres. */
  readonly tolerance_m?: number
}

/** Two metres: the width of a footpath; nobody draws a grid that thin on purpose. */
const SLIVER_M = 2
/** Two centimetres: two lattice steps, what rounding a T-junction can open. */
const TOLERANCE_M = 0.02

/**
 * Checks that cells cover their parent without gap or overlap (全覆盖、无缝隙; functions 1 and 2).
 *
 * Every directed edge of a cell must be met by its reverse, in a neighbour or on the parent's rim. The edges left over
 * are cut at their crossings and followed around; each region they enclose is covered once too often or too seldom.
 * Sound cells cost one hash pass, so the time follows the number of corners, and that of the rest the defects.
 *
 * @param parent  the shape to be covered; without it only overlaps and enclosed gaps can be told, and a wanted hole
 *                shows as a gap
 * @returns findings sorted by area, largest first; none if the coverage is seamless
 */
export function checkCoverage(
  cells: readonly CoverageCell[],
  parent?: MultiPolygon,
  { sliver_m = SLIVER_M, tolerance_m = TOLERANCE_M }: CoverageOptions = {},
): CoverageFinding[] {
  const left = leftoverEdges(
    collectEdges(
      cells.map((cell) => cell.polygon),
      parent,
    ),
  )
  if (left.count === 0) return []
  const noded = nodeEdges(left)
  const expected = parent ? 0 : 1
  const overWhich = locateAmong(cells)
  const findings: CoverageFinding[] = []
  for (const face of traceFaces(noded)) {
    if (face.excess === expected) continue
    const shape = shapeOf(face, noded.points)
    const area = area_m2([shape])
    const width_m = (2 * area) / shape.reduce((sum, ring) => sum + ringLength_m(ring), 0)
    if (!(width_m > tolerance_m)) continue
    const defect = defectOf(face, expected, parent)
    findings.push({
      kind: width_m < sliver_m ? 'sliver' : defect,
      defect,
      ring: shape[0]!,
      holes: shape.slice(1),
      centroid: centroidOf([shape]),
      area_m2: area,
      gridIds: namesOf(face, defect, cells, overWhich),
    })
  }
  return findings.sort((a, b) => b.area_m2 - a.area_m2)
}

function defectOf(face: Face, expected: number, parent: MultiPolygon | undefined): CoverageDefect {
  if (face.excess < expected) return 'gap'
  if (parent === undefined) return 'overlap'
  return holds(parent, face.inside()) ? 'overlap' : 'outsideParent'
}

function shapeOf(face: Face, points: PointNumbers): Polygon {
  return face.rings.map((ring) => {
    const open = ring.map((point): LonLat => [fromLattice(points.x(point)), fromLattice(points.y(point))])
    return [...open, open[0]!]
  })
}

function namesOf(
  face: Face,
  defect: CoverageDefect,
  cells: readonly CoverageCell[],
  overWhich: (inside: readonly [number, number]) => number[],
): string[] {
  const owners = new Set(defect === 'gap' ? face.touching() : [...face.covering(), ...overWhich(face.inside())])
  owners.delete(PARENT)
  return [...new Set([...owners].map((owner) => cells[owner]!.gridId))].sort()
}

/** Finds the cells over a position; boxes are measured on the first question only. */
function locateAmong(cells: readonly CoverageCell[]): (inside: readonly [number, number]) => number[] {
  let boxes: Float64Array | undefined
  return (inside) => {
    boxes ??= measureBoxes(cells)
    const lon = fromLattice(inside[0])
    const lat = fromLattice(inside[1])
    const found: number[] = []
    for (let c = 0; c < cells.length; c++) {
      if (lon < boxes[c * 4]! || lat < boxes[c * 4 + 1]! || lon > boxes[c * 4 + 2]! || lat > boxes[c * 4 + 3]!) continue
      if (holds(cells[c]!.polygon, inside)) found.push(c)
    }
    return found
  }
}

function measureBoxes(cells: readonly CoverageCell[]): Float64Array {
  const boxes = new Float64Array(cells.length * 4)
  cells.forEach(({ polygon }, c) => {
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
    for (const part of polygon) {
      for (const [lon, lat] of part[0] ?? []) {
        if (lon < west) west = lon
        if (lon > east) east = lon
        if (lat < south) south = lat
        if (lat > north) north = lat
      }
    }
    boxes.set([west, south, east, north], c * 4)
  })
  return boxes
}

/** Even–odd test for a position between lattice points; it never lies on an edge. */
function holds(polygon: MultiPolygon, [x, y]: readonly [number, number]): boolean {
  const lon = fromLattice(x)
  const lat = fromLattice(y)
  let inside = false
  for (const part of polygon) {
    for (const ring of part) {
      for (let i = 1; i < ring.length; i++) {
        const a = ring[i - 1]!
        const b = ring[i]!
        if (a[1] > lat !== b[1] > lat && lon < a[0] + ((lat - a[1]) / (b[1] - a[1])) * (b[0] - a[0])) inside = !inside
      }
    }
  }
  return inside
}
