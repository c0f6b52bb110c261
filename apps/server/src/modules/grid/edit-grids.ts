import type { EditArea, GridEdit, editGrids as editOperation, readEditArea } from '@lianxin/contract'
import { nextChildCode, type EditCell, type LocalDate } from '@lianxin/domain'

import type { Tx } from '../../platform/db/database.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Call } from '../../platform/serve.ts'
import { sessionOf } from '../../platform/session.ts'
import { dayOf, type GridDeps } from './context.ts'
import { checkTree, type CoveredGrid } from './coverage.ts'
import { applyEdit } from './edit/apply.ts'
import { baseCell, cellsById, openWorkbench, viewArea, type Workbench } from './edit/cells.ts'
import { changesTree, draftsNow, putDrafts } from './edit/drafts.ts'
import { samePolygon } from './import/repair.ts'
import { hasEdit, insertEdit, listCodesBelow, type DraftState } from './store-edits.ts'
import { getDistrict, lockGrids, raiseRevision } from './store.ts'
import { highestNode, insertGrids } from './store-versions.ts'

/** `grid.editArea`. */
export function showEditArea(call: Call<typeof readEditArea>): Promise<EditArea> {
  return viewArea(call.tx, sessionOf(call).districtId, call.params.gridId)
}

/** Grids with grids below are split and merged from below upwards: nobody could tell which part a micro-grid goes to. */
function refuseWithParts({ grids }: Workbench, edit: GridEdit): void {
  if (edit.kind !== 'split' && edit.kind !== 'merge') return
  const involved = new Set([edit.gridId, ...(edit.kind === 'merge' ? [edit.otherId] : [])])
  const parts = [...grids.values()].some(
    (grid) => grid.parentId && involved.has(grid.parentId) && (grid.active ?? grid.draft),
  )
  if (parts) throw new Refusal('grid.edit_has_parts')
}

/** Findings of the families that an edit touches: the changed grids beside their brothers, and what lies below them. */
async function findingsAround(bench: Workbench, changed: ReadonlyMap<string, EditCell>): Promise<number> {
  const parents = new Set(
    [...changed.values()].flatMap(({ gridId, parentId }) => [gridId, ...(parentId ? [parentId] : [])]),
  )
  const family = [...bench.grids.values()].filter(
    (grid) => parents.has(grid.id) || (grid.parentId !== null && parents.has(grid.parentId)),
  )
  const shapes = new Map(
    (
      await cellsById(
        bench,
        family.map(({ id }) => id),
      )
    ).map((cell) => [cell.gridId, cell.polygon]),
  )
  const covered = family.map(({ id, code, parentId, level, kind }): CoveredGrid => ({
    id,
    code,
    parentId: parentId !== null && parents.has(parentId) ? parentId : null,
    level,
    kind,
    drawn: changed.get(id)?.polygon ?? shapes.get(id) ?? null,
  }))
  const added = [...changed.values()].filter(({ gridId }) => !bench.grids.has(gridId))
  const fresh = added.map(({ gridId, parentId, polygon }): CoveredGrid => ({
    id: gridId,
    code: gridId,
    parentId,
    level: (bench.grids.get(parentId ?? '')?.level ?? 0) + 1,
    kind: 'base',
    drawn: polygon,
  }))
  return (await checkTree([...covered, ...fresh])).findings.length
}

/** The grid that a split makes: beside the old one, with the next free code. */
async function openGrid(tx: Tx, bench: Workbench, edit: GridEdit & { kind: 'split' }, day: LocalDate): Promise<void> {
  const { grid } = await baseCell(bench, edit.gridId)
  const parent = bench.grids.get(grid.parentId ?? '')
  if (!parent) throw new Refusal('grid.not_found')
  const code = nextChildCode(parent.code, await listCodesBelow(tx, bench.districtId, parent.id))
  if (!code.ok) throw new Refusal('grid.code_invalid', { reason: parent.code })
  const node = (await highestNode(tx, bench.districtId)) + 1
  const { level, kind, setting } = grid
  const place = { id: edit.newGridId, parentId: parent.id, node, path: `${parent.path}${node}.`, level, kind, setting }
  await insertGrids(tx, bench.districtId, [
    { ...place, code: code.value, name: edit.newName.trim(), households: null, validFrom: day },
  ])
}

/** `grid.edit`: one step on the drafts; refused where it would open a gap or an overlap. Sent twice it has one effect. */
export async function editGrids(call: Call<typeof editOperation>, { grids }: GridDeps): Promise<EditArea> {
  const { tx, now, params, body } = call
  const { districtId, personId } = sessionOf(call)
  await lockGrids(tx, districtId)
  if (await hasEdit(tx, districtId, body.id)) return viewArea(tx, districtId, params.gridId)
  const { edit } = body
  const bench = await openWorkbench(tx, districtId)
  refuseWithParts(bench, edit)
  const { cells, edited } = await applyEdit(bench, edit)
  if (!edited.ok) throw new Refusal(edited.refusal.code)
  const changed = new Map(edited.value.map((cell) => [cell.gridId, cell]))
  const were = new Map(cells.map((cell) => [cell.gridId, cell]))
  // Drafts from a file may have findings; a step may leave them, but add none.
  const known = new Map([...changed].flatMap(([id]) => (were.has(id) ? [[id, were.get(id)!] as const] : [])))
  if ((await findingsAround(bench, changed)) > (await findingsAround(bench, known)))
    throw new Refusal('grid.edit_crosses')

  const { offset_minutes } = await getDistrict(tx, districtId)
  const day = dayOf(now, offset_minutes)
  if (edit.kind === 'split') await openGrid(tx, bench, edit, day)
  const before = await draftsNow(tx, districtId, [...changed.keys()])
  const after = await draftsOf(bench, [...changed.values()])
  await putDrafts(tx, districtId, after, { day, personId })
  const openedGridId = edit.kind === 'split' ? edit.newGridId : null
  await insertEdit(tx, districtId, { id: body.id, kind: edit.kind, before, after, openedGridId }, { at: now, personId })
  if (openedGridId !== null || changesTree(before, after)) {
    await raiseRevision(tx, districtId)
    call.afterCommit(() => grids.forget(districtId))
  }
  return viewArea(tx, districtId, params.gridId)
}

/** The drafts of changed cells; none where the shape is again the one in force. */
async function draftsOf({ db, districtId, grids }: Workbench, changed: readonly EditCell[]): Promise<DraftState[]> {
  const shapes = await db
    .selectFrom('grid_version')
    .select(['grid_id', 'polygon'])
    .where('district_id', '=', districtId)
    .where('status', '=', 'active')
    .where(
      'grid_id',
      'in',
      changed.map(({ gridId }) => gridId),
    )
    .execute()
  const active = new Map(shapes.map((row) => [row.grid_id, row.polygon as unknown as EditCell['polygon']]))
  return changed.map(({ gridId, polygon }) => {
    const now = grids.get(gridId)?.active?.derived ? undefined : active.get(gridId)
    return { gridId, polygon: now && samePolygon(now, polygon) ? null : polygon }
  })
}
