import { INQUIRY_STATES } from '@lianxin/domain'
import Type, { type Static } from 'typebox'

import { operation } from '../operation.ts'
import { Id, InstantText, Nullable, TimeLimitShape, UnitBrief, Words } from '../shapes.ts'
import { ClockView } from '../ticket/rows.ts'

const TEXT = { minLength: 1, maxLength: 2000, pattern: '\\S' } as const

/** When an answer is due, and how that stands now. Stopped once it was answered or the inquiry is over. */
const AnswerClock = Type.Pick(ClockView, [
  'startedAt',
  'limit',
  'dueAt',
  'remainingWorking_ms',
  'condition',
  'calendarMissingYear',
])

/** One level that was asked. Units only, never persons. */
export const InquiryRoundView = Type.Object({
  asked: UnitBrief,
  because: Words(['asked', 'unanswered', 'notContent'] as const),
  clock: AnswerClock,
  answer: Nullable(Type.Object({ text: Type.String(), at: InstantText, inTime: Type.Boolean() })),
  verdict: Nullable(Type.Object({ content: Type.Boolean(), reason: Type.String(), at: InstantText })),
})
export type InquiryRoundView = Static<typeof InquiryRoundView>

/** A question of a lower level to the one above, with what this post may do about it. */
export const InquiryView = Type.Object({
  id: Id,
  ticketId: Id,
  ticketNumber: Type.String(),
  ticketTitle: Nullable(Type.String({ description: 'null for who may not read the ticket' })),
  asker: UnitBrief,
  question: Type.String(),
  state: Words(INQUIRY_STATES),
  askedAt: InstantText,
  endedAt: Nullable(InstantText),
  rounds: Type.Array(InquiryRoundView, { description: 'levels asked, from the first on' }),
  may: Type.Array(Words(['answer', 'judge'] as const)),
})
export type InquiryView = Static<typeof InquiryView>

/** What a list holds: to be answered by us, answered and to be judged by us, asked by us, everything in reach. */
export const INQUIRY_LISTS = ['toAnswer', 'toJudge', 'asked', 'all'] as const

/** Inquiries, open ones first, those due soonest on top. A post sees those of its units and of its territory. */
export const listInquiries = operation({
  id: 'inquiry.list',
  method: 'GET',
  path: '/inquiries',
  summary: { zh: '质询', en: 'Inquiries' },
  access: 'inquiry.read',
  query: Type.Object({
    list: Words(INQUIRY_LISTS),
    open: Type.Optional(Type.Boolean({ description: 'only those that are not over' })),
    cursor: Type.Optional(Type.String({ maxLength: 200, description: 'nextCursor of the page before' })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  }),
  reply: Type.Object({
    items: Type.Array(InquiryView),
    nextCursor: Nullable(Type.String()),
    counts: Type.Object(
      { toAnswer: Type.Integer(), toJudge: Type.Integer(), asked: Type.Integer(), all: Type.Integer() },
      { description: 'open ones of each list, counted up to `capped`' },
    ),
    capped: Type.Integer(),
  }),
})

/** How the right of inquiry stands for a matter that was passed up; shown to both levels. */
export const InquiryRight = Type.Object({
  standing: Words(['waiting', 'open', 'verifying', 'calendarMissing'] as const),
  opensAt: Nullable(InstantText),
  /** Those whose right it is. */
  passedUpBy: Type.Array(UnitBrief),
  /** Who would be asked now: the holder. */
  holder: UnitBrief,
  answerWithin: TimeLimitShape,
  /** When the answer would be due, asked now; null where the calendar has no data. */
  answerDueAt: Nullable(InstantText),
  mayAsk: Type.Boolean(),
})
export type InquiryRight = Static<typeof InquiryRight>

/** The inquiries about a ticket, newest first, and the right to ask. `right` is null where it was not passed up. */
export const readTicketInquiries = operation({
  id: 'inquiry.ofTicket',
  method: 'GET',
  path: '/tickets/:ticketId/inquiries',
  summary: { zh: '事件的质询', en: 'Inquiries about a ticket' },
  access: 'inquiry.read',
  params: Type.Object({ ticketId: Id }),
  reply: Type.Object({ right: Nullable(InquiryRight), items: Type.Array(InquiryView) }),
  errors: ['ticket.not_found'],
})

const COMMAND_ERRORS = [
  'inquiry.not_found',
  'inquiry.not_waiting',
  'inquiry.text_missing',
  'inquiry.id_reused',
] as const

/** Asks whoever holds the matter. The client makes the id: sent twice it is one inquiry. */
export const askInquiry = operation({
  id: 'inquiry.ask',
  method: 'POST',
  path: '/tickets/:ticketId/inquiries',
  summary: { zh: '提出质询', en: 'Ask the level above' },
  access: 'inquiry.write',
  params: Type.Object({ ticketId: Id }),
  body: Type.Object({ id: Id, question: Type.String(TEXT) }, { additionalProperties: false }),
  reply: InquiryView,
  errors: [
    'ticket.not_found',
    'inquiry.not_passed_up',
    'inquiry.too_early',
    'inquiry.being_verified',
    'inquiry.open_already',
    'inquiry.own_matter',
    'inquiry.text_missing',
    'inquiry.id_reused',
  ],
})

/** The level asked last answers; the asker judges. */
export const answerInquiry = operation({
  id: 'inquiry.answer',
  method: 'POST',
  path: '/inquiries/:inquiryId/answer',
  summary: { zh: '答复质询', en: 'Answer an inquiry' },
  access: 'inquiry.write',
  params: Type.Object({ inquiryId: Id }),
  body: Type.Object({ commandId: Id, text: Type.String(TEXT) }, { additionalProperties: false }),
  reply: InquiryView,
  errors: [...COMMAND_ERRORS, 'inquiry.not_asked_here'],
})

/** The asker takes the answer, or says why not: then the question goes one level further up. */
export const judgeInquiry = operation({
  id: 'inquiry.judge',
  method: 'POST',
  path: '/inquiries/:inquiryId/verdict',
  summary: { zh: '评判答复', en: 'Judge the answer' },
  access: 'inquiry.write',
  params: Type.Object({ inquiryId: Id }),
  body: Type.Object(
    {
      commandId: Id,
      content: Type.Boolean(),
      reason: Type.String({ maxLength: 2000, description: 'needed where the asker is not content' }),
    },
    { additionalProperties: false },
  ),
  reply: InquiryView,
  errors: [...COMMAND_ERRORS, 'inquiry.not_yours'],
})
