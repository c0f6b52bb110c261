import Type, { type Static } from 'typebox'

import { operation } from '../operation.ts'
import { BilingualText, Id, InstantText, Nullable, PositionShape, UnitBrief, Words } from '../shapes.ts'
import { StateWord, TicketRow, UrgencyWord } from './rows.ts'

/** An open ticket near another one. */
export const NearbyTicket = Type.Object({
  id: Id,
  number: Type.String(),
  title: Type.String(),
  address: Type.String(),
  state: StateWord,
  urgency: UrgencyWord,
  className: Nullable(BilingualText),
  sameClass: Type.Boolean(),
  holder: UnitBrief,
  position: PositionShape,
  distance_m: Type.Integer(),
  condition: Type.String(),
  reportedAt: InstantText,
})
export type NearbyTicket = Static<typeof NearbyTicket>

/** Open tickets around the place of one: those of its class first, then the nearest. Empty where it has no point. */
export const nearbyTickets = operation({
  id: 'ticket.nearby',
  method: 'GET',
  path: '/tickets/:ticketId/nearby',
  summary: { zh: '附近的在办事件', en: 'Open tickets nearby' },
  access: 'ticket.read',
  params: Type.Object({ ticketId: Id }),
  reply: Type.Object({ radius_m: Type.Integer(), items: Type.Array(NearbyTicket) }),
  errors: ['ticket.not_found'],
})

/**
 * Other tickets of the same reporter, by the telephone that was given. Needs a purpose in words; the read leaves a
 * trace. Tickets the post may not see are left out and not counted.
 */
export const listReporterTickets = operation({
  id: 'ticket.listOfReporter',
  method: 'POST',
  path: '/tickets/:ticketId/reporter-tickets',
  summary: { zh: '同一诉求人的其他事件（留痕）', en: 'Other tickets of the reporter (traced)' },
  access: 'reporter.read',
  params: Type.Object({ ticketId: Id }),
  body: Type.Object({ purpose: Type.String({ minLength: 4, maxLength: 200 }) }),
  reply: Type.Object({
    /** False where no telephone was given, so that nothing can be compared. */
    known: Type.Boolean(),
    items: Type.Array(TicketRow),
  }),
  errors: ['ticket.not_found', 'right.missing'],
})

/** Somebody else who has the ticket open. Shown while it lasts, kept nowhere. */
export const PresentPerson = Type.Object({
  personId: Id,
  personName: Type.String(),
  unitName: Type.String(),
  mode: Words(['viewing', 'editing'] as const),
  /** Gone after this time unless heard of again. */
  left_ms: Type.Integer(),
})
export type PresentPerson = Static<typeof PresentPerson>

/** Everybody who has one ticket open now. Sent only to those who have it open themselves. */
export const TicketPresence = Type.Object({ ticketId: Id, present: Type.Array(PresentPerson) })
export type TicketPresence = Static<typeof TicketPresence>

/**
 * Says that one has the ticket open, repeated while it stays open, and answers who else has. Lives in the memory of
 * the processes for half a minute: no table, no log, no figure is made of it.
 */
export const tellPresence = operation({
  id: 'ticket.tellPresence',
  method: 'POST',
  path: '/tickets/:ticketId/presence',
  summary: { zh: '正在查看或处理（不留存）', en: 'Present at a ticket (not kept)' },
  access: 'ticket.read',
  params: Type.Object({ ticketId: Id }),
  body: Type.Object({ mode: Words(['viewing', 'editing', 'left'] as const) }),
  reply: TicketPresence,
  errors: ['ticket.not_found'],
})
