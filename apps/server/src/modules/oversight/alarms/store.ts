import {
  ladderOf,
  type AlarmLadder,
  type AlarmRung,
  type Instant,
  type OverdueCount,
  type Ticket,
} from '@lianxin/domain'
import { sql, type Insertable } from 'kysely'

import type { Tx } from '../../../platform/db/database.ts'
import type { AlarmPlanTable, TicketAlarmTable } from '../../../platform/db/schema-alarms.ts'
import { toTimestamp } from '../../../platform/db/types.ts'

const NIL_ID = '00000000-0000-0000-0000-000000000000'

/** What planning needs of a ticket. */
export interface PlannedTicket {
  readonly id: string
  readonly revision: number
  readonly grid_path: string
  readonly closed: boolean
  readonly body: Ticket
}

/** Tickets by their ids, in the order of the ids: whoever writes about several does so in one order. */
export async function listPlannedTickets(
  tx: Tx,
  districtId: number,
  ids: readonly string[],
): Promise<readonly PlannedTicket[]> {
  const { rows } = await sql<PlannedTicket>`
    select id, revision, grid_path, closed_at is not null as closed, body from ticket
    where district_id = ${districtId} and id = any(${[...ids]}::uuid[]) order by id`.execute(tx)
  return rows
}

/** Which rungs were fired of the clocks that these tickets have now. */
export async function listFired(
  tx: Tx,
  districtId: number,
  tickets: readonly PlannedTicket[],
): Promise<ReadonlyMap<string, ReadonlySet<AlarmRung>>> {
  const rows = await tx
    .selectFrom('ticket_alarm')
    .select(['ticket_id', 'rung', 'clock_started_at'])
    .where('district_id', '=', districtId)
    .where(
      'ticket_id',
      'in',
      tickets.map(({ id }) => id),
    )
    .execute()
  const startOf = new Map(tickets.map(({ id, body }) => [id, body.clock.startedAt]))
  const fired = new Map<string, Set<AlarmRung>>()
  for (const { ticket_id, rung, clock_started_at } of rows) {
    if (startOf.get(ticket_id) !== clock_started_at) continue
    fired.set(ticket_id, (fired.get(ticket_id) ?? new Set()).add(rung))
  }
  return fired
}

/** Writes plans, unless a later state of the ticket was planned meanwhile. */
export async function putPlans(tx: Tx, plans: readonly Insertable<AlarmPlanTable>[]): Promise<void> {
  if (plans.length === 0) return
  await tx
    .insertInto('alarm_plan')
    .values([...plans])
    .onConflict((conflict) =>
      conflict
        .columns(['district_id', 'ticket_id'])
        .doUpdateSet((row) => ({
          revision: row.ref('excluded.revision'),
          clock_started_at: row.ref('excluded.clock_started_at'),
          due_at: row.ref('excluded.due_at'),
          next_at: row.ref('excluded.next_at'),
          last_rung: row.ref('excluded.last_rung'),
          unit_id: row.ref('excluded.unit_id'),
          grid_path: row.ref('excluded.grid_path'),
          planned_with: row.ref('excluded.planned_with'),
        }))
        .whereRef('alarm_plan.revision', '<=', 'excluded.revision'),
    )
    .execute()
}

/**
 * Tickets that ended have nothing more to raise. One that was opened again meanwhile keeps its plan: it would be missed
 * until everything is looked at again.
 */
export async function dropPlans(tx: Tx, districtId: number, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await sql`
    delete from alarm_plan p where p.district_id = ${districtId} and p.ticket_id = any(${[...ids]}::uuid[])
      and not exists (select from ticket t where t.district_id = p.district_id and t.id = p.ticket_id
        and (t.closed_at is null or t.revision < p.revision))`.execute(tx)
}

/** Claims what is due, first due first claimed; what another process has claimed is left to it. */
export async function claimDue(tx: Tx, districtId: number, now: Instant, limit: number): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('alarm_plan')
    .select('ticket_id')
    .where('district_id', '=', districtId)
    .where(sql<boolean>`next_at <= ${toTimestamp(now)}`)
    .orderBy('next_at')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute()
  return rows.map((row) => row.ticket_id)
}

