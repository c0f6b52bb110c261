import { ASSESSMENT_STATES, MEASURES, NO_TOTAL } from '@lianxin/domain'
import Type, { type Static } from 'typebox'

import { operation } from '../operation.ts'
import { BilingualText, Id, InstantText, MonthText, Nullable, Words } from '../shapes.ts'

const SUBJECTS = ['grid', 'department'] as const
/** Ways of scoring: those handed out, and the district's own. */
export const TEMPLATE_NAMES = ['zhengzhou', 'jinhua', 'supervised', 'own'] as const
const STANDINGS = ['counted', 'tooFew', 'notGiven'] as const

const Text = Type.String({ minLength: 1, maxLength: 2000, pattern: '\\S' })
const ItemId = Type.String({ minLength: 1, maxLength: 60 })

/** The assessment of a month and where it stands. */
export const AssessmentHead = Type.Object({
  id: Id,
  month: MonthText,
  subject: Words(SUBJECTS),
  version: Type.Integer(),
  template: Words(TEMPLATE_NAMES),
  state: Words(ASSESSMENT_STATES),
  countedAt: Nullable({ ...InstantText, description: 'null while it is counted' }),
  countedTickets: Type.Integer({ description: 'read so far' }),
  objectionsUntil: Nullable(InstantText),
  publishedAt: Nullable(InstantText),
  openObjections: Type.Integer({ description: 'without an answer, as far as one sees them' }),
  revision: Type.Integer(),
})
export type AssessmentHead = Static<typeof AssessmentHead>

const ItemView = Type.Object({
  itemId: ItemId,
  numerator: Type.Number(),
  denominator: Type.Number(),
  excluded: Type.Number(),
  points_centi: Nullable(Type.Integer({ description: 'hundredths of a point; null where the item is left out' })),
  standing: Words(STANDINGS),
})

const ScoreView = Type.Object({
  unit: Type.Object({ id: Id, name: Type.String(), nameEn: Type.String() }),
  rank: Nullable(
    Type.Integer({ description: 'among units with a total; equal totals share it. Null before it is published' }),
  ),
  total_centi: Nullable(Type.Integer({ description: 'hundredths of a point out of 100 points' })),
  noTotal: Nullable({
    ...Words(NO_TOTAL),
    description: 'why there is no total: too few points count, or no rate of enough matters among them',
  }),
  items: Type.Array(ItemView),
})
export type AssessmentScoreView = Static<typeof ScoreView>

const TakenFrom = Nullable(
  Type.Integer({ description: 'version in which it was first decided, where a correction took it over' }),
)

const MarkView = Type.Object({
  unitId: Id,
  itemId: ItemId,
  percent: Type.Integer(),
  reason: Type.String(),
  at: InstantText,
  byName: Type.String(),
  takenFrom: TakenFrom,
})

const ObjectionView = Type.Object({
  id: Id,
  unitId: Id,
  itemId: ItemId,
  text: Type.String(),
  at: InstantText,
  answer: Nullable(Type.String()),
  accepted: Nullable(Type.Boolean()),
  excludedTicketIds: Type.Array(Id),
  answeredAt: Nullable(InstantText),
})
export type AssessmentObjection = Static<typeof ObjectionView>

const ScaleView = Type.Object({
  kind: Words(['share', 'threshold', 'each'] as const),
  full_percent: Type.Optional(Type.Number({ description: 'all points from so many per cent on' })),
  loss: Type.Optional(
    Type.Number({ description: 'points fewer for each percentage point below, or for each one counted' }),
  ),
})
const ItemFields = {
  id: ItemId,
  name: BilingualText,
  points: Type.Number(),
  atLeast: Type.Integer({ description: 'a rate of fewer matters is left out' }),
  scale: ScaleView,
}
const PartsView = Type.Array(
  Type.Object({
    id: Type.String(),
    name: BilingualText,
    items: Type.Array(Type.Object({ ...ItemFields, measure: Words(MEASURES) })),
  }),
)

/** An assessment with everything of it that the caller may see. */
export const AssessmentView = Type.Object({
  ...AssessmentHead.properties,
  parts: PartsView,
  scores: Type.Array(ScoreView),
  marks: Type.Array(MarkView, { description: 'the last one of each unit and item' }),
  objections: Type.Array(ObjectionView),
})
export type AssessmentView = Static<typeof AssessmentView>

const Of = Type.Object({ assessmentId: Id })

