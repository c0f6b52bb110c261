import type { CalendarYearMissing } from '../calendar/types.ts'
import type { Instant } from '../time.ts'
import type { CommandKind } from './commands.ts'
import type { Pending, TicketState } from './types.ts'

/** Why a command was not carried out. `code` is the key of the error catalogue; codes are never reused. */
export type TicketRefusal =
  | { readonly code: 'ticket.not_found' }
  | { readonly code: 'ticket.exists'; readonly ticketId: string }
  /** Somebody was faster: `revision` is the current one. */
  | { readonly code: 'ticket.stale'; readonly revision: number }
  | { readonly code: 'ticket.step_not_allowed'; readonly command: CommandKind; readonly state: TicketState }
  /** This kind of actor (resident, staff, system) never does this. */
  | { readonly code: 'ticket.actor_not_allowed'; readonly command: CommandKind }
  | { readonly code: 'ticket.not_holder'; readonly holderUnitId: string }
  | { readonly code: 'ticket.not_co_unit' }
  /** The named text of the command is empty. */
  | { readonly code: 'ticket.text_missing'; readonly field: 'title' | 'reason' | 'publicReply' | 'text' }
  | { readonly code: 'ticket.class_missing' }
  | { readonly code: 'ticket.grid_missing' }
  /** Not a positive, sensible amount; working days are whole. */
  | { readonly code: 'ticket.limit_invalid'; readonly amount: number }
  | { readonly code: 'ticket.already_holder'; readonly unitId: string }
  | { readonly code: 'ticket.already_involved'; readonly unitId: string }
  | { readonly code: 'ticket.level_skip_refused'; readonly upperUnitId: string | null }
  | { readonly code: 'ticket.above_district'; readonly unitId: string }
  | { readonly code: 'ticket.no_upper_level' }
  | { readonly code: 'ticket.request_pending'; readonly request: Pending['kind'] }
  | { readonly code: 'ticket.no_request' }
  | { readonly code: 'ticket.not_approver' }
  | { readonly code: 'ticket.own_request' }
  | { readonly code: 'ticket.until_in_past'; readonly until: Instant }
  /** An extension is asked for before the deadline, not after it. */
  | { readonly code: 'ticket.overdue'; readonly dueAt: Instant }
  | { readonly code: 'ticket.evidence_missing' }
  | { readonly code: 'ticket.reply_missing' }
  | { readonly code: 'ticket.merge_self' }
  | { readonly code: 'ticket.merge_target_missing'; readonly intoId: string }
  | { readonly code: 'ticket.merge_target_ended'; readonly intoId: string; readonly state: TicketState }
  | { readonly code: 'ticket.reopen_window_closed'; readonly until: Instant }
  | { readonly code: 'ticket.score_invalid'; readonly score: number }
  | { readonly code: 'ticket.already_rated' }
  /** A unit does not rate its own work on behalf of the resident. */
  | { readonly code: 'ticket.own_work' }
  | { readonly code: 'ticket.nothing_to_replan' }
  /** Something else happened since, or the command is not one of this ticket. */
  | { readonly code: 'ticket.undo_not_last' }
  | { readonly code: 'ticket.undo_not_own' }
  /** The effect has left the house: a reply was sent, a request decided, the reporter spoken for. */
  | { readonly code: 'ticket.undo_left' }
  | { readonly code: 'ticket.undo_too_late'; readonly until: Instant }
  /** Only from `replan`: the calendar still lacks that year. */
  | CalendarYearMissing

export type TicketRefusalCode = TicketRefusal['code']

/** Every code, for the error catalogue; the compiler keeps the two in step. */
export const TICKET_REFUSAL_CODES = Object.keys({
  'ticket.not_found': true,
  'ticket.exists': true,
  'ticket.stale': true,
  'ticket.step_not_allowed': true,
  'ticket.actor_not_allowed': true,
  'ticket.not_holder': true,
  'ticket.not_co_unit': true,
  'ticket.text_missing': true,
  'ticket.class_missing': true,
  'ticket.grid_missing': true,
  'ticket.limit_invalid': true,
  'ticket.already_holder': true,
  'ticket.already_involved': true,
  'ticket.level_skip_refused': true,
  'ticket.above_district': true,
  'ticket.no_upper_level': true,
  'ticket.request_pending': true,
  'ticket.no_request': true,
  'ticket.not_approver': true,
  'ticket.own_request': true,
  'ticket.until_in_past': true,
  'ticket.overdue': true,
  'ticket.evidence_missing': true,
  'ticket.reply_missing': true,
  'ticket.merge_self': true,
  'ticket.merge_target_missing': true,
  'ticket.merge_target_ended': true,
  'ticket.reopen_window_closed': true,
  'ticket.score_invalid': true,
  'ticket.already_rated': true,
  'ticket.own_work': true,
  'ticket.nothing_to_replan': true,
  'ticket.undo_not_last': true,
  'ticket.undo_not_own': true,
  'ticket.undo_left': true,
  'ticket.undo_too_late': true,
  'calendar.year_missing': true,
} satisfies Record<TicketRefusalCode, true>) as readonly TicketRefusalCode[]
