import type { listReporterTickets, ReplyOf } from '@lianxin/contract'

import { Refusal } from '../../platform/refusal.ts'
import type { Call } from '../../platform/serve.ts'
import { scopeOf, sessionOf } from '../../platform/session.ts'
import { trace } from '../access/index.ts'
import { listOfReporter } from './around-store.ts'
import type { TicketDeps } from './deps.ts'
import { mayReadConfidential, mayReadReporter } from './may.ts'
import { surroundingsOf } from './perform.ts'
import { findReporter, findTicket } from './store.ts'
import { rowView } from './view.ts'

/**
 * Other tickets of who reported this one, by the telephone given. As with the reporter in clear: for a purpose, with a
 * trace that commits with the read. Only tickets the post may see; those of people who asked for confidentiality only
 * where the post may know them.
 */
export async function reporterTicketsForStaff(
  call: Call<typeof listReporterTickets>,
  deps: TicketDeps,
): Promise<ReplyOf<typeof listReporterTickets>> {
  const session = sessionOf(call)
  const { districtId } = session
  const { ticketId } = call.params
  const found = await call.inScope(scopeOf(session), async (tx) => {
    const open = await findTicket(tx, districtId, ticketId)
    if (!open) throw new Refusal('ticket.not_found')
    const reporter = await findReporter(tx, districtId, ticketId)
    const allowed = mayReadReporter(session, reporter?.confidential ?? false)
    await trace(tx, session, {
      at: call.now,
      kind: 'reporter.tickets_listed',
      subject: `ticket:${ticketId}`,
      purpose: call.body.purpose,
      result: allowed ? 'done' : 'refused',
      data: { number: open.number },
    })
    if (!allowed) return undefined
    const rows = await listOfReporter(tx, districtId, ticketId, mayReadConfidential(session))
    const around = await surroundingsOf(deps, tx, districtId)
    const known = (reporter?.telephone ?? '') !== ''
    return { known, items: rows.map((row) => rowView(row, around, call.now)) }
  })
  if (!found) throw new Refusal('right.missing', { permission: 'reporter.read' })
  return found
}
