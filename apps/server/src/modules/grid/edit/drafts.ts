import type { LocalDate, MultiPolygon } from '@lianxin/domain'

import type { Tx } from '../../../platform/db/database.ts'
import { samePolygon } from '../import/repair.ts'
import { listShapesOf, type DraftState } from '../store-edits.ts'
import { listGrids } from '../store.ts'
import { deleteDrafts, insertVersions } from '../store-versions.ts'

/** Where a boundary comes from, in its history. */
const SOURCE = 'edited on the map'
const NO_WORDS = { north: '', east: '', south: '', west: '' }

/** The drafts that grids have now. */
export async function draftsNow(tx: Tx, districtId: number, gridIds: readonly string[]): Promise<DraftState[]> {
  const shapes = await listShapesOf(tx, districtId, gridIds)
  const drafts = new Map(
    shapes.filter(({ status }) => status === 'draft').map(({ gridId, polygon }) => [gridId, polygon]),
  )
  return gridIds.map((gridId) => ({ gridId, polygon: drafts.get(gridId) ?? null }))
}

/** Whether two lists of drafts are the same, grid by grid. */
export function sameDrafts(a: readonly DraftState[], b: readonly DraftState[]): boolean {
  const others = new Map(b.map(({ gridId, polygon }) => [gridId, polygon]))
  const same = (one: MultiPolygon | null, other: MultiPolygon | null | undefined): boolean =>
    one && other ? samePolygon(one, other) : one === (other ?? null)
  return a.every(({ gridId, polygon }) => same(polygon, others.get(gridId)))
}

/**
 * Gives grids these drafts in the place of the ones they have; null takes the draft away. Words of the four boundaries
 * stay as they are.
 */
export async function putDrafts(
  tx: Tx,
  districtId: number,
  drafts: readonly DraftState[],
  by: { readonly day: LocalDate; readonly personId: string },
): Promise<void> {
  const grids = new Map((await listGrids(tx, districtId)).map((grid) => [grid.id, grid]))
  await deleteDrafts(
    tx,
    districtId,
    drafts.map(({ gridId }) => gridId),
  )
  const written = drafts.flatMap(({ gridId, polygon }) => {
    if (polygon === null) return []
    const { north, east, south, west } = grids.get(gridId)?.draft ?? grids.get(gridId)?.active ?? NO_WORDS
    const words = { north, east, south, west }
    return [{ gridId, status: 'draft' as const, polygon, words, source: SOURCE, derived: false, validFrom: by.day }]
  })
  await insertVersions(tx, districtId, written, by.personId)
}

/** Whether other screens must read the tree anew: which grids have a draft is part of it, what the draft looks like is not. */
export function changesTree(from: readonly DraftState[], to: readonly DraftState[]): boolean {
  const had = new Map(from.map(({ gridId, polygon }) => [gridId, polygon !== null]))
  return to.some(({ gridId, polygon }) => had.get(gridId) !== (polygon !== null))
}