/** Months that were assessed or are being assessed, newest first. The assessed see them from the preview on. */
export const listAssessments = operation({
  id: 'assessment.list',
  method: 'GET',
  path: '/assessments',
  summary: { zh: '月度考核', en: 'Assessments by month' },
  access: 'assessment.read',
  reply: Type.Object({ items: Type.Array(AssessmentHead) }),
})

/** Begins the assessment of a month that is over, or a correction of a published one; it is counted by a job. */
export const beginAssessment = operation({
  id: 'assessment.begin',
  method: 'PUT',
  path: '/assessments/:assessmentId',
  summary: { zh: '开始考核', en: 'Begin an assessment' },
  access: 'assessment.write',
  params: Of,
  body: Type.Object(
    { month: MonthText, subject: Words(SUBJECTS), template: Words(TEMPLATE_NAMES) },
    { additionalProperties: false },
  ),
  reply: AssessmentHead,
  errors: ['assessment.month_not_over', 'assessment.under_way', 'assessment.id_reused', 'assessment.template_missing'],
})

export const readAssessment = operation({
  id: 'assessment.read',
  method: 'GET',
  path: '/assessments/:assessmentId',
  summary: { zh: '考核结果', en: 'An assessment' },
  access: 'assessment.read',
  params: Of,
  reply: AssessmentView,
  errors: ['assessment.not_found'],
})

/** Counts a draft again, for instance after a correction in a history. */
export const countAssessment = operation({
  id: 'assessment.count',
  method: 'POST',
  path: '/assessments/:assessmentId/count',
  summary: { zh: '重新计分', en: 'Count again' },
  access: 'assessment.write',
  params: Of,
  body: Type.Object({ revision: Type.Integer() }, { additionalProperties: false }),
  reply: AssessmentHead,
  errors: ['assessment.not_found', 'assessment.stale', 'assessment.step_not_allowed'],
})

/** Shows a draft to the assessed, or publishes it after their objections. */
export const advanceAssessment = operation({
  id: 'assessment.advance',
  method: 'POST',
  path: '/assessments/:assessmentId/advance',
  summary: { zh: '预告或公布考核', en: 'Show to the assessed, or publish' },
  access: 'assessment.write',
  params: Of,
  body: Type.Object(
    { to: Words(['preview', 'published'] as const), revision: Type.Integer() },
    { additionalProperties: false },
  ),
  reply: AssessmentHead,
  errors: [
    'assessment.not_found',
    'assessment.stale',
    'assessment.counting',
    'assessment.step_not_allowed',
    'assessment.objections_open',
    'assessment.objection_period',
    'calendar.year_missing',
  ],
})

/** What an item of a unit was counted from, down to the ticket. */
export const listAssessmentFacts = operation({
  id: 'assessment.facts',
  method: 'GET',
  path: '/assessments/:assessmentId/facts',
  summary: { zh: '计分依据', en: 'What was counted' },
  access: 'assessment.read',
  params: Of,
  query: Type.Object({ unitId: Id, itemId: ItemId, limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })) }),
  reply: Type.Object({
    items: Type.Array(
      Type.Object({
        ticketId: Id,
        number: Nullable(Type.String({ description: 'where one may see the ticket' })),
        title: Nullable(Type.String()),
        seq: Type.Integer(),
        hit: Type.Boolean(),
        exclusion: Nullable(Type.Object({ reason: Type.String(), byName: Type.String(), takenFrom: TakenFrom })),
      }),
    ),
    total: Type.Integer(),
  }),
  errors: ['assessment.not_found', 'assessment.item_unknown'],
})

/** A mark for routine work or facilities, with its reason. */
export const markAssessment = operation({
  id: 'assessment.mark',
  method: 'PUT',
  path: '/assessments/:assessmentId/marks/:markId',
  summary: { zh: '评分', en: 'Give a mark' },
  access: 'assessment.write',
  params: Type.Object({ assessmentId: Id, markId: Id }),
  body: Type.Object(
    { unitId: Id, itemId: ItemId, percent: Type.Integer({ minimum: 0, maximum: 100 }), reason: Text },
    { additionalProperties: false },
  ),
  reply: ScoreView,
  errors: [
    'assessment.not_found',
    'assessment.counting',
    'assessment.step_not_allowed',
    'assessment.item_unknown',
    'assessment.unit_unknown',
    'assessment.id_reused',
  ],
})

