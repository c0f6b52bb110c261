import {
  actOnWhistle,
  blowWhistle,
  issueOrder,
  listOrders,
  listWhistles,
  readWhistleForm,
  withdrawOrder,
} from '@lianxin/contract'

import type { Platform } from '../../../platform/platform.ts'
import type { OversightDeps } from '../deps.ts'
import { actAsStaff } from './act-on-whistle.ts'
import { blowAsStaff } from './blow-whistle.ts'
import { issueAsStaff, withdrawAsStaff } from './issue-order.ts'
import { listForStaff } from './list-orders.ts'
import { listWhistlesForStaff } from './list-whistles.ts'
import { readFormForStaff } from './read-whistle-form.ts'
import { tendOrders } from './settle-orders.ts'
import { tendWhistles } from './tend-whistles.ts'

/** For the assessment, which counts them. */
export { listDueIn } from './store.ts'

/** An order is seen as settled this soon after the last of its matters, and a little. */
const EVERY_MS = 10_000

/** Serves orders of supervision (督办) and whistles (吹哨), and settles orders by what happens to their tickets. */
export function registerOrders(platform: Platform, deps: OversightDeps): void {
  platform.route(listOrders, (call) => listForStaff(call, deps))
  platform.route(issueOrder, (call) => issueAsStaff(call, deps))
  platform.route(withdrawOrder, (call) => withdrawAsStaff(call, deps))
  platform.route(listWhistles, (call) => listWhistlesForStaff(call, deps))
  platform.route(readWhistleForm, (call) => readFormForStaff(call, deps))
  platform.route(blowWhistle, (call) => blowAsStaff(call, deps))
  platform.route(actOnWhistle, (call) => actAsStaff(call, deps))
  platform.jobs.everyDistrict(EVERY_MS, 'oversight.orders', (districtId) => tendOrders(deps, districtId))
  platform.jobs.everyDistrict(EVERY_MS, 'oversight.whistles', (districtId) => tendWhistles(deps, districtId))
}
