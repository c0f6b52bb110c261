import { deadline, recomputeDeadline } from '../calendar/deadline.ts'
import type { Deadline, TimeLimit, WorkCalendar } from '../calendar/types.ts'
import { accept, refuse, type Result } from '../result.ts'
import type { Ticket, UnitRef } from '../ticket/types.ts'
import type { Instant } from '../time.ts'

/**
 * 质询: a lower level asks the level above why a matter it passed up has not been settled (functions 58–60). Asked of
 * whoever holds the matter; where no answer comes in time, or the asker is not content with it, the same question goes
 * one level further up.
 *
 * - `asked`: an answer is due
 * - `answered`: the asker judges it
 * - `content`: the asker took the answer
 * - `unheard`: nobody above the last one asked; it stays visible to both for good
 * - `settled`: the matter was settled meanwhile, or the asker holds it itself again
 */
export const INQUIRY_STATES = ['asked', 'answered', 'content', 'unheard', 'settled'] as const
export type InquiryState = (typeof INQUIRY_STATES)[number]

/** One level that was asked. */
export interface InquiryRound {
  readonly asked: UnitRef
  /** Why it came to this level: the first one was asked, the others inherit the question. */
  readonly because: 'asked' | 'unanswered' | 'notContent'
  /** When an answer is due; counted from the instant at which this level was asked. */
  readonly due: Deadline
  readonly answer: { readonly text: string; readonly at: Instant; readonly inTime: boolean } | null
  /** Null until the asker has judged. */
  readonly verdict: { readonly content: boolean; readonly reason: string; readonly at: Instant } | null
}

export interface Inquiry {
  readonly askerUnitId: string
  readonly question: string
  readonly state: InquiryState
  /** The levels asked, from the first on; never empty. */
  readonly rounds: readonly InquiryRound[]
}

export type InquiryRefusal =
  | { readonly code: 'inquiry.not_passed_up' }
  | { readonly code: 'inquiry.too_early'; readonly from: Instant | null }
  | { readonly code: 'inquiry.open_already' }
  | { readonly code: 'inquiry.being_verified' }
  | { readonly code: 'inquiry.own_matter' }
  | { readonly code: 'inquiry.not_asked_here' }
  | { readonly code: 'inquiry.not_yours' }
  | { readonly code: 'inquiry.not_waiting'; readonly state: InquiryState }
  | { readonly code: 'inquiry.text_missing' }

/** What the matter says about who may ask; see `Ticket.inquiryFrom`. */
export type AskedMatter = Pick<Ticket, 'state' | 'inquiryFrom' | 'holder' | 'passedUpBy'>

/** A result that is being verified is not asked about; rework brings the right back. */
export function isBeingVerified({ state }: Pick<AskedMatter, 'state'>): boolean {
  return state === 'resolved' || state === 'verified'
}

/**
 * Whether nothing is left to ask: the matter ended or came back to the asker. Giving it back to the desk ends nothing: who
 * was asked answers for the time it had it.
 */
export function isOverFor(matter: Pick<AskedMatter, 'holder' | 'passedUpBy'>, askerUnitId: string): boolean {
  return matter.holder.unitId === askerUnitId || !matter.passedUpBy.includes(askerUnitId)
}

export interface InquiryContext {
  readonly now: Instant
  readonly calendar: WorkCalendar
  /** Time for an answer, as data of the tenant. */
  readonly answerWithin: TimeLimit
}

const lastOf = (inquiry: Inquiry): InquiryRound => {
  const last = inquiry.rounds.at(-1)
  if (!last) throw new Error('an inquiry has at least one round')
  return last
}

function ask(ctx: InquiryContext, asked: UnitRef, because: InquiryRound['because']): InquiryRound {
  return { asked, because, due: deadline(ctx.calendar, ctx.now, ctx.answerWithin), answer: null, verdict: null }
}

const withLast = (inquiry: Inquiry, change: Partial<InquiryRound>): readonly InquiryRound[] => [
  ...inquiry.rounds.slice(0, -1),
  { ...lastOf(inquiry), ...change },
]

/**
 * Opens an inquiry against whoever holds the matter now. The right opens by itself 7 working days after the first upper
 * level took it and belongs to every unit that passed it up.
 *
 * @param open  whether this unit has one open on this matter already
 */
