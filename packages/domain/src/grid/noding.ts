import { bucketAt, coverWithBuckets, indexBuckets, visitAlong } from './buckets.ts'
import type { BucketIndex, Buckets } from './buckets.ts'
import type { Edges } from './edges.ts'
import { sideOf } from './lattice.ts'
import { numberPoints } from './points.ts'
import type { PointNumbers } from './points.ts'

/** Edges between numbered points that meet only at their ends. */
export interface NodedEdges {
  readonly points: PointNumbers
  readonly from: readonly number[]
  readonly to: readonly number[]
  readonly owner: readonly number[]
}

/** More buckets than this for each edge would cost more than they save. */
const BUCKETS_PER_EDGE = 2

/**
 * Cuts edges wherever they cross or touch, by snap rounding: each crossing moves to its nearest lattice point, and
 * every edge that passes within half a step of a corner or a crossing is led through it. What comes out is a proper
 * plane graph on the lattice, moved by at most half a step (0.6 cm).
 */
export function nodeEdges(edges: Edges): NodedEdges {
  const points = numberPoints(edges.count * 2)
  const buckets = bucketsFor(edges)
  const along = (e: number, visit: (bucket: number) => void): void =>
    visitAlong(buckets, edges.ax[e]!, edges.ay[e]!, edges.bx[e]!, edges.by[e]!, 1, visit)
  for (let e = 0; e < edges.count; e++) {
    points.add(edges.ax[e]!, edges.ay[e]!)
    points.add(edges.bx[e]!, edges.by[e]!)
  }
  addCrossings(edges, indexBuckets(buckets, edges.count, along), points)
  const hot = indexBuckets(buckets, points.count(), (p, visit) => visit(bucketAt(buckets, points.x(p), points.y(p))))

  const from: number[] = []
  const to: number[] = []
  const owner: number[] = []
  for (let e = 0; e < edges.count; e++) {
    const chain = pointsOn(edges, e, points, hot, (visit) => along(e, visit), HALF_STEP)
    for (let i = 1; i < chain.length; i++) {
      from.push(chain[i - 1]!)
      to.push(chain[i]!)
      owner.push(edges.owner[e]!)
    }
  }
  return { points, from, to, owner }
}

const HALF_STEP = 0.5

/** Buckets about as wide as the edges are long. */
export function bucketsFor(edges: Edges): Buckets {
  let minX = Infinity
  let minY = Infinity
  let maxX = -Infinity
  let maxY = -Infinity
  let length = 0
  for (let e = 0; e < edges.count; e++) {
    minX = Math.min(minX, edges.ax[e]!)
    maxX = Math.max(maxX, edges.ax[e]!)
    minY = Math.min(minY, edges.ay[e]!)
    maxY = Math.max(maxY, edges.ay[e]!)
    length += Math.abs(edges.bx[e]! - edges.ax[e]!) + Math.abs(edges.by[e]! - edges.ay[e]!)
  }
  if (edges.count === 0) return coverWithBuckets({ minX: 0, minY: 0, maxX: 1, maxY: 1 }, 1, 1)
  return coverWithBuckets({ minX, minY, maxX, maxY }, length / edges.count, edges.count * BUCKETS_PER_EDGE + 16)
}

function addCrossings(edges: Edges, index: BucketIndex, points: PointNumbers): void {
  for (let b = 1; b < index.start.length; b++) {
    for (let i = index.start[b - 1]!; i < index.start[b]!; i++) {
      for (let j = i + 1; j < index.start[b]!; j++) addCrossing(edges, index.items[i]!, index.items[j]!, points)
    }
  }
}

function addCrossing({ ax, ay, bx, by }: Edges, e: number, f: number, points: PointNumbers): void {
  if (!crosses(ax[e]!, ay[e]!, bx[e]!, by[e]!, ax[f]!, ay[f]!, bx[f]!, by[f]!)) return
  const dx = bx[e]! - ax[e]!
  const dy = by[e]! - ay[e]!
  const ex = bx[f]! - ax[f]!
  const ey = by[f]! - ay[f]!
  const t = ((ax[f]! - ax[e]!) * ey - (ay[f]! - ay[e]!) * ex) / (dx * ey - dy * ex)
  points.add(Math.round(ax[e]! + t * dx), Math.round(ay[e]! + t * dy))
}

/** Whether two segments cross inside both; touching ends and running along each other do not count. */
export function crosses(
  ax: number,
  ay: number,
  bx: number,
  by: number,
  cx: number,
  cy: number,
  dx: number,
  dy: number,
): boolean {
  if (Math.max(ax, bx) < Math.min(cx, dx) || Math.max(cx, dx) < Math.min(ax, bx)) return false
  if (Math.max(ay, by) < Math.min(cy, dy) || Math.max(cy, dy) < Math.min(ay, by)) return false
  const c = sideOf(ax, ay, bx, by, cx, cy)
  const d = sideOf(ax, ay, bx, by, dx, dy)
  if (c === 0 || d === 0 || c === d) return false
  const a = sideOf(cx, cy, dx, dy, ax, ay)
  const b = sideOf(cx, cy, dx, dy, bx, by)
  return a !== 0 && b !== 0 && a !== b
}

/**
 * The numbered points an edge passes within `reach` of, in order from its start to its end, both included.
 * @param reach  half the side of the square around each point, lattice steps
 */
export function pointsOn(
  edges: Edges,
  e: number,
  points: PointNumbers,
  hot: BucketIndex,
  along: (visit: (bucket: number) => void) => void,
  reach: number,
): number[] {
  const ax = edges.ax[e]!
  const ay = edges.ay[e]!
  const dx = edges.bx[e]! - ax
  const dy = edges.by[e]! - ay
  const start = points.find(ax, ay)
  const end = points.find(edges.bx[e]!, edges.by[e]!)
  const found: { point: number; t: number }[] = []
  along((bucket) => {
    for (let i = hot.start[bucket]!; i < hot.start[bucket + 1]!; i++) {
      const point = hot.items[i]!
      if (point === start || point === end) continue
      const px = points.x(point) - ax
      const py = points.y(point) - ay
      const t = (px * dx + py * dy) / (dx * dx + dy * dy)
      if (t <= 0 || t >= 1) continue
      if (Math.abs(px * dy - py * dx) > reach * (Math.abs(dx) + Math.abs(dy))) continue
      found.push({ point, t })
    }
  })
  found.sort((a, b) => a.t - b.t || a.point - b.point)
  const chain = [start]
  for (const { point } of found) if (point !== chain.at(-1)) chain.push(point)
  if (end !== chain.at(-1)) chain.push(end)
  return chain
}
