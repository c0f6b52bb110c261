import type { Instant } from '@lianxin/domain'

import type { Database } from '../../platform/db/database.ts'
import type { OversightCursorTable } from '../../platform/db/schema-alarms.ts'
import { systemScope } from '../../platform/db/scope.ts'
import { toTimestamp } from '../../platform/db/types.ts'
import { currentCursor, readSince, RETENTION_MS } from '../../platform/live/outbox.ts'

/** Far more than gathers between two looks; a backlog beyond is read in one go all the same. */
const FIRST_LIMIT = 5_000
/** Tickets given to the work at a time. */
const CHUNK = 500
/** Well before the outbox forgets: from then on messages may be missing. */
const STALE_MS = RETENTION_MS / 2
/** How often the cursor moves where nothing happened, so that a quiet holiday does not look like an outage. */
const REST_MS = 3_600_000
/** The cursor of who never read: before every transaction there is. */
const BEGINNING = '3:3:'

type Follower = OversightCursorTable['follower']

/** What is done about tickets that changed. Both may be repeated, also beside themselves in another process. */
export interface FollowWork {
  readonly take: (ticketIds: readonly string[]) => Promise<void>
  /** Looks at everything open: the first time, and after a sleep longer than the outbox remembers. */
  readonly recover: () => Promise<void>
}

interface FollowDeps {
  readonly db: Database
  readonly clock: { now(): Instant }
}

async function openCursor({ db, clock }: FollowDeps, districtId: number, follower: Follower) {
  return db.withScope(systemScope(districtId), async (tx) => {
    await tx
      .insertInto('oversight_cursor')
      .values({
        district_id: districtId,
        follower,
        snapshot: BEGINNING,
        since: toTimestamp(clock.now()),
        at: toTimestamp(0),
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    return tx
      .selectFrom('oversight_cursor')
      .select(['snapshot', 'at', 'since'])
      .where('district_id', '=', districtId)
      .where('follower', '=', follower)
      .executeTakeFirstOrThrow()
  })
}

/** Moves the cursor, unless another process moved it meanwhile. */
async function moveCursor(
  { db }: FollowDeps,
  of: { readonly districtId: number; readonly follower: Follower; readonly from: string },
  to: { readonly snapshot: string; readonly at: Instant },
): Promise<void> {
  await db.withScope(systemScope(of.districtId), (tx) =>
    tx
      .updateTable('oversight_cursor')
      .set({ snapshot: to.snapshot, at: toTimestamp(to.at) })
      .where('district_id', '=', of.districtId)
      .where('follower', '=', of.follower)
      .where('snapshot', '=', of.from)
      .execute(),
  )
}

async function readAll({ db }: FollowDeps, snapshot: string, districtId: number) {
  for (let limit = FIRST_LIMIT; ; limit *= 10) {
    const reading = await readSince(db.owner, { snapshot, at: 0 }, { districtId, limit })
    if (!reading.truncated) return reading
  }
}

/**
 * Hands the tickets that changed since the last time to the work, and moves the cursor after it: killed in between, the
 * next pass does it again.
 * @returns how many tickets had changed
 */
export async function followTickets(
  deps: FollowDeps,
  districtId: number,
  follower: Follower,
  work: FollowWork,
): Promise<number> {
  const { snapshot: from, at } = await openCursor(deps, districtId, follower)
  const of = { districtId, follower, from }
  const present = await currentCursor(deps.db.owner)
  if (present.at - at > STALE_MS) {
    await work.recover()
    await moveCursor(deps, of, present)
    return 0
  }
  const { rows, cursor } = await readAll(deps, from, districtId)
  const changed = new Set<string>()
  for (const { topic, payload } of rows) {
    const { ticketId } = payload
    if (topic === 'ticket.changed' && typeof ticketId === 'string') changed.add(ticketId.toLowerCase())
  }
  const ids = [...changed].sort()
  for (let first = 0; first < ids.length; first += CHUNK) await work.take(ids.slice(first, first + CHUNK))
  if (rows.length > 0 || present.at - at > REST_MS) await moveCursor(deps, of, cursor)
  return ids.length
}
