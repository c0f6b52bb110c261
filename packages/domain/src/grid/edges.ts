import { toLattice } from './lattice.ts'
import { hashPoint } from './points.ts'
import type { MultiPolygon } from './types.ts'

/** Directed edges in lattice steps; the cell lies on the left of each. The owner is the number of the cell. */
export interface Edges {
  readonly count: number
  readonly ax: Int32Array
  readonly ay: Int32Array
  readonly bx: Int32Array
  readonly by: Int32Array
  readonly owner: Int32Array
}

/** The owner number of the parent's edges; they run backwards, so that the outside lies on their left. */
export const PARENT = -1

/** All edges of the cells, and those of the parent backwards. Rings may be given in either direction. */
export function collectEdges(cells: readonly MultiPolygon[], parent: MultiPolygon | undefined): Edges {
  let most = 0
  const countOf = (polygon: MultiPolygon): void => {
    for (const part of polygon) for (const ring of part) most += Math.max(0, ring.length - 1)
  }
  for (const cell of cells) countOf(cell)
  if (parent) countOf(parent)
  const ax = new Int32Array(most)
  const ay = new Int32Array(most)
  const bx = new Int32Array(most)
  const by = new Int32Array(most)
  const owner = new Int32Array(most)
  let count = 0

  function take(polygon: MultiPolygon, cell: number): void {
    for (const part of polygon) {
      for (let r = 0; r < part.length; r++) {
        const ring = part[r]!
        if (ring.length === 0) continue
        const from = count
        const x0 = toLattice(ring[0]![0])
        const y0 = toLattice(ring[0]![1])
        let px = x0
        let py = y0
        let doubled = 0
        for (let i = 1; i < ring.length; i++) {
          const point = ring[i]!
          const x = toLattice(point[0])
          const y = toLattice(point[1])
          if (x === px && y === py) continue
          doubled += (px - x0) * (y - y0) - (x - x0) * (py - y0)
          ax[count] = px
          ay[count] = py
          bx[count] = x
          by[count] = y
          owner[count] = cell
          count++
          px = x
          py = y
        }
        if (doubled > 0 !== ((r === 0) === (cell !== PARENT))) turnBack(from)
      }
    }
  }

  function turnBack(from: number): void {
    for (let e = from; e < count; e++) {
      const x = ax[e]!
      const y = ay[e]!
      ax[e] = bx[e]!
      ay[e] = by[e]!
      bx[e] = x
      by[e] = y
    }
  }

  for (let c = 0; c < cells.length; c++) take(cells[c]!, c)
  if (parent) take(parent, PARENT)
  return { count, ax, ay, bx, by, owner }
}

/**
 * The edges left over when every directed edge is struck out against its reverse. In a seamless partition of the
 * parent none is left; without a parent only the outer rim is. An edge hash over all edges: one pass to count how
 * often each edge runs forwards and backwards, one to gather those that do not come out even.
 */
export function leftoverEdges(edges: Edges): Edges {
  const { count, ax, ay, bx, by, owner } = edges
  let capacity = 16
  while (capacity < count * 1.5) capacity *= 2
  const mask = capacity - 1
  const slots = new Int32Array(capacity).fill(-1)
  const first = new Int32Array(count)
  const net = new Int16Array(count)
  for (let e = 0; e < count; e++) {
    const x0 = ax[e]!
    const y0 = ay[e]!
    const x1 = bx[e]!
    const y1 = by[e]!
    let slot = (hashPoint(x0, y0) + hashPoint(x1, y1)) & mask
    for (;;) {
      const other = slots[slot]!
      if (other < 0) {
        slots[slot] = e
        first[e] = e
        net[e] = 1
        break
      }
      if (ax[other] === x0 && ay[other] === y0 && bx[other] === x1 && by[other] === y1) {
        first[e] = other
        net[other]!++
        break
      }
      if (ax[other] === x1 && ay[other] === y1 && bx[other] === x0 && by[other] === y0) {
        first[e] = other
        net[other]!--
        break
      }
      slot = (slot + 1) & mask
    }
  }
  const left: number[] = []
  for (let e = 0; e < count; e++) if (net[first[e]!] !== 0) left.push(e)
  const pick = (values: Int32Array): Int32Array => Int32Array.from(left, (e) => values[e]!)
  return { count: left.length, ax: pick(ax), ay: pick(ay), bx: pick(bx), by: pick(by), owner: pick(owner) }
}
