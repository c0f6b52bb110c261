import { CHECK_VERDICTS, SAMPLE_LIMIT, SAMPLE_STRATA } from '@lianxin/domain'
import Type, { type Static } from 'typebox'

import { operation } from '../operation.ts'
import { BilingualText, DayText, Id, InstantText, Nullable, UnitBrief, Words } from '../shapes.ts'

const SEEN = Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' })
const Percent = Nullable(Type.Number({ description: 'percent, one decimal; null of nothing' }))

/** What samples say of a unit: of so many checked so many were as was told (属实). */
export const CheckedUnit = Type.Object({
  unit: UnitBrief,
  checked: Type.Integer(),
  confirmed: Type.Integer(),
  confirmed_percent: Percent,
})
export type CheckedUnit = Static<typeof CheckedUnit>

/** A draw with how far it is; numbers are of the checks that the post may see. */
export const InspectionHead = Type.Object({
  id: Id,
  drawnBy: UnitBrief,
  drawnAt: InstantText,
  from: DayText,
  to: DayText,
  dueOn: DayText,
  strata: Words(SAMPLE_STRATA),
  pool: Type.Integer({ description: 'closed matters it was drawn from' }),
  drawn: Type.Integer(),
  checked: Type.Integer(),
  confirmed: Type.Integer(),
})
export type InspectionHead = Static<typeof InspectionHead>

/** One matter of a sample. */
export const InspectionItem = Type.Object({
  ticketId: Id,
  number: Type.String(),
  unit: UnitBrief,
  stratum: Type.String(),
  inspector: Type.String({ description: 'name, where it was drawn; empty for the units it is about' }),
  verdict: Nullable(Words(CHECK_VERDICTS)),
  seen: Type.String(),
  checkedAt: Nullable(InstantText),
  reopened: Type.Boolean(),
  overdue: Type.Boolean(),
})
export type InspectionItem = Static<typeof InspectionItem>

export const InspectionDetail = Type.Object({
  ...InspectionHead.properties,
  mayHand: Type.Boolean(),
  repeat: Nullable(
    Type.Object(
      { seed: Type.String(), same: Type.Boolean() },
      { description: 'to where it was drawn: the seed, and whether drawing again from it gives the same sample' },
    ),
  ),
  units: Type.Array(CheckedUnit),
  items: Type.Array(InspectionItem),
})
export type InspectionDetail = Static<typeof InspectionDetail>

/** Draws, newest first (at most 100), and what those of twelve months say of each unit. */
export const listInspections = operation({
  id: 'inspection.list',
  method: 'GET',
  path: '/inspections',
  summary: { zh: '抽查复核', en: 'Sampling re-checks' },
  access: 'inspection.read',
  reply: Type.Object({ items: Type.Array(InspectionHead), units: Type.Array(CheckedUnit) }),
})

/** Draws a sample of closed matters of one's own area. The server makes the seed: nobody picks by hand. */
export const drawInspection = operation({
  id: 'inspection.draw',
  method: 'PUT',
  path: '/inspections/:inspectionId',
  summary: { zh: '抽取复核样本', en: 'Draw a sample' },
  access: 'inspection.write',
  params: Type.Object({ inspectionId: Id }),
  body: Type.Object(
    {
      from: DayText,
      to: DayText,
      dueOn: DayText,
      strata: Words(SAMPLE_STRATA),
      take: Type.Union([
        Type.Object(
          { kind: Type.Literal('count'), count: Type.Integer({ minimum: 1, maximum: SAMPLE_LIMIT }) },
          { additionalProperties: false },
        ),
        Type.Object(
          { kind: Type.Literal('percent'), percent: Type.Number({ exclusiveMinimum: 0, maximum: 100 }) },
          { additionalProperties: false },
        ),
      ]),
      inspectorIds: Type.Array(Id, { minItems: 1, maxItems: 50, uniqueItems: true }),
    },
    { additionalProperties: false },
  ),
  reply: InspectionDetail,
  errors: [
    'inspection.period_wrong',
    'inspection.pool_empty',
    'inspection.pool_large',
    'inspection.sample_large',
    'inspection.inspector_unknown',
    'inspection.nobody_free',
    'inspection.id_reused',
  ],
})

export const readInspection = operation({
  id: 'inspection.read',
  method: 'GET',
  path: '/inspections/:inspectionId',
  summary: { zh: '一次抽查的结果', en: 'A sample and its results' },
  access: 'inspection.read',
  params: Type.Object({ inspectionId: Id }),
  reply: InspectionDetail,
  errors: ['inspection.not_found'],
})

/** Who may be asked to check: people in office whose role may. */
export const listInspectors = operation({
  id: 'inspection.inspectors',
  method: 'GET',
  path: '/inspectors',
  summary: { zh: '督查人员', en: 'Inspectors' },
  access: 'inspection.write',
  reply: Type.Object({
    items: Type.Array(Type.Object({ personId: Id, name: Type.String(), unit: UnitBrief, citizen: Type.Boolean() })),
  }),
})

/** Gives a check that is not done to another inspector. */
export const handCheck = operation({
  id: 'inspection.hand',
  method: 'POST',
  path: '/inspections/:inspectionId/checks/:ticketId/inspector',
  summary: { zh: '改派复核', en: 'Give a check to another inspector' },
  access: 'inspection.write',
  params: Type.Object({ inspectionId: Id, ticketId: Id }),
  body: Type.Object({ inspectorId: Id }, { additionalProperties: false }),
  reply: InspectionDetail,
  errors: ['inspection.not_found', 'inspection.inspector_unknown', 'inspection.nobody_free', 'inspection.done_already'],
})

/** What an inspector needs of a matter, and no more: no words and no data of the reporter. */
export const CheckView = Type.Object({
  inspectionId: Id,
  ticketId: Id,
  number: Type.String(),
  className: Nullable(BilingualText),
  gridName: Type.String(),
  address: Type.String(),
  unit: UnitBrief,
  publicReply: Nullable(Type.String()),
  timeline: Type.Array(
    Type.Object({
      kind: Type.String(),
      at: InstantText,
      unit: Nullable(UnitBrief),
      text: Nullable(Type.String()),
    }),
  ),
  dueOn: DayText,
  overdue: Type.Boolean(),
  verdict: Nullable(Words(CHECK_VERDICTS)),
  seen: Type.String(),
  checkedAt: Nullable(InstantText),
  reopened: Type.Boolean(),
})
export type CheckView = Static<typeof CheckView>

/** One's own checks: open ones first, the next date on top, then the latest done. At most 100. */
export const listChecks = operation({
  id: 'check.list',
  method: 'GET',
  path: '/checks',
  summary: { zh: '我的复核任务', en: 'My checks' },
  access: 'inspection.check',
  reply: Type.Object({ items: Type.Array(CheckView) }),
})

/** Records what was found. Where it is not as was told, the matter is opened again with the reason. */
export const recordCheck = operation({
  id: 'check.record',
  method: 'PUT',
  path: '/checks/:inspectionId/:ticketId',
  summary: { zh: '记录复核结果', en: 'Record what was found' },
  access: 'inspection.check',
  params: Type.Object({ inspectionId: Id, ticketId: Id }),
  body: Type.Object({ verdict: Words(CHECK_VERDICTS), seen: SEEN }, { additionalProperties: false }),
  reply: CheckView,
  errors: ['inspection.not_assigned', 'inspection.own_work', 'inspection.done_already', 'calendar.year_missing'],
})
