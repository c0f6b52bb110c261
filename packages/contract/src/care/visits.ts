import { VISIT_CONDITIONS, VISIT_OUTCOMES, VISIT_SUBJECTS } from '@lianxin/domain'
import Type, { type Static } from 'typebox'

import { operation } from '../operation.ts'
import { DayText, Id, InstantText, Nullable, Words } from '../shapes.ts'

const NAME = Type.String({
  minLength: 1,
  maxLength: 60,
  pattern: '\\S',
  description: 'place or organisation, no person',
})

/** What is agreed with a place or an organisation. */
const Agreement = {
  gridId: Id,
  subjectKind: Words(VISIT_SUBJECTS),
  name: NAME,
  address: Type.String({ maxLength: 200 }),
  service: Type.String({ maxLength: 200, description: 'what the visits are for; nothing about persons' }),
  cadence_days: Type.Integer({ minimum: 1, maximum: 366 }),
  agreedOn: DayText,
}

/** A plan with where it stands today. */
export const VisitPlanView = Type.Object({
  id: Id,
  ...Agreement,
  gridName: Type.String(),
  condition: Words(VISIT_CONDITIONS),
  dueOn: Nullable(DayText),
  dueIn_days: Nullable(Type.Integer({ description: 'days until it is due, negative when past; null while it rests' })),
  lastDoneOn: Nullable(DayText),
  triedOn: Nullable(Type.String({ format: 'date', description: 'nobody was there, since the last visit' })),
  restsSince: Nullable(DayText),
  endedOn: Nullable(DayText),
  ticket: Nullable(
    Type.Object({ id: Id, number: Type.String() }, { description: 'came of the last visit, where one may see it' }),
  ),
  revision: Type.Integer(),
})
export type VisitPlanView = Static<typeof VisitPlanView>

/** Plans that are kept, due first; those that rest come last. A post sees those of its territory. */
export const listVisitPlans = operation({
  id: 'care.listPlans',
  method: 'GET',
  path: '/visit-plans',
  summary: { zh: '走访计划', en: 'Visit plans' },
  access: 'visit.read',
  query: Type.Object({
    gridId: Type.Optional(Id),
    under: Type.Optional(Type.String({ maxLength: 200, pattern: '^(\\d+\\.)+$', description: 'grid path prefix' })),
    due: Type.Optional(Type.Boolean({ description: 'only those due today or before' })),
    cursor: Type.Optional(Type.String({ maxLength: 200, description: 'nextCursor of the page before' })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
  }),
  reply: Type.Object({
    today: DayText,
    cadences_days: Type.Array(Type.Integer(), { description: 'what the district offers' }),
    items: Type.Array(VisitPlanView),
    nextCursor: Nullable(Type.String()),
  }),
})

/** Puts a plan down (revision null, the client makes the id) or changes it; `ended` ends it for good. */
export const putVisitPlan = operation({
  id: 'care.putPlan',
  method: 'PUT',
  path: '/visit-plans/:planId',
  summary: { zh: '安排走访', en: 'Put down or change a visit plan' },
  access: 'visit.plan',
  params: Type.Object({ planId: Id }),
  body: Type.Object(
    {
      ...Agreement,
      resting: Type.Boolean({ description: 'resuming needs a new day of agreement' }),
      ended: Type.Boolean(),
      revision: Nullable(Type.Integer({ description: 'of the plan this was made on; null for a new one' })),
    },
    { additionalProperties: false },
  ),
  reply: VisitPlanView,
  errors: [
    'visit.plan_not_found',
    'visit.plan_stale',
    'visit.plan_ended',
    'visit.agreement_older',
    'visit.day_ahead',
    'visit.cadence_not_offered',
    'visit.grid_outside',
  ],
})

/** Records a visit. The client makes the id: sent twice it is one visit. */
export const recordVisit = operation({
  id: 'care.recordVisit',
  method: 'POST',
  path: '/visit-plans/:planId/visits',
  summary: { zh: '记录走访', en: 'Record a visit' },
  access: 'visit.write',
  params: Type.Object({ planId: Id }),
  body: Type.Object(
    {
      id: Id,
      at: InstantText,
      outcome: Words(VISIT_OUTCOMES),
      ticketId: Type.Optional({ ...Id, description: 'of the report begun on the visit' }),
    },
    { additionalProperties: false },
  ),
  reply: VisitPlanView,
  errors: ['visit.plan_not_found', 'visit.plan_ended', 'visit.plan_resting', 'visit.day_ahead', 'visit.id_reused'],
})
