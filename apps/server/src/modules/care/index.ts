import { listVisitPlans, putVisitPlan, recordVisit } from '@lianxin/contract'

import type { Platform } from '../../platform/platform.ts'
import type { CareDeps } from './deps.ts'
import { listPlans } from './list-plans.ts'
import { putPlan } from './put-plan.ts'
import { recordOutcome } from './record-visit.ts'

export type { CareDeps } from './deps.ts'
export { countDueByPath } from './store-due.ts'

/** Serves visits to places and organisations. */
export function registerCare(platform: Platform, deps: CareDeps): void {
  platform.route(listVisitPlans, (call) => listPlans(call, deps))
  platform.route(putVisitPlan, (call) => putPlan(call, deps))
  platform.route(recordVisit, (call) => recordOutcome(call, deps))
}
