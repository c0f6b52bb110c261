import { ORDER_STATES } from '@lianxin/domain'
import Type, { type Static } from 'typebox'

import { operation } from '../operation.ts'
import { Id, InstantText, Nullable, TimeLimitShape, Words } from '../shapes.ts'
import { StateWord } from '../ticket/rows.ts'

const REASON = Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' })
const ORDER_ERRORS = [
  'order.ticket_missing',
  'order.ticket_outside',
  'order.ticket_settled',
  'order.id_reused',
  'calendar.year_missing',
] as const

/** One matter of an order, where the post may see it. */
export const OrderedTicket = Type.Object({
  id: Id,
  number: Type.String(),
  title: Type.String(),
  state: StateWord,
  unitName: Type.String(),
  settledAt: Nullable(InstantText),
})

/** An order of supervision with where its matters stand. */
export const OrderView = Type.Object({
  id: Id,
  state: Words(ORDER_STATES),
  overdue: Type.Boolean({ description: 'open, and the date has passed' }),
  reason: Type.String(),
  issuerName: Type.String(),
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
  settled_percent: Percent,
  onTime_percent: Percent,
})
export type OrderFigures = Static<typeof OrderFigures>

/** Orders that the post sees: open ones first, the next date on top, then those of before. At most 200. */
export const listOrders = operation({
  id: 'order.list',
  method: 'GET',
  path: '/orders',
  summary: { zh: '督办单', en: 'Orders of supervision' },
  access: 'order.read',
  query: Type.Object({
    open: Type.Optional(Type.Boolean({ description: 'only those not settled' })),
    ticketId: Type.Optional(Id),
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
