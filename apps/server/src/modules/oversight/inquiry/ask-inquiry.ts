import type { askInquiry, InquiryView } from '@lianxin/contract'
import { askUpper } from '@lianxin/domain'

import { Refusal } from '../../../platform/refusal.ts'
import type { Call } from '../../../platform/serve.ts'
import { sessionOf } from '../../../platform/session.ts'
import { tickets } from '../../ticket/index.ts'
import { askerAmong, contextOf } from './of-ticket.ts'
import { findListed, hasOpen, insertInquiry } from './store.ts'
import { inquiryView } from './view.ts'
import { tellScreens, toRefusal, type InquiryDeps } from './write.ts'

/** `inquiry.ask`: a unit that passed the matter up asks whoever holds it. The same id twice is one inquiry. */
export async function askAsStaff(call: Call<typeof askInquiry>, deps: InquiryDeps): Promise<InquiryView> {
  const { tx, now, body } = call
  const session = sessionOf(call)
  const { districtId, personId } = session
  // Whoever asks holds the matter still: it cannot end or come back between question and answer to it.
  const open = await tickets.lockTicket(tx, districtId, call.params.ticketId)
  if (!open) throw new Refusal('ticket.not_found')
  const { ticket } = open
  const around = await tickets.surroundingsOf(deps, tx, districtId)
  const unitIds = tickets.actsForUnits(session, around.places)
  const looking = { around, session, now }
  const question = body.question.trim()
  const known = await findListed(tx, districtId, body.id)
  if (known) {
    const isSame =
      known.ticket_id === ticket.id && known.body.question === question && unitIds.includes(known.body.askerUnitId)
    if (!isSame) throw new Refusal('inquiry.id_reused')
    return inquiryView(known, looking)
  }
  const asker = askerAmong(unitIds, ticket)
  const asked = askUpper(ticket, asker, question, await hasOpen(tx, districtId, ticket.id, asker), contextOf(looking))
  if (!asked.ok) throw toRefusal(asked.refusal, '/question')
  const written = {
    inquiry: { id: body.id, ticket_id: ticket.id, ticket_number: open.number, grid_path: open.gridPath },
    after: asked.value,
    seq: 1,
    kind: 'asked',
    commandId: body.id,
    at: now,
    by: { personId, unitId: asker },
  } as const
  if (!(await insertInquiry(tx, districtId, written))) throw new Refusal('inquiry.id_reused')
  await tellScreens(deps, tx, districtId, written)
  const row = await findListed(tx, districtId, body.id)
  if (!row) throw new Error('an inquiry that was written is there')
  return inquiryView(row, looking)
}
