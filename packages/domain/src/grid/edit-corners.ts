import { accept, refuse, type Result } from '../result.ts'
import {
  closeRing,
  findConflict,
  hasCorner,
  isOnLayerRim,
  isSame,
  keyOf,
  mapRings,
  onLattice,
  openRing,
  type EditCell,
  type EditRefusal,
} from './edit-cells.ts'
import type { LonLat, MultiPolygon, Ring } from './types.ts'

/** The cells that changed, as they are now. */
export type Edited = Result<readonly EditCell[], EditRefusal>

/** What is left of the shapes when only this is done; `null` where it may not stand. */
function settle(before: readonly EditCell[], change: (polygon: MultiPolygon) => MultiPolygon): Edited {
  const after = before.map((cell) => ({ ...cell, polygon: change(cell.polygon) }))
  const conflict = findConflict(before, after)
  return conflict ? refuse({ code: 'grid.edit_crosses', at: conflict.at }) : accept(after)
}

/** The cells with a corner there, or the refusal: none has it, or it lies on the rim of the district. */
function touchingInside(cells: readonly EditCell[], at: LonLat): Edited {
  const touching = cells.filter((cell) => hasCorner(cell.polygon, at))
  if (touching.length === 0) return refuse({ code: 'grid.edit_no_corner' })
  return isOnLayerRim(touching, at) ? refuse({ code: 'grid.edit_rim' }) : accept(touching)
}

/**
 * Moves a corner for all cells that share it, on every level, so that neighbours stay seamless. The rim of the district
 * does not move: its neighbours are not ours.
 * @param cells  at least every cell with this corner
 * @param to     moved onto the lattice
 */
export function moveCorner(cells: readonly EditCell[], from: LonLat, to: LonLat): Edited {
  const touching = touchingInside(cells, from)
  if (!touching.ok) return touching
  const target = onLattice(to)
  if (touching.value.some((cell) => hasCorner(cell.polygon, target)))
    return refuse({ code: 'grid.edit_crosses', at: target })
  const key = keyOf(from)
  return settle(touching.value, (polygon) =>
    mapRings(polygon, (ring) => ring.map((corner) => (keyOf(corner) === key ? target : corner))),
  )
}

const runsAlong = (ring: Ring, a: string, b: string): number =>
  ring.findIndex((corner, i) => {
    const next = ring[i + 1]
    if (!next) return false
    const [p, q] = [keyOf(corner), keyOf(next)]
    return (p === a && q === b) || (p === b && q === a)
  })

/** Whether two corners follow each other in a ring of the shape. */
export function hasEdge(polygon: MultiPolygon, a: LonLat, b: LonLat): boolean {
  return polygon.some((part) => part.some((ring) => runsAlong(ring, keyOf(a), keyOf(b)) >= 0))
}

/**
 * Puts a corner into the edge between two corners, for all cells along it.
 * @param at  moved onto the lattice; need not lie on the edge exactly
 */
export function insertCorner(cells: readonly EditCell[], edge: readonly [LonLat, LonLat], at: LonLat): Edited {
  const [a, b] = edge
  const along = cells.filter((cell) => hasEdge(cell.polygon, a, b))
  if (along.length === 0) return refuse({ code: 'grid.edit_no_corner' })
  const layers = new Map<string, number>()
  for (const { layer } of along) if (layer !== null) layers.set(layer, (layers.get(layer) ?? 0) + 1)
  if ([...layers.values()].some((count) => count < 2)) return refuse({ code: 'grid.edit_rim' })
  const corner = onLattice(at)
  if (isSame(corner, a) || isSame(corner, b)) return refuse({ code: 'grid.edit_crosses', at: corner })
  return settle(along, (polygon) =>
    mapRings(polygon, (ring) => {
      const i = runsAlong(ring, keyOf(a), keyOf(b))
      return i < 0 ? ring : [...ring.slice(0, i + 1), corner, ...ring.slice(i + 1)]
    }),
  )
}

/** Corners of a triangle. */
const FEWEST = 3

/** Takes a corner away from the border of two cells. Where three meet it is needed. */
export function removeCorner(cells: readonly EditCell[], at: LonLat): Edited {
  const touching = touchingInside(cells, at)
  if (!touching.ok) return touching
  const key = keyOf(at)
  const beside = new Set<string>()
  let fewest = Infinity
  for (const { polygon } of touching.value)
    for (const ring of polygon.flat()) {
      const corners = openRing(ring)
      const i = corners.findIndex((corner) => keyOf(corner) === key)
      if (i < 0) continue
      fewest = Math.min(fewest, corners.length)
      beside.add(keyOf(corners.at(i - 1)!)).add(keyOf(corners[(i + 1) % corners.length]!))
    }
  if (beside.size > 2 || fewest <= FEWEST) return refuse({ code: 'grid.edit_corner_needed' })
  return settle(touching.value, (polygon) =>
    mapRings(polygon, (ring) =>
      ring.some((corner) => keyOf(corner) === key)
        ? closeRing(openRing(ring).filter((corner) => keyOf(corner) !== key))
        : ring,
    ),
  )
}
