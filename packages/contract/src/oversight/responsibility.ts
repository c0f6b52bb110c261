import { PRIMARY_RULES, RESPONSIBILITY_MEASURES, RESPONSIBILITY_STATES } from '@lianxin/domain'
import Type, { type Static } from 'typebox'

import { operation } from '../operation.ts'
import { Id, InstantText, Nullable, TimeLimitShape, UnitBrief, Words } from '../shapes.ts'
import { MeasureWord, MissedTime, ShareWord } from './trace.ts'

const TEXT = { minLength: 1, maxLength: 2000, pattern: '\\S' } as const

/** Everything that can happen to a case; `heard`, `unanswered` and `expired` by time. */
export const RESPONSIBILITY_ACTS = [
  'proposed',
  'spoken',
  'heard',
  'decided',
  'dropped',
  'appealed',
  'answered',
  'unanswered',
  'lifted',
  'expired',
] as const
export type ResponsibilityActKind = (typeof RESPONSIBILITY_ACTS)[number]

/** One line of the history of a case: who, when, what, why. */
export const ResponsibilityActView = Type.Object({
  seq: Type.Integer(),
  kind: Words(RESPONSIBILITY_ACTS),
  at: InstantText,
  unit: Nullable(UnitBrief),
  personName: Nullable(Type.String({ description: 'null for the platform' })),
  reason: Type.String({ description: 'empty where time did it' }),
  measure: Nullable(MeasureWord),
  upheld: Nullable(Type.Boolean({ description: 'of the answer to an appeal' })),
})
export type ResponsibilityActView = Static<typeof ResponsibilityActView>

/** A unit that is to answer for what it missed, with what this post may do about it. */
export const ResponsibilityView = Type.Object({
  id: Id,
  ticketId: Id,
  ticketNumber: Type.String(),
  ticketTitle: Nullable(Type.String({ description: 'null for who may not read the ticket' })),
  unit: UnitBrief,
  share: ShareWord,
  missed: MissedTime,
  proposed: MeasureWord,
  measure: Nullable(MeasureWord),
  rulesVersion: Type.Integer(),
  state: Words(RESPONSIBILITY_STATES),
  openedAt: InstantText,
  hearingUntil: InstantText,
  endsAt: Nullable(InstantText),
  appealUntil: Nullable(InstantText),
  answerDueAt: Nullable(
    Type.String({ format: 'date-time', description: 'while an appeal waits; without an answer the measure is lifted' }),
  ),
  acts: Type.Array(ResponsibilityActView),
  may: Type.Array(Words(['speak', 'appeal', 'decide', 'drop', 'answer', 'lift'] as const)),
})
export type ResponsibilityView = Static<typeof ResponsibilityView>

/** What waits for a decision, what is being heard, what is in force, what is over. */
export const RESPONSIBILITY_LISTS = ['toDecide', 'hearing', 'inForce', 'over'] as const
export type ResponsibilityList = (typeof RESPONSIBILITY_LISTS)[number]

/** A matter that was criticised (通报) and about which something may be proposed to its unit, with no case open. */
export const ToConsider = Type.Object({
  ticketId: Id,
  ticketNumber: Type.String(),
  ticketTitle: Type.String(),
  unit: UnitBrief,
  dueAt: InstantText,
})
export type ToConsider = Static<typeof ToConsider>

/** Cases of one's own unit; for those who propose or decide, of their territory. The soonest date first. */
export const listResponsibility = operation({
  id: 'responsibility.list',
  method: 'GET',
  path: '/responsibility',
  summary: { zh: '责任认定', en: 'Cases of responsibility' },
  access: 'responsibility.read',
  query: Type.Object({ list: Words(RESPONSIBILITY_LISTS) }),
  reply: Type.Object({
    items: Type.Array(ResponsibilityView),
    truncated: Type.Boolean(),
    counts: Type.Object({
      toDecide: Type.Integer(),
      hearing: Type.Integer(),
      inForce: Type.Integer(),
      over: Type.Integer(),
    }),
    waiting: Type.Integer({ description: 'cases of whatever list that wait for this post: to speak, decide, answer' }),
    toConsider: Type.Array(ToConsider, { description: 'with `toDecide`, for those who may propose' }),
  }),
})

/** Drafts what the rules propose, for the units named. From now on these are heard; nothing is decided. */
export const draftResponsibility = operation({
  id: 'responsibility.propose',
  method: 'POST',
  path: '/tickets/:ticketId/responsibility',
  summary: { zh: '提出责任建议', en: 'Draft cases of responsibility' },
  access: 'responsibility.propose',
  params: Type.Object({ ticketId: Id }),
  body: Type.Object(
    {
      cases: Type.Array(Type.Object({ id: Id, unitId: Id }, { additionalProperties: false }), {
        minItems: 1,
        maxItems: 20,
        description: 'client-made ids: sent again it is the same case',
      }),
      reason: Type.String(TEXT),
    },
    { additionalProperties: false },
  ),
  reply: Type.Object({ items: Type.Array(ResponsibilityView) }),
  errors: [
    'ticket.not_found',
    'responsibility.nothing_proposed',
    'responsibility.open_already',
    'responsibility.text_missing',
    'responsibility.id_reused',
    'calendar.year_missing',
  ],
})

