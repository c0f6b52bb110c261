import { CLOCK_KINDS, RESPONSIBILITY_MEASURES, RESPONSIBILITY_STATES } from '@lianxin/domain'
import Type, { type Static } from 'typebox'

import { operation } from '../operation.ts'
import { Id, InstantText, Nullable, UnitBrief, Words } from '../shapes.ts'
import { ChannelWord } from '../ticket/rows.ts'

/** What reached the unit of a stretch: rungs of the clock, a reminder of a person, an order (督办), a question (质询). */
export const TOLD_KINDS = ['nearDue', 'overdue', 'reminded', 'criticised', 'urged', 'ordered', 'asked'] as const

export const ToldView = Type.Object({
  kind: Words(TOLD_KINDS),
  at: InstantText,
  by: Nullable(UnitBrief),
  told: Type.Boolean({ description: 'false where it was recorded and a higher rung told instead' }),
})
export type ToldView = Static<typeof ToldView>

/** A time in which one unit had to act. Durations are working time in milliseconds, null where the calendar has no data. */
export const StretchView = Type.Object({
  unit: UnitBrief,
  stage: Words(CLOCK_KINDS),
  from: InstantText,
  to: Nullable(InstantText),
  dueAt: Nullable(InstantText),
  worked_ms: Nullable(Type.Number()),
  missed_ms: Nullable(Type.Number()),
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
  missed_ms: Type.Number(),
  measure: MeasureWord,
  seqs: Type.Array(Type.Integer()),
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
