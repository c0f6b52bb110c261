import type { ReportReceipt } from '@lianxin/contract'
import { addWorkingTime, type Ticket } from '@lianxin/domain'

import { tickets } from '../ticket/index.ts'

/**
 * Until when the reporter has an answer at the latest: the promise once there is one; before, the end of the desk's time
 * and after it the limit of the class, or of the district where it has none yet. Null where the calendar has no data.
 */
function answerByOf(ticket: Ticket, { calendar, settings }: tickets.Surroundings): number | null {
  if (ticket.promisedAt !== null || ticket.clock.kind !== 'acceptance') return ticket.promisedAt
  if (ticket.clock.dueAt === null) return null
  const by = addWorkingTime(calendar, ticket.clock.dueAt, ticket.classLimit ?? settings.limits.handling)
  return by.ok ? by.value : null
}

/** What a reporter is told: number, follow token, who has it, until when. */
export function reportReceiptOf(
  ticket: Ticket,
  number: string,
  token: string,
  around: tickets.Surroundings,
): ReportReceipt {
  const gridId = ticket.place.grid?.gridId ?? null
  const answerBy = answerByOf(ticket, around)
  return {
    ...tickets.receiptOf(ticket, number, around.places),
    followToken: token,
    promisedAt: ticket.promisedAt === null ? null : new Date(ticket.promisedAt).toISOString(),
    answerBy: answerBy === null ? null : new Date(answerBy).toISOString(),
    gridName: gridId === null ? null : (around.places.gridById(gridId)?.name ?? null),
    gridId,
  }
}
