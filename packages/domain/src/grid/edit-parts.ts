import { accept, refuse } from '../result.ts'
import { hasEdge, insertCorner, type Edited } from './edit-corners.ts'
import { closeRing, findConflict, hasCorner, isSame, keyOf, onLattice, openRing, type EditCell } from './edit-cells.ts'
import { area_m2, distance_m } from './measure.ts'
import { outlineOf } from './outline.ts'
import type { LonLat, Polygon, Ring } from './types.ts'

/** How far beside the boundary a line may begin or end, metres: nobody hits it exactly. */
const REACH_M = 30

/** The changed cells put in the place of the old ones. */
export function withChanged(cells: readonly EditCell[], changed: readonly EditCell[]): EditCell[] {
  const now = new Map(changed.map((cell) => [cell.gridId, cell]))
  return [
    ...cells.map((cell) => now.get(cell.gridId) ?? cell),
    ...changed.filter((cell) => !cells.some((old) => old.gridId === cell.gridId)),
  ]
}

interface Foot {
  readonly edge: readonly [LonLat, LonLat]
  readonly at: LonLat
  readonly away_m: number
}

/** The nearest point of a ring. */
function footOn(ring: Ring, point: LonLat): Foot {
  let best: Foot = { edge: [ring[0]!, ring[1]!], at: ring[0]!, away_m: Infinity }
  const narrow = Math.cos((point[1] * Math.PI) / 180)
  for (let i = 1; i < ring.length; i++) {
    const [a, b] = [ring[i - 1]!, ring[i]!]
    const [dx, dy] = [(b[0] - a[0]) * narrow, b[1] - a[1]]
    const squared = dx * dx + dy * dy
    const t = squared === 0 ? 0 : ((point[0] - a[0]) * narrow * dx + (point[1] - a[1]) * dy) / squared
    const k = Math.min(1, Math.max(0, t))
    const at: LonLat = [a[0] + (b[0] - a[0]) * k, a[1] + (b[1] - a[1]) * k]
    const away_m = distance_m(point, at)
    if (away_m < best.away_m) best = { edge: [a, b], at, away_m }
  }
  return best
}

/** Brings an end of the line onto a corner of the cell, inserting one into the edge it ends at. */
function anchor(cells: readonly EditCell[], gridId: string, end: LonLat): Edited & { readonly at?: LonLat } {
  const cell = cells.find((one) => one.gridId === gridId)!
  const foot = footOn(cell.polygon[0]![0]!, end)
  if (foot.away_m > REACH_M) return refuse({ code: 'grid.edit_line' })
  const at = onLattice(foot.at)
  if (hasCorner(cell.polygon, at)) return { ...accept([]), at }
  const inserted = insertCorner(cells, foot.edge, at)
  if (inserted.ok) return { ...inserted, at }
  // The rim of the district takes no corner: the nearest one it has must do.
  const [a, b] = foot.edge
  return { ...accept([]), at: distance_m(end, a) < distance_m(end, b) ? a : b }
}

/**
 * Splits a base grid by a line from boundary to boundary. The larger part keeps the grid, the smaller is the new one;
 * neighbours get the corners at which the line ends.
 * @param cells  at least the grid and every cell that shares an edge with it
 * @param line   its ends are brought onto the boundary where they lie close to it
 */
export function splitCell(
  cells: readonly EditCell[],
  gridId: string,
  line: readonly LonLat[],
  newGridId: string,
): Edited {
  const first = line[0]
  const last = line.at(-1)
  const [part, ...others] = cells.find((one) => one.gridId === gridId)?.polygon ?? []
  if (!first || !last || line.length < 2 || part?.length !== 1 || others.length > 0)
    return refuse({ code: 'grid.edit_line' })
  const begun = anchor(cells, gridId, first)
  if (!begun.ok || !begun.at) return begun
  const held = withChanged(cells, begun.value)
  const ended = anchor(held, gridId, last)
  if (!ended.ok || !ended.at) return ended
  if (isSame(begun.at, ended.at)) return refuse({ code: 'grid.edit_line' })
  const whole = withChanged(held, ended.value)
  const cell = whole.find((one) => one.gridId === gridId)!
  const inner = line.slice(1, -1).map(onLattice)
  const halves = halve(openRing(cell.polygon[0]![0]!), begun.at, ended.at, inner).toSorted(
    (a, b) => area_m2([b]) - area_m2([a]),
  )
  const after = [
    { ...cell, polygon: [halves[0]!] },
    { ...cell, gridId: newGridId, polygon: [halves[1]!] },
  ]
  const conflict = findConflict([cell], after)
  if (conflict) return refuse({ code: 'grid.edit_crosses', at: conflict.at })
  const neighbours = withChanged(begun.value, ended.value).filter((one) => one.gridId !== gridId)
  return accept([...after, ...neighbours])
}

/** The two sides of a ring cut from one corner to another along a path. */
function halve(corners: readonly LonLat[], from: LonLat, to: LonLat, inner: readonly LonLat[]): [Polygon, Polygon] {
  const i = corners.findIndex((corner) => keyOf(corner) === keyOf(from))
  const turned = [...corners.slice(i), ...corners.slice(0, i)]
  const j = turned.findIndex((corner) => keyOf(corner) === keyOf(to))
  const there = [...turned.slice(0, j + 1), ...inner.toReversed()]
  const back = [turned[0]!, ...inner, ...turned.slice(j)]
  return [[closeRing(there)], [closeRing(back)]]
}

/**
 * Joins two neighbours to one: the first takes the ground of both, the second is left without (an empty shape). They
 * must share an edge, not a corner only.
 */
export function mergeCells(cells: readonly EditCell[], gridId: string, otherId: string): Edited {
  const one = cells.find((cell) => cell.gridId === gridId)
  const other = cells.find((cell) => cell.gridId === otherId)
  if (!one || !other || one === other) return refuse({ code: 'grid.edit_not_neighbours' })
  if (one.parentId !== other.parentId) return refuse({ code: 'grid.edit_other_parent' })
  const share = one.polygon.some((part) =>
    part.some((ring) => ring.some((corner, i) => i > 0 && hasEdge(other.polygon, ring[i - 1]!, corner))),
  )
  if (!share) return refuse({ code: 'grid.edit_not_neighbours' })
  const after = [
    { ...one, polygon: outlineOf([one.polygon, other.polygon]) },
    { ...other, polygon: [] },
  ]
  const conflict = findConflict([one, other], after)
  return conflict ? refuse({ code: 'grid.edit_crosses', at: conflict.at }) : accept(after)
}
