import type { NodedEdges } from './noding.ts'
import { castRays } from './rays.ts'
import type { Line, Rays } from './rays.ts'

/** A region between leftover edges, with how many cells too many (+) or too few (-) lie over it. */
export interface Face {
  /** Cells over the region minus 1 where the parent is; without a parent the number of cells. */
  readonly excess: number
  /** Outer ring counter-clockwise, then holes, as point numbers; the first is not repeated. */
  readonly rings: readonly (readonly number[])[]
  /** Owners of the edges that have the region on their left (they cover it) and on their right. */
  readonly covering: () => ReadonlySet<number>
  readonly touching: () => ReadonlySet<number>
  /** A position strictly inside, lattice steps, not whole numbers. Looked for when asked. */
  readonly inside: () => readonly [x: number, y: number]
}

interface Cycle {
  readonly halves: number[]
  readonly doubledArea: number
}

/** The plane graph: half-edges 2i and 2i+1 are the two sides of line i, a cycle keeps its region on the left. */
interface Graph {
  readonly lines: readonly Line[]
  readonly points: NodedEdges['points']
  readonly cycles: readonly Cycle[]
  readonly cycleOf: Int32Array
}

/**
 * The bounded regions of a plane graph of directed edges. An edge counts as often as it runs forwards more than
 * backwards; on its left lie that many more cells than on its right.
 */
export function traceFaces(noded: NodedEdges): Face[] {
  const { points } = noded
  const { lines, eachOwner } = netLines(noded)
  const graph = { lines, points, ...traceCycles(lines, points) }
  const rays = castRays(lines, points)
  const containers = findContainers(graph, rays)
  const holesOf = new Map<number, number[]>()
  containers.forEach((container, cycle) => {
    if (container < 0) return
    const holes = holesOf.get(container)
    if (holes) holes.push(cycle)
    else holesOf.set(container, [cycle])
  })
  const excess = spreadExcess(graph, containers, holesOf)

  const faces: Face[] = []
  graph.cycles.forEach((cycle, index) => {
    if (cycle.doubledArea <= 0) return
    const around = [index, ...(holesOf.get(index) ?? [])].map((c) => graph.cycles[c]!)
    const ownersBeside = (other: 0 | 1): Set<number> => {
      const owners = new Set<number>()
      for (const { halves } of around) for (const half of halves) eachOwner(half ^ other, (owner) => owners.add(owner))
      return owners
    }
    faces.push({
      excess: excess[index]!,
      rings: around.map(({ halves }) => halves.map((half) => origin(lines, half))),
      covering: () => ownersBeside(0),
      touching: () => ownersBeside(1),
      inside: () => {
        const tall = tallest(cycle, lines, points)
        return rays.beside(tall >> 1, points.y(origin(lines, tall)) < points.y(origin(lines, tall ^ 1)))
      },
    })
  })
  return faces
}

function traceCycles(lines: readonly Line[], points: NodedEdges['points']): Pick<Graph, 'cycles' | 'cycleOf'> {
  const next = linkHalves(lines, points)
  const cycles: Cycle[] = []
  const cycleOf = new Int32Array(lines.length * 2).fill(-1)
  for (let half = 0; half < cycleOf.length; half++) {
    if (cycleOf[half]! >= 0) continue
    const halves: number[] = []
    let doubledArea = 0
    const x0 = points.x(origin(lines, half))
    const y0 = points.y(origin(lines, half))
    for (let at = half; cycleOf[at]! < 0; at = next[at]!) {
      cycleOf[at] = cycles.length
      halves.push(at)
      const a = origin(lines, at)
      const b = origin(lines, at ^ 1)
      doubledArea += (points.x(a) - x0) * (points.y(b) - y0) - (points.x(b) - x0) * (points.y(a) - y0)
    }
    cycles.push({ halves, doubledArea })
  }
  return { cycles, cycleOf }
}

/** For each outer contour of a connected piece the cycle of the region it lies in; -1 for the unbounded region. */
function findContainers({ lines, points, cycles, cycleOf }: Graph, rays: Rays): Int32Array {
  const UNKNOWN = -2
  const containers = new Int32Array(cycles.length).fill(UNKNOWN)
  for (let start = 0; start < cycles.length; start++) {
    const passed: number[] = []
    let at = start
    while (at >= 0 && cycles[at]!.doubledArea <= 0 && containers[at] === UNKNOWN) {
      passed.push(at)
      const half = rays.firstEast(...eastmost(cycles[at]!, lines, points))
      at = half < 0 ? -1 : cycleOf[half]!
    }
    const container = at >= 0 && cycles[at]!.doubledArea <= 0 ? containers[at]! : at
    for (const cycle of passed) containers[cycle] = container
  }
  return containers.map((container) => (container === UNKNOWN ? -1 : container))
}

