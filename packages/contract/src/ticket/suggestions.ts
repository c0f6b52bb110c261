import Type, { type Static } from 'typebox'

import { operation } from '../operation.ts'
import { BilingualText, Id, Words } from '../shapes.ts'

/** Why a class is proposed: the words fit, it is common in this grid, or it is common in the district. */
export const SUGGESTION_REASONS = ['words', 'here', 'often'] as const

export const ClassSuggestion = Type.Object({
  code: Type.String(),
  name: BilingualText,
  reason: Words(SUGGESTION_REASONS),
})
export type ClassSuggestion = Static<typeof ClassSuggestion>

/** At most six classes for a matter that is being written down, the likeliest first; nothing is decided by it. */
export const suggestClasses = operation({
  id: 'ticket.suggestClasses',
  method: 'GET',
  path: '/class-suggestions',
  summary: { zh: '推荐类别', en: 'Likely classes' },
  access: 'ticket.report',
  query: Type.Object({
    text: Type.Optional(Type.String({ maxLength: 500 })),
    lon: Type.Optional(Type.Number({ minimum: -180, maximum: 180 })),
    lat: Type.Optional(Type.Number({ minimum: -90, maximum: 90 })),
    gridId: Type.Optional(Id),
  }),
  reply: Type.Object({ items: Type.Array(ClassSuggestion, { maxItems: 6 }) }),
})
