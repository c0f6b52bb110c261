/** Numbers lattice points: equal points get equal numbers, counted from 0 in the order of first sight. */
export interface PointNumbers {
  /** The number of a point, given now if the point is new. */
  readonly add: (x: number, y: number) => number
  /** The number of a point, -1 if it was never added. */
  readonly find: (x: number, y: number) => number
  readonly x: (point: number) => number
  readonly y: (point: number) => number
  readonly count: () => number
}

/** @param expected  about how many points will come; the table grows by itself beyond that */
export function numberPoints(expected: number): PointNumbers {
  let capacity = 16
  while (capacity < expected * 2) capacity *= 2
  let slots = new Int32Array(capacity).fill(-1)
  let xs = new Int32Array(capacity / 2)
  let ys = new Int32Array(capacity / 2)
  let count = 0

  function slotOf(x: number, y: number): number {
    let slot = hashPoint(x, y) & (capacity - 1)
    for (let point = slots[slot]!; point >= 0; point = slots[slot]!) {
      if (xs[point] === x && ys[point] === y) break
      slot = (slot + 1) & (capacity - 1)
    }
    return slot
  }

  function grow(): void {
    capacity *= 2
    slots = new Int32Array(capacity).fill(-1)
    const [oldX, oldY] = [xs, ys]
    xs = new Int32Array(capacity / 2)
    ys = new Int32Array(capacity / 2)
    xs.set(oldX)
    ys.set(oldY)
    for (let point = 0; point < count; point++) {
      let slot = hashPoint(xs[point]!, ys[point]!) & (capacity - 1)
      while (slots[slot]! >= 0) slot = (slot + 1) & (capacity - 1)
      slots[slot] = point
    }
  }

  return {
    add(x, y) {
      const slot = slotOf(x, y)
      if (slots[slot]! >= 0) return slots[slot]!
      if (count === xs.length) {
        grow()
        return this.add(x, y)
      }
      slots[slot] = count
      xs[count] = x
      ys[count] = y
      return count++
    },
    find: (x, y) => slots[slotOf(x, y)]!,
    x: (point) => xs[point]!,
    y: (point) => ys[point]!,
    count: () => count,
  }
}

/** Mixes two whole numbers of 32 bits into one; neighbouring points land far apart. */
export function hashPoint(x: number, y: number): number {
  let h = Math.imul(x, 0x9e3779b1) ^ Math.imul(y, 0x85ebca77)
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d)
  h = Math.imul(h ^ (h >>> 13), 0x297a2d39)
  return h ^ (h >>> 16)
}
