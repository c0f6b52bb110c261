import { recomputeDeadline } from '../calendar/deadline.ts'
import { accept, refuse } from '../result.ts'
import type { Instant } from '../time.ts'
import { recomputeClock } from './clock.ts'
import { inquiryDeadline } from './dispatch.ts'
import type { Context } from './context.ts'
import type { Ticket } from './types.ts'
import type { Verb } from './verb.ts'

/** The right of inquiry gets its date where the calendar had none, or has another as long as it lies ahead. */
function inquiryFromNow({ passedUpAt, inquiryFrom }: Ticket, ctx: Context): Instant | null {
  if (passedUpAt === null || (inquiryFrom !== null && inquiryFrom <= ctx.now)) return inquiryFrom
  return inquiryDeadline(ctx.calendar, passedUpAt).dueAt ?? inquiryFrom
}

/**
 * Computes the dates again after the working calendar was extended or corrected. A clock that has stopped keeps its
 * date, by which it was judged; it only gets one where it had none.
 */
export const replan: Verb<'replan'> = (ticket, _command, ctx) => {
  const mayMove = ticket.clock.stoppedAt === null
  const clock = mayMove || ticket.clock.dueAt === null ? recomputeClock(ctx, ticket.clock) : ticket.clock
  const promise =
    ticket.promise !== null && (mayMove || ticket.promise.dueAt === null)
      ? recomputeDeadline(ctx.calendar, ticket.promise)
      : ticket.promise
  const inquiryFrom = inquiryFromNow(ticket, ctx)
  const isSame = clock.dueAt === ticket.clock.dueAt && promise?.dueAt === ticket.promise?.dueAt
  if (isSame && inquiryFrom === ticket.inquiryFrom) {
    const waits = ticket.passedUpAt !== null && inquiryFrom === null
    const inquiry = waits ? inquiryDeadline(ctx.calendar, ticket.passedUpAt) : null
    const year = clock.calendarMissingYear ?? promise?.calendarMissingYear ?? inquiry?.calendarMissingYear ?? null
    return refuse(year === null ? { code: 'ticket.nothing_to_replan' } : { code: 'calendar.year_missing', year })
  }
  const dates = { oldDueAt: ticket.clock.dueAt, newDueAt: clock.dueAt }
  return accept([{ kind: 'replanned', state: ticket.state, ...dates, clock, promise, inquiryFrom }])
}
