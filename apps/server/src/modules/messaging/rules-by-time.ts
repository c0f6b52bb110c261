import { systemScope } from '../../platform/db/scope.ts'
import type { MessagingDeps } from './deps.ts'
import { eraseOpenids } from './people.ts'
import { deleteOld, listStranded } from './store-deliveries.ts'
import { wakeSender } from './wake.ts'

const DAY_MS = 86_400_000
const BATCH = 500
/** A job that did not come within this time is taken for lost. */
const STRANDED_MS = 30_000

/** Queues messages again whose job got lost. @returns how many */
export async function wakeStranded(deps: MessagingDeps, districtId: number): Promise<number> {
  return deps.db.withScope(systemScope(districtId), async (tx) => {
    const now = deps.clock.now()
    const ids = await listStranded(tx, districtId, now - STRANDED_MS, BATCH)
    for (const id of ids) await wakeSender(tx, districtId, id, now, now)
    return ids.length
  })
}

/** Forgets what was told when its time of keeping is over, and openids with the rest of who was added to a ticket. */
export async function forgetOld(deps: MessagingDeps, districtId: number, retention_days: number): Promise<number> {
  const before = deps.clock.now() - retention_days * DAY_MS
  const today = new Date(deps.clock.now()).toISOString().slice(0, 10)
  await deps.db.withScope(systemScope(districtId), (tx) => eraseOpenids(tx, districtId, today))
  let gone = 0
  for (;;) {
    const batch = await deps.db.withScope(systemScope(districtId), (tx) => deleteOld(tx, districtId, before, BATCH))
    gone += batch
    if (batch < BATCH) return gone
  }
}
