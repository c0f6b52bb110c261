import { CLOCK_KINDS, RESPONSIBILITY_MEASURES, RESPONSIBILITY_STATES } from '@lianxin/domain'
import Type, { type Static } from 'typebox'

import { operation } from '../operation.ts'
import { Id, InstantText, Nullable, UnitBrief, Words } from '../shapes.ts'
import { ChannelWord } from '../ticket/rows.ts'

/** What reached the unit of a stretch: rungs of the clock, a reminder of a person, an order (督办), a question (质询). */
export const TOLD_KINDS = ['nearDue', 'due', 'overdue', 'reminded', 'criticised', 'urged', 'ordered', 'asked'] as const

export const ToldView = Type.Object({
  kind: Words(TOLD_KINDS),
  at: InstantText,
  by: Nullable(UnitBrief),
  told: Type.Boolean({ description: 'false where it was recorded and a higher rung told instead' }),
})
export type ToldView = Static<typeof ToldView>

/** Time missed, milliseconds: of limits in working hours, and of limits in hours by the clock (emergencies). */
export const MissedTime = Type.Object({ work_ms: Type.Number(), clock_ms: Type.Number() })
export type MissedTime = Static<typeof MissedTime>

/**
 * A time in which one unit had to act. Durations are in milliseconds, counted in the hours in which the limit was set,
 * null where the calendar has no data.
 */
export const StretchView = Type.Object({
  unit: UnitBrief,
  stage: Words(CLOCK_KINDS),
  from: InstantText,
  to: Nullable(InstantText),
  dueAt: Nullable(InstantText),
  countedIn: Words(['workHour', 'hour'] as const),
  took_ms: Nullable(Type.Number()),
  isLate: Nullable(Type.Boolean({ description: 'null where no date could be told' })),
  missed_ms: Nullable(Type.Number({ description: '0 also where the date was passed outside of working time only' })),
  firstSeq: Type.Integer({ description: 'step it begins with' }),
  told: Type.Array(ToldView),
})
export type StretchView = Static<typeof StretchView>

export const ShareWord = Words(['primary', 'joint'] as const)
export const MeasureWord = Words(RESPONSIBILITY_MEASURES)

/** What the rules would propose now. It decides nothing and is kept nowhere until a person drafts it. */
export const ProposalView = Type.Object({
  unit: UnitBrief,
  share: ShareWord,
  missed: MissedTime,
  measure: MeasureWord,
  seqs: Type.Array(Type.Integer(), { description: 'first steps of the stretches it is read from' }),
})
export type ProposalView = Static<typeof ProposalView>

export const TicketTraceView = Type.Object({
  asOf: InstantText,
  discovered: Type.Object({
    at: InstantText,
    channel: ChannelWord,
    unit: Nullable(UnitBrief),
  }),
  passedUp: Type.Array(Type.Object({ at: InstantText, from: UnitBrief, to: UnitBrief })),
  resolved: Nullable(Type.Object({ at: InstantText, by: UnitBrief })),
  stretches: Type.Array(StretchView),
  proposals: Nullable(
    Type.Object({
      rulesVersion: Type.Integer({ description: '0 for the rules every district starts with' }),
      items: Type.Array(ProposalView),
    }),
  ),
  cases: Type.Array(
    Type.Object({
      id: Id,
      unit: UnitBrief,
      share: ShareWord,
      measure: MeasureWord,
      state: Words(RESPONSIBILITY_STATES),
    }),
    { description: 'of those one may see' },
  ),
})
export type TicketTraceView = Static<typeof TicketTraceView>

/**
 * Discover → report → resolve, read from the steps of a ticket and stored nowhere. Units only, never persons.
 * `proposals` is null for who may not draft any; else those of the caller's territory.
 */
export const readTrace = operation({
  id: 'ticket.trace',
  method: 'GET',
  path: '/tickets/:ticketId/trace',
  summary: { zh: '责任倒查', en: 'Who held a ticket, what was due, what was missed' },
  access: 'ticket.read',
  params: Type.Object({ ticketId: Id }),
  reply: TicketTraceView,
  errors: ['ticket.not_found'],
})
