import type { checkGridCoverage } from '@lianxin/contract'

import type { Call } from '../../platform/serve.ts'
import { sessionOf } from '../../platform/session.ts'
import { proposeTree } from './activate-grids.ts'
import { checkTree, type Coverage } from './coverage.ts'
import type { Db } from './store.ts'

export interface CoverageReport extends Pick<Coverage, 'findings'> {
  readonly grids: number
  readonly drafts: number
  readonly took_ms: number
}

/** Checks what would be in force with the drafts, in the whole district or below one grid. */
export async function checkDistrict(db: Db, districtId: number, under = ''): Promise<CoverageReport> {
  const { grids, covered } = await proposeTree(db, districtId)
  const inside = new Set(grids.filter((grid) => grid.path.startsWith(under)).map((grid) => grid.id))
  const began_ms = performance.now()
  const { findings } = await checkTree(covered.filter((grid) => inside.has(grid.id)))
  const took_ms = Math.round((performance.now() - began_ms) * 10) / 10
  const drafts = grids.filter((grid) => grid.draft && inside.has(grid.id)).length
  return { grids: inside.size, drafts, took_ms, findings }
}

/** `grid.coverage`. */
export async function checkProposed(call: Call<typeof checkGridCoverage>) {
  const report = await checkDistrict(call.tx, sessionOf(call).districtId, call.body.under)
  return { ...report, findings: [...report.findings] }
}
