import Type, { type Static } from 'typebox'

import { Changed, DryRun } from '../access/consequences.ts'
import { operation } from '../operation.ts'
import { TimeLimitShape } from '../shapes.ts'

const days = (maximum: number, description: string) => Type.Integer({ minimum: 1, maximum, description })

/** Times within which each level answers, and the ladder of what a clock says while nobody does. */
export const DistrictLimits = Type.Object({
  acceptance: TimeLimitShape,
  handling: TimeLimitShape,
  verification: TimeLimitShape,
  inquiryAnswer: TimeLimitShape,
  whistleSign: TimeLimitShape,
  whistleContact: TimeLimitShape,
  reopenWindow_days: days(365, 'how long a reporter may ask for more after a result'),
  nearDue_percent: Type.Integer({ minimum: 1, maximum: 90, description: 'last part of the time given, in percent' }),
  nearDue_h: Type.Number({ minimum: 0.5, maximum: 200, description: 'but never earlier than so many (working) hours' }),
  remindAfter_workDays: days(30, 'working day after the deadline on which the unit is reminded'),
  criticiseAfter_workDays: days(60, 'working days from the reminder to the criticism'),
})
export type DistrictLimits = Static<typeof DistrictLimits>

export const readLimits = operation({
  id: 'limits.read',
  method: 'GET',
  path: '/limits',
  summary: { zh: '期限与提醒规则', en: 'Limits and reminders of the district' },
  access: 'signedIn',
  reply: Type.Object({
    limits: DistrictLimits,
    /** What holds where a district sets nothing. */
    usual: DistrictLimits,
  }),
})

/** Replaces them all. Running clocks keep their dates; the ladder holds for them from the next minute on. */
export const putLimits = operation({
  id: 'limits.put',
  method: 'PUT',
  path: '/limits',
  summary: { zh: '设置期限与提醒规则', en: 'Set the limits and reminders' },
  access: 'calendar.write',
  query: DryRun,
  body: DistrictLimits,
  reply: Changed,
})
