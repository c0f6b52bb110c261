import type { ToConsider } from '@lianxin/contract'

import type { Tx } from '../../../platform/db/database.ts'
import { tickets } from '../../ticket/index.ts'
import { proposalsFor, traceOfTicket } from './propose.ts'
import { listOfTicket, listToConsider } from './store.ts'
import { readRules } from './store-rules.ts'
import { iso, type Looking } from './view.ts'

/** Matters to consider at a time: a list of work, not a ledger. */
const CONSIDER_LIMIT = 20

/**
 * Criticised matters about which somebody may want to propose something. One about which the unit answered already comes
 * back when it has missed enough since then; of that the chain is asked itself.
 */
export async function mattersToConsider(tx: Tx, looking: Looking): Promise<ToConsider[]> {
  const { districtId } = looking.session
  const { places, classes } = looking.around
  const inForce = await readRules(tx, districtId)
  const found: ToConsider[] = []
  for (const row of await listToConsider(tx, districtId, CONSIDER_LIMIT)) {
    if (row.was_answered) {
      if (!(await tickets.findTicket(tx, districtId, row.ticket_id))) continue
      const trace = await traceOfTicket(tx, row.ticket_id, looking)
      const proposals = proposalsFor(trace, inForce, await listOfTicket(tx, districtId, row.ticket_id), looking)
      if (!proposals.some(({ unitId }) => unitId === row.unit_id)) continue
    }
    found.push({
      ticketId: row.ticket_id,
      ticketNumber: row.number,
      ticketTitle: tickets.publicTitle(classes, row.class_ref, row.title),
      unit: tickets.unitBrief(places, row.unit_id),
      dueAt: iso(row.due_at),
    })
  }
  return found
}
