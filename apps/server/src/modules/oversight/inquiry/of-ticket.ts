import type { InquiryRight, readTicketInquiries, ReplyOf } from '@lianxin/contract'
import { askUpper, deadline, isBeingVerified, type InquiryContext, type Ticket } from '@lianxin/domain'

import type { Tx } from '../../../platform/db/database.ts'
import { Refusal } from '../../../platform/refusal.ts'
import type { Call } from '../../../platform/serve.ts'
import { sessionOf } from '../../../platform/session.ts'
import { tickets } from '../../ticket/index.ts'
import { hasOpen, listOfTicket } from './store.ts'
import { inquiryView, type Looking } from './view.ts'
import type { InquiryDeps } from './write.ts'

/** What a decision about an inquiry is made with. */
export function contextOf({ around, now }: Pick<Looking, 'around' | 'now'>): InquiryContext {
  return { now, calendar: around.calendar, answerWithin: around.settings.inquiryAnswer }
}

/** The unit a post would ask for: the one of its units that passed the matter up, else its own. */
export function askerAmong(unitIds: readonly string[], ticket: Ticket): string {
  return unitIds.find((unitId) => ticket.passedUpBy.includes(unitId)) ?? unitIds[0] ?? ''
}

function standingOf(ticket: Ticket, now: number): InquiryRight['standing'] {
  if (isBeingVerified(ticket)) return 'verifying'
  if (ticket.inquiryFrom === null) return 'calendarMissing'
  return now < ticket.inquiryFrom ? 'waiting' : 'open'
}

/** How the right stands; null for a matter that was not passed up, or is back or over. */
async function rightView(tx: Tx, ticket: Ticket, looking: Looking): Promise<InquiryRight | null> {
  if (ticket.passedUpAt === null) return null
  const { around, session, now } = looking
  const ctx = contextOf(looking)
  const asker = askerAmong(tickets.actsForUnits(session, around.places), ticket)
  const open = await hasOpen(tx, session.districtId, ticket.id, asker)
  const due = deadline(ctx.calendar, now, ctx.answerWithin).dueAt
  return {
    standing: standingOf(ticket, now),
    opensAt: ticket.inquiryFrom === null ? null : new Date(ticket.inquiryFrom).toISOString(),
    passedUpBy: ticket.passedUpBy.map((unitId) => tickets.unitBrief(around.places, unitId)),
    holder: tickets.unitBrief(around.places, ticket.holder.unitId),
    answerWithin: { ...ctx.answerWithin },
    answerDueAt: due === null ? null : new Date(due).toISOString(),
    // Asked of the domain with any question, so that the button is there exactly where it works.
    mayAsk: session.permissions.has('inquiry.write') && askUpper(ticket, asker, '?', open, ctx).ok,
  }
}

/** `inquiry.ofTicket`: for both levels, and for whoever may read inquiries and sees the ticket. */
export async function readOfTicket(
  call: Call<typeof readTicketInquiries>,
  deps: InquiryDeps,
): Promise<ReplyOf<typeof readTicketInquiries>> {
  const { tx, now } = call
  const session = sessionOf(call)
  const open = await tickets.findTicket(tx, session.districtId, call.params.ticketId)
  if (!open) throw new Refusal('ticket.not_found')
  const around = await tickets.surroundingsOf(deps, tx, session.districtId)
  const looking = { around, session, now }
  const right = await rightView(tx, open.ticket, looking)
  const rows = await listOfTicket(tx, session.districtId, open.ticket.id)
  return { right, items: rows.map((row) => inquiryView(row, looking)) }
}
