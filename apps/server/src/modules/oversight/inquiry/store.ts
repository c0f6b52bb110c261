import type { ClassRef, Inquiry, Instant } from '@lianxin/domain'
import { sql, type Selectable } from 'kysely'

import type { Tx } from '../../../platform/db/database.ts'
import type { InquiryStepKind, InquiryTable } from '../../../platform/db/schema-inquiry.ts'
import { toTimestamp } from '../../../platform/db/types.ts'

/** An inquiry as it is kept. */
export type StoredInquiry = Pick<
  Selectable<InquiryTable>,
  'id' | 'ticket_id' | 'ticket_number' | 'grid_path' | 'asked_at' | 'ended_at' | 'revision' | 'body'
>
/** The same with its ticket, where the caller sees that one. */
export type ListedInquiry = StoredInquiry & {
  readonly due_at: Instant | null
  readonly title: string | null
  readonly class_ref: ClassRef | null
}

const KEPT = ['id', 'ticket_id', 'ticket_number', 'grid_path', 'asked_at', 'ended_at', 'revision', 'body'] as const

function withTicket(tx: Tx, districtId: number) {
  return tx
    .selectFrom('inquiry')
    .leftJoin('ticket', (join) =>
      join.onRef('ticket.district_id', '=', 'inquiry.district_id').onRef('ticket.id', '=', 'inquiry.ticket_id'),
    )
    .select(KEPT.map((name) => `inquiry.${name}` as const))
    .select(['inquiry.due_at', 'ticket.title', sql<ClassRef | null>`ticket.body->'class'`.as('class_ref')])
    .where('inquiry.district_id', '=', districtId)
}

/** Where a page ended, in the order of the lists. */
export interface InquiryCursor {
  readonly over: boolean
  /** ISO instant, or `infinity`. */
  readonly due: string
  readonly id: string
}

/** Which inquiries of those in reach. */
export interface InquiryFilter {
  readonly list: 'toAnswer' | 'toJudge' | 'asked' | 'all'
  /** Units the post acts for. */
  readonly unitIds: readonly string[]
  readonly openOnly: boolean
  readonly after?: InquiryCursor | undefined
  readonly limit: number
}

const OVER = sql<boolean>`(inquiry.ended_at is not null)`
const DUE = sql<string>`coalesce(inquiry.due_at, timestamptz 'infinity')`

const LISTS = {
  toAnswer: (units: readonly string[]) =>
    sql<boolean>`inquiry.ended_at is null and inquiry.state = 'asked' and inquiry.asked_unit_id = any(${units}::uuid[])`,
  toJudge: (units: readonly string[]) =>
    sql<boolean>`inquiry.ended_at is null and inquiry.state = 'answered' and inquiry.asker_unit_id = any(${units}::uuid[])`,
  asked: (units: readonly string[]) => sql<boolean>`inquiry.asker_unit_id = any(${units}::uuid[])`,
  all: () => sql<boolean>`true`,
} as const

/** Open ones first, due soonest on top. What one may see, row-level security says. */
export function listStored(tx: Tx, districtId: number, filter: InquiryFilter): Promise<ListedInquiry[]> {
  const { list, unitIds, openOnly, after, limit } = filter
  let found = withTicket(tx, districtId).where(LISTS[list](unitIds))
  if (openOnly) found = found.where('inquiry.ended_at', 'is', null)
  if (after)
    found = found.where(
      sql<boolean>`(${OVER}, ${DUE}, inquiry.id) > (${after.over}, ${after.due}::timestamptz, ${after.id}::uuid)`,
    )
  return found.orderBy(OVER).orderBy(DUE).orderBy('inquiry.id').limit(limit).execute()
}

