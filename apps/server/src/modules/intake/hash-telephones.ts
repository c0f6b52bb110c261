import { systemScope } from '../../platform/db/scope.ts'
import type { IntakeDeps } from './report-ticket.ts'
import { listUnhashed, setTelephoneHashes } from './store.ts'
import { telephoneHash } from './telephone-hash.ts'

const BATCH = 500

/** Gives reporters of before the column existed what their telephone is compared by. @returns how many */
export async function hashTelephones(deps: Pick<IntakeDeps, 'db' | 'secret'>, districtId: number): Promise<number> {
  let hashed = 0
  for (;;) {
    const count = await deps.db.withScope(systemScope(districtId), async (tx) => {
      const rows = await listUnhashed(tx, districtId, BATCH)
      const hashes = rows.map(({ ticket_id: ticketId, telephone }) => ({
        ticketId,
        hash: telephoneHash(deps.secret, telephone, ticketId)?.toString('hex') ?? '',
      }))
      await setTelephoneHashes(tx, districtId, hashes)
      return rows.length
    })
    hashed += count
    if (count < BATCH) return hashed
  }
}
