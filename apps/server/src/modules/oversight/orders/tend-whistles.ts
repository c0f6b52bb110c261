import type { OrderChanged } from '@lianxin/contract'
import { missedDues, nextDue, WHISTLE_DUES } from '@lianxin/domain'

import type { Tx } from '../../../platform/db/database.ts'
import { systemScope } from '../../../platform/db/scope.ts'
import { publish } from '../../../platform/live/outbox.ts'
import type { OversightDeps } from '../deps.ts'
import { claimToLookAt, insertWhistleAlarms } from './whistle-store.ts'
import { domainOf } from './whistle-view.ts'

const BATCH = 100
const WHAT = { sign: 'signOverdue', contact: 'contactOverdue' } as const

/** Raises what units have missed, with its message in the same transaction: each once, by the key of the alarm. */
async function raise(deps: OversightDeps, tx: Tx, districtId: number): Promise<number> {
  const now = deps.clock.now()
  const rows = await claimToLookAt(tx, districtId, now, BATCH)
  for (const row of rows) {
    const whistle = domainOf(row)
    const nextLook = nextDue(whistle, now)
    const raised = await insertWhistleAlarms(tx, row, missedDues(whistle, now), { now, nextLook })
    const { id, ticket_id, grid_path, unit_ids } = row
    for (const due of WHISTLE_DUES) {
      const units = raised.filter(({ what }) => what === due)
      if (units.length === 0) continue
      const told = ticket_id === null ? [] : units.map(({ unit_id }) => ({ ticketId: ticket_id, unitId: unit_id }))
      const payload: OrderChanged = { id, kind: 'whistle', what: WHAT[due], told }
      await publish(
        tx,
        { topic: 'order.changed', payload, audience: { districtId, path: grid_path, unitIds: unit_ids } },
        deps.wake,
      )
    }
  }
  return rows.length
}

/** Tells units that let a date of a whistle pass. Safe in any number of processes. */
export async function tendWhistles(deps: OversightDeps, districtId: number): Promise<void> {
  while ((await deps.db.withScope(systemScope(districtId), (tx) => raise(deps, tx, districtId))) === BATCH);
}
