import { deadline, recomputeDeadline } from '../calendar/deadline.ts'
import type { Deadline, TimeLimit } from '../calendar/types.ts'
import type { Instant } from '../time.ts'
import type { Context } from './context.ts'
import type { StepBody } from './steps.ts'
import type { Clock, ClockKind, Pause, Ticket } from './types.ts'

/** A new clock: only at the entry of a holder into a stage, never on a touch. */
export function startClock(ctx: Context, kind: ClockKind, limit: TimeLimit): Clock {
  return { kind, ...deadline<Pause>(ctx.calendar, ctx.now, limit), stoppedAt: null }
}

/** The clock of the desk, at the entry of a ticket or when it comes back. */
export function acceptanceClock(ctx: Context): Clock {
  return startClock(ctx, 'acceptance', ctx.limits.acceptance)
}

/** The clock of a holder: the limit asked for, else that of the class, else that of the tenant. */
export function handlingClock(ticket: Ticket, ctx: Context, limit?: TimeLimit): Clock {
  return startClock(ctx, 'handling', limit ?? ticket.classLimit ?? ctx.limits.handling)
}

/** The clock of the desk that verifies. */
export function verificationClock(ctx: Context): Clock {
  return startClock(ctx, 'verification', ctx.limits.verification)
}

/** The same clock, read for the last time at `at`. */
export function stopClock(clock: Clock, at: Instant): Clock {
  return { ...clock, stoppedAt: at }
}

/** The same clock with its date computed again. */
export function recomputeClock(ctx: Context, clock: Clock): Clock {
  return { kind: clock.kind, ...recomputeDeadline(ctx.calendar, clock), stoppedAt: clock.stoppedAt }
}

/** The promise to the reporter from now on; null without a class, whose limit is what is promised. */
export function startPromise(ctx: Context, limit: TimeLimit | null): Deadline<Pause> | null {
  return limit === null ? null : deadline<Pause>(ctx.calendar, ctx.now, limit)
}

/** A pause begins: the clock and the promise stand still. */
export function openPause<D extends Deadline<Pause>>(old: D, pause: Pause): D {
  return { ...old, pauses: [...old.pauses, pause] }
}

function closePause<D extends Deadline<Pause>>(old: D, to: Instant): D {
  return { ...old, pauses: old.pauses.map((pause) => (pause.to === null ? { ...pause, to } : pause)) }
}

/**
 * Ends a suspension, if there is one: the pause gets its end and both dates move by its working time.
 * @returns  the step for it (or none), and the clock to go on with
 */
export function wake(ticket: Ticket, ctx: Context): { readonly steps: readonly StepBody[]; readonly clock: Clock } {
  const open = ticket.clock.pauses.find((pause) => pause.to === null)
  if (ticket.state !== 'suspended' || open === undefined) return { steps: [], clock: ticket.clock }
  const clock = recomputeClock(ctx, closePause(ticket.clock, ctx.now))
  const promise = ticket.promise && recomputeDeadline(ctx.calendar, closePause(ticket.promise, ctx.now))
  const pause = { ...open, to: ctx.now }
  const state = ticket.suspendedFrom ?? 'inProgress'
  return { steps: [{ kind: 'resumed', state, pause, clock, promise }], clock }
}
