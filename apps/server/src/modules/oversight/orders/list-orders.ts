import type { listOrders, OrderFigures, ReplyOf } from '@lianxin/contract'
import { localDay, orderRates } from '@lianxin/domain'

import type { Call } from '../../../platform/serve.ts'
import { sessionOf } from '../../../platform/session.ts'
import type { OversightDeps } from '../deps.ts'
import { countSince, LIST_LIMIT, listMatters, listStored } from './store.ts'
import { orderView } from './view.ts'

function figuresOf(counted: Awaited<ReturnType<typeof countSince>>): OrderFigures {
  const sum = (of: (row: (typeof counted)[number]) => boolean): number =>
    counted.filter(of).reduce((total, { count }) => total + count, 0)
  const counts = {
    settledInTime: sum(({ state }) => state === 'settledInTime'),
    settledLate: sum(({ state }) => state === 'settledLate'),
    open: sum(({ state, late }) => state === 'open' && !late),
    overdue: sum(({ state, late }) => state === 'open' && late),
  }
  return { ...orderRates(counts), open: counts.open, overdue: counts.overdue }
}

/** `order.list`, with the figures of the month by the day of issue. */
export async function listForStaff(
  call: Call<typeof listOrders>,
  deps: OversightDeps,
): Promise<ReplyOf<typeof listOrders>> {
  const { tx, now, query } = call
  const session = sessionOf(call)
  const { districtId } = session
  const { utcOffsetMinutes } = await deps.books.calendarOf(tx, districtId)
  const month = localDay(now, utcOffsetMinutes).slice(0, 7)
  const since = Date.parse(`${month}-01T00:00:00Z`) - utcOffsetMinutes * 60_000
  const rows = await listStored(tx, districtId, { open: query.open === true, ticketId: query.ticketId })
  const page = rows.slice(0, LIST_LIMIT)
  const matters = await listMatters(tx, districtId, [...new Set(page.flatMap((row) => row.ticket_ids))])
  const seen = new Map(matters.map((matter) => [matter.id, matter]))
  const looking = { session, now, places: await deps.places.open(tx, districtId) }
  return {
    month,
    figures: figuresOf(await countSince(tx, districtId, since, now)),
    items: page.map((row) => orderView(row, seen, looking)),
    truncated: rows.length > LIST_LIMIT,
  }
}
