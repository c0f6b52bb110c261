import { coverWithBuckets, indexBuckets } from './buckets.ts'
import type { BucketIndex, Buckets } from './buckets.ts'
import type { PointNumbers } from './points.ts'

/** A line between two points; `net` cells more lie on its left than on its right. */
export interface Line {
  readonly a: number
  readonly b: number
  readonly net: number
}

/** Lines sorted into horizontal bands, to follow a ray to the east or west. */
export interface Rows {
  readonly lines: readonly Line[]
  readonly points: PointNumbers
  readonly bands: Buckets
  readonly index: BucketIndex
}

/** Sorts lines into bands; a line lies in every band it passes. */
export function indexRows(lines: readonly Line[], points: PointNumbers): Rows {
  let minY = Infinity
  let maxY = -Infinity
  let height = 0
  for (const { a, b } of lines) {
    minY = Math.min(minY, points.y(a), points.y(b))
    maxY = Math.max(maxY, points.y(a), points.y(b))
    height += Math.abs(points.y(a) - points.y(b))
  }
  const box = lines.length === 0 ? { minX: 0, maxX: 0, minY: 0, maxY: 1 } : { minX: 0, maxX: 0, minY, maxY }
  const bands = coverWithBuckets(box, height / Math.max(1, lines.length), 200_000)
  const index = indexBuckets(bands, lines.length, (i, visit) => {
    const { a, b } = lines[i]!
    const last = bandOf(bands, Math.max(points.y(a), points.y(b)))
    for (let band = bandOf(bands, Math.min(points.y(a), points.y(b))); band <= last; band++) visit(band)
  })
  return { lines, points, bands, index }
}

function bandOf(bands: Buckets, y: number): number {
  return Math.min(bands.rows - 1, Math.max(0, Math.floor((y - bands.minY) / bands.size)))
}

/** Visits every line crossed at height y (half open: its lower end counts, its upper end does not). */
function visitCrossed(rows: Rows, y: number, visit: (line: number, x: number, upwards: boolean) => void): void {
  const { points, lines, index } = rows
  const band = bandOf(rows.bands, y)
  for (let i = index.start[band]!; i < index.start[band + 1]!; i++) {
    const line = index.items[i]!
    const ay = points.y(lines[line]!.a)
    const by = points.y(lines[line]!.b)
    if (ay > y === by > y) continue
    const ax = points.x(lines[line]!.a)
    const bx = points.x(lines[line]!.b)
    visit(line, ax + ((y - ay) / (by - ay)) * (bx - ax), by > ay)
  }
}

function middleOf(rows: Rows, line: number): [x: number, y: number] {
  const { a, b } = rows.lines[line]!
  return [(rows.points.x(a) + rows.points.x(b)) / 2, (rows.points.y(a) + rows.points.y(b)) / 2]
}

/** Cells over the region just west of a line's middle (`west`), or just east of it. */
export function windingEast(rows: Rows, line: number, west: boolean): number {
  const [x, y] = middleOf(rows, line)
  let sum = 0
  visitCrossed(rows, y, (other, otherX, upwards) => {
    if (other === line ? west : otherX > x) sum += upwards ? rows.lines[other]!.net : -rows.lines[other]!.net
  })
  return sum
}

/** A position inside the region beside a line's middle: halfway to the next line to the west, or to the east. */
export function nearestWest(rows: Rows, line: number, west: boolean): [x: number, y: number] {
  const [x, y] = middleOf(rows, line)
  let nearest = west ? -Infinity : Infinity
  visitCrossed(rows, y, (other, otherX) => {
    if (other === line) return
    if (west ? otherX < x && otherX > nearest : otherX > x && otherX < nearest) nearest = otherX
  })
  return [(x + nearest) / 2, y]
}

/** The half-edge with its left side to the west on the first line east of a position; -1 if there is none. */
export function nearestEast(rows: Rows, [x, y]: readonly [x: number, y: number]): number {
  let nearest = Infinity
  let half = -1
  visitCrossed(rows, y, (line, otherX, upwards) => {
    if (otherX <= x || otherX >= nearest) return
    nearest = otherX
    half = line * 2 + (upwards ? 0 : 1)
  })
  return half
}
