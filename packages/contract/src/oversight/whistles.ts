import { WHISTLE_DUES, WHISTLE_STATES } from '@lianxin/domain'
import Type, { type Static } from 'typebox'

import { operation } from '../operation.ts'
import { Id, InstantText, Nullable, TimeLimitShape, UnitBrief, Words } from '../shapes.ts'

const TEXT = Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' })
const Said = Nullable(Type.Object({ text: Type.String(), at: InstantText, inTime: Type.Boolean() }))

/** A department that was called, and what it did. */
export const CalledUnitView = Type.Object({
  unit: UnitBrief,
  signed: Nullable(Type.Object({ at: InstantText, inTime: Type.Boolean() })),
  contact: Said,
  result: Nullable(Type.Object({ text: Type.String(), at: InstantText })),
  alarms: Type.Array(Type.Object({ what: Words(WHISTLE_DUES), at: InstantText }), {
    description: 'dates it missed, and when it was told so',
  }),
  rating: Nullable(Type.Object({ score: Type.Integer(), word: Type.String() })),
  mine: Type.Boolean({ description: 'the acting post answers for it' }),
  mayRate: Type.Boolean({
    description: 'the acting post called, and may rate it now: it has a result, or let the date of contact pass',
  }),
})
export type CalledUnitView = Static<typeof CalledUnitView>

export const WhistleView = Type.Object({
  id: Id,
  state: Words(WHISTLE_STATES),
  text: Type.String(),
  place: Type.String(),
  ticket: Nullable(Type.Object({ id: Id, number: Type.String() }, { description: 'where the post may see it' })),
  caller: UnitBrief,
  isCaller: Type.Boolean({ description: 'the acting post called: it rates and may withdraw' }),
  calledAt: InstantText,
  signDueAt: InstantText,
  contactDueAt: InstantText,
  units: Type.Array(CalledUnitView),
})
export type WhistleView = Static<typeof WhistleView>

/** Whistles that the post sees, newest first. At most 200. */
export const listWhistles = operation({
  id: 'whistle.list',
  method: 'GET',
  path: '/whistles',
  summary: { zh: '吹哨报到', en: 'Whistles' },
  access: 'order.read',
  query: Type.Object({ open: Type.Optional(Type.Boolean({ description: 'only those not answered by all' })) }),
  reply: Type.Object({ items: Type.Array(WhistleView), truncated: Type.Boolean() }),
})

/** What calling needs to know: the departments there are, and the times they have. */
export const readWhistleForm = operation({
  id: 'whistle.form',
  method: 'GET',
  path: '/whistles/form',
  summary: { zh: '可呼叫的部门与时限', en: 'Departments that may be called, and their times' },
  access: 'order.write',
  reply: Type.Object({
    departments: Type.Array(UnitBrief),
    limits: Type.Object({ sign: TimeLimitShape, contact: TimeLimitShape }),
  }),
})

/** Calls departments. The client makes the id: sent twice it is one whistle. */
export const blowWhistle = operation({
  id: 'whistle.blow',
  method: 'PUT',
  path: '/whistles/:whistleId',
  summary: { zh: '吹哨', en: 'Call departments' },
  access: 'order.write',
  params: Type.Object({ whistleId: Id }),
  body: Type.Object(
    {
      text: TEXT,
      place: Type.String({ maxLength: 200 }),
      ticketId: Type.Optional(Id),
      unitIds: Type.Array(Id, { minItems: 1, maxItems: 20, uniqueItems: true }),
    },
    { additionalProperties: false },
  ),
  reply: WhistleView,
  errors: ['whistle.unit_unknown', 'order.ticket_missing', 'order.id_reused', 'calendar.year_missing'],
})

/** One act on a whistle: a called unit signs, makes contact, gives its result; the caller rates or withdraws. */
export const actOnWhistle = operation({
  id: 'whistle.act',
  method: 'POST',
  path: '/whistles/:whistleId/acts',
  summary: { zh: '应哨、反馈与评价', en: 'Answer or rate a whistle' },
  access: 'order.read',
  params: Type.Object({ whistleId: Id }),
  body: Type.Union([
    Type.Object({ kind: Type.Literal('sign') }, { additionalProperties: false }),
    Type.Object({ kind: Type.Literal('contact'), text: TEXT }, { additionalProperties: false }),
    Type.Object({ kind: Type.Literal('result'), text: TEXT }, { additionalProperties: false }),
    Type.Object(
      {
        kind: Type.Literal('rate'),
        unitId: Id,
        score: Type.Integer({ minimum: 1, maximum: 5 }),
        word: Type.String({ maxLength: 200 }),
      },
      { additionalProperties: false },
    ),
    Type.Object({ kind: Type.Literal('withdraw') }, { additionalProperties: false }),
  ]),
  reply: WhistleView,
  errors: [
    'whistle.not_found',
    'whistle.not_called',
    'whistle.not_caller',
    'whistle.too_soon',
    'whistle.done_already',
    'whistle.ended',
  ],
})
