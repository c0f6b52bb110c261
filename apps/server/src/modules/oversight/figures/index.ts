import { exportFigures, readFigures } from '@lianxin/contract'

import type { Platform } from '../../../platform/platform.ts'
import type { OversightDeps } from '../deps.ts'
import { exportToFile } from './export-figures.ts'
import { countChanges, fillIn } from './follow.ts'
import { readForStaff } from './read-figures.ts'

/** The outbox is looked at after each change; this often also where the hint got lost. */
const LOOK_MS = 5_000
/** Longest stretch of filling in before the process may stop or do other jobs. */
const FILL_MS = 10_000

/** Serves figures and keeps the counters up with what happens to tickets. */
export function registerFigures(platform: Platform, deps: OversightDeps): void {
  platform.route(readFigures, (call) => readForStaff(call, deps))
  platform.route(exportFigures, (call) => exportToFile(call, deps))

  platform.atChanges(LOOK_MS, 'oversight.countFigures', (districtId) => countChanges(deps, districtId))
  platform.jobs.everyDistrict(LOOK_MS, 'oversight.fillInFigures', async (districtId) => {
    const until = performance.now() + FILL_MS
    for (let more = true; more && performance.now() < until;) {
      const step = await fillIn(deps, districtId)
      more = step.more
      if (more) platform.logger.info({ districtId, filled: step.filled }, 'tickets from before are being counted')
    }
  })
}