/** An assessed unit objects to an item. */
export const objectToAssessment = operation({
  id: 'assessment.object',
  method: 'PUT',
  path: '/assessments/:assessmentId/objections/:objectionId',
  summary: { zh: '提出异议', en: 'Object' },
  access: 'assessment.object',
  params: Type.Object({ assessmentId: Id, objectionId: Id }),
  body: Type.Object({ itemId: ItemId, text: Text }, { additionalProperties: false }),
  reply: ObjectionView,
  errors: [
    'assessment.not_found',
    'assessment.step_not_allowed',
    'assessment.objection_late',
    'assessment.item_unknown',
    'assessment.unit_unknown',
    'assessment.id_reused',
  ],
})

/** Answers an objection; tickets named are left out of the item, with the answer as the reason. */
export const answerAssessmentObjection = operation({
  id: 'assessment.answer',
  method: 'POST',
  path: '/assessments/:assessmentId/objections/:objectionId/answer',
  summary: { zh: '答复异议', en: 'Answer an objection' },
  access: 'assessment.write',
  params: Type.Object({ assessmentId: Id, objectionId: Id }),
  body: Type.Object(
    { text: Text, accepted: Type.Boolean(), excludedTicketIds: Type.Array(Id, { maxItems: 500 }) },
    { additionalProperties: false },
  ),
  reply: ObjectionView,
  errors: [
    'assessment.not_found',
    'assessment.objection_unknown',
    'assessment.answered',
    'assessment.step_not_allowed',
    'assessment.ticket_unknown',
  ],
})

const Name = Type.Object(
  { zh: Type.String({ minLength: 1, maxLength: 60 }), en: Type.String({ minLength: 1, maxLength: 120 }) },
  { additionalProperties: false },
)

/** A way of scoring. The district's own ones have a subject and a month from which they are in force. */
export const AssessmentTemplateView = Type.Object({
  id: Nullable(Id),
  template: Words(TEMPLATE_NAMES),
  subject: Nullable(Words(SUBJECTS)),
  validFrom: Nullable(MonthText),
  version: Type.Integer(),
  madeAt: Nullable(InstantText),
  madeBy: Type.String(),
  parts: PartsView,
})
export type AssessmentTemplateView = Static<typeof AssessmentTemplateView>

/** The ways of scoring that are handed out, then the district's own ones, the newest first. */
export const listAssessmentTemplates = operation({
  id: 'assessment.listTemplates',
  method: 'GET',
  path: '/assessment-templates',
  summary: { zh: '计分办法', en: 'Ways of scoring' },
  access: 'assessment.read',
  reply: Type.Object({ items: Type.Array(AssessmentTemplateView) }),
})

/**
 * Enters a version of the district's own way of scoring. It never changes afterwards: another one from the same month on
 * stands in its place. Rules are known before the month they are applied to is over.
 */
export const putAssessmentTemplate = operation({
  id: 'assessment.putTemplate',
  method: 'PUT',
  path: '/assessment-templates/:templateId',
  summary: { zh: '制定本区计分办法', en: "Enter the district's way of scoring" },
  access: 'assessment.write',
  params: Type.Object({ templateId: Id }),
  body: Type.Object(
    {
      subject: Words(SUBJECTS),
      validFrom: MonthText,
      parts: Type.Array(
        Type.Object(
          {
            id: ItemId,
            name: Name,
            items: Type.Array(
              Type.Object(
                {
                  ...ItemFields,
                  name: Name,
                  measure: Type.String({ maxLength: 60, description: 'one of the measures that may count' }),
                },
                { additionalProperties: false },
              ),
              { minItems: 1, maxItems: 20 },
            ),
          },
          { additionalProperties: false },
        ),
        { minItems: 1, maxItems: 10 },
      ),
    },
    { additionalProperties: false },
  ),
  reply: AssessmentTemplateView,
  errors: ['assessment.template_refused', 'assessment.template_late', 'assessment.id_reused'],
})

/** A published month as a table: a line for each unit and item, with what was counted and what was left out and why. */
export const exportAssessment = operation({
  id: 'assessment.export',
  method: 'GET',
  path: '/assessments/:assessmentId/export',
  summary: { zh: '导出考核结果', en: 'Export an assessment' },
  access: 'assessment.read',
  params: Of,
  query: Type.Object({ format: Words(['csv', 'xlsx'] as const), lang: Type.Optional(Words(['zh', 'en'] as const)) }),
  reply: Type.String(),
  download: 'text/csv',
  errors: ['assessment.not_found', 'assessment.not_published'],
})
