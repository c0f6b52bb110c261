import type { EditArea, EditableGrid } from '@lianxin/contract'
import {
  hasEdge,
  insertCorner,
  isOnLayerRim,
  moveCorner,
  type EditCell,
  type LonLat,
  type MultiPolygon,
} from '@lianxin/domain'

/** A base grid of the area with its shape as the rules of the domain want it. */
export type Cell = EditCell & { readonly grid: EditableGrid }

/** A corner of the grid that is edited. */
export interface Corner {
  readonly at: LonLat
  /** Grids of the area that share it. */
  readonly shared: number
  /** On the rim of the district, where nothing is moved. */
  readonly rim: boolean
}

export const cellsOf = (area: EditArea): readonly Cell[] =>
  area.cells.map((grid) => ({
    gridId: grid.id,
    parentId: grid.parentId,
    layer: 'base',
    polygon: grid.polygon as MultiPolygon,
    grid,
  }))

export const sameCorner = (a: LonLat | null, b: LonLat | null): boolean => a?.join() === b?.join()

/** The corners of a grid in the order of its rings, each once. */
export function cornersOf(cells: readonly Cell[], gridId: string): readonly Corner[] {
  const own = cells.find((cell) => cell.gridId === gridId)
  const points = own?.polygon.flat().flatMap((ring) => ring.slice(0, -1)) ?? []
  return points.map((at) => {
    const touching = cells.filter(({ polygon }) =>
      polygon.some((part) => part.some((ring) => ring.some((p) => sameCorner(p, at)))),
    )
    return { at, shared: touching.length, rim: isOnLayerRim(touching, at) }
  })
}

/** An edge of the grid with the point in its middle, to take hold of and pull out a new corner. */
export interface Middle {
  readonly edge: readonly [LonLat, LonLat]
  readonly at: LonLat
}

/** Middles of the edges that another grid lies beyond. */
export function middlesOf(cells: readonly Cell[], gridId: string): readonly Middle[] {
  const own = cells.find((cell) => cell.gridId === gridId)
  const others = cells.filter((cell) => cell.gridId !== gridId)
  return (own?.polygon.flat() ?? []).flatMap((ring) =>
    ring.slice(1).flatMap((b, i) => {
      const a = ring[i]!
      if (!others.some(({ polygon }) => hasEdge(polygon, a, b))) return []
      return [{ edge: [a, b] as const, at: [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2] as const }]
    }),
  )
}

/** Grids that share an edge with the grid and lie in the same grid above: with these it can be merged. */
export function mergeable(cells: readonly Cell[], gridId: string): readonly Cell[] {
  const own = cells.find((cell) => cell.gridId === gridId)
  if (!own) return []
  return cells.filter(
    (other) =>
      other !== own &&
      other.parentId === own.parentId &&
      own.polygon.flat().some((ring) => ring.some((b, i) => i > 0 && hasEdge(other.polygon, ring[i - 1]!, b))),
  )
}

/** A move that is being made and not yet sent. */
export type Pending =
  | { readonly kind: 'move'; readonly from: LonLat; readonly to: LonLat }
  | { readonly kind: 'insert'; readonly edge: readonly [LonLat, LonLat]; readonly at: LonLat }

/** The cells as they would be, neighbours too; and whether the rules refuse it. The server decides with all levels. */
export function previewOf(
  cells: readonly Cell[],
  pending: Pending | null,
): { cells: readonly Cell[]; refused: boolean } {
  if (!pending) return { cells, refused: false }
  const edited =
    pending.kind === 'move'
      ? moveCorner(cells, pending.from, pending.to)
      : insertCorner(cells, pending.edge, pending.at)
  if (!edited.ok) return { cells: forced(cells, pending), refused: true }
  const now = new Map(edited.value.map((cell) => [cell.gridId, cell.polygon]))
  return { cells: cells.map((cell) => ({ ...cell, polygon: now.get(cell.gridId) ?? cell.polygon })), refused: false }
}

/** What a refused move would look like: shown in red while the corner is held. */
function forced(cells: readonly Cell[], pending: Pending): readonly Cell[] {
  if (pending.kind === 'insert') return cells
  return cells.map((cell) => ({
    ...cell,
    polygon: cell.polygon.map((part) =>
      part.map((ring) => ring.map((at) => (sameCorner(at, pending.from) ? pending.to : at))),
    ),
  }))
}

const METRES_PER_DEGREE = 111_195

/** A point so many metres to the east and north. */
export function shifted([lon, lat]: LonLat, east_m: number, north_m: number): LonLat {
  return [lon + east_m / METRES_PER_DEGREE / Math.cos((lat * Math.PI) / 180), lat + north_m / METRES_PER_DEGREE]
}

/** The nearest point of a segment, on flat paper. */
export function footOn([x, y]: LonLat, [a, b]: readonly [LonLat, LonLat]): LonLat {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]]
  const squared = dx * dx + dy * dy
  const t = squared === 0 ? 0 : ((x - a[0]) * dx + (y - a[1]) * dy) / squared
  const k = Math.min(1, Math.max(0, t))
  return [a[0] + dx * k, a[1] + dy * k]
}