/** How many cells lie over the region of each cycle, from the unbounded region (none) inwards over the lines. */
function spreadExcess(
  { lines, cycles, cycleOf }: Graph,
  containers: Int32Array,
  holesOf: ReadonlyMap<number, readonly number[]>,
): Int32Array {
  const excess = new Int32Array(cycles.length)
  const known = new Uint8Array(cycles.length)
  const open: number[] = []
  const learn = (cycle: number, value: number): void => {
    if (known[cycle]) return
    known[cycle] = 1
    excess[cycle] = value
    open.push(cycle)
  }
  cycles.forEach((cycle, index) => cycle.doubledArea <= 0 && containers[index]! < 0 && learn(index, 0))
  for (let cycle = open.pop(); cycle !== undefined; cycle = open.pop()) {
    const here = excess[cycle]!
    for (const half of cycles[cycle]!.halves) {
      const { net } = lines[half >> 1]!
      learn(cycleOf[half ^ 1]!, half % 2 === 0 ? here - net : here + net)
    }
    for (const hole of holesOf.get(cycle) ?? []) learn(hole, here)
  }
  return excess
}

/** Lines of the graph, and who lies beside them. */
interface NetLines {
  readonly lines: Line[]
  /** Calls `visit` with every owner of an edge that has the given side of a line on its left. */
  readonly eachOwner: (half: number, visit: (owner: number) => void) => void
}

/** One line for each pair of points whose edges do not cancel out. Edges are sorted by their pair of points. */
function netLines({ from, to, owner, points }: NodedEdges): NetLines {
  const keys = Float64Array.from(from, (a, i) => Math.min(a, to[i]!) * points.count() + Math.max(a, to[i]!))
  const order = Uint32Array.from(from, (_, i) => i).sort((i, j) => keys[i]! - keys[j]!)
  const lines: Line[] = []
  const spans: number[] = []
  for (let start = 0; start < order.length;) {
    const first = order[start]!
    let end = start
    let net = 0
    while (end < order.length && keys[order[end]!] === keys[first]) {
      const e = order[end++]!
      net += from[e]! < to[e]! ? 1 : -1
    }
    if (net !== 0) {
      lines.push({ a: Math.min(from[first]!, to[first]!), b: Math.max(from[first]!, to[first]!), net })
      spans.push(start, end)
    }
    start = end
  }
  return {
    lines,
    eachOwner(half, visit) {
      for (let i = spans[(half >> 1) * 2]!; i < spans[(half >> 1) * 2 + 1]!; i++) {
        const e = order[i]!
        const isForward = from[e]! < to[e]!
        if (isForward === (half % 2 === 0)) visit(owner[e]!)
      }
    },
  }
}

function origin(lines: readonly Line[], half: number): number {
  const line = lines[half >> 1]!
  return half % 2 === 0 ? line.a : line.b
}

/** For each half-edge the one that follows it around the region on its left. */
function linkHalves(lines: readonly Line[], points: NodedEdges['points']): Int32Array {
  const count = lines.length * 2
  const start = new Int32Array(points.count() + 1)
  const angles = new Float64Array(count)
  for (let half = 0; half < count; half++) {
    const a = origin(lines, half)
    const b = origin(lines, half ^ 1)
    angles[half] = Math.atan2(points.y(b) - points.y(a), points.x(b) - points.x(a))
    start[a + 1]!++
  }
  for (let p = 1; p < start.length; p++) start[p]! += start[p - 1]!
  const fill = start.slice()
  const leaving = new Int32Array(count)
  for (let half = 0; half < count; half++) leaving[fill[origin(lines, half)]!++] = half
  const next = new Int32Array(count)
  for (let p = 0; p < points.count(); p++) {
    const fan = leaving.subarray(start[p], start[p + 1]).sort((i, j) => angles[i]! - angles[j]!)
    for (let i = 0; i < fan.length; i++) next[fan[i]! ^ 1] = fan[(i + fan.length - 1) % fan.length]!
  }
  return next
}

function tallest(cycle: Cycle, lines: readonly Line[], points: NodedEdges['points']): number {
  const height = (half: number): number => Math.abs(points.y(lines[half >> 1]!.a) - points.y(lines[half >> 1]!.b))
  return cycle.halves.reduce((best, half) => (height(half) > height(best) ? half : best))
}

function eastmost(cycle: Cycle, lines: readonly Line[], points: NodedEdges['points']): [x: number, y: number] {
  let best = origin(lines, cycle.halves[0]!)
  for (const half of cycle.halves) if (points.x(origin(lines, half)) > points.x(best)) best = origin(lines, half)
  return [points.x(best), points.y(best)]
}
