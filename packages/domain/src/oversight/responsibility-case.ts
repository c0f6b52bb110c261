import { addWorkingTime } from '../calendar/working-time.ts'
import type { TimeLimit, WorkCalendar } from '../calendar/types.ts'
import { DAY_MS } from '../calendar/workday.ts'
import { accept, refuse, type Result } from '../result.ts'
import type { Instant } from '../time.ts'
import type { Proposal, ResponsibilityMeasure, ResponsibilityRules } from './responsibility.ts'

/**
 * Where a case of responsibility stands.
 *
 * - `proposed`: by the rules, drafted by a person; the unit concerned is asked · `heard`: it spoke, or its time is over
 * - `dropped`: nothing comes of it · `decided`: a person decided on a measure · `appealed`: the unit concerned objects
 * - `upheld`: the appeal changed nothing · `lifted`: taken back, on appeal, early, or because nobody answered the appeal
 *   in its time · `expired`: the time of the measure is over, also while an appeal waits
 */
export const RESPONSIBILITY_STATES = [
  'proposed',
  'heard',
  'dropped',
  'decided',
  'appealed',
  'upheld',
  'lifted',
  'expired',
] as const
export type ResponsibilityState = (typeof RESPONSIBILITY_STATES)[number]

/** What may follow what; whatever is not listed is refused. Nothing is decided before the one concerned could speak. */
export const RESPONSIBILITY_NEXT = {
  proposed: ['heard', 'dropped'],
  heard: ['decided', 'dropped'],
  dropped: [],
  decided: ['appealed', 'lifted', 'expired'],
  appealed: ['upheld', 'lifted', 'expired'],
  upheld: ['lifted', 'expired'],
  lifted: [],
  expired: [],
} as const satisfies Readonly<Record<ResponsibilityState, readonly ResponsibilityState[]>>

/** One unit that is to answer for what it missed about one ticket. It concerns a unit, never a person. */
export interface ResponsibilityCase {
  readonly unitId: string
  readonly share: Proposal['share']
  readonly missed_ms: number
  /** What of it was missed where until it was drafted: the unit does not answer for that again. */
  readonly stretches: Proposal['stretches']
  readonly proposed: ResponsibilityMeasure
  /** Why somebody drafted it. */
  readonly reason: string
  readonly state: ResponsibilityState
  /** Until when the unit is heard; then it may be decided without it. */
  readonly hearingUntil: Instant
  readonly statement: { readonly text: string; readonly at: Instant } | null
  readonly decision: {
    readonly measure: ResponsibilityMeasure
    readonly reason: string
    readonly at: Instant
    readonly byPersonId: string
    /** When the measure ends by itself. */
    readonly endsAt: Instant
    readonly appealUntil: Instant
  } | null
  readonly appeal: { readonly text: string; readonly at: Instant; readonly answerDueAt: Instant } | null
  readonly answer: {
    readonly upheld: boolean
    readonly reason: string
    readonly at: Instant
    readonly byPersonId: string
  } | null
  /** How it came to its end; the reason is empty where its time was over. */
  readonly ending: { readonly reason: string; readonly at: Instant } | null
}

export type ResponsibilityRefusal =
  | { readonly code: 'responsibility.step_not_allowed'; readonly state: ResponsibilityState }
  | { readonly code: 'responsibility.text_missing' }
  | { readonly code: 'responsibility.own_unit' }
  | { readonly code: 'responsibility.not_your_unit' }
  | { readonly code: 'responsibility.spoken_already' }
  | { readonly code: 'responsibility.same_person' }
  | { readonly code: 'responsibility.appeal_late'; readonly until: Instant }
  | { readonly code: 'calendar.year_missing'; readonly year: number }

/** Who acts, for which units, when, by which rules and calendar. */
export interface ResponsibilityContext {
  readonly personId: string
  readonly unitIds: readonly string[]
  readonly now: Instant
  readonly calendar: WorkCalendar
  /** Those by which it was proposed. */
  readonly rules: ResponsibilityRules
}

type Decided = Result<ResponsibilityCase, ResponsibilityRefusal>

const until = (ctx: Pick<ResponsibilityContext, 'calendar' | 'now'>, limit: TimeLimit) => {
  const due = addWorkingTime(ctx.calendar, ctx.now, limit)
  return due.ok ? due : refuse({ code: 'calendar.year_missing', year: due.refusal.year } as const)
}

/** The case with its next state, where that may follow. */
function turned(one: ResponsibilityCase, to: ResponsibilityState, change: Partial<ResponsibilityCase>): Decided {
  const next: readonly ResponsibilityState[] = RESPONSIBILITY_NEXT[one.state]
  if (!next.includes(to)) return refuse({ code: 'responsibility.step_not_allowed', state: one.state })
  return accept({ ...one, ...change, state: to })
}

/** Refuses what has no words, and what somebody would decide about the unit they belong to. */
function faultOfDecider(one: ResponsibilityCase, reason: string, ctx: ResponsibilityContext) {
  if (ctx.unitIds.includes(one.unitId)) return refuse({ code: 'responsibility.own_unit' } as const)
  return reason.trim() === '' ? refuse({ code: 'responsibility.text_missing' } as const) : null
}

