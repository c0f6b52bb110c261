import type { JoinReceipt, joinTicket } from '@lianxin/contract'

import { Refusal } from '../../platform/refusal.ts'
import type { Call } from '../../platform/serve.ts'
import { sessionOf } from '../../platform/session.ts'
import { tickets } from '../ticket/index.ts'
import { coFollowToken, followHash } from './follow-token.ts'
import { eraseDay } from './new-ticket.ts'
import { reportReceiptOf } from './receipt.ts'
import type { IntakeDeps } from './report-ticket.ts'

/**
 * Adds a caller who reports a matter that has a ticket: a supplement with their words, a row of their own, a follow token
 * of their own. Whether the ticket still takes supplements, the domain says (ticket.step_not_allowed names its state).
 */
export async function joinAsStaff(call: Call<typeof joinTicket>, deps: IntakeDeps): Promise<JoinReceipt> {
  const { tx, body, now } = call
  const session = sessionOf(call)
  const { districtId } = session
  const open = await tickets.lockTicket(tx, districtId, call.params.ticketId)
  if (!open) throw new Refusal('ticket.not_found')
  const { id: ticketId } = open.ticket
  const around = await tickets.surroundingsOf(deps, tx, districtId)
  const token = coFollowToken(deps.secret, ticketId, body.id)
  const hash = tickets.contentHash(body)
  const receipt = (ticket: typeof open.ticket, reporterCount: number): JoinReceipt => ({
    ...reportReceiptOf(ticket, open.number, token, around),
    reporterCount,
  })
  const repeated = await tickets.findRepeated(tx, districtId, open, body.id, hash, '/id')
  if (repeated) return receipt(repeated, open.reporterCount)

  const photos = await tickets.claimPhotos(deps, body.uploadIds ?? [], 'report')
  const actor = { ...tickets.staffActor(session), coReporterId: body.id }
  const deciding = { now, actor, actsForUnitIds: [], isApprover: false, mergeTarget: null }
  const command = { kind: 'supplement', commandId: body.id, text: body.text } as const
  const decided = tickets.decideAll(open.ticket, [command], around, deciding)
  await tickets.writeDecided(deps, tx, around, open, decided, hash, photos)
  const { name = '', telephone = '', confidential = false, notifyBySms = false } = body.reporter ?? {}
  await tickets.insertCoReporter(tx, districtId, ticketId, {
    id: body.id,
    followHash: followHash(token),
    joinedAt: now,
    name: name.trim(),
    telephone: telephone.trim(),
    confidential,
    notifyBySms: notifyBySms && telephone.trim() !== '',
    eraseAfter: eraseDay(now, around.settings.reporterRetention_days),
  })
  return receipt(decided.ticket, open.reporterCount + 1)
}
