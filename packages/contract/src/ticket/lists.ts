import Type, { type Static } from 'typebox'

import { operation } from '../operation.ts'
import { Id, InstantText, Nullable, PositionShape, Words } from '../shapes.ts'
import { ChannelWord, ClockView, StateWord, TicketRow, UrgencyWord } from './rows.ts'

/** Work lists of a desk or a hand; each is one indexed question. */
export const WORK_LISTS = [
  'desk',
  'mine',
  'unit',
  'nearDue',
  'overdue',
  'approval',
  'verification',
  'inquiries',
  'reopened',
  'unlocated',
  'open',
  'all',
] as const

/**
 * Orders of a list. `due`, `holder`, `class`, `state` and `grid` put what is open before what has ended, which follows
 * by its last change; within a holder, class, state or grid the nearest deadline comes first. `oldest` is by time of
 * report like `reported`, the other way round.
 */
export const SORTS = ['due', 'reported', 'oldest', 'changed', 'holder', 'class', 'state', 'grid'] as const

/** Deadlines: `overdue`, until the end of `today`, or within 24 hours of working time. Only open, running clocks. */
export const DUE_FILTERS = ['overdue', 'today', 'within24'] as const

/** What narrows a list; every part may be left out. The same words stand in the address of the queue. */
const FILTERS = {
  list: Type.Optional(Words(WORK_LISTS)),
  state: Type.Optional(Type.String({ maxLength: 200, description: 'states, comma-separated' })),
  unitId: Type.Optional({ ...Id, description: 'holds, held or helped' }),
  classCode: Type.Optional(Type.String({ maxLength: 20 })),
  channel: Type.Optional(ChannelWord),
  urgency: Type.Optional(UrgencyWord),
  due: Type.Optional(Words(DUE_FILTERS)),
  dueBefore: Type.Optional({ ...InstantText, description: 'open, with a deadline before it' }),
  under: Type.Optional(Type.String({ maxLength: 200, description: 'grid path prefix' })),
  gridId: Type.Optional({ ...Id, description: 'this grid and those within it' }),
  bbox: Type.Optional(
    Type.String({ maxLength: 100, description: 'west,south,east,north in WGS 84 degrees; only what has a point' }),
  ),
  q: Type.Optional(Type.String({ maxLength: 100, description: 'number or words of title, text, address' })),
  from: Type.Optional(InstantText),
  to: Type.Optional(InstantText),
  figure: Type.Optional(
    Type.String({ maxLength: 300, description: 'tickets behind a number of the figures, see `figureFilterText`' }),
  ),
}

/** Deeper than this a list is not entered by position; pages that follow each other have no end. */
export const DEEPEST = 200_000

export const TicketQuery = Type.Object({
  ...FILTERS,
  sort: Type.Optional(Words(SORTS)),
  cursor: Type.Optional(Type.String({ maxLength: 400, description: 'nextCursor of the page before' })),
  offset: Type.Optional(
    Type.Integer({ minimum: 0, maximum: DEEPEST, description: 'enters a list in the middle; not with a cursor' }),
  ),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
})
export type TicketQuery = Static<typeof TicketQuery>

export const TicketFilter = Type.Object(FILTERS)
export type TicketFilter = Static<typeof TicketFilter>

export const listTickets = operation({
  id: 'ticket.list',
  method: 'GET',
  path: '/tickets',
  summary: { zh: '事件队列', en: 'Queue of tickets' },
  access: 'ticket.read',
  query: TicketQuery,
  reply: Type.Object({ items: Type.Array(TicketRow), nextCursor: Nullable(Type.String()) }),
})

export const countTickets = operation({
  id: 'ticket.counts',
  method: 'GET',
  path: '/ticket-counts',
  summary: { zh: '各工作清单数量', en: 'Numbers of each work list' },
  access: 'ticket.read',
  reply: Type.Object({
    lists: Type.Unsafe<Record<(typeof WORK_LISTS)[number], number>>(Type.Record(Type.String(), Type.Integer())),
    capped: Type.Integer({ description: 'counting stops here' }),
  }),
})

/** How many tickets a filter finds. `most` stops the counting early where a rough number is enough. */
export const findCount = operation({
  id: 'ticket.found',
  method: 'GET',
  path: '/ticket-found',
  summary: { zh: '筛选结果数量', en: 'Number of tickets a filter finds' },
  access: 'ticket.read',
  query: Type.Object({ ...FILTERS, most: Type.Optional(Type.Integer({ minimum: 1, maximum: DEEPEST })) }),
  reply: Type.Object({ found: Type.Integer(), capped: Type.Boolean({ description: 'there may be more' }) }),
})

/** A ticket as a point of the map beside the list. */
export const TicketPoint = Type.Object({
  id: Id,
  number: Type.String(),
  title: Type.String(),
  state: StateWord,
  urgency: UrgencyWord,
  condition: Type.Index(ClockView, ['condition']),
  position: PositionShape,
})
export type TicketPoint = Static<typeof TicketPoint>

/** The tickets of a list that have a point, in the order of the deadline; `more` when there are others. */
export const listPoints = operation({
  id: 'ticket.points',
  method: 'GET',
  path: '/ticket-points',
  summary: { zh: '清单对应的地图点位', en: 'The tickets of a list as points of the map' },
  access: 'ticket.read',
  query: Type.Object({ ...FILTERS, limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 5000 })) }),
  reply: Type.Object({ items: Type.Array(TicketPoint), more: Type.Boolean() }),
})
