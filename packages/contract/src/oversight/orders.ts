import { ORDER_STATES, type OrderedStanding } from '@lianxin/domain'
import Type, { type Static } from 'typebox'

import { operation } from '../operation.ts'
import { Id, InstantText, MonthText, Nullable, TimeLimitShape, UnitBrief, Words } from '../shapes.ts'
import { StateWord } from '../ticket/rows.ts'

const REASON = Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' })
const ORDER_ERRORS = [
  'order.ticket_missing',
  'order.ticket_outside',
  'order.ticket_settled',
  'order.ticket_above',
  'order.id_reused',
  'calendar.year_missing',
] as const

/** How a matter stands for an order; a merged one stands as what it was merged into. */
const STANDINGS = ['open', 'verifying', 'settled', 'out'] as const satisfies readonly OrderedStanding[]

/** One matter of an order, where the post may see it. */
export const OrderedTicket = Type.Object({
  id: Id,
  number: Type.String(),
  title: Type.String(),
  state: StateWord,
  unit: UnitBrief,
  standing: Words(STANDINGS),
  resultAt: Nullable(InstantText),
})

/** An order of supervision with where its matters stand. */
export const OrderView = Type.Object({
  id: Id,
  state: Words(ORDER_STATES),
  overdue: Type.Boolean({ description: 'open and late: the date has passed, or the last result came after it' }),
  verifying: Type.Boolean({ description: 'open, but every matter has its result; the last waits to be verified' }),
  reason: Type.String(),
  issuer: UnitBrief,
  issuedAt: InstantText,
  dueAt: InstantText,
  settledAt: Nullable(InstantText),
  withdrawnReason: Type.String(),
  ticketCount: Type.Integer(),
  tickets: Type.Array(OrderedTicket, { description: 'those the post may see' }),
  mayWithdraw: Type.Boolean(),
})
export type OrderView = Static<typeof OrderView>

const Percent = Nullable(Type.Number({ description: 'percent, one decimal; null of nothing' }))
export const OrderFigures = Type.Object({
  issued: Type.Integer(),
  settled: Type.Integer(),
  open: Type.Integer(),
  overdue: Type.Integer(),
  overdueBefore: Type.Integer({ description: 'issued in earlier months and overdue now; in none of the rates' }),
  settled_percent: Percent,
  onTime_percent: Percent,
})
export type OrderFigures = Static<typeof OrderFigures>

/**
 * Orders that the post sees: open ones first, the next date on top, then those of before. At most 200. With a month those
 * issued in it and those issued before that are open still; the figures are of that month, else of the present one.
 */
export const listOrders = operation({
  id: 'order.list',
  method: 'GET',
  path: '/orders',
  summary: { zh: '督办单', en: 'Orders of supervision' },
  access: 'order.read',
  query: Type.Object({
    open: Type.Optional(Type.Boolean({ description: 'only those not settled' })),
    ticketId: Type.Optional(Id),
    month: Type.Optional(MonthText),
  }),
  reply: Type.Object({
    month: Type.String({ description: 'YYYY-MM that the figures are of, by the day of issue' }),
    figures: OrderFigures,
    items: Type.Array(OrderView),
    truncated: Type.Boolean(),
  }),
})

/** Issues an order. The client makes the id: sent twice it is one order. */
export const issueOrder = operation({
  id: 'order.issue',
  method: 'PUT',
  path: '/orders/:orderId',
  summary: { zh: '下达督办单', en: 'Issue an order of supervision' },
  access: 'order.write',
  params: Type.Object({ orderId: Id }),
  body: Type.Object(
    {
      ticketIds: Type.Array(Id, { minItems: 1, maxItems: 100, uniqueItems: true }),
      reason: REASON,
      limit: TimeLimitShape,
    },
    { additionalProperties: false },
  ),
  reply: OrderView,
  errors: ORDER_ERRORS,
})

/** Takes an order back; it counts nowhere then. */
export const withdrawOrder = operation({
  id: 'order.withdraw',
  method: 'POST',
  path: '/orders/:orderId/withdrawal',
  summary: { zh: '撤回督办单', en: 'Withdraw an order' },
  access: 'order.write',
  params: Type.Object({ orderId: Id }),
  body: Type.Object({ reason: REASON }, { additionalProperties: false }),
  reply: OrderView,
  errors: ['order.not_found', 'order.not_issuer', 'order.ended'],
})
