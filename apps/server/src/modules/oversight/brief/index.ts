import { listBriefs, produceBrief, readBrief, readBriefFile } from '@lianxin/contract'

import type { Platform } from '../../../platform/platform.ts'
import type { OversightDeps } from '../deps.ts'
import { fileFor } from './file.ts'
import { askForBrief, PRODUCE_TASK, produceDue, produceWaiting } from './produce.ts'
import { listForStaff, readForStaff } from './read.ts'

const MINUTE_MS = 60_000

/** Serves monthly briefs (每月简报) and produces them on the first working day of a month. */
export function registerBriefs({ route, jobs }: Platform, deps: OversightDeps): void {
  route(listBriefs, (call) => listForStaff(call, deps))
  route(produceBrief, (call) => askForBrief(call, deps))
  route(readBrief, readForStaff)
  route(readBriefFile, fileFor, { scope: 'none' })
  jobs.register(PRODUCE_TASK, async (payload) => {
    await produceWaiting(deps, (payload as { districtId: number }).districtId)
  })
  // What is due stands in the tables: a job that got lost loses nothing.
  jobs.everyDistrict(MINUTE_MS, 'brief.keep', async (districtId) => {
    await produceWaiting(deps, districtId)
    await produceDue(deps, districtId)
  })
}
