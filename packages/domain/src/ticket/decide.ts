import { accept, refuse, type Result } from '../result.ts'
import type { Command } from './commands.ts'
import type { Context } from './context.ts'
import * as desk from './desk.ts'
import { dispatch, escalate, reassign, returnToDispatcher } from './dispatch.ts'
import { evolve } from './evolve.ts'
import { acknowledge, addUnit, coUnitResult, resolve, selfResolve, start } from './handle.ts'
import type { TicketRefusal } from './refusals.ts'
import { note, remind, supplement } from './remark.ts'
import { replan } from './replan.ts'
import { report } from './report.ts'
import { approve, reject, requestAbnormalClose, requestExtension, requestSuspend, resume } from './requests.ts'
import { actorKindMay, checkParty, checkTexts, startsFrom } from './rules.ts'
import type { Step, StepBody, StepKind } from './steps.ts'
import { succeed } from './succeed.ts'
import { follows, stageOf } from './transitions.ts'
import { undo } from './undo.ts'
import type { Ticket, UnitRef } from './types.ts'
import type { Decision, ExistingKind, Verb } from './verb.ts'
import { close, rate, reopen, rework, verify } from './verify.ts'

const VERBS: { readonly [K in ExistingKind]: Verb<K> } = {
  accept: desk.acceptTicket,
  decline: desk.decline,
  classify: desk.classify,
  locate: desk.locate,
  file: desk.file,
  dispatch,
  acknowledge,
  returnToDispatcher,
  reassign,
  addUnit,
  coUnitResult,
  start,
  selfResolve,
  escalate,
  requestSuspend,
  requestExtension,
  requestAbnormalClose,
  approve,
  reject,
  resume,
  resolve,
  verify,
  rework,
  close,
  void: desk.voidTicket,
  merge: desk.merge,
  unmerge: desk.unmerge,
  reopen,
  rate,
  supplement,
  note,
  remind,
  replan,
  undo,
  succeed,
}

/**
 * Decides what a command does to a ticket, or why it does nothing. It reads no clock and no store: everything it needs
 * is in the context, and everything it found is in the steps, so that replaying them needs neither.
 *
 * A command that was already carried out is found by its `commandId` in the stored history, before this is asked.
 *
 * @param ticket  the current state, null when there is none (only `report` makes one)
 * @returns       the steps to append, in order and at least one, or the refusal; it never throws
 */
export function decide(ticket: Ticket | null, command: Command, ctx: Context): Result<readonly Step[], TicketRefusal> {
  const at = Math.max(ctx.now, ticket?.lastStepAt ?? ctx.now)
  const decision = bodies(ticket, command, { ...ctx, now: at })
  if (!decision.ok) return decision
  const cleared = withClearedRequest(ticket, decision.value)
  const steps = cleared.map((body, index): Step => {
    const seq = (ticket?.revision ?? 0) + index + 1
    return { ...body, seq, commandId: command.commandId, at, actor: ctx.actor }
  })
  return allowed(ticket, command, steps)
}

function bodies(ticket: Ticket | null, command: Command, ctx: Context): Decision {
  const texts = checkTexts(command)
  if (command.kind === 'report') {
    if (ticket !== null) return refuse({ code: 'ticket.exists', ticketId: ticket.id })
    return texts.ok ? report(command, ctx) : texts
  }
  if (ticket === null) return refuse({ code: 'ticket.not_found' })
  if (command.expectedRevision !== undefined && command.expectedRevision !== ticket.revision)
    return refuse({ code: 'ticket.stale', revision: ticket.revision })
  if (!actorKindMay(command.kind, ctx.actor.kind))
    return refuse({ code: 'ticket.actor_not_allowed', command: command.kind })
  if (!startsFrom(command.kind, ticket.state))
    return refuse({ code: 'ticket.step_not_allowed', command: command.kind, state: ticket.state })
  const party = checkParty(ticket, command, ctx)
  if (!party.ok) return party
  if (!texts.ok) return texts
  const verb = VERBS[command.kind] as Verb<ExistingKind>
  return verb(ticket, command, ctx)
}

/** Steps that decide about the pending request themselves. */
const DECIDES_REQUEST: readonly StepKind[] = ['suspended', 'extended', 'abnormallyClosed', 'rejected', 'undone']

/** A request that nobody decided about ends, visibly, when the ticket gets another holder or stage. */
function withClearedRequest(ticket: Ticket | null, steps: readonly StepBody[]): readonly StepBody[] {
  const last = steps.at(-1)
  if (ticket === null || ticket.pending === null || last === undefined) return steps
  if (steps.some((step) => DECIDES_REQUEST.includes(step.kind))) return steps
  const to = 'to' in last ? last.to : 'holder' in last ? last.holder : holderAfter(ticket, last)
  if (to.unitId === ticket.holder.unitId && stageOf(last.state) === stageOf(ticket.state)) return steps
  return [{ kind: 'requestCleared', state: ticket.state, request: ticket.pending.kind }, ...steps]
}

/** Who holds the ticket after a step that names neither a destination nor a holder. */
function holderAfter(ticket: Ticket, step: StepBody): UnitRef {
  return step.kind === 'succeeded' && step.from.unitId === ticket.holder.unitId ? step.heir : ticket.holder
}

/**
 * Holds the steps against the transition table. A verb that strays from it is refused, not stored. Taking back leads to
 * the state before, whatever that was.
 */
function allowed(
  ticket: Ticket | null,
  command: Command,
  steps: readonly Step[],
): Result<readonly Step[], TicketRefusal> {
  let before = ticket
  for (const step of steps) {
    const goesBack = step.kind === 'undone'
    if (before !== null && !goesBack && step.state !== before.state && !follows(before.state, step.state))
      return refuse({ code: 'ticket.step_not_allowed', command: command.kind, state: before.state })
    before = evolve(before, step)
  }
  return accept(steps)
}
