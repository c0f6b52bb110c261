import { deadline, isUsableLimit } from '../calendar/deadline.ts'
import { accept, refuse } from '../result.ts'
import { acceptanceClock, startPromise, stopClock, wake } from './clock.ts'
import type { StepBody } from './steps.ts'
import { stageOf, stateAtDesk } from './transitions.ts'
import type { Pause, Ticket, TicketState } from './types.ts'
import type { Decision, Verb } from './verb.ts'
import type { Context } from './context.ts'

/** 受理: the desk takes the matter on. */
export const acceptTicket: Verb<'accept'> = () => accept([{ kind: 'accepted', state: 'accepted' }])

/** 不予受理: outside of what this platform is for; the reporter is told why and where to turn. */
export const decline: Verb<'decline'> = (ticket, { publicReply, reason }, ctx) =>
  accept([{ kind: 'declined', state: 'declined', publicReply, reason, clock: stopClock(ticket.clock, ctx.now) }])

/** Says what kind of matter it is. The clock goes on; a promise already given is counted with the new limit. */
export const classify: Verb<'classify'> = (ticket, command, ctx) => {
  if (!isUsableLimit(command.limit)) return refuse({ code: 'ticket.limit_invalid', amount: command.limit.amount })
  const start = ticket.promise?.startedAt ?? ticket.filedAt
  const promise =
    start === null ? null : deadline<Pause>(ctx.calendar, start, command.limit, ticket.promise?.pauses ?? [])
  return accept([
    {
      kind: 'classified',
      state: ticket.state,
      class: command.class,
      limit: command.limit,
      urgency: command.urgency,
      promise,
    },
  ])
}

/** Says where it is. Before dispatch the ticket goes to the desk of that place; its clock goes on. */
export const locate: Verb<'locate'> = (ticket, { place }, ctx) => {
  const moves = place.grid !== null && stageOf(ticket.state) === 'acceptance'
  const owner = moves ? { holder: ctx.desk, desk: ctx.desk } : { holder: ticket.holder, desk: ticket.desk }
  return accept([{ kind: 'located', state: ticket.state, place, ...owner }])
}

/** 立案: classified and located; from here the promise to the reporter counts. Accepts first where that is missing. */
export const file: Verb<'file'> = (ticket, _command, ctx) => fileSteps(ticket, ctx)

/** The steps that are missing until a ticket is filed, none when it is. */
export function fileSteps(ticket: Ticket, ctx: Context): Decision {
  if (ticket.class === null) return refuse({ code: 'ticket.class_missing' })
  if (ticket.place.grid === null) return refuse({ code: 'ticket.grid_missing' })
  const steps: StepBody[] = []
  if (ticket.state === 'reported') steps.push({ kind: 'accepted', state: 'accepted' })
  if (ticket.state !== 'filed')
    steps.push({ kind: 'filed', state: 'filed', promise: startPromise(ctx, ticket.classLimit) })
  return accept(steps)
}

/** 作废: entered by mistake, a test, abuse. */
export const voidTicket: Verb<'void'> = (ticket, { reason, publicReply }, ctx) => {
  const { steps, clock } = wake(ticket, ctx)
  return accept([...steps, { kind: 'voided', state: 'void', reason, publicReply, clock: stopClock(clock, ctx.now) }])
}

const NOT_A_TARGET: readonly TicketState[] = ['merged', 'void', 'declined']

/** 合并: another ticket already stands for the matter. The holder stays who it was. */
export const merge: Verb<'merge'> = (ticket, { intoId, publicReply }, ctx) => {
  if (intoId === ticket.id) return refuse({ code: 'ticket.merge_self' })
  const target = ctx.mergeTarget
  if (target === null || target.id !== intoId) return refuse({ code: 'ticket.merge_target_missing', intoId })
  if (NOT_A_TARGET.includes(target.state))
    return refuse({ code: 'ticket.merge_target_ended', intoId, state: target.state })
  const { steps, clock } = wake(ticket, ctx)
  return accept([...steps, { kind: 'merged', state: 'merged', intoId, publicReply, clock: stopClock(clock, ctx.now) }])
}

/** It was a matter of its own after all: to the desk of the place as it is now; the one before may be gone. */
export const unmerge: Verb<'unmerge'> = (ticket, { reason }, ctx) =>
  accept([{ kind: 'unmerged', state: stateAtDesk(ticket), reason, to: ctx.desk, clock: acceptanceClock(ctx) }])
