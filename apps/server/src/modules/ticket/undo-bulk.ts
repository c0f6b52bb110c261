import type { BulkReport, undoBulk } from '@lianxin/contract'
import { UNDO_WINDOW_MS } from '@lianxin/domain'

import { Refusal } from '../../platform/refusal.ts'
import type { Call } from '../../platform/serve.ts'
import { scopeOf, sessionOf } from '../../platform/session.ts'
import { commandIdIn, eachTicket } from './bulk-command.ts'
import { findBatch, noteUndone } from './bulk-store.ts'
import { actOnTicket, hashOfCommand } from './command-ticket.ts'
import type { TicketDeps } from './deps.ts'
import { ruleCommandId } from './perform.ts'
import { findCommand, lockTicket } from './store.ts'
import { iso } from './view.ts'

/** Takes a batch back, ticket by ticket; tickets that had refused it are left out. Sent again, the answer is the same. */
export async function undoManyAsStaff(call: Call<typeof undoBulk>, deps: TicketDeps): Promise<BulkReport> {
  const { now } = call
  const { batchId } = call.params
  const session = sessionOf(call)
  const { districtId } = session
  const batch = await call.inScope(scopeOf(session), (tx) => findBatch(tx, districtId, batchId))
  if (!batch) throw new Refusal('bulk.not_found')

  const results = await eachTicket(call, session, batch.ticketIds, async (tx, ticketId) => {
    const ofCommandId = commandIdIn(batchId, ticketId)
    const given =
      (await lockTicket(tx, districtId, ticketId)) && (await findCommand(tx, districtId, ticketId, ofCommandId))
    if (!given) return undefined
    const commandId = ruleCommandId(`undo ${batchId} ${ticketId}`.toLowerCase())
    const wire = { kind: 'undo', commandId, ofCommandId } as const
    return actOnTicket(deps, { tx, now, session }, { ticketId, commandId, wires: [wire], hash: hashOfCommand(wire) })
  })
  await call.inScope(scopeOf(session), (tx) => noteUndone(tx, districtId, batchId, now))
  return { batchId, undoUntil: iso(batch.createdAt + UNDO_WINDOW_MS), results: [...results] }
}
