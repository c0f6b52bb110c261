import type { EditArea, EditableGrid } from '@lianxin/contract'
import { boundsOf, type EditCell, type LonLat, type MultiPolygon } from '@lianxin/domain'

import { Refusal } from '../../../platform/refusal.ts'
import { briefOf } from '../cache/grid-index.ts'
import { findNextEdit, listShapesOf, listShapesWithin } from '../store-edits.ts'
import { listGrids, type Db, type StoredGrid, type StoredShape } from '../store.ts'

/** Kinds that lie beside each other and cover the district; the others follow the corners they share. */
const BASE: ReadonlySet<string> = new Set(['base', 'dedicated'])

/** A grid with the shape its draft has, else the one in force. */
export interface Cell extends EditCell {
  readonly grid: StoredGrid
  readonly draft: boolean
}

/** What an edit works on: the tree, and shapes as they would be in force. */
export interface Workbench {
  readonly districtId: number
  readonly db: Db
  readonly grids: ReadonlyMap<string, StoredGrid>
}

export async function openWorkbench(db: Db, districtId: number): Promise<Workbench> {
  const grids = await listGrids(db, districtId)
  return { districtId, db, grids: new Map(grids.map((grid) => [grid.id, grid])) }
}

/** Drawn shapes only: outlines that follow from the grids below are made anew at activation. */
function cellsOf(bench: Workbench, shapes: readonly StoredShape[]): Cell[] {
  return shapes.flatMap(({ gridId, versionId, polygon }) => {
    const grid = bench.grids.get(gridId)
    const drawn = grid && (grid.draft ?? (grid.active?.derived ? null : grid.active))
    if (!grid || drawn?.id !== versionId) return []
    const layer = BASE.has(grid.kind) ? 'base' : null
    return [{ gridId, parentId: grid.parentId, layer, polygon, grid, draft: grid.draft !== null }]
  })
}

/** Every cell around some points. */
export async function cellsAround(bench: Workbench, points: readonly LonLat[]): Promise<Cell[]> {
  if (points.length === 0) return []
  const [first] = points
  const box = boundsOf([[[...points, first!]]])
  return cellsOf(bench, await listShapesWithin(bench.db, bench.districtId, box))
}

/** These grids with their shapes. */
export async function cellsById(bench: Workbench, gridIds: readonly string[]): Promise<Cell[]> {
  return cellsOf(bench, await listShapesOf(bench.db, bench.districtId, gridIds))
}

/** A base grid to be edited. @throws Refusal grid.not_found for another one */
export async function baseCell(bench: Workbench, gridId: string): Promise<Cell> {
  const [cell] = await cellsById(bench, [gridId])
  if (cell?.layer !== 'base') throw new Refusal('grid.not_found')
  return cell
}

const cornersOf = (polygon: MultiPolygon): readonly LonLat[] => polygon.flat(2)

/** The grid with all base grids that touch its box, and what can be taken back. */
export async function viewArea(db: Db, districtId: number, gridId: string): Promise<EditArea> {
  const bench = await openWorkbench(db, districtId)
  const cell = await baseCell(bench, gridId)
  // A grid that was merged away has no box: it is shown alone, to be taken back.
  const around = cell.polygon.length === 0 ? [cell] : await cellsAround(bench, cornersOf(cell.polygon))
  const cells = around
    .filter(({ layer }) => layer === 'base')
    .map(({ grid, polygon, draft }): EditableGrid => ({ ...briefOf(grid), parentId: grid.parentId, draft, polygon }))
  const drafts = [...bench.grids.values()].filter((grid) => grid.draft).length
  const undo = (await findNextEdit(db, districtId, 'undo'))?.kind ?? null
  const redo = (await findNextEdit(db, districtId, 'redo'))?.kind ?? null
  return { gridId, cells, drafts, undo, redo }
}
