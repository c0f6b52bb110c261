import type { ResponsibilityActKind, ResponsibilityList } from '@lianxin/contract'
import {
  nextByTime,
  type ClassRef,
  type Instant,
  type ResponsibilityCase,
  type ResponsibilityMeasure,
  type ResponsibilityState,
} from '@lianxin/domain'
import { sql, type Selectable } from 'kysely'

import type { Tx } from '../../../platform/db/database.ts'
import type { ResponsibilityActTable, ResponsibilityCaseTable } from '../../../platform/db/schema-responsibility.ts'
import { toTimestamp } from '../../../platform/db/types.ts'

/** A case as it is kept. */
export type StoredCase = Pick<
  Selectable<ResponsibilityCaseTable>,
  | 'id'
  | 'ticket_id'
  | 'ticket_number'
  | 'unit_id'
  | 'unit_path'
  | 'rules_version'
  | 'rules'
  | 'opened_at'
  | 'revision'
  | 'body'
>
/** The same with its ticket, where the caller sees that one. */
export type ListedCase = StoredCase & { readonly title: string | null; readonly class_ref: ClassRef | null }

const KEPT = [
  'id',
  'ticket_id',
  'ticket_number',
  'unit_id',
  'unit_path',
  'rules_version',
  'rules',
  'opened_at',
  'revision',
  'body',
] as const

/** More than a screen holds; the list says when there are more. */
export const LIST_LIMIT = 200

const STATES = {
  toDecide: ['heard'],
  hearing: ['proposed'],
  inForce: ['decided', 'appealed', 'upheld'],
  over: ['dropped', 'lifted', 'expired'],
} as const satisfies Readonly<Record<ResponsibilityList, readonly ResponsibilityState[]>>

function withTicket(tx: Tx, districtId: number) {
  return tx
    .selectFrom('responsibility_case as one')
    .leftJoin('ticket', (join) =>
      join.onRef('ticket.district_id', '=', 'one.district_id').onRef('ticket.id', '=', 'one.ticket_id'),
    )
    .select(KEPT.map((name) => `one.${name}` as const))
    .select(['ticket.title', sql<ClassRef | null>`ticket.body->'class'`.as('class_ref')])
    .where('one.district_id', '=', districtId)
}

/** The soonest date first, then what changed last. What one may see, row-level security says. */
export function listStored(tx: Tx, districtId: number, list: ResponsibilityList): Promise<ListedCase[]> {
  return withTicket(tx, districtId)
    .where('one.state', 'in', STATES[list])
    .orderBy(sql`one.next_at nulls last`)
    .orderBy('one.changed_at', 'desc')
    .orderBy('one.id')
    .limit(LIST_LIMIT + 1)
    .execute()
}

export async function countByList(tx: Tx, districtId: number): Promise<Record<ResponsibilityList, number>> {
  const rows = await tx
    .selectFrom('responsibility_case')
    .select(['state', sql<number>`count(*)::int`.as('count')])
    .where('district_id', '=', districtId)
    .groupBy('state')
    .execute()
  const sum = (states: readonly ResponsibilityState[]): number =>
    rows.reduce((total, { state, count }) => total + (states.includes(state) ? count : 0), 0)
  return {
    toDecide: sum(STATES.toDecide),
    hearing: sum(STATES.hearing),
    inForce: sum(STATES.inForce),
    over: sum(STATES.over),
  }
}

