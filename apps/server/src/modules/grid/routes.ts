import {
  activateGrids,
  checkGridCoverage,
  editGrids,
  exportGrids,
  importGrids,
  listBreaches,
  listGrids,
  locateGrid,
  previewActivation,
  putGridStaff,
  readBaseMap,
  readEditArea,
  readGrid,
  readGridCard,
  readGridCardQr,
  readGridImport,
  readGridTile,
  readOutlines,
  readPlaceCode,
  readPlaceOutline,
  searchPlaces,
  undoGridEdit,
} from '@lianxin/contract'

import { activate } from './activate-grids.ts'
import type { GridDeps } from './context.ts'
import { checkProposed } from './check-coverage.ts'
import { editGrids as edit, showEditArea } from './edit-grids.ts'
import { exportToFile } from './export-grids.ts'
import { beginImport, readImport, type Imports } from './import-grids.ts'
import { showPreview } from './preview-activation.ts'
import { drawCardQr, showBaseMap, showPlaceOutline } from './public-map.ts'
import { locate, readPlace, showCard } from './public-places.ts'
import { putStaff } from './put-staff.ts'
import { listNodes, readNode, readTile, showOutlines } from './read-grids.ts'
import { findPlaces } from './search-places.ts'
import { listRuleBreaches } from './staffing.ts'
import { undoEdit } from './undo-edit.ts'

/** Every operation of the module. What is answered from memory opens no transaction. */
export function serveGrids(deps: GridDeps, imports: Imports): void {
  const { platform } = deps
  platform.route(listGrids, (call) => listNodes(call, deps))
  platform.route(readGrid, (call) => readNode(call, deps))
  platform.route(readOutlines, (call) => showOutlines(call, deps))
  platform.route(readGridTile, (call) => readTile(call, deps), { scope: 'none' })
  platform.route(importGrids, (call) => beginImport(call, imports))
  platform.route(readGridImport, (call) => readImport(call, imports))
  platform.route(exportGrids, exportToFile)
  platform.route(checkGridCoverage, checkProposed)
  platform.route(readEditArea, showEditArea)
  platform.route(editGrids, (call) => edit(call, deps))
  platform.route(undoGridEdit, (call) => undoEdit(call, deps))
  platform.route(previewActivation, showPreview)
  platform.route(activateGrids, (call) => activate(call, deps))
  platform.route(putGridStaff, (call) => putStaff(call, deps))
  platform.route(listBreaches, (call) => listRuleBreaches(call, deps))
  platform.route(locateGrid, (call) => locate(call, deps), { scope: 'none' })
  platform.route(readGridCard, (call) => showCard(call, deps))
  platform.route(readPlaceCode, (call) => readPlace(call, deps))
  platform.route(readBaseMap, (call) => showBaseMap(call, deps), { scope: 'none' })
  platform.route(readGridCardQr, (call) => drawCardQr(call, deps))
  platform.route(readPlaceOutline, (call) => showPlaceOutline(call, deps))
  platform.route(searchPlaces, (call) => findPlaces(call, deps), { scope: 'none' })
}
