import { accept, refuse } from '../result.ts'
import { stopClock, verificationClock } from './clock.ts'
import type { Context } from './context.ts'
import { actsFor } from './rules.ts'
import type { StepBody } from './steps.ts'
import type { Ticket } from './types.ts'
import type { Verb } from './verb.ts'

/** 签收: somebody of the holder signs for it. The clock has been running since dispatch and goes on. */
export const acknowledge: Verb<'acknowledge'> = (_ticket, _command, ctx) => accept([signed(ctx)])

function signed(ctx: Context): StepBody {
  return {
    kind: 'acknowledged',
    state: 'acknowledged',
    personId: ctx.actor.kind === 'staff' ? ctx.actor.personId : null,
  }
}

/** The signature that is missing when somebody starts or resolves straight away. */
function missingSignature(ticket: Ticket, ctx: Context): readonly StepBody[] {
  return ticket.state === 'dispatched' ? [signed(ctx)] : []
}

/** Work begins. */
export const start: Verb<'start'> = (ticket, _command, ctx) =>
  accept([...missingSignature(ticket, ctx), { kind: 'started', state: 'inProgress' }])

/** 加派: a further unit helps; the holder stays the lead. */
export const addUnit: Verb<'addUnit'> = (ticket, { unitId }) => {
  const involved = unitId === ticket.holder.unitId || ticket.coUnits.some((unit) => unit.unitId === unitId)
  if (involved) return refuse({ code: 'ticket.already_involved', unitId })
  return accept([{ kind: 'unitAdded', state: ticket.state, unitId }])
}

/** 协办: a co-unit tells what it did. Told again, the later text counts. */
export const coUnitResult: Verb<'coUnitResult'> = (ticket, { text }, ctx) => {
  const own = ctx.actor.kind === 'staff' ? ctx.actor.unitId : null
  const unit =
    ticket.coUnits.find(({ unitId }) => unitId === own) ?? ticket.coUnits.find(({ unitId }) => actsFor(ctx, unitId))
  if (unit === undefined) return refuse({ code: 'ticket.not_co_unit' })
  return accept([{ kind: 'coUnitReported', state: ticket.state, unitId: unit.unitId, text }])
}

/** 办结: done, with the reply the reporter gets. Photos only where the closing condition of the class asks for them. */
export const resolve: Verb<'resolve'> = (ticket, { publicReply, evidencePhotoIds = [] }, ctx) => {
  if (ctx.evidenceRequired && evidencePhotoIds.length === 0) return refuse({ code: 'ticket.evidence_missing' })
  const handled = stopClock(ticket.clock, ctx.now)
  const clock = verificationClock(ctx)
  return accept([
    ...missingSignature(ticket, ctx),
    { kind: 'resolved', state: 'resolved', publicReply, evidencePhotoIds, handled, clock },
  ])
}

/** 当场处理: settled on the spot by who holds it, a grid worker or the desk by a direct answer; then verified as usual. */
export const selfResolve: Verb<'selfResolve'> = (ticket, { publicReply, evidencePhotoIds = [] }, ctx) => {
  if (ctx.evidenceRequired && evidencePhotoIds.length === 0) return refuse({ code: 'ticket.evidence_missing' })
  const handled = stopClock(ticket.clock, ctx.now)
  const clock = verificationClock(ctx)
  return accept([
    { kind: 'selfResolved', state: 'resolved', publicReply, evidencePhotoIds, by: ticket.holder, handled, clock },
  ])
}
