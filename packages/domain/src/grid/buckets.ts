/**
 * Square buckets over the plane, for finding near points and segments without comparing all with all. All numbers are
 * lattice steps. Items are sorted into the buckets by counting, so the index is two typed arrays.
 */
export interface Buckets {
  readonly size: number
  readonly minX: number
  readonly minY: number
  readonly columns: number
  readonly rows: number
}

/** Buckets over a box; `size` grows where the box would need more than about `most` of them. */
export function coverWithBuckets(
  box: { minX: number; minY: number; maxX: number; maxY: number },
  size: number,
  most: number,
): Buckets {
  const width = Math.max(1, box.maxX - box.minX)
  const height = Math.max(1, box.maxY - box.minY)
  const side = Math.max(1, size, Math.sqrt((width * height) / most), Math.max(width, height) / most)
  return {
    size: side,
    minX: box.minX,
    minY: box.minY,
    columns: Math.floor(width / side) + 1,
    rows: Math.floor(height / side) + 1,
  }
}

/** The bucket of a point. */
export function bucketAt(buckets: Buckets, x: number, y: number): number {
  return rowOf(buckets, y) * buckets.columns + columnOf(buckets, x)
}

/** Visits every bucket that a segment, widened by `pad` on all sides, may touch. */
export function visitAlong(
  buckets: Buckets,
  ax: number,
  ay: number,
  bx: number,
  by: number,
  pad: number,
  visit: (bucket: number) => void,
): void {
  const lowY = Math.min(ay, by)
  const highY = Math.max(ay, by)
  const firstRow = rowOf(buckets, lowY - pad)
  const lastRow = rowOf(buckets, highY + pad)
  const slope = by === ay ? 0 : (bx - ax) / (by - ay)
  for (let row = firstRow; row <= lastRow; row++) {
    let x0 = ax
    let x1 = bx
    if (by !== ay) {
      const y0 = Math.min(highY, Math.max(lowY, buckets.minY + row * buckets.size - pad))
      const y1 = Math.min(highY, Math.max(lowY, buckets.minY + (row + 1) * buckets.size + pad))
      x0 = ax + (y0 - ay) * slope
      x1 = ax + (y1 - ay) * slope
    }
    const firstColumn = columnOf(buckets, Math.min(x0, x1) - pad - 1)
    const lastColumn = columnOf(buckets, Math.max(x0, x1) + pad + 1)
    for (let column = firstColumn; column <= lastColumn; column++) visit(row * buckets.columns + column)
  }
}

/** Which items lie in which bucket: those of bucket b are `items[start[b]] … items[start[b + 1] - 1]`. */
export interface BucketIndex {
  readonly start: Int32Array
  readonly items: Int32Array
}

/** @param bucketsOf  calls `visit` for every bucket of an item; called twice for each item */
export function indexBuckets(
  buckets: Buckets,
  count: number,
  bucketsOf: (item: number, visit: (bucket: number) => void) => void,
): BucketIndex {
  const start = new Int32Array(buckets.columns * buckets.rows + 1)
  const countOne = (bucket: number): void => {
    start[bucket + 1]!++
  }
  for (let i = 0; i < count; i++) bucketsOf(i, countOne)
  for (let b = 1; b < start.length; b++) start[b] = start[b]! + start[b - 1]!
  const fill = start.slice()
  const items = new Int32Array(start.at(-1)!)
  let current = 0
  const place = (bucket: number): void => {
    items[fill[bucket]!++] = current
  }
  for (current = 0; current < count; current++) bucketsOf(current, place)
  return { start, items }
}

function rowOf(buckets: Buckets, y: number): number {
  return Math.min(buckets.rows - 1, Math.max(0, Math.floor((y - buckets.minY) / buckets.size)))
}

function columnOf(buckets: Buckets, x: number): number {
  return Math.min(buckets.columns - 1, Math.max(0, Math.floor((x - buckets.minX) / buckets.size)))
}
