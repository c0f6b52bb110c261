import { listAlarms, listOverdueUnits } from '@lianxin/contract'

import { systemScope } from '../../../platform/db/scope.ts'
import type { Platform } from '../../../platform/platform.ts'
import type { OversightDeps } from '../deps.ts'
import { followTickets } from '../follow.ts'
import { fireDue } from './fire-alarms.ts'
import { listForTicket, listUnits } from './list-alarms.ts'
import { planAll, planTickets, replanOtherwise } from './plan-tickets.ts'

/** A third of the minute within which every alarm is to be fired. */
const EVERY_MS = 20_000
const HOUR_MS = 3_600_000

/** Follows what happened to tickets, plans anew what the calendar changed, fires what is due. @returns how many fired */
export async function tendAlarms(deps: OversightDeps, districtId: number): Promise<number> {
  await followTickets(deps, districtId, 'alarms', {
    take: (ids) => deps.db.withScope(systemScope(districtId), (tx) => planTickets(deps, tx, districtId, ids)),
    begin: async () => void (await planAll(deps, districtId)),
  })
  await replanOtherwise(deps, districtId)
  return fireDue(deps, districtId)
}

/** Serves alarms, and keeps the clocks: every 20 seconds, in any number of processes. */
export function registerAlarms(platform: Platform, deps: OversightDeps): void {
  platform.route(listAlarms, (call) => listForTicket(call, deps))
  platform.route(listOverdueUnits, (call) => listUnits(call, deps))
  platform.jobs.everyDistrict(EVERY_MS, 'oversight.alarms', (districtId) => tendAlarms(deps, districtId))
  // Tickets that were written without a message (a file of another system) are found by this.
  platform.jobs.everyDistrict(HOUR_MS, 'oversight.planAll', (districtId) => planAll(deps, districtId))
}
