import type { listAlarms, listOverdueUnits, ReplyOf } from '@lianxin/contract'
import { overdueUnits } from '@lianxin/domain'

import { Refusal } from '../../../platform/refusal.ts'
import type { Call } from '../../../platform/serve.ts'
import { sessionOf } from '../../../platform/session.ts'
import { tickets } from '../../ticket/index.ts'
import type { OversightDeps } from '../deps.ts'
import { countOverdueByUnit, listAlarmRows } from './store.ts'

const iso = (at: number): string => new Date(at).toISOString()

/** `oversight.listAlarms`: the ledger of a ticket, for whoever sees the ticket. */
export async function listForTicket(
  call: Call<typeof listAlarms>,
  deps: OversightDeps,
): Promise<ReplyOf<typeof listAlarms>> {
  const { districtId } = sessionOf(call)
  const { ticketId } = call.params
  const open = await tickets.findTicket(call.tx, districtId, ticketId)
  if (!open) throw new Refusal('ticket.not_found')
  const rows = await listAlarmRows(call.tx, districtId, ticketId)
  const places = await deps.places.open(call.tx, districtId)
  return {
    items: rows.map((row) => ({
      rung: row.rung,
      clock: row.clock_kind,
      dueAt: iso(row.due_at),
      firedAt: iso(row.fired_at),
      unit: tickets.unitBrief(places, row.unit_id),
      told: row.told,
    })),
  }
}

/** `oversight.listOverdueUnits`: what is open past its time, by unit; those with most of it first. */
export async function listUnits(
  call: Call<typeof listOverdueUnits>,
  deps: OversightDeps,
): Promise<ReplyOf<typeof listOverdueUnits>> {
  const { districtId } = sessionOf(call)
  const rows = await countOverdueByUnit(call.tx, districtId, call.now)
  const places = await deps.places.open(call.tx, districtId)
  return {
    items: overdueUnits(rows).map(({ unitId, oldest, ...counts }) => ({
      unit: tickets.unitBrief(places, unitId),
      ...counts,
      oldestDueAt: iso(oldest),
    })),
  }
}
