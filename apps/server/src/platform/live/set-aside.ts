import { sql } from 'kysely'

import { systemScope } from '../db/scope.ts'
import { toTimestamp } from '../db/types.ts'
import { errorCode, lostConnection } from '../postgres/errno.ts'
import type { FollowDeps, Follower, FollowWork } from './follower.ts'
import { readByIds, type OutboxRow } from './outbox.ts'

/** More matters that fail than this are no fault of a matter: the whole is done again later. */
const MOST_FAULTS = 20
/** First and longest pause between two tries of a message set aside. */
const FIRST_PAUSE_MIN = 1
const LONGEST_PAUSE_MIN = 60

/** Whose messages, and what is done with them. */
interface Taking extends Pick<FollowWork, 'take'> {
  readonly districtId: number
  readonly follower: Follower
}

/** Messages of one matter stay together and in order. */
function byMatter(rows: readonly OutboxRow[]): readonly (readonly OutboxRow[])[] {
  const matters = new Map<unknown, OutboxRow[]>()
  for (const row of rows) {
    const key = row.payload['ticketId'] ?? row.id
    matters.set(key, [...(matters.get(key) ?? []), row])
  }
  return [...matters.values()]
}

const nameOf = (fault: unknown): string => errorCode(fault) ?? (fault instanceof Error ? fault.name : typeof fault)

/**
 * Hands over all messages at once. Where that fails each matter is handed over by itself; those that fail while others
 * succeed are set aside. A lost connection is the fault of none: set aside for it, a matter would wait a minute.
 * @returns the faults of what was set aside
 * @throws the fault of the whole where no matter, or too many of them, could not be taken
 */
export async function takeApart(deps: FollowDeps, of: Taking, rows: readonly OutboxRow[]): Promise<unknown[]> {
  try {
    await of.take(rows)
    return []
  } catch (cause) {
    if (lostConnection(cause)) throw cause
    const failed: { readonly row: OutboxRow; readonly fault: unknown }[] = []
    let taken = 0
    let faults = 0
    for (const matter of byMatter(rows)) {
      try {
        await of.take(matter)
        taken++
      } catch (fault) {
        if (lostConnection(fault) || ++faults > MOST_FAULTS) throw cause
        failed.push(...matter.map((row) => ({ row, fault })))
      }
    }
    if (taken === 0) throw cause
    await setAside(deps, of, failed)
    return failed.map(({ fault }) => fault)
  }
}

async function setAside(
  { db, clock }: FollowDeps,
  { districtId, follower }: Taking,
  failed: readonly { readonly row: OutboxRow; readonly fault: unknown }[],
): Promise<void> {
  const at = toTimestamp(clock.now())
  if (failed.length === 0) return
  await db.withScope(systemScope(districtId), (tx) =>
    tx
      .insertInto('outbox_set_aside')
      .values(
        failed.map(({ row, fault }) => ({
          district_id: districtId,
          follower,
          outbox_id: row.id,
          since: at,
          tried_at: at,
          tries: 1,
          fault: nameOf(fault),
        })),
      )
      .onConflict((known) => known.doNothing())
      .execute(),
  )
}

async function listDue({ db, clock }: FollowDeps, { districtId, follower }: Taking): Promise<number[]> {
  const rows = await db.withScope(systemScope(districtId), (tx) =>
    tx
      .selectFrom('outbox_set_aside')
      .select('outbox_id')
      .where('district_id', '=', districtId)
      .where('follower', '=', follower)
      .where(
        sql<boolean>`tried_at + make_interval(mins => least(${LONGEST_PAUSE_MIN}, ${FIRST_PAUSE_MIN} * 2 ^ least(tries - 1, 10))::int)
          <= ${toTimestamp(clock.now())}`,
      )
      .orderBy('outbox_id')
      .execute(),
  )
  return rows.map((row) => row.outbox_id)
}

/** Tries what was set aside and is due. @returns the faults of what failed again */
export async function tryAgain(deps: FollowDeps, of: Taking): Promise<unknown[]> {
  const due = await listDue(deps, of)
  if (due.length === 0) return []
  const faults: unknown[] = []
  for (const row of await readByIds(deps.db.owner, of.districtId, due)) {
    const fault = await of.take([row]).then(
      () => null,
      (cause: unknown) => ({ cause }),
    )
    if (fault) faults.push(fault.cause)
    if (!lostConnection(fault?.cause)) await noteTry(deps, of, row.id, fault && nameOf(fault.cause))
  }
  return faults
}

/** Forgets what was taken; counts the try of what was not. */
async function noteTry(
  { db, clock }: FollowDeps,
  { districtId, follower }: Taking,
  outboxId: number,
  fault: string | null,
): Promise<void> {
  await db.withScope(systemScope(districtId), async (tx) => {
    if (fault === null)
      await tx
        .deleteFrom('outbox_set_aside')
        .where('district_id', '=', districtId)
        .where('follower', '=', follower)
        .where('outbox_id', '=', outboxId)
        .execute()
    else
      await tx
        .updateTable('outbox_set_aside')
        .set(({ eb }) => ({ tries: eb('tries', '+', 1), tried_at: toTimestamp(clock.now()), fault }))
        .where('district_id', '=', districtId)
        .where('follower', '=', follower)
        .where('outbox_id', '=', outboxId)
        .execute()
  })
}
