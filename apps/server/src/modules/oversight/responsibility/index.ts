import {
  commend,
  decideResponsibility,
  draftResponsibility,
  listCommendations,
  listResponsibility,
  putResponsibilityRules,
  readResponsibilityRules,
  readTrace,
  speakOnResponsibility,
  withdrawCommendation,
} from '@lianxin/contract'

import type { Platform } from '../../../platform/platform.ts'
import type { OversightDeps } from '../deps.ts'
import { decideAsStaff, speakAsStaff } from './act.ts'
import { moveCases } from './by-itself.ts'
import { commendAsStaff, listForStaff as listPraise, withdrawAsStaff } from './commend.ts'
import { listForStaff } from './list.ts'
import { draftAsStaff } from './propose.ts'
import { changeRules, readForStaff } from './rules.ts'
import { traceForStaff } from './trace-ticket.ts'

/** A hearing or a measure ends at most this long after its date, and a little. */
const LOOK_MS = 30_000

/** Serves responsibility traced back (责任倒查) and commendations, and lets hearings and measures end by themselves. */
export function registerResponsibility({ route, jobs }: Platform, deps: OversightDeps): void {
  route(readTrace, (call) => traceForStaff(call, deps))
  route(listResponsibility, (call) => listForStaff(call, deps))
  route(draftResponsibility, (call) => draftAsStaff(call, deps))
  route(speakOnResponsibility, (call) => speakAsStaff(call, deps))
  route(decideResponsibility, (call) => decideAsStaff(call, deps))
  route(readResponsibilityRules, readForStaff)
  route(putResponsibilityRules, changeRules)
  route(listCommendations, (call) => listPraise(call, deps))
  route(commend, (call) => commendAsStaff(call, deps))
  route(withdrawCommendation, (call) => withdrawAsStaff(call, deps))
  jobs.everyDistrict(LOOK_MS, 'oversight.moveCases', (districtId) => moveCases(deps, districtId, deps.clock.now()))
}
