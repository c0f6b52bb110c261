import type { NodedEdges } from './noding.ts'
import { indexRows, nearestEast, nearestWest, windingEast } from './rows.ts'
import type { Line } from './rows.ts'

/** A region between leftover edges, with how many cells too many (+) or too few (-) lie over it. */
export interface Face {
  /** Cells over the region minus 1 where the parent is; without a parent the number of cells. */
  readonly excess: number
  /** Outer ring counter-clockwise, then holes, as point numbers; the first is not repeated. */
  readonly rings: readonly (readonly number[])[]
  /** Owners of the edges that have the region on their left (they cover it) and on their right. */
  readonly covering: ReadonlySet<number>
  readonly touching: ReadonlySet<number>
  /** A position strictly inside, lattice steps, not whole numbers. */
  readonly inside: readonly [x: number, y: number]
}

interface Cycle {
  readonly halves: number[]
  readonly doubledArea: number
}

/**
 * The bounded regions of a plane graph of directed edges. An edge counts as often as it runs forwards more than
 * backwards; on its left lie that many more cells than on its right. Half-edges 2i and 2i+1 are the two sides of
 * line i; a region is the cycle of half-edges that keep it on their left.
 */
export function traceFaces(noded: NodedEdges): Face[] {
  const { points } = noded
  const { lines, left, right } = netLines(noded)
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

  const rows = indexRows(lines, points)
  const holesOf = new Map<number, number[]>()
  const containerOf = (cycle: number): number => {
    let at = cycle
    while (at >= 0 && cycles[at]!.doubledArea <= 0) {
      const half = nearestEast(rows, eastmost(cycles[at]!, lines, points))
      at = half < 0 ? -1 : cycleOf[half]!
    }
    return at
  }
  cycles.forEach((cycle, index) => {
    if (cycle.doubledArea > 0) return
    const container = containerOf(index)
    if (container >= 0) holesOf.set(container, [...(holesOf.get(container) ?? []), index])
  })

  const faces: Face[] = []
  cycles.forEach((cycle, index) => {
    if (cycle.doubledArea <= 0) return
    const tall = tallest(cycle, lines, points)
    const upwards = points.y(origin(lines, tall)) < points.y(origin(lines, tall ^ 1))
    const west = nearestWest(rows, tall >> 1, upwards)
    const around = [index, ...(holesOf.get(index) ?? [])]
    const covering = new Set<number>()
    const touching = new Set<number>()
    for (const half of around.flatMap((c) => cycles[c]!.halves)) {
      for (const owner of (half % 2 === 0 ? left : right)[half >> 1]!) covering.add(owner)
      for (const owner of (half % 2 === 0 ? right : left)[half >> 1]!) touching.add(owner)
    }
    faces.push({
      excess: windingEast(rows, tall >> 1, upwards),
      rings: around.map((c) => cycles[c]!.halves.map((half) => origin(lines, half))),
      covering,
      touching,
      inside: west,
    })
  })
  return faces
}

/** One line for each pair of points whose edges do not cancel out, with the owners on its two sides. */
function netLines(noded: NodedEdges): { lines: Line[]; left: number[][]; right: number[][] } {
  const byPair = new Map<string, { a: number; b: number; net: number; left: number[]; right: number[] }>()
  noded.from.forEach((from, i) => {
    const to = noded.to[i]!
    const a = Math.min(from, to)
    const b = Math.max(from, to)
    const key = `${a} ${b}`
    const line = byPair.get(key) ?? { a, b, net: 0, left: [], right: [] }
    byPair.set(key, line)
    line.net += from === a ? 1 : -1
    ;(from === a ? line.left : line.right).push(noded.owner[i]!)
  })
  const kept = [...byPair.values()].filter((line) => line.net !== 0)
  return { lines: kept, left: kept.map((line) => line.left), right: kept.map((line) => line.right) }
}

function origin(lines: readonly Line[], half: number): number {
  const line = lines[half >> 1]!
  return half % 2 === 0 ? line.a : line.b
}

/** For each half-edge the one that follows it around the region on its left. */
function linkHalves(lines: readonly Line[], points: NodedEdges['points']): Int32Array {
  const leaving = new Map<number, { half: number; angle: number }[]>()
  for (let half = 0; half < lines.length * 2; half++) {
    const a = origin(lines, half)
    const b = origin(lines, half ^ 1)
    const angle = Math.atan2(points.y(b) - points.y(a), points.x(b) - points.x(a))
    const fan = leaving.get(a)
    if (fan) fan.push({ half, angle })
    else leaving.set(a, [{ half, angle }])
  }
  const next = new Int32Array(lines.length * 2)
  for (const fan of leaving.values()) {
    fan.sort((p, q) => p.angle - q.angle)
    fan.forEach(({ half }, i) => {
      next[half ^ 1] = fan[(i + fan.length - 1) % fan.length]!.half
    })
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
