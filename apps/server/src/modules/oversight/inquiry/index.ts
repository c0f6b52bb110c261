import { answerInquiry, askInquiry, judgeInquiry, listInquiries, readTicketInquiries } from '@lianxin/contract'

import type { Platform } from '../../../platform/platform.ts'
import { answerAsStaff, judgeAsStaff } from './act.ts'
import { askAsStaff } from './ask-inquiry.ts'
import { moveInquiries } from './by-itself.ts'
import { listForStaff } from './list-inquiries.ts'
import { readOfTicket } from './of-ticket.ts'
import type { InquiryDeps } from './write.ts'

/** For the assessment, which counts them. */
export { listAnswerableIn } from './store.ts'

/** A question without an answer goes up at most this long after its date, and a little. */
const LOOK_MS = 30_000

/** Serves inquiries (质询), and lets those without an answer rise. */
export function registerInquiries(platform: Platform, deps: InquiryDeps): void {
  platform.route(listInquiries, (call) => listForStaff(call, deps))
  platform.route(readTicketInquiries, (call) => readOfTicket(call, deps))
  platform.route(askInquiry, (call) => askAsStaff(call, deps))
  platform.route(answerInquiry, (call) => answerAsStaff(call, deps))
  platform.route(judgeInquiry, (call) => judgeAsStaff(call, deps))
  platform.jobs.everyDistrict(LOOK_MS, 'oversight.moveInquiries', (districtId) =>
    moveInquiries(deps, districtId, deps.clock.now()),
  )
}
