import { CLINIC_STANDS, FIELD_PLAN_STANDS } from '@lianxin/domain'
import Type, { type Static } from 'typebox'

import { operation } from '../operation.ts'
import { DayText, GridBrief, Id, MonthText, Nullable, UnitBrief, Words } from '../shapes.ts'

const TEXT = Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' })
const Minute = Type.Integer({ minimum: 0, maximum: 1440, description: 'minutes after local midnight' })
const Weekday = Type.Integer({ minimum: 1, maximum: 7, description: '1 Monday to 7 Sunday' })
const Percent = Nullable(Type.Number({ description: 'percent, one decimal; null of nothing' }))

/** One day of a clinic. */
export const ClinicDayView = Type.Object({
  day: DayText,
  stand: Words(CLINIC_STANDS),
  reason: Type.String(),
  tickets: Type.Array(Type.Object({ id: Id, number: Type.String() }), { description: 'those the post may see' }),
  ticketCount: Type.Integer(),
})

/** Weekly hours of a department in a grid, with its days of the last eight weeks and the next. */
export const ClinicView = Type.Object({
  id: Id,
  unit: UnitBrief,
  grid: Nullable(GridBrief),
  weekday: Weekday,
  fromMinute: Minute,
  toMinute: Minute,
  place: Type.String(),
  matters: Type.String(),
  from: DayText,
  to: Nullable(DayText),
  mine: Type.Boolean({ description: 'the acting post records it' }),
  mayEnd: Type.Boolean({ description: 'the acting post may end it before the last day' }),
  due: Type.Integer(),
  held: Type.Integer(),
  held_percent: Percent,
  days: Type.Array(ClinicDayView, { description: 'the latest first' }),
})
export type ClinicView = Static<typeof ClinicView>

/** Clinics of the district, those of the own unit first. At most 200; whoever looks for others names a unit or a grid. */
export const listClinics = operation({
  id: 'clinic.list',
  method: 'GET',
  path: '/clinics',
  summary: { zh: '部门坐诊', en: 'Department clinics' },
  access: 'fieldPlan.read',
  query: Type.Object({
    unitId: Type.Optional(Id),
    /** Clinics of the grid, of those it lies in and of those in it. */
    gridId: Type.Optional(Id),
  }),
  reply: Type.Object({ items: Type.Array(ClinicView), truncated: Type.Boolean() }),
})

/** What residents are told: who comes to their grid, and when. */
export const listPublicClinics = operation({
  id: 'clinic.public',
  method: 'GET',
  path: '/grid-cards/:gridId/clinics',
  summary: { zh: '网格坐诊时间', en: 'Clinics of a grid' },
  access: 'public',
  params: Type.Object({ gridId: Id }),
  reply: Type.Object({
    items: Type.Array(
      Type.Object({
        id: Id,
        unitName: Type.String(),
        unitNameEn: Type.String(),
        weekday: Weekday,
        fromMinute: Minute,
        toMinute: Minute,
        place: Type.String(),
        matters: Type.String(),
        to: Nullable(DayText),
        /** The next day, public holidays left out; null where none is in sight. */
        next: Nullable(DayText),
      }),
    ),
  }),
})

/** Plans a clinic of one's own department. The client makes the id: sent twice it is one clinic. */
export const planClinic = operation({
  id: 'clinic.plan',
  method: 'PUT',
  path: '/clinics/:clinicId',
  summary: { zh: '安排坐诊', en: 'Plan a clinic' },
  access: 'fieldPlan.write',
  params: Type.Object({ clinicId: Id }),
  body: Type.Object(
    {
      gridId: Id,
      weekday: Weekday,
      fromMinute: Minute,
      toMinute: Minute,
      place: Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' }),
      matters: Type.String({ maxLength: 200 }),
      from: DayText,
      to: Nullable(DayText),
    },
    { additionalProperties: false },
  ),
  reply: ClinicView,
  errors: ['clinic.not_department', 'clinic.hours_wrong', 'clinic.grid_unknown', 'clinic.id_reused'],
})