export function askUpper(
  matter: AskedMatter,
  askerUnitId: string,
  question: string,
  open: boolean,
  ctx: InquiryContext,
): Result<Inquiry, InquiryRefusal> {
  if (!matter.passedUpBy.includes(askerUnitId)) return refuse({ code: 'inquiry.not_passed_up' })
  if (matter.holder.unitId === askerUnitId) return refuse({ code: 'inquiry.own_matter' })
  if (matter.inquiryFrom === null || ctx.now < matter.inquiryFrom)
    return refuse({ code: 'inquiry.too_early', from: matter.inquiryFrom })
  if (isBeingVerified(matter)) return refuse({ code: 'inquiry.being_verified' })
  if (open) return refuse({ code: 'inquiry.open_already' })
  if (question.trim() === '') return refuse({ code: 'inquiry.text_missing' })
  return accept({ askerUnitId, question, state: 'asked', rounds: [ask(ctx, matter.holder, 'asked')] })
}

/** The level asked last answers. A late answer is an answer all the same, as long as the question has not gone on. */
export function answerInquiry(
  inquiry: Inquiry,
  byUnitId: string,
  text: string,
  now: Instant,
): Result<Inquiry, InquiryRefusal> {
  const last = lastOf(inquiry)
  if (inquiry.state !== 'asked') return refuse({ code: 'inquiry.not_waiting', state: inquiry.state })
  if (last.asked.unitId !== byUnitId) return refuse({ code: 'inquiry.not_asked_here' })
  if (text.trim() === '') return refuse({ code: 'inquiry.text_missing' })
  const inTime = last.due.dueAt === null || now <= last.due.dueAt
  return accept({ ...inquiry, state: 'answered', rounds: withLast(inquiry, { answer: { text, at: now, inTime } }) })
}

/**
 * The asker judges the answer. Not content needs a reason, and the question goes on to the next level.
 * @param upper  the nearest level above the one asked last that can hold a matter; null where there is none
 */
export function judgeAnswer(
  inquiry: Inquiry,
  byUnitId: string,
  content: boolean,
  reason: string,
  upper: UnitRef | null,
  ctx: InquiryContext,
): Result<Inquiry, InquiryRefusal> {
  if (inquiry.askerUnitId !== byUnitId) return refuse({ code: 'inquiry.not_yours' })
  if (inquiry.state !== 'answered') return refuse({ code: 'inquiry.not_waiting', state: inquiry.state })
  if (!content && reason.trim() === '') return refuse({ code: 'inquiry.text_missing' })
  const rounds = withLast(inquiry, { verdict: { content, reason, at: ctx.now } })
  if (content) return accept({ ...inquiry, state: 'content', rounds })
  return accept(goOn({ ...inquiry, rounds }, 'notContent', upper, ctx))
}

/** Whether the question goes on by itself: an answer was due and did not come. */
export function isUnanswered(inquiry: Inquiry, now: Instant): boolean {
  const { dueAt } = lastOf(inquiry).due
  return inquiry.state === 'asked' && dueAt !== null && now > dueAt
}

/** A question without an answer in time goes one level up. Repeating it changes nothing. */
export function raiseUnanswered(inquiry: Inquiry, upper: UnitRef | null, ctx: InquiryContext): Inquiry {
  return isUnanswered(inquiry, ctx.now) ? goOn(inquiry, 'unanswered', upper, ctx) : inquiry
}

function goOn(
  inquiry: Inquiry,
  because: 'unanswered' | 'notContent',
  upper: UnitRef | null,
  ctx: InquiryContext,
): Inquiry {
  if (upper === null) return { ...inquiry, state: 'unheard' }
  return { ...inquiry, state: 'asked', rounds: [...inquiry.rounds, ask(ctx, upper, because)] }
}

/** The date by which an answer is due again, after a year of the calendar was entered that it waited for. */
export function redateInquiry(inquiry: Inquiry, ctx: Pick<InquiryContext, 'calendar'>): Inquiry {
  const { due } = lastOf(inquiry)
  if (inquiry.state !== 'asked' || due.dueAt !== null) return inquiry
  return { ...inquiry, rounds: withLast(inquiry, { due: recomputeDeadline(ctx.calendar, due) }) }
}

/** The matter came to an end or back to the asker: nothing is left to ask. An inquiry that is over stays as it is. */
export function settleInquiry(inquiry: Inquiry): Inquiry {
  return inquiry.state === 'asked' || inquiry.state === 'answered' ? { ...inquiry, state: 'settled' } : inquiry
}
