import type { LIVE_TOPICS, LiveTopic } from '@lianxin/contract'
import type { Static } from 'typebox'
import type pg from 'pg'

import { afterCommit, type Tx } from '../db/database.ts'
import type { Cursor } from './cursor.ts'

/** Who hears of a message: territorial posts above `path`, and posts of these units. */
export interface Audience {
  readonly districtId: number
  /** Grid path of the matter; '' for no territorial post. */
  readonly path: string
  readonly unitIds: readonly string[]
}

/** Told to processes only: streams of this session (or of all sessions of this account) end. */
export const REVOKED = 'session.revoked'
export interface Revocation {
  readonly sessionId?: string
  readonly accountId?: string
}

/** A message as read back. */
export interface OutboxRow {
  readonly id: number
  readonly districtId: number
  readonly topic: string
  readonly path: string
  readonly unitIds: readonly string[]
  readonly payload: Readonly<Record<string, unknown>>
}

/** What is told of a change; presence is whispered and never written. */
type PublishedTopic = Exclude<LiveTopic, 'reset' | 'ticket.presence'>
/** A message of the contract with its audience. Payloads hold ids and figures, no personal data. */
export type Message = {
  [T in PublishedTopic]: { topic: T; payload: Static<(typeof LIVE_TOPICS)[T]>; audience: Audience }
}[PublishedTopic]

/** Woken after a commit so that readers look at once; see `Waker`. */
export type Wake = () => void

async function insert(tx: Tx, topic: string, payload: object, audience: Audience, wake: Wake): Promise<void> {
  await tx
    .insertInto('outbox')
    .values({
      district_id: audience.districtId,
      topic,
      audience_path: audience.path,
      audience_units: [...audience.unitIds],
      payload: JSON.stringify(payload),
    })
    .execute()
  afterCommit(tx, wake)
}

/**
 * Writes a message in the transaction of the change it tells of. It goes out when, and only when, that commits.
 * No NOTIFY is sent inside the transaction: it would take a server-wide lock at commit and serialise all writers.
 */
export function publish(tx: Tx, message: Message, wake: Wake): Promise<void> {
  return insert(tx, message.topic, message.payload, message.audience, wake)
}

/** Ends the streams of a session or account in every process once the transaction commits. */
export function publishRevocation(tx: Tx, districtId: number, revocation: Revocation, wake: Wake): Promise<void> {
  return insert(tx, REVOKED, revocation, { districtId, path: '', unitIds: [] }, wake)
}

/** What one reading found, and where it stood. */
export interface Reading {
  readonly rows: readonly OutboxRow[]
  readonly cursor: Cursor
  /** More rows than asked for exist; the cursor must not be used. */
  readonly truncated: boolean
}

const READ = `
  select s.snapshot::text as snapshot, (extract(epoch from s.at) * 1000)::bigint as read_at, o.*
  from (select pg_current_snapshot() as snapshot, clock_timestamp() as at) s
  left join lateral (
    select district_id, id, topic, audience_path, audience_units, payload from outbox
    where xid >= pg_snapshot_xmin($1::pg_snapshot) and not pg_visible_in_snapshot(xid, $1::pg_snapshot)
      and ($2::int is null or district_id = $2)
      and ($4::pg_snapshot is null or pg_visible_in_snapshot(xid, $4::pg_snapshot))
    order by id limit $3
  ) o on true
  order by o.id`

interface ReadRow {
  snapshot: string
  read_at: number
  district_id: number
  id: number | null
  topic: string
  audience_path: string
  audience_units: string[] | null
  payload: Record<string, unknown>
}

interface Bounds {
  /** One district, or null for all. */
  readonly districtId: number | null
  /** Most rows to read. */
  readonly limit: number
  /** Only what this reading had seen; everything visible now where absent. */
  readonly until?: Cursor
}

const rowOf = (id: number, row: Omit<ReadRow, 'id' | 'snapshot' | 'read_at'>): OutboxRow => ({
  id,
  districtId: row.district_id,
  topic: row.topic,
  path: row.audience_path,
  unitIds: row.audience_units ?? [],
  payload: row.payload,
})

/** Messages by their ids, in the order of writing. */
export async function readByIds(
  client: Pick<pg.Pool, 'query'>,
  districtId: number,
  ids: readonly number[],
): Promise<readonly OutboxRow[]> {
  const { rows } = await client.query<Omit<ReadRow, 'id'> & { id: number }>(
    `select district_id, id, topic, audience_path, audience_units, payload from outbox
     where district_id = $1 and id = any($2) order by id`,
    [districtId, ids],
  )
  return rows.map((row) => rowOf(row.id, row))
}

/** Reads what became visible after the reading `since`, in the order of writing. */
export async function readSince(client: Pick<pg.Pool, 'query'>, since: Cursor, bounds: Bounds): Promise<Reading> {
  const { districtId, limit, until } = bounds
  const { rows } = await client.query<ReadRow>(READ, [since.snapshot, districtId, limit + 1, until?.snapshot ?? null])
  const [first] = rows
  if (!first) throw new Error('the outbox reading has no snapshot')
  const found = rows.flatMap((row) => (row.id === null ? [] : [rowOf(row.id, row)]))
  const cursor = until ?? { at: first.read_at, snapshot: first.snapshot }
  return { rows: found.slice(0, limit), cursor, truncated: found.length > limit }
}

/** The present as a cursor. */
export async function currentCursor(client: Pick<pg.Pool, 'query'>): Promise<Cursor> {
  const { rows } = await client.query<{ snapshot: string; at: number }>(
    'select pg_current_snapshot()::text as snapshot, (extract(epoch from clock_timestamp()) * 1000)::bigint as at',
  )
  const [row] = rows
  if (!row) throw new Error('no snapshot')
  return { at: row.at, snapshot: row.snapshot }
}

/** How long messages are kept for resuming at least; see `purgeOutbox`. */
export const RETENTION_MS = 48 * 3_600_000
