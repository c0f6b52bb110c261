import type { Instant } from '@lianxin/domain'
import type pg from 'pg'

import type { Database } from '../db/database.ts'
import { systemScope } from '../db/scope.ts'
import { toTimestamp } from '../db/types.ts'
import { readSince, RETENTION_MS, type OutboxRow } from './outbox.ts'

/**
 * Who follows the outbox, each from a place of its own. The outbox forgets nothing that one of them has not read, so that
 * no sleep and no fault, however long, loses what was committed.
 */
export const FOLLOWERS = ['messages', 'alarms', 'orders', 'figures'] as const
export type Follower = (typeof FOLLOWERS)[number]

/** Far more than gathers between two looks; a backlog beyond is read in one go all the same. */
const FIRST_LIMIT = 5_000
/** How often the place moves where nothing happened: reading from an old one takes longer. */
const REST_MS = 3_600_000
/** The place of who never read: before every transaction there is. */
const BEGINNING = '3:3:'

export interface FollowDeps {
  readonly db: Database
  readonly clock: { now(): Instant }
}

/** What a follower does. It may be done again, also beside itself in another process. */
export interface FollowWork {
  /** Takes what was committed since the last time, in the order of writing. */
  readonly take: (rows: readonly OutboxRow[]) => Promise<void>
  /** Looks at what there was before the first message: once, at the very first look. */
  readonly begin?: () => Promise<void>
}

const findCursor = ({ db }: FollowDeps, districtId: number, follower: Follower) =>
  db.withScope(systemScope(districtId), (tx) =>
    tx
      .selectFrom('outbox_cursor')
      .select(['snapshot', 'at'])
      .where('district_id', '=', districtId)
      .where('follower', '=', follower)
      .executeTakeFirst(),
  )

async function writeCursor(
  { db, clock }: FollowDeps,
  of: { readonly districtId: number; readonly follower: Follower; readonly from: string | null },
  snapshot: string,
): Promise<void> {
  const at = toTimestamp(clock.now())
  await db.withScope(systemScope(of.districtId), async (tx) => {
    const key = { district_id: of.districtId, follower: of.follower }
    if (of.from === null)
      await tx
        .insertInto('outbox_cursor')
        .values({ ...key, snapshot, since: at, at })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    else
      await tx
        .updateTable('outbox_cursor')
        .set({ snapshot, at })
        .where('district_id', '=', of.districtId)
        .where('follower', '=', of.follower)
        .where('snapshot', '=', of.from) // another process moved it meanwhile: it stays there
        .execute()
  })
}

async function readAll({ db }: FollowDeps, snapshot: string, districtId: number) {
  for (let limit = FIRST_LIMIT; ; limit *= 10) {
    const reading = await readSince(db.owner, { snapshot, at: 0 }, { districtId, limit })
    if (!reading.truncated) return reading
  }
}

/**
 * Hands over what was committed since the last time, and moves the place after it: killed in between, the next look hands
 * it over again.
 */
export async function followOutbox(
  deps: FollowDeps,
  districtId: number,
  follower: Follower,
  { take, begin }: FollowWork,
): Promise<void> {
  const known = await findCursor(deps, districtId, follower)
  // The beginning is kept before the work: what is decided by it must not move with a second attempt.
  if (!known) await writeCursor(deps, { districtId, follower, from: null }, BEGINNING)
  const from = known?.snapshot ?? BEGINNING
  const { rows, cursor } = await readAll(deps, from, districtId)
  if (from === BEGINNING) await begin?.()
  if (rows.length > 0) await take(rows)
  if (rows.length > 0 || from === BEGINNING || deps.clock.now() - (known?.at ?? 0) > REST_MS)
    await writeCursor(deps, { districtId, follower, from }, cursor.snapshot)
}

/**
 * Puts right what a backup brought that was restored into another database cluster, whose transactions are counted from
 * the beginning again: places of the future would pass over everything to come.
 */
export async function mendAfterRestore(client: Pick<pg.Pool, 'query'>): Promise<void> {
  const later = 'pg_snapshot_xmax(pg_current_snapshot())'
  await client.query(`update outbox set xid = pg_current_xact_id() where xid >= ${later}`)
  await client.query(`update outbox_cursor set snapshot = '${BEGINNING}'
    where pg_snapshot_xmax(snapshot::pg_snapshot) > ${later}`)
}

/** Deletes messages past their retention that every follower has read. @returns how many */
export async function purgeOutbox(client: Pick<pg.Pool, 'query'>): Promise<number> {
  const done = await client.query(
    `delete from outbox where at < now() - make_interval(secs => $1) and (
       select count(*) from outbox_cursor c where c.district_id = outbox.district_id and c.follower = any($2)
       and pg_visible_in_snapshot(outbox.xid, c.snapshot::pg_snapshot)) = $3`,
    [RETENTION_MS / 1000, FOLLOWERS, FOLLOWERS.length],
  )
  return done.rowCount ?? 0
}
