import { SAME_MATTER_SIGNS } from '@lianxin/domain'
import Type, { type Static } from 'typebox'

import { operation } from '../operation.ts'
import { Id, InstantText, Nullable, Words } from '../shapes.ts'
import { StateWord } from './rows.ts'

/** An open ticket that may be the matter that is being reported, and what speaks for it. */
export const SimilarTicket = Type.Object({
  id: Id,
  number: Type.String(),
  title: Type.String(),
  address: Type.String(),
  state: StateWord,
  reportedAt: InstantText,
  likeness: Type.Number({ description: '0 to 1' }),
  signs: Type.Array(Words(SAME_MATTER_SIGNS)),
  distance_m: Nullable(Type.Number()),
  reporterCount: Type.Integer(),
})
export type SimilarTicket = Static<typeof SimilarTicket>

/** Open tickets of the last 30 days that may be the same matter: alike in words, photos, or the class on the spot. */
export const similarTickets = operation({
  id: 'ticket.similar',
  method: 'GET',
  path: '/ticket-similar',
  summary: { zh: '疑似重复件', en: 'Likely duplicates' },
  access: 'ticket.read',
  query: Type.Object({
    text: Type.Optional(Type.String({ maxLength: 500 })),
    lon: Type.Optional(Type.Number({ minimum: -180, maximum: 180 })),
    lat: Type.Optional(Type.Number({ minimum: -90, maximum: 90 })),
    classCode: Type.Optional(Type.String({ maxLength: 20 })),
    uploadIds: Type.Optional(
      Type.String({ maxLength: 400, description: 'finished uploads of photos, comma-separated' }),
    ),
    excludeId: Type.Optional(Id),
  }),
  reply: Type.Object({ items: Type.Array(SimilarTicket, { maxItems: 10 }) }),
})

/** Tickets found by number, words, pinyin or initials of the title, newest first; for the palette. */
export const findTickets = operation({
  id: 'ticket.find',
  method: 'GET',
  path: '/ticket-find',
  summary: { zh: '查找事件（编号、文字、拼音、首字母）', en: 'Find tickets by number, words, pinyin, initials' },
  access: 'ticket.read',
  query: Type.Object({
    q: Type.String({ minLength: 2, maxLength: 60 }),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 20 })),
  }),
  reply: Type.Object({
    items: Type.Array(
      Type.Object({ id: Id, number: Type.String(), title: Type.String(), address: Type.String(), state: StateWord }),
    ),
  }),
})
