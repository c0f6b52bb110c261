import type { activateGrids } from '@lianxin/contract'
import type { Instant, LocalDate, MultiPolygon } from '@lianxin/domain'

import type { Tx } from '../../platform/db/database.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Call } from '../../platform/serve.ts'
import { sessionOf } from '../../platform/session.ts'
import { dayOf, type GridDeps } from './context.ts'
import { checkTree, type CoveredGrid } from './coverage.ts'
import { samePolygon } from './import/repair.ts'
import { getDistrict, listGrids, listShapes, lockGrids, raiseRevision, type Db, type StoredGrid } from './store.ts'
import { closeEdits } from './store-edits.ts'
import { activateDrafts, deleteDrafts, insertVersions, retireVersions, startGrids } from './store-versions.ts'

/** The tree as it would be in force with the drafts. */
export interface ProposedTree {
  readonly grids: readonly StoredGrid[]
  readonly covered: readonly CoveredGrid[]
  /** Shapes by version. */
  readonly shapes: ReadonlyMap<string, MultiPolygon>
}

/** Reads the tree with drafts in the place of what is in force. */
export async function proposeTree(db: Db, districtId: number): Promise<ProposedTree> {
  const grids = await listGrids(db, districtId)
  const shapes = new Map((await listShapes(db, districtId)).map((shape) => [shape.versionId, shape.polygon]))
  const covered = grids.map((grid): CoveredGrid => {
    const drawn = grid.draft ?? (grid.active?.derived ? null : grid.active)
    const { id, code, parentId, level, kind } = grid
    return { id, code, parentId, level, kind, drawn: (drawn && shapes.get(drawn.id)) ?? null }
  })
  return { grids, covered, shapes }
}

function refuseDay(zh: string, en: string): never {
  throw new Refusal('request.invalid', {}, undefined, [{ pointer: '/validFrom', code: 'date', zh, en }])
}

/** Boundaries hold from today or an earlier day, but not from before those they replace. */
function requireDay(day: LocalDate, today: LocalDate, replaced: readonly StoredGrid[]): void {
  if (day > today)
    refuseDay(
      `启用日期不能晚于今天（${today}），请在当天启用。`,
      `Boundaries are put in force at once: ${today} at the latest.`,
    )
  const later = replaced.find((grid) => grid.active && grid.active.validFrom > day)
  if (later?.active)
    refuseDay(
      `网格 ${later.code} 现行边界自 ${later.active.validFrom} 起生效，启用日期不能更早。`,
      `Grid ${later.code} has a boundary in force since ${later.active.validFrom}; choose that day or a later one.`,
    )
}

/**
 * Puts all drafts of a district in force after the coverage check: old boundaries are retired and kept, outlines nobody
 * drew are made anew from the grids below.
 * @throws Refusal grid.coverage_broken, or request.invalid for the day
 */
export async function putDraftsInForce(
  tx: Tx,
  request: { districtId: number; day: LocalDate; now: Instant; personId: string | null },
): Promise<{ activated: number; retired: number }> {
  const { districtId, day, now, personId } = request
  await lockGrids(tx, districtId)
  const { grids, covered, shapes } = await proposeTree(tx, districtId)
  const { findings, derived } = await checkTree(covered)
  if (findings.length > 0) throw new Refusal('grid.coverage_broken', { count: findings.length })

  const follows = grids.flatMap((grid) => {
    const polygon = derived.get(grid.id)
    const now = grid.active && shapes.get(grid.active.id)
    return polygon && !(now && samePolygon(now, polygon)) ? [{ grid, polygon }] : []
  })
  // What was merged away has an empty draft: its boundary ends, and the grid stays for its open tickets and its people.
  const gone = grids.filter((grid) => grid.draft && shapes.get(grid.draft.id)?.length === 0)
  const starting = [...grids.filter((grid) => grid.draft), ...follows.map(({ grid }) => grid)]
  const replaced = starting.filter((grid) => grid.active)
  const { offset_minutes } = await getDistrict(tx, districtId)
  requireDay(day, dayOf(now, offset_minutes), replaced)
  if (starting.length === 0) return { activated: 0, retired: 0 }

  const ids = (list: readonly StoredGrid[]): string[] => list.map((grid) => grid.id)
  const retired = await retireVersions(tx, districtId, ids(replaced), day)
  await deleteDrafts(tx, districtId, ids(gone))
  const activated = await activateDrafts(tx, districtId, day)
  await closeEdits(tx, districtId)
  await insertVersions(
    tx,
    districtId,
    follows.map(({ grid, polygon }) => ({
      gridId: grid.id,
      status: 'active',
      polygon,
      words: pickWords(grid),
      source: 'outline of the grids below',
      derived: true,
      validFrom: day,
    })),
    personId,
  )
  await startGrids(tx, districtId, ids(starting.filter((grid) => !grid.active && !gone.includes(grid))), day)
  await raiseRevision(tx, districtId)
  return { activated: activated + follows.length, retired }
}

function pickWords({ active }: StoredGrid): { north: string; east: string; south: string; west: string } {
  const { north = '', east = '', south = '', west = '' } = active ?? {}
  return { north, east, south, west }
}

/** `grid.activate`: in one transaction, and every process and screen hears of it. */
export async function activate(call: Call<typeof activateGrids>, deps: GridDeps) {
  const { districtId, personId } = sessionOf(call)
  const done = await putDraftsInForce(call.tx, { districtId, day: call.body.validFrom, now: call.now, personId })
  if (done.activated === 0) return done
  call.afterCommit(() => deps.grids.forget(districtId))
  const top = (await listGrids(call.tx, districtId)).find((grid) => grid.parentId === null)
  await deps.platform.publish(call.tx, {
    topic: 'grids.activated',
    payload: { activated: done.activated },
    audience: { districtId, path: top?.path ?? '', unitIds: [] },
  })
  return done
}