/** Writes alarms down. @returns those that had not been fired before */
export async function insertAlarms(tx: Tx, alarms: readonly Insertable<TicketAlarmTable>[]) {
  if (alarms.length === 0) return []
  return tx
    .insertInto('ticket_alarm')
    .values([...alarms])
    .onConflict((conflict) => conflict.doNothing())
    .returning(['ticket_id', 'rung'])
    .execute()
}

/** Open tickets whose plan is missing or of an earlier state, page by page of ids. */
export async function listUnplanned(tx: Tx, districtId: number, after: string | null, limit: number) {
  const { rows } = await sql<{ id: string }>`
    select t.id from ticket t left join alarm_plan p on p.district_id = t.district_id and p.ticket_id = t.id
    where t.district_id = ${districtId} and t.closed_at is null and t.id > ${after ?? NIL_ID}
      and (p.ticket_id is null or p.revision < t.revision)
    order by t.id limit ${limit}`.execute(tx)
  return rows.map(({ id }) => id)
}

/** Plans of tickets that changed since, those that ended among them, page by page of ids. */
export async function listOutdated(tx: Tx, districtId: number, after: string | null, limit: number) {
  const { rows } = await sql<{ id: string }>`
    select p.ticket_id as id from alarm_plan p join ticket t on t.district_id = p.district_id and t.id = p.ticket_id
    where p.district_id = ${districtId} and p.ticket_id > ${after ?? NIL_ID} and p.revision < t.revision
    order by p.ticket_id limit ${limit}`.execute(tx)
  return rows.map(({ id }) => id)
}

/** Plans made with another calendar or ladder. */
export async function listPlannedOtherwise(tx: Tx, districtId: number, fingerprint: string, limit: number) {
  const rows = await tx
    .selectFrom('alarm_plan')
    .select('ticket_id')
    .where('district_id', '=', districtId)
    .where((where) => where.or([where('planned_with', '<', fingerprint), where('planned_with', '>', fingerprint)]))
    .limit(limit)
    .execute()
  return rows.map((row) => row.ticket_id).sort()
}

/** By which ladder the district goes. */
export async function readLadder(tx: Tx, districtId: number): Promise<AlarmLadder> {
  const { settings } = await tx
    .selectFrom('district')
    .select('settings')
    .where('district_id', '=', districtId)
    .executeTakeFirstOrThrow()
  return ladderOf(settings.alarmLadder)
}

/** When the district began to have alarms. */
export async function readSinceWhen(tx: Tx, districtId: number): Promise<Instant> {
  const row = await tx
    .selectFrom('outbox_cursor')
    .select('since')
    .where('district_id', '=', districtId)
    .where('follower', '=', 'alarms')
    .executeTakeFirst()
  return row?.since ?? Number.NEGATIVE_INFINITY
}

/** Alarms of a ticket that was opened in this transaction, newest first. */
export function listAlarmRows(tx: Tx, districtId: number, ticketId: string) {
  return tx
    .selectFrom('ticket_alarm')
    .select(['rung', 'clock_kind', 'due_at', 'fired_at', 'unit_id', 'told'])
    .where('district_id', '=', districtId)
    .where('ticket_id', '=', ticketId)
    .orderBy('fired_at', 'desc')
    .orderBy('planned_at', 'desc')
    .execute()
}

/** What is overdue and open, by unit and highest rung, of the units the post may see. */
export async function countOverdueByUnit(tx: Tx, districtId: number, now: Instant) {
  const { rows } = await sql<OverdueCount>`
    select unit_id as "unitId", last_rung as rung, count(*)::int as count, min(due_at) as oldest from alarm_plan
    where district_id = ${districtId} and last_rung in ('overdue', 'reminded', 'criticised')
      and due_at < ${toTimestamp(now)}
    group by unit_id, last_rung`.execute(tx)
  return rows
}