function faultOfSpeaker(one: ResponsibilityCase, text: string, ctx: ResponsibilityContext) {
  if (!ctx.unitIds.includes(one.unitId)) return refuse({ code: 'responsibility.not_your_unit' } as const)
  return text.trim() === '' ? refuse({ code: 'responsibility.text_missing' } as const) : null
}

/** Makes a proposal of the rules a case: from now on the unit concerned is asked. Decides nothing. */
export function openResponsibility(proposal: Proposal, reason: string, ctx: ResponsibilityContext): Decided {
  if (reason.trim() === '') return refuse({ code: 'responsibility.text_missing' })
  const hearing = until(ctx, ctx.rules.hearWithin)
  if (!hearing.ok) return hearing
  const { unitId, share, missed_ms, stretches, measure } = proposal
  return accept({
    unitId,
    share,
    missed_ms,
    stretches,
    proposed: measure,
    reason,
    state: 'proposed',
    hearingUntil: hearing.value,
    statement: null,
    decision: null,
    appeal: null,
    answer: null,
    ending: null,
  })
}

/** The unit concerned speaks (申辩), once; also after its time, as long as nothing was decided. */
export function speakToCase(one: ResponsibilityCase, text: string, ctx: ResponsibilityContext): Decided {
  const fault = faultOfSpeaker(one, text, ctx)
  if (fault) return fault
  const statement = { text, at: ctx.now }
  if (one.statement !== null) return refuse({ code: 'responsibility.spoken_already' })
  return one.state === 'heard' ? accept({ ...one, statement }) : turned(one, 'heard', { statement })
}

/** A person decides on a measure; not somebody of the unit concerned. */
export function decideCase(
  one: ResponsibilityCase,
  measure: ResponsibilityMeasure,
  reason: string,
  ctx: ResponsibilityContext,
): Decided {
  const fault = faultOfDecider(one, reason, ctx)
  if (fault) return fault
  const appealUntil = until(ctx, ctx.rules.appealWithin)
  if (!appealUntil.ok) return appealUntil
  const endsAt = ctx.now + ctx.rules.lasts_days[measure] * DAY_MS
  const decision = { measure, reason, at: ctx.now, byPersonId: ctx.personId, endsAt, appealUntil: appealUntil.value }
  return turned(one, 'decided', { decision })
}

/** Nothing comes of it. */
export function dropCase(one: ResponsibilityCase, reason: string, ctx: ResponsibilityContext): Decided {
  return faultOfDecider(one, reason, ctx) ?? turned(one, 'dropped', { ending: { reason, at: ctx.now } })
}

/** The unit concerned appeals (申诉), within its time. */
export function appealCase(one: ResponsibilityCase, text: string, ctx: ResponsibilityContext): Decided {
  const fault = faultOfSpeaker(one, text, ctx)
  if (fault) return fault
  const due = until(ctx, ctx.rules.answerWithin)
  if (!due.ok) return due
  const last = one.decision?.appealUntil ?? ctx.now
  const isLate = one.state === 'decided' && ctx.now > last
  if (isLate) return refuse({ code: 'responsibility.appeal_late', until: last })
  return turned(one, 'appealed', { appeal: { text, at: ctx.now, answerDueAt: due.value } })
}

/** An appeal is answered in its time by somebody else than who decided: the measure stays, or it is taken back. */
export function answerAppeal(
  one: ResponsibilityCase,
  upheld: boolean,
  reason: string,
  ctx: ResponsibilityContext,
): Decided {
  const fault = faultOfDecider(one, reason, ctx)
  if (fault) return fault
  if (one.decision?.byPersonId === ctx.personId) return refuse({ code: 'responsibility.same_person' })
  const inTime = one.state === 'appealed' && ctx.now <= (one.appeal?.answerDueAt ?? ctx.now)
  if (!inTime) return refuse({ code: 'responsibility.step_not_allowed', state: one.state })
  const answer = { upheld, reason, at: ctx.now, byPersonId: ctx.personId }
  return upheld ? turned(one, 'upheld', { answer }) : turned(one, 'lifted', { answer, ending: { reason, at: ctx.now } })
}

/** Takes a measure back before its time; while an appeal waits too, and then also who decided: it favours the unit. */
export function liftCase(one: ResponsibilityCase, reason: string, ctx: ResponsibilityContext): Decided {
  const fault = faultOfDecider(one, reason, ctx)
  if (fault) return fault
  return turned(one, 'lifted', { ending: { reason, at: ctx.now } })
}

/**
 * When time does something by itself: the hearing ends, the measure ends. An appeal that nobody answers in its time ends
 * in favour of the unit: it did what it could, and may not be worse off for having appealed than for keeping silent.
 * Null where time does nothing.
 */
export function nextByTime(one: ResponsibilityCase): Instant | null {
  if (one.state === 'proposed') return one.hearingUntil
  const { decision, appeal } = one
  if (RESPONSIBILITY_NEXT[one.state].length === 0 || decision === null) return null
  return one.state === 'appealed' && appeal ? Math.min(decision.endsAt, appeal.answerDueAt) : decision.endsAt
}

/** What time made of it; the same case where nothing was due. */
export function passTime(one: ResponsibilityCase, now: Instant): ResponsibilityCase {
  const at = nextByTime(one)
  if (at === null || now <= at) return one
  if (one.state === 'proposed') return { ...one, state: 'heard' }
  return { ...one, state: at === one.decision?.endsAt ? 'expired' : 'lifted', ending: { reason: '', at: now } }
}
