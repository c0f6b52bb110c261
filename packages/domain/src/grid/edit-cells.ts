import { checkCoverage } from './coverage.ts'
import { snapPosition, toLattice } from './lattice.ts'
import { outlineOf } from './outline.ts'
import type { LonLat, MultiPolygon, Ring } from './types.ts'
import { validateGeometry } from './validity.ts'

/** A shape that takes part in an edit. All shapes lie on the lattice and share their corners (`repairTJunctions`). */
export interface EditCell {
  readonly gridId: string
  readonly parentId: string | null
  /**
   * Cells with the same layer lie beside each other and cover the district without gap: the base grids, the communities
   * and so on. Null for layers that cover parts only (micro-grids, unit grids): they follow the corners they share.
   */
  readonly layer: string | null
  readonly polygon: MultiPolygon
}

/** Why an edit is not made. */
export type EditRefusal =
  | { readonly code: 'grid.edit_no_corner' }
  | { readonly code: 'grid.edit_rim' }
  | { readonly code: 'grid.edit_crosses'; readonly at: LonLat | null }
  | { readonly code: 'grid.edit_corner_needed' }
  | { readonly code: 'grid.edit_line' }
  | { readonly code: 'grid.edit_not_neighbours' }
  | { readonly code: 'grid.edit_other_parent' }

export const keyOf = ([lon, lat]: LonLat): string => `${toLattice(lon)} ${toLattice(lat)}`
export const isSame = (a: LonLat, b: LonLat): boolean => keyOf(a) === keyOf(b)

/** A polygon with every ring changed. */
export function mapRings(polygon: MultiPolygon, change: (ring: Ring) => Ring): MultiPolygon {
  return polygon.map((part) => part.map(change))
}

/** Whether a corner of the shape lies there. */
export function hasCorner(polygon: MultiPolygon, at: LonLat): boolean {
  const key = keyOf(at)
  return polygon.some((part) => part.some((ring) => ring.some((corner) => keyOf(corner) === key)))
}

/** A ring without its closing corner, and closed again. */
export const openRing = (ring: Ring): LonLat[] => ring.slice(0, -1)
export const closeRing = (corners: readonly LonLat[]): Ring => [...corners, corners[0]!]

export const onLattice = (at: LonLat): LonLat => snapPosition(at)

/**
 * Whether changed cells may stand: each is sound by itself, and in every layer that covers the district they cover
 * exactly what they covered before, so that no gap and no overlap can arise and the whole area stays the same.
 * @param before  the cells that changed, as they were
 * @returns null where they may; a place where edges cross, else
 */
export function findConflict(
  before: readonly EditCell[],
  after: readonly EditCell[],
): { readonly at: LonLat | null } | null {
  for (const { polygon } of after) {
    const [defect] = polygon.length === 0 ? [] : validateGeometry(polygon)
    if (defect) return { at: defect.position }
  }
  for (const layer of new Set(before.flatMap((cell) => cell.layer ?? []))) {
    const of = (cells: readonly EditCell[]) => cells.filter((cell) => cell.layer === layer)
    const outline = outlineOf(of(before).map((cell) => cell.polygon))
    const [finding] = checkCoverage(
      of(after).filter(({ polygon }) => polygon.length > 0),
      outline,
      { tolerance_m: 0 },
    )
    if (finding) return { at: finding.centroid }
  }
  return null
}

/** Whether a corner lies on the rim of a layer among the cells that have it: beyond it is no cell of the layer. */
export function isOnLayerRim(touching: readonly EditCell[], at: LonLat): boolean {
  return [...new Set(touching.flatMap((cell) => cell.layer ?? []))].some((layer) =>
    hasCorner(outlineOf(touching.filter((cell) => cell.layer === layer).map((cell) => cell.polygon)), at),
  )
}