/** How many are open in each list, counted up to a cap. */
export async function countOpen(
  tx: Tx,
  districtId: number,
  unitIds: readonly string[],
  cap: number,
): Promise<Record<keyof typeof LISTS, number>> {
  const counts = Object.entries(LISTS).map(
    ([name, condition]) => sql`(select count(*)::int from (select 1 from inquiry
      where district_id = ${districtId} and ended_at is null and ${condition(unitIds)} limit ${cap}) counted) as ${sql.ref(name)}`,
  )
  const { rows } = await sql<Record<keyof typeof LISTS, number>>`select ${sql.join(counts)}`.execute(tx)
  const [row] = rows
  if (!row) throw new Error('a count has one row')
  return row
}

/** Everything asked about a ticket, newest first. */
export function listOfTicket(tx: Tx, districtId: number, ticketId: string): Promise<ListedInquiry[]> {
  return withTicket(tx, districtId)
    .where('inquiry.ticket_id', '=', ticketId)
    .orderBy('inquiry.asked_at', 'desc')
    .orderBy('inquiry.id', 'desc')
    .execute()
}

export function findListed(tx: Tx, districtId: number, id: string): Promise<ListedInquiry | undefined> {
  return withTicket(tx, districtId).where('inquiry.id', '=', id).executeTakeFirst()
}