/** How many wait for a post: for the words of its unit, for its decision, for its answer to an appeal against another. */
export async function countWaiting(
  tx: Tx,
  districtId: number,
  of: { readonly personId: string; readonly speaks: boolean; readonly decides: boolean },
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from responsibility_case
    where district_id = ${districtId} and ended_at is null and (
      (${of.speaks} and unit_id = any(app_units()) and state in ('proposed', 'heard') and body->>'statement' is null)
      or (${of.decides} and unit_id <> all(app_units()) and starts_with(unit_path, app_territory())
        and (state = 'heard' or (state = 'appealed' and body->'decision'->>'byPersonId' <> ${of.personId}))))`.execute(
    tx,
  )
  return rows[0]?.count ?? 0
}

/** All about a ticket, oldest first. */
export function listOfTicket(tx: Tx, districtId: number, ticketId: string): Promise<ListedCase[]> {
  return withTicket(tx, districtId)
    .where('one.ticket_id', '=', ticketId)
    .orderBy('one.opened_at')
    .orderBy('one.id')
    .execute()
}

export function findListed(tx: Tx, districtId: number, id: string): Promise<ListedCase | undefined> {
  return withTicket(tx, districtId).where('one.id', '=', id).executeTakeFirst()
}

/** Keeps everybody else from changing it until the transaction ends. */
export function lockCase(tx: Tx, districtId: number, id: string): Promise<StoredCase | undefined> {
  return tx
    .selectFrom('responsibility_case')
    .select(KEPT)
    .where('district_id', '=', districtId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

/** Takes the next one whose time has come, leaving out those another process has taken. In system scope. */
export function claimDue(tx: Tx, districtId: number, now: Instant): Promise<StoredCase | undefined> {
  return tx
    .selectFrom('responsibility_case')
    .select(KEPT)
    .where('district_id', '=', districtId)
    .where(sql<boolean>`next_at < ${toTimestamp(now)}::timestamptz`)
    .orderBy('next_at')
    .orderBy('id')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
}

export type StoredAct = Selectable<ResponsibilityActTable>

/** Histories of cases, from the first act on. */
export async function listActs(
  tx: Tx,
  districtId: number,
  caseIds: readonly string[],
): Promise<ReadonlyMap<string, readonly StoredAct[]>> {
  const of = new Map<string, StoredAct[]>()
  if (caseIds.length === 0) return of
  const rows = await tx
    .selectFrom('responsibility_act')
    .selectAll()
    .where('district_id', '=', districtId)
    .where('case_id', 'in', [...caseIds])
    .orderBy('seq')
    .execute()
  for (const row of rows) of.set(row.case_id, [...(of.get(row.case_id) ?? []), row])
  return of
}

/** What one act writes: the fold after it, and the line of the history. */
export interface WrittenAct {
  readonly case: StoredCase
  readonly after: ResponsibilityCase
  readonly seq: number
  readonly kind: ResponsibilityActKind
  readonly commandId: string
  readonly at: Instant
  readonly by: { readonly personId: string; readonly unitId: string } | null
  readonly reason: string
  readonly measure: ResponsibilityMeasure | null
  readonly upheld: boolean | null
}

/** The columns that follow from the fold. */
function foldOf({ after, at, seq }: WrittenAct) {
  const next = nextByTime(after)
  return {
    state: after.state,
    measure: after.decision?.measure ?? null,
    next_at: next === null ? null : toTimestamp(next),
    changed_at: toTimestamp(at),
    ended_at: after.ending === null ? null : toTimestamp(after.ending.at),
    revision: seq,
    body: JSON.stringify(after),
  }
}

/** @returns false where the id is taken, or an open case of the unit about the ticket is there */
export async function insertCase(tx: Tx, districtId: number, written: WrittenAct): Promise<boolean> {
  const { case: one, after } = written
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('responsibility_case')
    .values({
      ...foldOf(written),
      district_id: districtId,
      id: one.id,
      ticket_id: one.ticket_id,
      ticket_number: one.ticket_number,
      unit_id: one.unit_id,
      unit_path: one.unit_path,
      share: after.share,
      proposed: after.proposed,
      rules_version: one.rules_version,
      rules: JSON.stringify(one.rules),
      opened_at: toTimestamp(one.opened_at),
    })
    .onConflict((taken) => taken.doNothing())
    .executeTakeFirst()
  if ((numInsertedOrUpdatedRows ?? 0n) === 0n) return false
  await appendAct(tx, districtId, written)
  return true
}

/** Writes what an act made of a locked case. */
export async function updateCase(tx: Tx, districtId: number, written: WrittenAct): Promise<void> {
  await tx
    .updateTable('responsibility_case')
    .set(foldOf(written))
    .where('district_id', '=', districtId)
    .where('id', '=', written.case.id)
    .executeTakeFirstOrThrow()
  await appendAct(tx, districtId, written)
}

async function appendAct(tx: Tx, districtId: number, written: WrittenAct): Promise<void> {
  const { case: one, seq, kind, commandId, at, by, reason, measure, upheld } = written
  await tx
    .insertInto('responsibility_act')
    .values({
      district_id: districtId,
      case_id: one.id,
      seq,
      unit_id: one.unit_id,
      unit_path: one.unit_path,
      command_id: commandId,
      kind,
      at: toTimestamp(at),
      by_person_id: by?.personId ?? null,
      by_unit_id: by?.unitId ?? null,
      reason,
      measure,
      upheld,
    })
    .execute()
}

/**
 * Open matters that were criticised, held by a unit of the territory that has no open case about them. First those the
 * unit never answered for, then those it did (`was_answered`), each the longest overdue first.
 */
export async function listToConsider(tx: Tx, districtId: number, limit: number) {
  const { rows } = await sql<{
    ticket_id: string
    number: string
    title: string
    class_ref: ClassRef | null
    unit_id: string
    due_at: Instant
    was_answered: boolean
  }>`
    select plan.ticket_id, ticket.number, ticket.title, ticket.body->'class' as class_ref, plan.unit_id, plan.due_at,
      exists (select 1 from responsibility_case one where one.district_id = plan.district_id
        and one.ticket_id = plan.ticket_id and one.unit_id = plan.unit_id) as was_answered
    from alarm_plan plan
    join ticket on ticket.district_id = plan.district_id and ticket.id = plan.ticket_id
    join unit on unit.district_id = plan.district_id and unit.id = plan.unit_id
      and starts_with(unit.grid_path, app_territory())
    where plan.district_id = ${districtId} and plan.last_rung = 'criticised' and starts_with(plan.grid_path, app_territory())
      and not exists (select 1 from responsibility_case one
        where one.district_id = plan.district_id and one.ticket_id = plan.ticket_id and one.unit_id = plan.unit_id
          and one.ended_at is null)
    order by was_answered, plan.due_at, plan.ticket_id limit ${limit}`.execute(tx)
  return rows
}
