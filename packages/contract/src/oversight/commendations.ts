import Type, { type Static } from 'typebox'

import { operation } from '../operation.ts'
import { Id, InstantText, Nullable, UnitBrief } from '../shapes.ts'

const TEXT = { minLength: 1, maxLength: 2000, pattern: '\\S' } as const

/** Praise of a unit (表扬), recorded with the care of a measure: who, when, why, and why it was taken back. */
export const CommendationView = Type.Object({
  id: Id,
  unit: UnitBrief,
  ticketId: Nullable(Id),
  ticketNumber: Nullable(Type.String()),
  reason: Type.String(),
  at: InstantText,
  byUnit: UnitBrief,
  byName: Type.String(),
  withdrawn: Nullable(Type.Object({ at: InstantText, byName: Type.String(), reason: Type.String() })),
  mayWithdraw: Type.Boolean(),
})
export type CommendationView = Static<typeof CommendationView>

/** Everybody whom measures may concern sees all of them, newest first. */
export const listCommendations = operation({
  id: 'commendation.list',
  method: 'GET',
  path: '/commendations',
  summary: { zh: '表扬', en: 'Commendations' },
  access: 'responsibility.read',
  reply: Type.Object({ items: Type.Array(CommendationView), truncated: Type.Boolean() }),
})

/** Commends a unit; sent again it is the same one. Nobody commends the own unit. */
export const commend = operation({
  id: 'commendation.put',
  method: 'PUT',
  path: '/commendations/:commendationId',
  summary: { zh: '记录表扬', en: 'Commend a unit' },
  access: 'responsibility.propose',
  params: Type.Object({ commendationId: Id }),
  body: Type.Object(
    { unitId: Id, ticketId: Type.Optional(Id), reason: Type.String(TEXT) },
    { additionalProperties: false },
  ),
  reply: CommendationView,
  errors: [
    'ticket.not_found',
    'responsibility.own_unit',
    'responsibility.unit_unknown',
    'responsibility.id_reused',
    'responsibility.text_missing',
  ],
})

/** Takes it back, with the reason; it stays in the list. */
export const withdrawCommendation = operation({
  id: 'commendation.withdraw',
  method: 'POST',
  path: '/commendations/:commendationId/withdrawal',
  summary: { zh: '撤回表扬', en: 'Withdraw a commendation' },
  access: 'responsibility.propose',
  params: Type.Object({ commendationId: Id }),
  body: Type.Object({ reason: Type.String(TEXT) }, { additionalProperties: false }),
  reply: CommendationView,
  errors: ['responsibility.not_found', 'responsibility.withdrawn_already', 'responsibility.text_missing'],
})
