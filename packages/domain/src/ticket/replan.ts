import { recomputeDeadline } from '../calendar/deadline.ts'
import { accept, refuse } from '../result.ts'
import { recomputeClock } from './clock.ts'
import type { Verb } from './verb.ts'

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
  if (clock.dueAt === ticket.clock.dueAt && promise?.dueAt === ticket.promise?.dueAt) {
    const year = clock.calendarMissingYear ?? promise?.calendarMissingYear ?? null
    return refuse(year === null ? { code: 'ticket.nothing_to_replan' } : { code: 'calendar.year_missing', year })
  }
  const dates = { oldDueAt: ticket.clock.dueAt, newDueAt: clock.dueAt }
  return accept([{ kind: 'replanned', state: ticket.state, ...dates, clock, promise }])
}
