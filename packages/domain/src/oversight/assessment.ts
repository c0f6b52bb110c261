import { addWorkingTime } from '../calendar/working-time.ts'
import type { TimeLimit, WorkCalendar } from '../calendar/types.ts'
import { accept, refuse, type Result } from '../result.ts'
import type { Instant } from '../time.ts'

/**
 * Where the assessment of a month stands (functions 110–112: public, with objections).
 *
 * - `draft`: counted, marks are given; the assessed see nothing yet
 * - `preview`: each assessed unit sees its own and may object until a date; objections are answered
 * - `published`: everybody assessed sees all · `frozen`: nothing changes any more; a correction is a new version beside it
 */
export const ASSESSMENT_STATES = ['draft', 'preview', 'published', 'frozen'] as const
export type AssessmentState = (typeof ASSESSMENT_STATES)[number]

export interface AssessmentStanding {
  readonly state: AssessmentState
  /** Until when objections are taken; null in a draft. */
  readonly objectionsUntil: Instant | null
  readonly publishedAt: Instant | null
}

export type AssessmentRefusal =
  | { readonly code: 'assessment.month_not_over' }
  | { readonly code: 'assessment.step_not_allowed'; readonly state: AssessmentState }
  | { readonly code: 'assessment.objections_open'; readonly count: number }
  | { readonly code: 'assessment.objection_period'; readonly until: Instant }
  | { readonly code: 'assessment.objection_late'; readonly until: Instant }
  | { readonly code: 'calendar.year_missing'; readonly year: number }

/** Our choice; a district may say otherwise. */
export const OBJECTION_PERIOD: TimeLimit = { amount: 5, unit: 'workDay' }
/** Within what a matter is to be signed for (签收). Our choice. */
export const SIGN_WITHIN: TimeLimit = { amount: 4, unit: 'workHour' }
/** A published month is frozen after so many days. */
export const FREEZES_AFTER_days = 30

type Decided = Result<AssessmentStanding, AssessmentRefusal>

const only = (standing: AssessmentStanding, ...states: readonly AssessmentState[]): Decided =>
  states.includes(standing.state)
    ? accept(standing)
    : refuse({ code: 'assessment.step_not_allowed', state: standing.state })

/** Whether marks and counts may still change. */
export const mayCount = (standing: AssessmentStanding): Decided => only(standing, 'draft')

/** Whether a mark may be given: in the draft, and as the answer to an objection. */
export const mayMark = (standing: AssessmentStanding): Decided => only(standing, 'draft', 'preview')

/** Shows it to the assessed; from now on they may object. */
export function preview(
  standing: AssessmentStanding,
  now: Instant,
  calendar: WorkCalendar,
  period: TimeLimit = OBJECTION_PERIOD,
): Decided {
  const may = only(standing, 'draft')
  if (!may.ok) return may
  const until = addWorkingTime(calendar, now, period)
  if (!until.ok) return refuse({ code: 'calendar.year_missing', year: until.refusal.year })
  return accept({ ...standing, state: 'preview', objectionsUntil: until.value })
}

/** Whether an objection is taken now. */
export function mayObject(standing: AssessmentStanding, now: Instant): Decided {
  const may = only(standing, 'preview')
  if (!may.ok) return may
  const until = standing.objectionsUntil ?? 0
  return now <= until ? accept(standing) : refuse({ code: 'assessment.objection_late', until })
}

/**
 * Publishes it: the time for objections is over and each one has its answer.
 * @param open  objections without an answer
 */
export function publish(standing: AssessmentStanding, now: Instant, open: number): Decided {
  const may = only(standing, 'preview')
  if (!may.ok) return may
  const until = standing.objectionsUntil ?? 0
  if (now <= until) return refuse({ code: 'assessment.objection_period', until })
  if (open > 0) return refuse({ code: 'assessment.objections_open', count: open })
  return accept({ ...standing, state: 'published', publishedAt: now })
}

/** Freezes what was published long enough ago; everything else stays as it is. */
export function freezeWhenDue(standing: AssessmentStanding, now: Instant): AssessmentStanding {
  const due = standing.state === 'published' && now >= (standing.publishedAt ?? now) + FREEZES_AFTER_days * 86_400_000
  return due ? { ...standing, state: 'frozen' } : standing
}
