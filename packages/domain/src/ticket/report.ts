import { isUsableLimit } from '../calendar/deadline.ts'
import { accept, refuse } from '../result.ts'
import { acceptanceClock, stopClock, verificationClock } from './clock.ts'
import type { ReportCommand } from './commands.ts'
import type { Context } from './context.ts'
import { actsFor } from './rules.ts'
import type { StepBody } from './steps.ts'
import type { Decision } from './verb.ts'

/**
 * Makes a ticket (登记). It is at the desk of its place from the first moment; where the place cannot be told, at the
 * fallback desk. A grid worker may settle the matter in the same command (当场处理): then it waits for verification.
 */
export function report(command: ReportCommand, ctx: Context): Decision {
  const { classification, selfResolved } = command
  if (classification && !isUsableLimit(classification.limit))
    return refuse({ code: 'ticket.limit_invalid', amount: classification.limit.amount })
  const owner = command.place.grid === null ? ctx.fallback : ctx.desk
  const clock = acceptanceClock(ctx)
  const reported: StepBody = {
    kind: 'reported',
    state: 'reported',
    ticketId: command.ticketId,
    channel: command.channel,
    urgency: command.urgency,
    title: command.title,
    description: command.description,
    place: command.place,
    class: classification?.class ?? null,
    classLimit: classification?.limit ?? null,
    holder: owner,
    desk: owner,
    clock,
  }
  if (selfResolved === undefined) return accept([reported])
  if (!actsFor(ctx, selfResolved.by.unitId))
    return refuse({ code: 'ticket.not_holder', holderUnitId: selfResolved.by.unitId })
  if (selfResolved.publicReply.trim() === '') return refuse({ code: 'ticket.text_missing', field: 'publicReply' })
  const evidencePhotoIds = selfResolved.evidencePhotoIds ?? []
  if (ctx.evidenceRequired && evidencePhotoIds.length === 0) return refuse({ code: 'ticket.evidence_missing' })
  return accept([
    reported,
    {
      kind: 'selfResolved',
      state: 'resolved',
      by: selfResolved.by,
      publicReply: selfResolved.publicReply,
      evidencePhotoIds,
      handled: stopClock(clock, ctx.now),
      clock: verificationClock(ctx),
    },
  ])
}
