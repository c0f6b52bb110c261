import type { answerInquiry as answerOperation, InquiryView, judgeInquiry } from '@lianxin/contract'
import { answerInquiry, judgeAnswer, type Inquiry, type InquiryRefusal, type Result } from '@lianxin/domain'

import { Refusal } from '../../../platform/refusal.ts'
import type { Call } from '../../../platform/serve.ts'
import { sessionOf } from '../../../platform/session.ts'
import { tickets } from '../../ticket/index.ts'
import { contextOf } from './of-ticket.ts'
import { findListed, findStep, lockInquiry, type StoredStep } from './store.ts'
import { upperOf } from './upper.ts'
import { inquiryView, type Looking } from './view.ts'
import { tellScreens, toRefusal, writeStep, type InquiryDeps } from './write.ts'

/** One thing done about an inquiry: how it is decided, and how it is told from another under the same id. */
interface Deed {
  readonly kind: 'answered' | 'judged'
  readonly commandId: string
  /** The field that holds the words. */
  readonly pointer: string
  /** Which of the units of the post does it. */
  readonly unitOf: (inquiry: Inquiry, unitIds: readonly string[]) => string
  readonly decide: (inquiry: Inquiry, unitId: string, looking: Looking) => Result<Inquiry, InquiryRefusal>
  readonly isSame: (step: StoredStep) => boolean
}

async function carryOut(
  call: Pick<Call, 'tx' | 'now' | 'session'>,
  deps: InquiryDeps,
  inquiryId: string,
  deed: Deed,
): Promise<InquiryView> {
  const { tx, now } = call
  const session = sessionOf(call)
  const { districtId, personId } = session
  const row = await lockInquiry(tx, districtId, inquiryId)
  if (!row) throw new Refusal('inquiry.not_found')
  // Opens what hangs on the ticket, the steps of the inquiry among it.
  if (!(await tickets.findTicket(tx, districtId, row.ticket_id))) throw new Refusal('inquiry.not_found')
  const around = await tickets.surroundingsOf(deps, tx, districtId)
  const looking = { around, session, now }
  const done = await findStep(tx, districtId, inquiryId, deed.commandId)
  if (done && (done.kind !== deed.kind || !deed.isSame(done))) throw new Refusal('inquiry.id_reused', {}, '/commandId')
  if (!done) {
    const unitId = deed.unitOf(row.body, tickets.actsForUnits(session, around.places))
    const decided = deed.decide(row.body, unitId, looking)
    if (!decided.ok) throw toRefusal(decided.refusal, deed.pointer)
    const { kind, commandId } = deed
    const by = { personId, unitId }
    const written = { inquiry: row, after: decided.value, seq: row.revision + 1, kind, commandId, at: now, by }
    await writeStep(tx, districtId, written)
    await tellScreens(deps, tx, districtId, written)
  }
  const after = await findListed(tx, districtId, inquiryId)
  if (!after) throw new Error('an inquiry that was locked is there')
  return inquiryView(after, looking)
}

const among = (unitIds: readonly string[], wanted: string): string =>
  unitIds.includes(wanted) ? wanted : (unitIds[0] ?? '')
const askedLast = ({ rounds }: Inquiry): string => rounds.at(-1)?.asked.unitId ?? ''

/** `inquiry.answer`. */
export function answerAsStaff(call: Call<typeof answerOperation>, deps: InquiryDeps): Promise<InquiryView> {
  const { commandId } = call.body
  const text = call.body.text.trim()
  return carryOut(call, deps, call.params.inquiryId, {
    kind: 'answered',
    commandId,
    pointer: '/text',
    unitOf: (inquiry, unitIds) => among(unitIds, askedLast(inquiry)),
    decide: (inquiry, unitId, { now }) => answerInquiry(inquiry, unitId, text, now),
    isSame: ({ body }) => body.rounds.at(-1)?.answer?.text === text,
  })
}

/** `inquiry.judge`. */
export function judgeAsStaff(call: Call<typeof judgeInquiry>, deps: InquiryDeps): Promise<InquiryView> {
  const { commandId, content } = call.body
  const reason = call.body.reason.trim()
  return carryOut(call, deps, call.params.inquiryId, {
    kind: 'judged',
    commandId,
    pointer: '/reason',
    unitOf: ({ askerUnitId }, unitIds) => among(unitIds, askerUnitId),
    decide: (inquiry, unitId, looking) =>
      judgeAnswer(inquiry, unitId, content, reason, upperOf(inquiry, looking.around.places), contextOf(looking)),
    isSame: ({ body }) => {
      const verdict = body.rounds.findLast((round) => round.verdict !== null)?.verdict
      return verdict?.content === content && verdict.reason === reason
    },
  })
}