const ACT_ERRORS = [
  'responsibility.not_found',
  'responsibility.step_not_allowed',
  'responsibility.text_missing',
  'responsibility.id_reused',
  'calendar.year_missing',
] as const

/** The unit concerned speaks (申辩) or appeals (申诉). */
export const speakOnResponsibility = operation({
  id: 'responsibility.speak',
  method: 'POST',
  path: '/responsibility/:caseId/words',
  summary: { zh: '申辩、申诉', en: 'Speak to a case, or appeal' },
  access: 'responsibility.speak',
  params: Type.Object({ caseId: Id }),
  body: Type.Object(
    { commandId: Id, kind: Words(['speak', 'appeal'] as const), text: Type.String(TEXT) },
    { additionalProperties: false },
  ),
  reply: ResponsibilityView,
  errors: [
    ...ACT_ERRORS,
    'responsibility.not_your_unit',
    'responsibility.spoken_already',
    'responsibility.appeal_late',
  ],
})

/** A person decides: a measure, none, the answer to an appeal, an early end. Each with a reason. */
export const decideResponsibility = operation({
  id: 'responsibility.decide',
  method: 'POST',
  path: '/responsibility/:caseId/decisions',
  summary: { zh: '责任认定、答复申诉、解除', en: 'Decide on a case, answer its appeal, lift its measure' },
  access: 'responsibility.decide',
  params: Type.Object({ caseId: Id }),
  body: Type.Object(
    {
      commandId: Id,
      kind: Words(['decide', 'drop', 'answer', 'lift'] as const),
      reason: Type.String(TEXT),
      measure: Type.Optional(MeasureWord),
      upheld: Type.Optional(Type.Boolean({ description: 'of an answer: whether the measure stays' })),
    },
    { additionalProperties: false },
  ),
  reply: ResponsibilityView,
  errors: [...ACT_ERRORS, 'responsibility.own_unit', 'responsibility.same_person', 'responsibility.choice_missing'],
})

const Hours = Type.Number({ exclusiveMinimum: 0, maximum: 2000 })
const Days = Type.Integer({ minimum: 1, maximum: 3650 })

/** Rules as data of the district. */
export const ResponsibilityRulesShape = Type.Object(
  {
    ladder: Type.Array(Type.Object({ measure: MeasureWord, from_hours: Hours }, { additionalProperties: false }), {
      minItems: RESPONSIBILITY_MEASURES.length,
      maxItems: RESPONSIBILITY_MEASURES.length,
    }),
    primary: Words(PRIMARY_RULES),
    jointMilder: Type.Integer({ minimum: 0, maximum: 3 }),
    lasts_days: Type.Object(
      { talk: Days, interview: Days, writtenNotice: Days, yellowCard: Days },
      { additionalProperties: false },
    ),
    hearWithin: TimeLimitShape,
    appealWithin: TimeLimitShape,
    answerWithin: TimeLimitShape,
  },
  { additionalProperties: false },
)
export type ResponsibilityRulesShape = Static<typeof ResponsibilityRulesShape>

export const RulesView = Type.Object({
  version: Type.Integer(),
  rules: ResponsibilityRulesShape,
  changedAt: Nullable(InstantText),
  changedBy: Nullable(Type.String()),
  reason: Nullable(Type.String()),
})
export type RulesView = Static<typeof RulesView>

/** The rules of now; everybody whom they may concern reads them. */
export const readResponsibilityRules = operation({
  id: 'responsibility.readRules',
  method: 'GET',
  path: '/responsibility-rules',
  summary: { zh: '责任建议规则', en: 'Rules of responsibility' },
  access: 'responsibility.read',
  reply: RulesView,
})

/** A new version of the rules; what was proposed before keeps those it was proposed by. */
export const putResponsibilityRules = operation({
  id: 'responsibility.putRules',
  method: 'POST',
  path: '/responsibility-rules',
  summary: { zh: '修改责任建议规则', en: 'Change the rules of responsibility' },
  access: 'responsibility.decide',
  body: Type.Object(
    {
      version: Type.Integer({ description: 'the version it is a change of' }),
      rules: ResponsibilityRulesShape,
      reason: Type.String(TEXT),
    },
    { additionalProperties: false },
  ),
  reply: RulesView,
  errors: ['responsibility.rules_invalid', 'responsibility.rules_stale'],
})
