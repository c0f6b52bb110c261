import type { GridEdit } from '@lianxin/contract'
import {
  insertCorner,
  mergeCells,
  moveCorner,
  removeCorner,
  splitCell,
  type Edited,
  type LonLat,
} from '@lianxin/domain'

import { baseCell, cellsAround, type Cell, type Workbench } from './cells.ts'

/** The points whose surroundings an edit needs to know. */
async function pointsOf(bench: Workbench, edit: GridEdit): Promise<readonly LonLat[]> {
  const cornersOf = async (gridId: string): Promise<LonLat[]> => (await baseCell(bench, gridId)).polygon.flat(2)
  switch (edit.kind) {
    case 'move':
      return [edit.from, edit.to]
    case 'insert':
      return [...edit.edge, edit.at]
    case 'remove':
      return [edit.at]
    case 'split':
      return cornersOf(edit.gridId)
    case 'merge':
      return [...(await cornersOf(edit.gridId)), ...(await cornersOf(edit.otherId))]
  }
}

/** What an edit makes of the cells around it. */
export async function applyEdit(
  bench: Workbench,
  edit: GridEdit,
): Promise<{ readonly cells: readonly Cell[]; readonly edited: Edited }> {
  const cells = await cellsAround(bench, await pointsOf(bench, edit))
  switch (edit.kind) {
    case 'move':
      return { cells, edited: moveCorner(cells, edit.from, edit.to) }
    case 'insert':
      return { cells, edited: insertCorner(cells, edit.edge, edit.at) }
    case 'remove':
      return { cells, edited: removeCorner(cells, edit.at) }
    case 'split':
      return { cells, edited: splitCell(cells, edit.gridId, edit.line, edit.newGridId) }
    case 'merge':
      return { cells, edited: mergeCells(cells, edit.gridId, edit.otherId) }
  }
}