/** Ends a clinic before the day that was planned; sent again it is the same end. */
export const endClinic = operation({
  id: 'clinic.end',
  method: 'POST',
  path: '/clinics/:clinicId/end',
  summary: { zh: '提前结束坐诊', en: 'End a clinic' },
  access: 'fieldPlan.write',
  params: Type.Object({ clinicId: Id }),
  body: Type.Object({ last: DayText }, { additionalProperties: false }),
  reply: ClinicView,
  errors: ['clinic.not_found', 'clinic.not_own', 'clinic.end_wrong'],
})

/** Records what became of one day of a clinic. */
export const recordClinic = operation({
  id: 'clinic.record',
  method: 'PUT',
  path: '/clinics/:clinicId/days/:day',
  summary: { zh: '记录坐诊', en: 'Record a day of a clinic' },
  access: 'fieldPlan.write',
  params: Type.Object({ clinicId: Id, day: DayText }),
  body: Type.Object(
    {
      held: Type.Boolean(),
      reason: Type.String({ maxLength: 500 }),
      numbers: Type.Array(Type.String({ minLength: 1, maxLength: 40 }), { maxItems: 50, uniqueItems: true }),
    },
    { additionalProperties: false },
  ),
  reply: ClinicView,
  errors: [
    'clinic.not_found',
    'clinic.not_own',
    'clinic.day_wrong',
    'clinic.reason_missing',
    'clinic.matter_unknown',
    'clinic.done_already',
  ],
})

/** Field days of a unit in a month. */
export const FieldPlanView = Type.Object({
  id: Id,
  unit: UnitBrief,
  month: MonthText,
  plannedDays: Type.Integer(),
  task: Type.String(),
  stand: Words(FIELD_PLAN_STANDS),
  keptDays: Nullable(Type.Integer()),
  settled: Type.String(),
  reason: Type.String(),
  mine: Type.Boolean({ description: 'the acting post records it' }),
})
export type FieldPlanView = Static<typeof FieldPlanView>

/** Plans that the post sees, the latest month first, in it the own unit. At most 200; an older one is found by its month. */
export const listFieldPlans = operation({
  id: 'fieldPlan.list',
  method: 'GET',
  path: '/field-plans',
  summary: { zh: '下沉计划', en: 'Field-work plans' },
  access: 'fieldPlan.read',
  query: Type.Object({ month: Type.Optional(MonthText) }),
  reply: Type.Object({ items: Type.Array(FieldPlanView), truncated: Type.Boolean() }),
})

/** Plans the field days of one's own unit in a month. */
export const planFieldDays = operation({
  id: 'fieldPlan.plan',
  method: 'PUT',
  path: '/field-plans/:planId',
  summary: { zh: '制定下沉计划', en: 'Plan field days' },
  access: 'fieldPlan.write',
  params: Type.Object({ planId: Id }),
  body: Type.Object(
    { month: MonthText, plannedDays: Type.Integer({ minimum: 1, maximum: 31 }), task: TEXT },
    { additionalProperties: false },
  ),
  reply: FieldPlanView,
  errors: ['fieldPlan.month_taken'],
})

/** Records how many days were kept and what was settled. */
export const recordFieldDays = operation({
  id: 'fieldPlan.record',
  method: 'POST',
  path: '/field-plans/:planId/outcome',
  summary: { zh: '记录下沉完成情况', en: 'Record what came of field days' },
  access: 'fieldPlan.write',
  params: Type.Object({ planId: Id }),
  body: Type.Object(
    {
      keptDays: Type.Integer({ minimum: 0, maximum: 31 }),
      settled: Type.String({ maxLength: 500 }),
      reason: Type.String({ maxLength: 500 }),
    },
    { additionalProperties: false },
  ),
  reply: FieldPlanView,
  errors: [
    'fieldPlan.not_found',
    'fieldPlan.not_own',
    'fieldPlan.too_soon',
    'fieldPlan.reason_missing',
    'fieldPlan.done_already',
  ],
})
