import type { EditArea, undoGridEdit } from '@lianxin/contract'

import { Refusal } from '../../platform/refusal.ts'
import type { Call } from '../../platform/serve.ts'
import { sessionOf } from '../../platform/session.ts'
import { dayOf, type GridDeps } from './context.ts'
import { viewArea } from './edit/cells.ts'
import { changesTree, draftsNow, putDrafts, sameDrafts } from './edit/drafts.ts'
import { findNextEdit, markEdit, putOpen } from './store-edits.ts'
import { getDistrict, lockGrids, raiseRevision } from './store.ts'

/** `grid.undoEdit`: puts the drafts back as they were, or makes the step again; refused where they are no longer its own. */
export async function undoEdit(call: Call<typeof undoGridEdit>, { grids }: GridDeps): Promise<EditArea> {
  const { tx, now, params, body } = call
  const { districtId, personId } = sessionOf(call)
  await lockGrids(tx, districtId)
  const edit = await findNextEdit(tx, districtId, body.direction)
  if (!edit) throw new Refusal('grid.edit_nothing')
  const undo = body.direction === 'undo'
  const [from, to] = undo ? [edit.after, edit.before] : [edit.before, edit.after]
  const present = await draftsNow(
    tx,
    districtId,
    from.map(({ gridId }) => gridId),
  )
  if (!sameDrafts(from, present)) throw new Refusal('grid.edit_stale')
  const { offset_minutes } = await getDistrict(tx, districtId)
  if (edit.openedGridId && !undo) await putOpen(tx, districtId, edit.openedGridId, true)
  await putDrafts(tx, districtId, to, { day: dayOf(now, offset_minutes), personId })
  if (edit.openedGridId && undo) await putOpen(tx, districtId, edit.openedGridId, false)
  await markEdit(tx, districtId, edit.id, undo ? 'undone' : 'done')
  if (edit.openedGridId !== null || changesTree(from, to)) {
    await raiseRevision(tx, districtId)
    call.afterCommit(() => grids.forget(districtId))
  }
  return viewArea(tx, districtId, params.gridId)
}
