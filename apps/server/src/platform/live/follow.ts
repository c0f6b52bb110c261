import type pg from 'pg'

import { systemScope } from '../db/scope.ts'
import { toTimestamp } from '../db/types.ts'
import { FOLLOWERS, type FollowDeps, type Follower, type FollowWork } from './follower.ts'
import { readSince, RETENTION_MS } from './outbox.ts'
import { takeApart, tryAgain } from './set-aside.ts'

/** Far more than gathers between two looks; a backlog beyond is read in one go all the same. */
const FIRST_LIMIT = 5_000
/** How often the place moves where nothing happened: reading from an old one takes longer. */
const REST_MS = 3_600_000
/** The place of who never read: before every transaction there is. */
const BEGINNING = '3:3:'

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
 * it over again. What cannot be taken while other matters can is set aside and tried again later, so that nobody waits
 * for it; its fault is thrown when everything else was handed over.
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
  const of = { districtId, follower, take }
  const faults = rows.length > 0 ? await takeApart(deps, of, rows) : []
  if (rows.length > 0 || from === BEGINNING || deps.clock.now() - (known?.at ?? 0) > REST_MS)
    await writeCursor(deps, { districtId, follower, from }, cursor.snapshot)
  faults.push(...(await tryAgain(deps, of)))
  if (faults.length > 0) throw faults[0]
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

/** How far a follower is behind, over all districts. */
export interface Behind {
  readonly follower: string
  /** Age of the oldest message that was not taken, in seconds; 0 where there is none. */
  readonly age_s: number
  /** Messages set aside. */
  readonly aside: number
}

/** What each follower has not taken yet: a fault that stops one shows here and nowhere else. */
export async function readBehind(client: Pick<pg.Pool, 'query'>): Promise<readonly Behind[]> {
  const { rows } = await client.query<Behind>(
    `select c.follower, coalesce(sum(s.aside), 0)::int as aside, greatest(0, coalesce(extract(epoch from
        clock_timestamp() - min(least(u.at, s.since))), 0))::float8 as age_s
     from outbox_cursor c
     left join lateral (select min(at) as at from outbox o where o.district_id = c.district_id
       and o.xid >= pg_snapshot_xmin(c.snapshot::pg_snapshot)
       and not pg_visible_in_snapshot(o.xid, c.snapshot::pg_snapshot)) u on true
     left join lateral (select count(*) as aside, min(since) as since from outbox_set_aside a
       where a.district_id = c.district_id and a.follower = c.follower) s on true
     where c.follower = any($1) group by c.follower order by c.follower`,
    [FOLLOWERS],
  )
  return rows
}

/** Deletes messages past their retention that every follower has taken. @returns how many */
export async function purgeOutbox(client: Pick<pg.Pool, 'query'>): Promise<number> {
  const done = await client.query(
    `delete from outbox where at < now() - make_interval(secs => $1) and (
       select count(*) from outbox_cursor c where c.district_id = outbox.district_id and c.follower = any($2)
       and pg_visible_in_snapshot(outbox.xid, c.snapshot::pg_snapshot)) = $3
     and not exists (select from outbox_set_aside s where s.district_id = outbox.district_id and s.outbox_id = outbox.id)`,
    [RETENTION_MS / 1000, FOLLOWERS, FOLLOWERS.length],
  )
  return done.rowCount ?? 0
}
