import { coverWithBuckets, indexBuckets, visitAlong } from './buckets.ts'
import type { PointNumbers } from './points.ts'

/** A line between two points; `net` cells more lie on its left than on its right. */
export interface Line {
  readonly a: number
  readonly b: number
  readonly net: number
}

/** Follows horizontal rays through many lines. */
export interface Rays {
  /** The half-edge with its left side to the west on the first line east of a position; -1 if there is none. */
  readonly firstEast: (x: number, y: number) => number
  /** A position inside the region beside a line's middle: halfway to the next line to the west, or to the east. */
  readonly beside: (line: number, west: boolean) => readonly [x: number, y: number]
}

/** Sorts lines into square buckets; a ray walks from bucket to bucket until it meets a line. */
export function castRays(lines: readonly Line[], points: PointNumbers): Rays {
  const box = { minX: Infinity, minY: Infinity, maxX: -Infinity, maxY: -Infinity }
  let length = 0
  for (const { a, b } of lines) {
    box.minX = Math.min(box.minX, points.x(a), points.x(b))
    box.maxX = Math.max(box.maxX, points.x(a), points.x(b))
    box.minY = Math.min(box.minY, points.y(a), points.y(b))
    box.maxY = Math.max(box.maxY, points.y(a), points.y(b))
    length += Math.abs(points.x(a) - points.x(b)) + Math.abs(points.y(a) - points.y(b))
  }
  const sound = lines.length > 0 ? box : { minX: 0, minY: 0, maxX: 1, maxY: 1 }
  const buckets = coverWithBuckets(sound, length / Math.max(1, lines.length), lines.length * 2 + 16)
  const index = indexBuckets(buckets, lines.length, (i, visit) => {
    const { a, b } = lines[i]!
    visitAlong(buckets, points.x(a), points.y(a), points.x(b), points.y(b), 0, visit)
  })

  /** The nearest line crossed by a ray (half open: a line's lower end counts, its upper end does not). */
  function nearest(x: number, y: number, step: 1 | -1, except: number): { line: number; x: number } {
    const row = Math.min(buckets.rows - 1, Math.max(0, Math.floor((y - buckets.minY) / buckets.size)))
    let column = Math.min(buckets.columns - 1, Math.max(0, Math.floor((x - buckets.minX) / buckets.size)))
    const best = { line: -1, x: step * Infinity }
    for (; column >= 0 && column < buckets.columns; column += step) {
      const bucket = row * buckets.columns + column
      for (let i = index.start[bucket]!; i < index.start[bucket + 1]!; i++) {
        const line = index.items[i]!
        const ay = points.y(lines[line]!.a)
        const by = points.y(lines[line]!.b)
        if (line === except || ay > y === by > y) continue
        const ax = points.x(lines[line]!.a)
        const at = ax + ((y - ay) / (by - ay)) * (points.x(lines[line]!.b) - ax)
        if ((at - x) * step <= 0 || (at - best.x) * step >= 0) continue
        best.line = line
        best.x = at
      }
      const passed = buckets.minX + (column + (step > 0 ? 1 : 0)) * buckets.size
      if (best.line >= 0 && (passed - best.x) * step >= 0) break
    }
    return best
  }

  return {
    firstEast(x, y) {
      const { line } = nearest(x, y, 1, -1)
      if (line < 0) return -1
      return line * 2 + (points.y(lines[line]!.b) > points.y(lines[line]!.a) ? 0 : 1)
    },
    beside(line, west) {
      const { a, b } = lines[line]!
      const x = (points.x(a) + points.x(b)) / 2
      const y = (points.y(a) + points.y(b)) / 2
      return [(x + nearest(x, y, west ? -1 : 1, line).x) / 2, y]
    },
  }
}
