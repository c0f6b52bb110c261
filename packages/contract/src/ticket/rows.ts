import { CHANNELS, TICKET_STATES, URGENCIES } from '@lianxin/domain'
import Type, { type Static } from 'typebox'

import { BilingualText, Id, InstantText, Nullable, PositionShape, TimeLimitShape, UnitBrief, Words } from '../shapes.ts'

export const StateWord = Words(TICKET_STATES)
export const ChannelWord = Words(CHANNELS)
export const UrgencyWord = Words(URGENCIES)

/** The running clock with what a screen needs. `remainingWorking_ms` is negative when overdue, null when it has no deadline. */
export const ClockView = Type.Object({
  kind: Words(['acceptance', 'handling', 'verification'] as const),
  startedAt: InstantText,
  limit: TimeLimitShape,
  dueAt: Nullable(InstantText),
  remainingWorking_ms: Nullable(Type.Number()),
  condition: Words(['running', 'nearDue', 'overdue', 'paused', 'stopped', 'calendarMissing'] as const),
  calendarMissingYear: Nullable(Type.Integer()),
})
export type ClockView = Static<typeof ClockView>

/** A row of a queue. No personal data of the reporter. */
export const TicketRow = Type.Object({
  id: Id,
  number: Type.String(),
  revision: Type.Integer(),
  state: StateWord,
  channel: ChannelWord,
  urgency: UrgencyWord,
  title: Type.String(),
  address: Type.String(),
  position: Nullable(PositionShape),
  gridId: Nullable(Id),
  gridName: Nullable(Type.String()),
  gridPath: Type.String(),
  classCode: Nullable(Type.String()),
  className: Nullable(BilingualText),
  holder: UnitBrief,
  clock: ClockView,
  pending: Nullable(Words(['suspend', 'extend', 'abnormalClose'] as const)),
  photoCount: Type.Integer(),
  rating: Nullable(Type.Integer()),
  reportedAt: InstantText,
  changedAt: InstantText,
  closedAt: Nullable(InstantText),
})
export type TicketRow = Static<typeof TicketRow>
