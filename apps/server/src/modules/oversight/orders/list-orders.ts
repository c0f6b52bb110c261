import type { listOrders, OrderFigures, ReplyOf } from '@lianxin/contract'
import { localDay, monthPeriod, orderRates } from '@lianxin/domain'

import type { Call } from '../../../platform/serve.ts'
import { sessionOf } from '../../../platform/session.ts'
import { tickets } from '../../ticket/index.ts'
import type { OversightDeps } from '../deps.ts'
import { countIssued, LIST_LIMIT, listFollowed, listStored } from './store.ts'
import { orderView } from './view.ts'

function figuresOf({ counted, overdueBefore }: Awaited<ReturnType<typeof countIssued>>): OrderFigures {
  const sum = (of: (row: (typeof counted)[number]) => boolean): number =>
    counted.filter(of).reduce((total, { count }) => total + count, 0)
  const counts = {
    settledInTime: sum(({ state }) => state === 'settledInTime'),
    settledLate: sum(({ state }) => state === 'settledLate'),
    open: sum(({ state, late }) => state === 'open' && !late),
    overdue: sum(({ state, late }) => state === 'open' && late),
  }
  return { ...orderRates(counts), open: counts.open, overdue: counts.overdue, overdueBefore }
}

/** `order.list`, with the figures of a month by the day of issue, the present one unless another is asked for. */
export async function listForStaff(
  call: Call<typeof listOrders>,
  deps: OversightDeps,
): Promise<ReplyOf<typeof listOrders>> {
  const { tx, now, query } = call
  const session = sessionOf(call)
  const { districtId } = session
  const around = await tickets.surroundingsOf(deps, tx, districtId)
  const { utcOffsetMinutes } = around.calendar
  const month = query.month ?? localDay(now, utcOffsetMinutes).slice(0, 7)
  const issuedIn = query.month === undefined ? undefined : monthPeriod(month, utcOffsetMinutes)
  const rows = await listStored(tx, districtId, { open: query.open === true, ticketId: query.ticketId, issuedIn })
  const page = rows.slice(0, LIST_LIMIT)
  const matters = await listFollowed(tx, districtId, [...new Set(page.flatMap((row) => row.ticket_ids))])
  const looking = { session, now, around }
  return {
    month,
    figures: figuresOf(await countIssued(tx, districtId, monthPeriod(month, utcOffsetMinutes), now)),
    items: page.map((row) => orderView(row, matters, looking)),
    truncated: rows.length > LIST_LIMIT,
  }
}
