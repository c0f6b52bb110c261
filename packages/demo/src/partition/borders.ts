import type { LonLat, MultiPolygon, Ring } from '@lianxin/domain'
import { fromLattice, toLattice } from '@lianxin/domain'
import type { Mesh } from './mesh.ts'
import type { Random } from './random.ts'

/** Where the plane of the demo lies on the globe. */
export interface Anchor {
  readonly lon: number
  readonly lat: number
}

const METRES_PER_DEGREE = 111_195

/** Positions on the 1e-7° lattice of every point of the mesh: corners, and the bends of each edge. */
export interface Lines {
  /** Positions along an edge, from its start to its end, both included. */
  readonly along: (edge: number) => readonly LonLat[]
}

/**
 * Gives edges their bends: a fractal line that stays inside the two triangles between the edge and the sites on both
 * sides. These triangles of different edges never overlap, so no two lines can cross.
 * @param roughness  by atom: height of the bends as a part of the edge's length; streets 0.02, brooks 0.15
 * @param step_m     distance of the bends
 */
export function drawLines(
  mesh: Mesh,
  anchor: Anchor,
  random: Random,
  roughness: (atom: number) => number,
  step_m: number,
): Lines {
  const kx = METRES_PER_DEGREE * Math.cos((anchor.lat * Math.PI) / 180)
  const place = (x: number, y: number): LonLat => [
    fromLattice(toLattice(anchor.lon + x / kx)),
    fromLattice(toLattice(anchor.lat + y / METRES_PER_DEGREE)),
  ]
  const corners = Array.from(mesh.cornerX, (x, i) => place(x, mesh.cornerY[i]!))
  const drawn = Array.from({ length: mesh.edgeCount }, (_, e): LonLat[] => {
    const from = mesh.from[e]!
    const to = mesh.to[e]!
    const length = mesh.length_m[e]!
    const bends = Math.min(4, Math.floor(Math.log2(Math.max(1, length / step_m))))
    const heights = bends < 1 ? [0, 0] : fractal(random, bends, roughness(mesh.left[e]!) * length)
    const line = [corners[from]!]
    const dx = (mesh.cornerX[to]! - mesh.cornerX[from]!) / length
    const dy = (mesh.cornerY[to]! - mesh.cornerY[from]!) / length
    for (let i = 1; i < heights.length - 1; i++) {
      const t = i / (heights.length - 1)
      const height = heights[i]!
      const site = height > 0 ? [mesh.x[mesh.left[e]!]!, mesh.y[mesh.left[e]!]!] : [mesh.rightX[e]!, mesh.rightY[e]!]
      const room = ROOM * roomAt(t, length, dx, dy, site[0]! - mesh.cornerX[from]!, site[1]! - mesh.cornerY[from]!)
      const h = Math.sign(height) * Math.min(Math.abs(height), room)
      line.push(place(mesh.cornerX[from]! + dx * length * t - dy * h, mesh.cornerY[from]! + dy * length * t + dx * h))
    }
    line.push(corners[to]!)
    return line
  })
  return { along: (edge) => drawn[edge]! }
}

/** Part of the free room a bend may take. */
const ROOM = 0.6

/** Height of the triangle between an edge and a site over the point at part t of the edge. */
function roomAt(t: number, length: number, dx: number, dy: number, sx: number, sy: number): number {
  const foot = (sx * dx + sy * dy) / length
  const height = Math.abs(dx * sy - dy * sx)
  return height * Math.min(foot > 0 ? t / foot : Infinity, foot < 1 ? (1 - t) / (1 - foot) : Infinity)
}

/** Heights of a line with 2^depth pieces whose ends are 0: each halving adds bends of about half the height. */
function fractal(random: Random, depth: number, height: number): number[] {
  let line = [0, 0]
  for (let level = 0; level < depth; level++) {
    const size = height / 2 ** level
    line = line.flatMap((h, i) => (i === 0 ? [h] : [(line[i - 1]! + h) / 2 + random.signed() * size, h]))
  }
  return line
}

/**
 * Outlines of sets of atoms: for each label, the rings around its atoms. Outer rings run counter-clockwise, holes
 * clockwise; the atoms of a label are connected, so there is one outer ring.
 * @param labels  label of each atom, 0 … count - 1, or -1 for atoms in no set
 */
export function outlinesOf(mesh: Mesh, lines: Lines, labels: Int32Array, count: number): MultiPolygon[] {
  const labelOf = (atom: number): number => (atom < 0 ? -1 : labels[atom]!)
  const start = new Int32Array(count + 1)
  const eachSide = (visit: (label: number, half: number) => void): void => {
    for (let e = 0; e < mesh.edgeCount; e++) {
      const left = labelOf(mesh.left[e]!)
      const right = labelOf(mesh.right[e]!)
      if (left === right) continue
      if (left >= 0) visit(left, e * 2)
      if (right >= 0) visit(right, e * 2 + 1)
    }
  }
  eachSide((label) => start[label + 1]!++)
  for (let l = 1; l <= count; l++) start[l]! += start[l - 1]!
  const fill = start.slice()
  const halves = new Int32Array(start[count]!)
  eachSide((label, half) => (halves[fill[label]!++] = half))

  const leaving = new Int32Array(mesh.cornerX.length).fill(-1)
  const origin = (half: number): number => (half % 2 === 0 ? mesh.from : mesh.to)[half >> 1]!
  const target = (half: number): number => (half % 2 === 0 ? mesh.to : mesh.from)[half >> 1]!
  return Array.from({ length: count }, (_, label) => {
    const own = halves.subarray(start[label], start[label + 1])
    for (const half of own) leaving[origin(half)] = half
    const rings: Ring[] = []
    for (const first of own) {
      if (leaving[origin(first)] !== first) continue
      const ring: LonLat[] = []
      for (let half = first; half >= 0;) {
        leaving[origin(half)] = -1
        const line = lines.along(half >> 1)
        if (half % 2 === 0) for (let i = 0; i < line.length - 1; i++) ring.push(line[i]!)
        else for (let i = line.length - 1; i > 0; i--) ring.push(line[i]!)
        half = leaving[target(half)]!
      }
      ring.push(ring[0]!)
      rings.push(ring)
    }
    return [rings.sort((a, b) => flatArea(b) - flatArea(a))]
  })
}

function flatArea(ring: Ring): number {
  const [x0, y0] = ring[0]!
  let doubled = 0
  for (let i = 1; i < ring.length; i++) {
    const a = ring[i - 1]!
    const b = ring[i]!
    doubled += (a[0] - x0) * (b[1] - y0) - (b[0] - x0) * (a[1] - y0)
  }
  return doubled
}
