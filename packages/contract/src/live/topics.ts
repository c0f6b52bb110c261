import { ALARM_RUNGS, INQUIRY_STATES } from '@lianxin/domain'
import Type, { type Static } from 'typebox'

import { Id, InstantText, Nullable, Words } from '../shapes.ts'
import { TicketPresence } from '../ticket/around.ts'
import { StateWord, UrgencyWord } from '../ticket/rows.ts'

/**
 * Live messages at `GET /api/v1/live` (server-sent events, `event:` = topic, `id:` for resuming with
 * Last-Event-ID). They carry ids and figures only; screens fetch what they may see.
 */
export const TicketChanged = Type.Object({
  ticketId: Id,
  number: Type.String(),
  revision: Type.Integer(),
  step: Type.String({ description: 'kind of the last step' }),
  state: StateWord,
  urgency: UrgencyWord,
  title: Type.String(),
  gridPath: Type.String(),
  holderUnitId: Id,
  dueAt: Nullable(InstantText),
})
export type TicketChanged = Static<typeof TicketChanged>

/** An inquiry (质询) was put, answered, judged, went up or ended. */
export const InquiryChanged = Type.Object({
  inquiryId: Id,
  ticketId: Id,
  state: Words(INQUIRY_STATES),
  askedUnitId: Id,
})
/** A clock of a ticket raised an alarm (提醒, 超期, 催办, 通报). */
export const TicketAlarm = Type.Object({
  ticketId: Id,
  rung: Words(ALARM_RUNGS),
  unitId: Id,
  startedAt: Type.String({ format: 'date-time', description: 'entry of the holder, from which the clock counts' }),
  told: Type.Boolean({ description: 'false where a higher rung was told instead' }),
})
export type TicketAlarm = Static<typeof TicketAlarm>

/** An order of supervision (督办) or a whistle (吹哨) was issued, answered, ended, or its date passed. */
export const OrderChanged = Type.Object({
  id: Id,
  kind: Words(['order', 'whistle'] as const),
  what: Words(['issued', 'answered', 'overdue', 'signOverdue', 'contactOverdue', 'ended'] as const),
  told: Type.Array(Type.Object({ ticketId: Id, unitId: Id }), { description: 'which unit is told about which matter' }),
})
export type OrderChanged = Static<typeof OrderChanged>

export const GridsActivated = Type.Object({ activated: Type.Integer() })

export const LIVE_TOPICS = {
  'ticket.changed': TicketChanged,
  'inquiry.changed': InquiryChanged,
  'ticket.alarm': TicketAlarm,
  'order.changed': OrderChanged,
  'grids.activated': GridsActivated,
  /** Who has a ticket open; only to those who have it open themselves, never resumed, never stored. */
  'ticket.presence': TicketPresence,
  /** The resume point is too old: fetch everything anew. */
  reset: Type.Object({}),
} as const
export type LiveTopic = keyof typeof LIVE_TOPICS
export type LiveMessage = {
  [T in LiveTopic]: { topic: T; id: string; payload: Static<(typeof LIVE_TOPICS)[T]> }
}[LiveTopic]
