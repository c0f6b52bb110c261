import { exportFigures, readFigures } from '@lianxin/contract'

import { Listener } from '../../../platform/live/listener.ts'
import type { Platform } from '../../../platform/platform.ts'
import { tickets } from '../../ticket/index.ts'
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

  const { jobs, live, logger } = platform
  const listener = new Listener((districtId) => countChanges(deps, districtId))
  live.onReading(({ rows }) => {
    if (!jobs.running) return
    for (const districtId of new Set(rows.map((row) => row.districtId)))
      listener.wake(districtId).catch((cause: unknown) => logger.warn({ err: cause }, 'figures wait for the next look'))
  })
  jobs.every(LOOK_MS, 'oversight.countFigures', async () => {
    for (const districtId of await deps.db.asOwner(tickets.listDistricts)) {
      await listener.wake(districtId)
      const until = performance.now() + FILL_MS
      for (let more = true; more && performance.now() < until;) {
        const step = await fillIn(deps, districtId)
        more = step.more
        if (more) logger.info({ districtId, filled: step.filled }, 'tickets from before are being counted')
      }
    }
  })
}
