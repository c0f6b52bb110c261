import type { Database, Tx } from '../../../platform/db/database.ts'
import { systemScope } from '../../../platform/db/scope.ts'
import { tickets } from '../../ticket/index.ts'
import { followTickets } from '../follow.ts'
import { countTickets } from './count.ts'
import { forgetCounts, lockCursor, moveCursor } from './store-count.ts'

/** Tickets of before counted in one transaction. */
const CHUNK = 500

export interface CountingDeps {
  readonly db: Database
  readonly clock: { now(): number }
}

const locked = <T>(
  { db, clock }: CountingDeps,
  districtId: number,
  work: (tx: Tx, cursor: Awaited<ReturnType<typeof lockCursor>>, now: number) => Promise<T>,
): Promise<T> =>
  db.withScope(systemScope(districtId), async (tx) => {
    const now = clock.now()
    return work(tx, await lockCursor(tx, districtId, now), now)
  })

/**
 * Counts every ticket that changed since the last look, as it stands now. Counted again, which changes nothing: what a
 * ticket added is kept and taken off first. Safe beside itself in another process: the row of the district is locked.
 * @returns how many tickets had something new for the figures
 */
export async function countChanges(deps: CountingDeps, districtId: number): Promise<number> {
  let changed = 0
  await followTickets(deps, districtId, 'figures', {
    take: async (ids) => {
      changed += await locked(deps, districtId, (tx) => countTickets(tx, districtId, ids))
    },
  })
  return changed
}

/**
 * Counts the next tickets from before there were counters, and moves on in the same transaction.
 * @returns how many were counted so far, and whether there are more
 */
export function fillIn(deps: CountingDeps, districtId: number): Promise<{ filled: number; more: boolean }> {
  return locked(deps, districtId, async (tx, { filling_after, filled }, now) => {
    if (filling_after === null) return { filled, more: false }
    const ids = await tickets.listIdsAfter(tx, districtId, filling_after, CHUNK)
    await countTickets(tx, districtId, ids)
    const more = ids.length === CHUNK
    const done = filled + ids.length
    await moveCursor(tx, districtId, { filling_after: more ? (ids.at(-1) ?? null) : null, filled: done }, now)
    return { filled: done, more }
  })
}

/**
 * Counts a district anew from its histories.
 * @param say  told how many tickets are done
 */
export async function rebuildFigures(
  deps: CountingDeps,
  districtId: number,
  say: (filled: number) => void,
): Promise<void> {
  await locked(deps, districtId, (tx, _cursor, now) => forgetCounts(tx, districtId, now))
  for (let more = true; more;) {
    const step = await fillIn(deps, districtId)
    more = step.more
    say(step.filled)
  }
  await countChanges(deps, districtId)
}
