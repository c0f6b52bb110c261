import { ALARM_RUNGS, CLOCK_KINDS } from '@lianxin/domain'
import Type, { type Static } from 'typebox'

import { operation } from '../operation.ts'
import { Id, InstantText, UnitBrief, Words } from '../shapes.ts'

/** An alarm that was raised: when, at which deadline, which unit had to act. */
export const AlarmView = Type.Object({
  rung: Words(ALARM_RUNGS),
  clock: Words(CLOCK_KINDS),
  dueAt: InstantText,
  firedAt: InstantText,
  unit: UnitBrief,
  told: Type.Boolean({ description: 'false where a higher rung was told instead' }),
})
export type AlarmView = Static<typeof AlarmView>

/** The alarms of a ticket, newest first. */
export const listAlarms = operation({
  id: 'oversight.listAlarms',
  method: 'GET',
  path: '/tickets/:ticketId/alarms',
  summary: { zh: '提醒记录', en: 'Alarms of a ticket' },
  access: 'ticket.read',
  params: Type.Object({ ticketId: Id }),
  reply: Type.Object({ items: Type.Array(AlarmView) }),
  errors: ['ticket.not_found'],
})

/** What is open past its time, by unit; each number holds the ones after it. */
export const OverdueUnit = Type.Object({
  unit: UnitBrief,
  overdue: Type.Integer(),
  reminded: Type.Integer(),
  criticised: Type.Integer(),
  oldestDueAt: InstantText,
})
export type OverdueUnit = Static<typeof OverdueUnit>

/** Units with matters past their time, of those one may see. */
export const listOverdueUnits = operation({
  id: 'oversight.listOverdueUnits',
  method: 'GET',
  path: '/overdue-units',
  summary: { zh: '各单位超期未结', en: 'Overdue matters by unit' },
  access: 'ticket.read',
  reply: Type.Object({ items: Type.Array(OverdueUnit) }),
})
