import { DAY_MS } from '../calendar/workday.ts'
import { accept, refuse, type Result } from '../result.ts'
import type { LocalDate } from '../time.ts'

/** Whom a visit concerns: a place or an organisation, never a person or a household (functions 78–95). */
export const VISIT_SUBJECTS = ['place', 'organisation'] as const
export type VisitSubject = (typeof VISIT_SUBJECTS)[number]

/**
 * How a visit ended: it took place; nobody was there, so that it is due as before; the other side said no, which is
 * recorded without a reason (function 78), and the plan rests until somebody agrees on it anew.
 */
export const VISIT_OUTCOMES = ['done', 'notMet', 'declined'] as const
export type VisitOutcome = (typeof VISIT_OUTCOMES)[number]

/** Days between visits that are offered where the district says nothing else: weekly, monthly, quarterly, half-yearly (functions 90–92). */
export const VISIT_CADENCES_days: readonly number[] = [7, 30, 90, 180]

/** What decides when to go. Days are local days of the district. */
export interface VisitSchedule {
  /** Agreed as what the service needs, with the place or organisation. */
  readonly cadence_days: number
  readonly agreedOn: LocalDate
  /** Last visit that took place. */
  readonly lastDoneOn: LocalDate | null
  /** Last time nobody was there, since the last visit that took place. */
  readonly triedOn: LocalDate | null
  /** Since when the other side wishes no visits. */
  readonly restsSince: LocalDate | null
  readonly endedOn: LocalDate | null
}

export const VISIT_CONDITIONS = ['overdue', 'due', 'later', 'resting', 'ended'] as const
export type VisitCondition = (typeof VISIT_CONDITIONS)[number]

/** The local day that many days after another. */
export function addDays(day: LocalDate, days: number): LocalDate {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
}

/** Of two days the later one. */
const later = (a: LocalDate, b: LocalDate | null): LocalDate => (b !== null && b > a ? b : a)

/**
 * The day of the next visit: the cadence counts from the last one that took place, or from the agreement where that is
 * newer. Null while the plan rests and after its end.
 */
export function visitDueOn(plan: VisitSchedule): LocalDate | null {
  if (plan.restsSince !== null || plan.endedOn !== null) return null
  return addDays(later(plan.agreedOn, plan.lastDoneOn), plan.cadence_days)
}

/** How a plan stands on a day; `due` on its day, `overdue` from the day after. */
export function visitCondition(plan: VisitSchedule, today: LocalDate): VisitCondition {
  if (plan.endedOn !== null) return 'ended'
  const dueOn = visitDueOn(plan)
  if (dueOn === null) return 'resting'
  if (dueOn > today) return 'later'
  return dueOn === today ? 'due' : 'overdue'
}

/** Whether somebody should go on that day. */
export function isVisitDue(plan: VisitSchedule, today: LocalDate): boolean {
  const condition = visitCondition(plan, today)
  return condition === 'due' || condition === 'overdue'
}

/** What was agreed with a place or an organisation; `resting` and `ended` say that visits stop. */
export interface VisitAgreement {
  readonly cadence_days: number
  readonly agreedOn: LocalDate
  readonly resting: boolean
  readonly ended: boolean
}

export type VisitAgreementRefusal =
  | { readonly code: 'visit.cadence_not_offered'; readonly offered: readonly number[] }
  | { readonly code: 'visit.day_ahead' }
  | { readonly code: 'visit.agreement_older'; readonly since: LocalDate }

/**
 * The plan that follows from an agreement. The cadence of before may stay though it is no longer offered; a plan that
 * rests runs again only by an agreement that is not older than the rest.
 *
 * @param before   the plan there was; null for a new one
 * @param offered  cadences of the district, days
 */
export function agreeOnVisits(
  { cadence_days, agreedOn, resting, ended }: VisitAgreement,
  before: VisitSchedule | null,
  today: LocalDate,
  offered: readonly number[],
): Result<VisitSchedule, VisitAgreementRefusal> {
  if (!offered.includes(cadence_days) && cadence_days !== before?.cadence_days)
    return refuse({ code: 'visit.cadence_not_offered', offered })
  if (agreedOn > today) return refuse({ code: 'visit.day_ahead' })
  const since = before?.restsSince ?? null
  if (since !== null && !resting && !ended && agreedOn < since) return refuse({ code: 'visit.agreement_older', since })
  return accept({
    cadence_days,
    agreedOn,
    lastDoneOn: before?.lastDoneOn ?? null,
    triedOn: before?.triedOn ?? null,
    restsSince: resting ? (since ?? today) : ended ? since : null,
    endedOn: ended ? today : null,
  })
}

/** The plan after a visit of that day. A visit told of late never takes back what is newer. */
export function afterVisit<P extends VisitSchedule>(plan: P, outcome: VisitOutcome, day: LocalDate): P {
  switch (outcome) {
    case 'done': {
      const lastDoneOn = later(day, plan.lastDoneOn)
      return { ...plan, lastDoneOn, triedOn: plan.triedOn !== null && plan.triedOn > lastDoneOn ? plan.triedOn : null }
    }
    case 'notMet':
      return plan.lastDoneOn !== null && plan.lastDoneOn >= day ? plan : { ...plan, triedOn: later(day, plan.triedOn) }
    case 'declined':
      return { ...plan, restsSince: day }
  }
}