/** Keeps everybody else from changing it until the transaction ends. */
export function lockInquiry(tx: Tx, districtId: number, id: string): Promise<StoredInquiry | undefined> {
  return tx
    .selectFrom('inquiry')
    .select(KEPT)
    .where('district_id', '=', districtId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

/** Whether a unit has an open one on a ticket. */
export async function hasOpen(tx: Tx, districtId: number, ticketId: string, askerUnitId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('inquiry')
    .select('id')
    .where('district_id', '=', districtId)
    .where('ticket_id', '=', ticketId)
    .where('asker_unit_id', '=', askerUnitId)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

/** What the platform does by itself about open inquiries, and which ones it concerns; those of the soonest date first. */
const BY_ITSELF = {
  // The matter ended, or came back to who asked.
  settled: () => sql`(ticket.passed_up_at is null or ticket.holder_unit_id = inquiry.asker_unit_id
    or not ticket.body->'passedUpBy' @> to_jsonb(inquiry.asker_unit_id::text))`,
  // A result that is being verified is not asked about; rework brings the question back.
  raised: (now: Instant) =>
    sql`inquiry.state = 'asked' and inquiry.due_at < ${toTimestamp(now)}::timestamptz and ticket.state not in ('resolved', 'verified')`,
  redated: () => sql`inquiry.state = 'asked' and inquiry.due_at is null`,
} as const
export type ByItself = keyof typeof BY_ITSELF

/**
 * Takes the next one for this transaction, leaving out those another process has taken: by the date that passed first,
 * so that none starves.
 * @param except  those that were looked at in this run and stayed as they are
 */
export async function claimNext(
  tx: Tx,
  districtId: number,
  what: ByItself,
  now: Instant,
  except: readonly string[],
): Promise<StoredInquiry | undefined> {
  const columns = sql.join(KEPT.map((name) => sql.ref(`inquiry.${name}`)))
  const { rows } = await sql<StoredInquiry>`
    select ${columns} from inquiry
    join ticket on ticket.district_id = inquiry.district_id and ticket.id = inquiry.ticket_id
    where inquiry.district_id = ${districtId} and inquiry.ended_at is null and ${BY_ITSELF[what](now)}
      and not inquiry.id = any(${except}::uuid[])
    order by inquiry.due_at, inquiry.id limit 1
    for update of inquiry skip locked`.execute(tx)
  return rows[0]
}

export interface StoredStep {
  readonly kind: InquiryStepKind
  readonly body: Inquiry
  readonly by_unit_id: string | null
}

/** The step of a command that was carried out before. Needs its ticket opened. */
export function findStep(
  tx: Tx,
  districtId: number,
  inquiryId: string,
  commandId: string,
): Promise<StoredStep | undefined> {
  return tx
    .selectFrom('inquiry_step')
    .select(['kind', 'body', 'by_unit_id'])
    .where('district_id', '=', districtId)
    .where('inquiry_id', '=', inquiryId)
    .where('command_id', '=', commandId)
    .executeTakeFirst()
}

/** What one step writes: the fold after it, and who did it. */
export interface Written {
  readonly inquiry: Pick<StoredInquiry, 'id' | 'ticket_id' | 'ticket_number' | 'grid_path'>
  readonly after: Inquiry
  /** 1 for the first. */
  readonly seq: number
  readonly kind: InquiryStepKind
  readonly commandId: string
  readonly at: Instant
  readonly by: { readonly personId: string; readonly unitId: string } | null
}

const isOver = ({ state }: Inquiry): boolean => state !== 'asked' && state !== 'answered'

/** The columns that follow from the fold. */
function foldOf({ after, at, seq }: Written) {
  const last = after.rounds.at(-1)
  if (!last) throw new Error('an inquiry has at least one round')
  return {
    unit_ids: unitsOf(after),
    asked_unit_id: last.asked.unitId,
    state: after.state,
    due_at: last.due.dueAt === null ? null : toTimestamp(last.due.dueAt),
    changed_at: toTimestamp(at),
    ended_at: isOver(after) ? toTimestamp(at) : null,
    revision: seq,
    body: JSON.stringify(after),
  }
}

/** The asker and every unit asked: they see it. */
export function unitsOf({ askerUnitId, rounds }: Inquiry): string[] {
  return [...new Set([askerUnitId, ...rounds.map(({ asked }) => asked.unitId)])]
}

/** @returns false where the id is taken by an inquiry out of reach */
export async function insertInquiry(tx: Tx, districtId: number, written: Written): Promise<boolean> {
  const { inquiry, after, at } = written
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('inquiry')
    .values({
      ...inquiry,
      ...foldOf(written),
      district_id: districtId,
      asker_unit_id: after.askerUnitId,
      asked_at: toTimestamp(at),
    })
    .onConflict((taken) => taken.columns(['district_id', 'id']).doNothing())
    .executeTakeFirst()
  if ((numInsertedOrUpdatedRows ?? 0n) === 0n) return false
  await appendStep(tx, districtId, written)
  return true
}

/** Writes what a step made of a locked inquiry. */
export async function updateInquiry(tx: Tx, districtId: number, written: Written): Promise<void> {
  await tx
    .updateTable('inquiry')
    .set(foldOf(written))
    .where('district_id', '=', districtId)
    .where('id', '=', written.inquiry.id)
    .executeTakeFirstOrThrow()
  await appendStep(tx, districtId, written)
}

async function appendStep(tx: Tx, districtId: number, written: Written): Promise<void> {
  const { inquiry, after, seq, kind, commandId, at, by } = written
  await tx
    .insertInto('inquiry_step')
    .values({
      district_id: districtId,
      inquiry_id: inquiry.id,
      seq,
      ticket_id: inquiry.ticket_id,
      command_id: commandId,
      kind,
      at: toTimestamp(at),
      by_person_id: by?.personId ?? null,
      by_unit_id: by?.unitId ?? null,
      body: JSON.stringify(after),
    })
    .execute()
}

/**
 * Inquiries with which something could fall due in a period: open at some time of it, or ended early with their date in
 * it or after. In the order of their ids, in system scope.
 */
export function listAnswerableIn(
  tx: Tx,
  districtId: number,
  { from, until }: { readonly from: Instant; readonly until: Instant },
): Promise<{ readonly ticket_id: string; readonly body: Inquiry }[]> {
  return tx
    .selectFrom('inquiry')
    .select(['ticket_id', 'body'])
    .where('district_id', '=', districtId)
    .where(
      sql<boolean>`asked_at < ${toTimestamp(until)} and (ended_at is null or ended_at >= ${toTimestamp(from)} or due_at >= ${toTimestamp(from)})`,
    )
    .orderBy('id')
    .execute()
}
