import { accept, refuse } from '../result.ts'
import { acceptanceClock, handlingClock, startPromise, stopClock } from './clock.ts'
import { actsFor } from './rules.ts'
import { stateAtDesk } from './transitions.ts'
import type { Verb } from './verb.ts'
import type { Actor, Rating } from './types.ts'
import type { Instant } from '../time.ts'

/** 核查: the result is as it was reported. */
export const verify: Verb<'verify'> = () => accept([{ kind: 'verified', state: 'verified' }])

/** 返工: not done; back to who handled it, with a clock of its own and a new reply to give. */
export const rework: Verb<'rework'> = (ticket, { reason }, ctx) =>
  accept([{ kind: 'reworked', state: 'inProgress', reason, clock: handlingClock(ticket, ctx) }])

/** 结案: never without a reply to the reporter. */
export const close: Verb<'close'> = (ticket, _command, ctx) => {
  if (ticket.publicReply === null) return refuse({ code: 'ticket.reply_missing' })
  const clock = stopClock(ticket.clock, ctx.now)
  return accept([{ kind: 'closed', state: 'closed', publicReply: ticket.publicReply, clock }])
}

/**
 * The reporter does not agree. At any time before the end, and for a while after it; the promise counts anew. It goes to
 * the desk of the place as it is now: the one before may have been dissolved meanwhile.
 */
export const reopen: Verb<'reopen'> = (ticket, { reason, cause }, ctx) => {
  const until = (ticket.closedAt ?? ctx.now) + ctx.reopenWindow_ms
  if (ctx.now > until) return refuse({ code: 'ticket.reopen_window_closed', until })
  const promise = ticket.filedAt === null ? null : startPromise(ctx, ticket.classLimit)
  const clock = acceptanceClock(ctx)
  const why = cause === undefined ? { reason } : { reason, cause }
  return accept([{ kind: 'reopened', state: stateAtDesk(ticket), ...why, to: ctx.desk, clock, promise }])
}

/** A slip of the finger on the stars can be put right, and words can follow the stars, for this long. */
const RATING_CHANGE_MS = 86_400_000

/** Whether a judgement may still be changed: by the reporter, within a day. */
export function mayRateAgain(rating: Rating, actor: Actor['kind'], now: Instant): boolean {
  return actor === 'resident' && now <= rating.at + RATING_CHANGE_MS
}

/** 满意度: 1 to 5, once per round; the reporter may think again for a day. Staff may enter what a resident says, but never about the work of their own unit. */
export const rate: Verb<'rate'> = (ticket, { score, comment }, ctx) => {
  if (!Number.isInteger(score) || score < 1 || score > 5) return refuse({ code: 'ticket.score_invalid', score })
  if (ticket.rating !== null && !mayRateAgain(ticket.rating, ctx.actor.kind, ctx.now))
    return refuse({ code: 'ticket.already_rated' })
  if (actsFor(ctx, ticket.holder.unitId)) return refuse({ code: 'ticket.own_work' })
  return accept([{ kind: 'rated', state: ticket.state, rating: { score, comment, at: ctx.now } }])
}
