import { deadline, isUsableLimit } from '../calendar/deadline.ts'
import type { Deadline, WorkCalendar } from '../calendar/types.ts'
import { accept, refuse } from '../result.ts'
import type { Instant } from '../time.ts'
import { isAboveDistrict } from '../unit-kinds.ts'
import { acceptanceClock, handlingClock } from './clock.ts'
import type { Context } from './context.ts'
import { fileSteps } from './desk.ts'
import type { StepBodyOf } from './steps.ts'
import { stateAtDesk } from './transitions.ts'
import type { Ticket, UnitRef } from './types.ts'
import type { Decision, Verb } from './verb.ts'

/**
 * 派遣: sends a ticket to its holder, usually the base grid that contains it (小事一格解决). Accepting and filing, where
 * they are missing, are steps of the same command. The holder's clock counts from here. To the city above the district
 * nothing is dispatched: what goes there is passed up level by level.
 */
export const dispatch: Verb<'dispatch'> = (ticket, { to, limit }, ctx) => {
  if (limit && !isUsableLimit(limit)) return refuse({ code: 'ticket.limit_invalid', amount: limit.amount })
  if (isAboveDistrict(to)) return refuse({ code: 'ticket.above_district', unitId: to.unitId })
  const filed = fileSteps(ticket, ctx)
  if (!filed.ok) return filed
  const clock = handlingClock(ticket, ctx, limit)
  return accept([...filed.value, { kind: 'dispatched', state: 'dispatched', to, clock }])
}

/** 退单: the holder gives it back to the desk with a reason. */
export const returnToDispatcher: Verb<'returnToDispatcher'> = (ticket, { reason }, ctx) =>
  accept([
    {
      kind: 'returned',
      state: stateAtDesk(ticket),
      reason,
      from: ticket.holder,
      to: ticket.desk,
      clock: acceptanceClock(ctx),
    },
  ])

/** 改派: from one holder to another without the way over the desk. */
export const reassign: Verb<'reassign'> = (ticket, { to, reason, limit }, ctx) => {
  if (limit && !isUsableLimit(limit)) return refuse({ code: 'ticket.limit_invalid', amount: limit.amount })
  if (to.unitId === ticket.holder.unitId) return refuse({ code: 'ticket.already_holder', unitId: to.unitId })
  if (isAboveDistrict(to)) return refuse({ code: 'ticket.above_district', unitId: to.unitId })
  const clock = handlingClock(ticket, ctx, limit)
  return accept([{ kind: 'reassigned', state: 'dispatched', reason, from: ticket.holder, to, clock }])
}

/**
 * 上报: one level up the territory, with a reason (逐级办理). Vacant levels are left out and named in the step. Only an
 * urgent ticket may go further at once, where the tenant allows it. With nobody above it goes to the fallback unit; the
 * city, which stands above that one, gives a matter back to the desk instead.
 */
export const escalate: Verb<'escalate'> = (ticket, { reason, to }, ctx) => {
  const { upper, fallback } = ctx
  const { unit, skipped } = upper
  if (to !== undefined && to.unitId !== unit?.unitId) {
    const further = unit !== null && to.level < unit.level
    if (ticket.urgency !== 'urgent' || !ctx.urgentMaySkip || !further)
      return refuse({ code: 'ticket.level_skip_refused', upperUnitId: unit?.unitId ?? null })
    return escalated(ticket, ctx, { reason, to, route: 'urgent', skipped: [] })
  }
  if (unit !== null) return escalated(ticket, ctx, { reason, to: unit, route: 'upper', skipped })
  if (isAboveDistrict(ticket.holder)) return refuse({ code: 'ticket.no_upper_level' })
  return escalated(ticket, ctx, { reason, to: fallback, route: 'fallback', skipped })
}

/**
 * 7个工作日内不能处置到位，下一级有权质询 (function 58). It counts from the hour in which the upper level holds the matter,
 * signed for or not: who does not sign wins no time.
 */
const INQUIRY_AFTER = { amount: 7, unit: 'workDay' } as const

/** When the right of inquiry opens, counted from the first passing up. */
export function inquiryDeadline(calendar: WorkCalendar, passedUpAt: Instant): Deadline {
  return deadline(calendar, passedUpAt, INQUIRY_AFTER)
}

type Route = Pick<StepBodyOf<'escalated'>, 'reason' | 'route' | 'skipped'> & { readonly to: UnitRef }

function escalated(ticket: Ticket, ctx: Context, route: Route): Decision {
  if (route.to.unitId === ticket.holder.unitId)
    return refuse(
      route.route === 'fallback'
        ? { code: 'ticket.no_upper_level' }
        : { code: 'ticket.already_holder', unitId: route.to.unitId },
    )
  const clock = handlingClock(ticket, ctx)
  const inquiryFrom = inquiryDeadline(ctx.calendar, ticket.passedUpAt ?? ctx.now).dueAt
  return accept([{ kind: 'escalated', state: 'dispatched', from: ticket.holder, ...route, clock, inquiryFrom }])
}
