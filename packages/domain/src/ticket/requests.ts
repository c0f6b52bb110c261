import { isUsableLimit } from '../calendar/deadline.ts'
import { accept, refuse } from '../result.ts'
import { openPause, recomputeClock, stopClock, wake } from './clock.ts'
import type { Context } from './context.ts'
import type { Actor, Pending, Ticket } from './types.ts'
import type { Decision, Verb } from './verb.ts'

function request(ticket: Ticket, pending: Pending): Decision {
  if (ticket.pending !== null) return refuse({ code: 'ticket.request_pending', request: ticket.pending.kind })
  return accept([{ kind: 'requested', state: ticket.state, request: pending }])
}

/** 挂起/缓办: asks for a pause of the clock until a day, with a reason. */
export const requestSuspend: Verb<'requestSuspend'> = (ticket, { reason, until }, ctx) => {
  if (until <= ctx.now) return refuse({ code: 'ticket.until_in_past', until })
  return request(ticket, { kind: 'suspend', reason, until, by: ctx.actor, at: ctx.now })
}

/** 延期: asks for more time, before the deadline and not after it. Who decides late does not harm who asked in time. */
export const requestExtension: Verb<'requestExtension'> = (ticket, { reason, extra }, ctx) => {
  if (!isUsableLimit(extra)) return refuse({ code: 'ticket.limit_invalid', amount: extra.amount })
  const { dueAt } = ticket.clock
  if (dueAt !== null && ctx.now > dueAt) return refuse({ code: 'ticket.overdue', dueAt })
  return request(ticket, { kind: 'extend', reason, extra, by: ctx.actor, at: ctx.now })
}

/** 非正常结案: asks to close what cannot be done, with the reply the reporter would get. */
export const requestAbnormalClose: Verb<'requestAbnormalClose'> = (ticket, { reason, publicReply }, ctx) =>
  request(ticket, { kind: 'abnormalClose', reason, publicReply, by: ctx.actor, at: ctx.now })

function samePerson(a: Actor, b: Actor): boolean {
  return a.kind === 'staff' && b.kind === 'staff' && a.personId === b.personId
}

/** Carries out what was asked for. Nobody approves a request of one's own. */
export const approve: Verb<'approve'> = (ticket, _command, ctx) => {
  const { pending } = ticket
  if (pending === null) return refuse({ code: 'ticket.no_request' })
  if (samePerson(pending.by, ctx.actor)) return refuse({ code: 'ticket.own_request' })
  switch (pending.kind) {
    case 'suspend':
      return suspend(ticket, pending, ctx)
    case 'extend':
      return extend(ticket, pending, ctx)
    case 'abnormalClose':
      return closeAbnormally(ticket, pending, ctx)
  }
}

type PendingOf<K extends Pending['kind']> = Extract<Pending, { readonly kind: K }>

function suspend(ticket: Ticket, { until, reason }: PendingOf<'suspend'>, ctx: Context): Decision {
  if (until <= ctx.now) return refuse({ code: 'ticket.until_in_past', until })
  const pause = { from: ctx.now, to: null, until, reason }
  const clock = openPause(ticket.clock, pause)
  const promise = ticket.promise && openPause(ticket.promise, pause)
  return accept([{ kind: 'suspended', state: 'suspended', from: ticket.state, pause, clock, promise }])
}

function extend(ticket: Ticket, { reason, extra }: PendingOf<'extend'>, ctx: Context): Decision {
  const clock = recomputeClock(ctx, { ...ticket.clock, extensions: [...ticket.clock.extensions, extra] })
  const dates = { oldDueAt: ticket.clock.dueAt, newDueAt: clock.dueAt }
  return accept([{ kind: 'extended', state: ticket.state, reason, extra, ...dates, clock }])
}

function closeAbnormally(ticket: Ticket, { reason, publicReply }: PendingOf<'abnormalClose'>, ctx: Context): Decision {
  const { steps, clock } = wake(ticket, ctx)
  const stopped = stopClock(clock, ctx.now)
  return accept([
    ...steps,
    { kind: 'abnormallyClosed', state: 'abnormallyClosed', reason, publicReply, clock: stopped },
  ])
}

/** Says no to a request; the ticket goes on as before. */
export const reject: Verb<'reject'> = (ticket, { reason }) => {
  if (ticket.pending === null) return refuse({ code: 'ticket.no_request' })
  return accept([{ kind: 'rejected', state: ticket.state, request: ticket.pending.kind, reason }])
}

/** Ends a suspension; the ticket goes on where it was, and its dates move by the working time of the pause. */
export const resume: Verb<'resume'> = (ticket, _command, ctx) => accept(wake(ticket, ctx).steps)
