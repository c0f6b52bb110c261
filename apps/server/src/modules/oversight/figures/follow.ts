import type { Database, Tx } from '../../../platform/db/database.ts'
import { systemScope } from '../../../platform/db/scope.ts'
import { readSince, type OutboxRow } from '../../../platform/live/outbox.ts'
import { tickets } from '../../ticket/index.ts'
import { countTickets } from './count.ts'
import { forgetCounts, lockCursor, moveCursor } from './store-count.ts'

/** Tickets counted in one transaction. */
const CHUNK = 500
/** Far more than gathers between two looks; a backlog beyond is read in one go all the same. */
const FIRST_LIMIT = 5_000

export interface CountingDeps {
  readonly db: Database
  readonly clock: { now(): number }
}

function ticketOf({ topic, payload }: OutboxRow): string[] {
  const { ticketId } = payload
  return topic === 'ticket.changed' && typeof ticketId === 'string' ? [ticketId.toLowerCase()] : []
}

async function readAll(db: Database, snapshot: string, districtId: number) {
  for (let limit = FIRST_LIMIT; ; limit *= 10) {
    const reading = await readSince(db.owner, { snapshot, at: 0 }, { districtId, limit })
    if (!reading.truncated) return reading
  }
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
 * Counts every ticket that changed since the last look, as it stands now. The cursor moves in the transaction of the last
 * ones; killed before, the next look counts them again, which changes nothing, for what a ticket added is kept and taken
 * off first. Safe beside itself in another process: the cursor is locked.
 * @returns how many tickets had something new for the figures
 */
export async function countChanges(deps: CountingDeps, districtId: number): Promise<number> {
  const { snapshot } = await locked(deps, districtId, (_tx, cursor) => Promise.resolve(cursor))
  const { rows, cursor: present } = await readAll(deps.db, snapshot, districtId)
  if (rows.length === 0) return 0
  const ids = [...new Set(rows.flatMap(ticketOf))]
  let changed = 0
  for (let from = 0; from === 0 || from < ids.length; from += CHUNK)
    changed += await locked(deps, districtId, async (tx, now_cursor, now) => {
      const count = await countTickets(tx, districtId, ids.slice(from, from + CHUNK))
      if (from + CHUNK >= ids.length && now_cursor.snapshot === snapshot)
        await moveCursor(tx, districtId, { snapshot: present.snapshot }, now)
      return count
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
