import type { Channel, Instant, TicketState, Urgency } from '@lianxin/domain'
import { sql } from 'kysely'

import type { Tx } from '../../platform/db/database.ts'

/** Open tickets of one grid, holder and class, counted together. */
export interface OpenCount {
  readonly grid_path: string
  readonly holder_unit_id: string
  readonly class_code: string | null
  readonly open: number
  readonly overdue: number
  readonly near: number
  readonly urgent: number
  readonly unlocated: number
  readonly suspended: number
}

const at = (instant: Instant) => sql`${new Date(instant)}::timestamptz`

/** What is open under a path, by the index of open tickets. */
export async function countOpen(
  tx: Tx,
  districtId: number,
  under: string,
  { now, nearUntil }: { readonly now: Instant; readonly nearUntil: Instant },
): Promise<OpenCount[]> {
  const { rows } = await sql<OpenCount>`
    select grid_path, holder_unit_id, class_code, count(*)::int as open,
      count(*) filter (where not paused and due_at < ${at(now)})::int as overdue,
      count(*) filter (where not paused and due_at >= ${at(now)} and due_at <= ${at(nearUntil)})::int as near,
      count(*) filter (where urgency = 'urgent')::int as urgent,
      count(*) filter (where grid_id is null)::int as unlocated,
      count(*) filter (where paused)::int as suspended
    from ticket where district_id = ${districtId} and closed_at is null and starts_with(grid_path, ${under})
    group by grid_path, holder_unit_id, class_code`.execute(tx)
  return rows
}

/** Received in one hour, of one class. */
export interface ReceivedCount {
  /** 0: within the last hour. */
  readonly hours_ago: number
  readonly class_code: string | null
  readonly received: number
  /** Of them, since the day began. */
  readonly today: number
}

/** Received in a span under a path, by hours before `to` and class. */
export async function countReceived(
  tx: Tx,
  districtId: number,
  under: string,
  { from, midnight, to }: { readonly from: Instant; readonly midnight: Instant; readonly to: Instant },
): Promise<ReceivedCount[]> {
  const { rows } = await sql<ReceivedCount>`
    select floor(extract(epoch from ${at(to)} - reported_at) / 3600)::int as hours_ago, class_code,
      count(*)::int as received, count(*) filter (where reported_at >= ${at(midnight)})::int as today
    from ticket where district_id = ${districtId} and reported_at > ${at(from)} and reported_at <= ${at(to)}
      and starts_with(grid_path, ${under})
    group by 1, 2`.execute(tx)
  return rows
}

/** Settled since then under a path: how many, and how many of them within what the reporter was told. */
export async function countSettled(
  tx: Tx,
  districtId: number,
  under: string,
  since: Instant,
): Promise<{ readonly settled: number; readonly onTime: number }> {
  const { rows } = await sql<{ settled: number; onTime: number }>`
    select count(*)::int as settled, count(*) filter (where resolved_at <= promised_at)::int as "onTime"
    from ticket where district_id = ${districtId} and closed_at >= ${at(since)} and state = 'closed'
      and promised_at is not null and starts_with(grid_path, ${under})`.execute(tx)
  return rows[0] ?? { settled: 0, onTime: 0 }
}

/** A new matter without a word that somebody wrote. */
export interface NewestRow {
  readonly id: string
  readonly number: string
  readonly class_code: string | null
  readonly channel: Channel
  readonly urgency: Urgency
  readonly state: TicketState
  readonly grid_id: string | null
  readonly holder_unit_id: string
  readonly reported_at: Instant
}

/** The newest matters under a path. */
export async function listNewest(tx: Tx, districtId: number, under: string, most: number): Promise<NewestRow[]> {
  const { rows } = await sql<NewestRow>`
    select id, number, class_code, channel, urgency, state, grid_id, holder_unit_id, reported_at
    from ticket where district_id = ${districtId} and starts_with(grid_path, ${under})
    order by reported_at desc, id desc limit ${most}`.execute(tx)
  return rows
}
