import type { GridBrief } from '@lianxin/contract'
import { boundsOf, centroidOf, ownsPosition, type GridRef, type MultiPolygon, type Position } from '@lianxin/domain'

import { buildLocator, type Locator } from '../spatial/locate.ts'
import { listGrids, listShapes, type Db, type StoredGrid } from '../store.ts'

/** Where a position lies. */
export interface LocatedGrid {
  readonly grid: StoredGrid
  readonly ref: GridRef
  /** Names from the top of the tree down to the grid. */
  readonly names: readonly string[]
}

type Bounds = readonly [west: number, south: number, east: number, north: number]

/** Grids that own positions: base grids and those in their place. */
const LOCATED = new Set(['base', 'dedicated'])

/** Cracks that rounding may leave between neighbours are below this width, metres: who stands in one is beside a grid. */
const CRACK_M = 0.1

/** The grids of one district as of one revision, held in memory. Nothing in it changes; a change makes a new one. */
export class GridIndex {
  readonly revision: number
  /** Every open grid, parents before children, then by code. */
  readonly grids: readonly StoredGrid[]
  readonly #byId: ReadonlyMap<string, StoredGrid>
  readonly #byCode: ReadonlyMap<string, StoredGrid>
  readonly #byPath: ReadonlyMap<string, StoredGrid>
  readonly #childCounts: ReadonlyMap<string, number>
  readonly #located: readonly StoredGrid[]
  readonly #locator: Locator
  readonly #shapes: ReadonlyMap<string, MultiPolygon>
  readonly #bounds = new Map<string, Bounds | null>()

  constructor(revision: number, grids: readonly StoredGrid[], shapes: ReadonlyMap<string, MultiPolygon>) {
    this.revision = revision
    this.#shapes = shapes
    this.grids = grids
    this.#byId = new Map(grids.map((grid) => [grid.id, grid]))
    this.#byCode = new Map(grids.map((grid) => [grid.code, grid]))
    this.#byPath = new Map(grids.map((grid) => [grid.path, grid]))
    const counts = new Map<string, number>()
    for (const { parentId } of grids) if (parentId !== null) counts.set(parentId, (counts.get(parentId) ?? 0) + 1)
    this.#childCounts = counts
    this.#located = grids
      .filter((grid) => LOCATED.has(grid.kind) && grid.active !== null && shapes.has(grid.active.id))
      .sort((a, b) => (a.code < b.code ? -1 : 1))
    this.#locator = buildLocator(this.#located.map((grid) => shapes.get(grid.active!.id)!))
  }

  /** The base grid in force at a position with the names from the top down; null outside of all. */
  gridAt({ lon, lat }: Position): LocatedGrid | null {
    const found = this.#locator.nearest(lon, lat, CRACK_M)
    const grid = found && this.#located[found.shape]
    return grid ? { grid, ref: refOf(grid), names: this.namesOf(grid) } : null
  }

  gridById(id: string): StoredGrid | undefined {
    return this.#byId.get(id)
  }

  gridByCode(code: string): StoredGrid | undefined {
    return this.#byCode.get(code)
  }

  gridByPath(path: string): StoredGrid | undefined {
    return this.#byPath.get(path)
  }

  /** A position to show a base grid at: its middle, or a corner where the middle of a bent grid lies outside. */
  middleOf(grid: StoredGrid): Position | null {
    const shape = grid.active && this.#shapes.get(grid.active.id)
    if (!shape) return null
    const centre = centroidOf(shape)
    const [lon, lat] = ownsPosition(shape, centre) ? centre : (shape[0]?.[0]?.[0] ?? centre)
    return { lon, lat }
  }

  /** Box around the base grids in force under a path prefix, WGS 84; null where there are none. */
  boundsUnder(under: string): Bounds | null {
    const known = this.#bounds.get(under)
    if (known !== undefined) return known
    let all: Bounds | null = null
    for (const grid of this.#located) {
      if (!grid.path.startsWith(under)) continue
      const [west, south, east, north] = boundsOf(this.#shapes.get(grid.active!.id)!)
      all = all
        ? [Math.min(all[0], west), Math.min(all[1], south), Math.max(all[2], east), Math.max(all[3], north)]
        : [west, south, east, north]
    }
    // Only prefixes that exist are kept: there are no more of them than grids.
    if (under === '' || this.#byPath.has(under)) this.#bounds.set(under, all)
    return all
  }

  childCount(id: string): number {
    return this.#childCounts.get(id) ?? 0
  }

  /** Children by code; null asks for the top. */
  childrenOf(id: string | null): StoredGrid[] {
    return this.grids.filter((grid) => grid.parentId === id)
  }

  /** The grids above, from the top down, without the grid itself. */
  ancestors(grid: StoredGrid): StoredGrid[] {
    return this.territorialAncestors(grid.id).toReversed()
  }

  /** The grids above, nearest first: the way a ticket is escalated through their territorial units. */
  territorialAncestors(id: string): StoredGrid[] {
    const above: StoredGrid[] = []
    for (let at = this.#byId.get(id); at?.parentId;) {
      at = this.#byId.get(at.parentId)
      if (at) above.push(at)
    }
    return above
  }

  namesOf(grid: StoredGrid): string[] {
    return [...this.ancestors(grid), grid].map((each) => each.name)
  }
}

/** What a ticket keeps of its grid. A grid without a boundary in force has none. @throws RangeError then */
export function refOf(grid: StoredGrid): GridRef {
  if (!grid.active) throw new RangeError(`grid ${grid.code} has no boundary in force`)
  return { gridId: grid.id, gridVersionId: grid.active.id, path: grid.path }
}

export function briefOf({ id, code, name, level, path }: StoredGrid): GridBrief {
  return { id, code, name, level, path }
}

/** Reads the grids of a district with the shapes the locator needs. */
export async function loadGridIndex(db: Db, districtId: number, revision: number): Promise<GridIndex> {
  const grids = await listGrids(db, districtId)
  const kinds = new Map(grids.map((grid) => [grid.id, grid.kind]))
  const shapes = await listShapes(db, districtId, { status: 'active' })
  const located = shapes.filter((shape) => LOCATED.has(kinds.get(shape.gridId) ?? ''))
  return new GridIndex(revision, grids, new Map(located.map((shape) => [shape.versionId, shape.polygon])))
}
