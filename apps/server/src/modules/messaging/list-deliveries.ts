import type { DeliveryView, listDeliveries, ReplyOf } from '@lianxin/contract'

import { systemScope } from '../../platform/db/scope.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Call } from '../../platform/serve.ts'
import { scopeOf, sessionOf } from '../../platform/session.ts'
import { tickets } from '../ticket/index.ts'
import { withLink } from './compose.ts'
import type { MessagingDeps } from './deps.ts'
import { isPerson, listReachable, wishesOf } from './people.ts'
import { listDeliveryRows, type DeliveryRow } from './store-deliveries.ts'

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString())

/** A message as staff see it: the link without its code. */
function viewOf(row: DeliveryRow, link: string, nameOf: (unitId: string) => string | null): DeliveryView {
  const toReporter = isPerson(row.recipient)
  return {
    id: row.id,
    kind: row.kind,
    adapter: row.adapter,
    to: toReporter ? 'reporter' : 'unit',
    unitName: toReporter ? null : nameOf(row.recipient),
    text: withLink(row.text, link),
    state: row.state === 'sending' ? 'waiting' : row.state,
    createdAt: new Date(row.created_at).toISOString(),
    nextAt: iso(row.next_attempt_at),
    sentAt: iso(row.sent_at),
    attempts: row.attempts,
    failure: row.failure,
  }
}

/** What was said about a ticket to whom and when, for whoever sees the ticket. */
export async function listForStaff(
  call: Call<typeof listDeliveries>,
  deps: MessagingDeps,
): Promise<ReplyOf<typeof listDeliveries>> {
  const session = sessionOf(call)
  const { districtId } = session
  const { ticketId } = call.params
  const found = await call.inScope(scopeOf(session), async (tx) => {
    const open = await tickets.findTicket(tx, districtId, ticketId)
    if (!open) throw new Refusal('ticket.not_found')
    const rows = await listDeliveryRows(tx, districtId, ticketId)
    const places = await deps.places.open(tx, districtId)
    const link = `${deps.publicUrl}/r/t/${open.number}`
    return rows.map((row) => viewOf(row, link, (unitId) => places.unitById(unitId)?.name ?? null))
  })
  const wishes = await call.inScope(systemScope(districtId), async (tx) =>
    (await listReachable(tx, districtId, ticketId)).map(wishesOf),
  )
  const reporterWishes = (['sms', 'wechat'] as const).filter(
    (way) => wishes.some((one) => one[way]) && deps.ways.has(way),
  )
  return { items: found, reporterWishes }
}
