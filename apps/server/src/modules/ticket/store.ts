import type { Clock, Instant, Step, Ticket } from '@lianxin/domain'
import { sql } from 'kysely'

import type { Tx } from '../../platform/db/database.ts'
import type { DistrictSettings } from '../../platform/db/schema.ts'
import { toTimestamp } from '../../platform/db/types.ts'

/** A ticket opened in this transaction: what hangs on it can be read from now on. */
export interface OpenTicket {
  readonly ticket: Ticket
  readonly number: string
  readonly gridPath: string
  readonly reporterLabel: string
  readonly photoCount: number
  /** The first reporter and those added to the ticket. */
  readonly reporterCount: number
}

export async function readDistrict(tx: Tx, districtId: number): Promise<{ name: string; settings: DistrictSettings }> {
  return tx
    .selectFrom('district')
    .select(['name', 'settings'])
    .where('district_id', '=', districtId)
    .executeTakeFirstOrThrow()
}

/** Sets some of the settings of a district, and leaves the others. */
export async function updateSettings(tx: Tx, districtId: number, some: DistrictSettings): Promise<void> {
  await sql`update district set settings = settings || ${JSON.stringify(some)}::jsonb
    where district_id = ${districtId}`.execute(tx)
}

/** What was kept of a ticket later than some of those stored: only open ones were filled in (migration 0170). */
type Later = 'passedUpBy' | 'passedUpAt'
type StoredBody = Omit<Ticket, Later> & Partial<Pick<Ticket, Later>>

function readBody(body: StoredBody): Ticket {
  return { ...body, passedUpBy: body.passedUpBy ?? [], passedUpAt: body.passedUpAt ?? null }
}

interface OpenRow {
  body: StoredBody
  number: string
  grid_path: string
  reporter_label: string
  photo_count: number
  reporter_count: number
}

const OPENED = sql`body, number, grid_path, reporter_label, photo_count, reporter_count, set_config('app.ticket', id::text, true)`
const opened = (row: OpenRow | undefined): OpenTicket | undefined =>
  row && {
    ticket: readBody(row.body),
    number: row.number,
    gridPath: row.grid_path,
    reporterLabel: row.reporter_label,
    photoCount: row.photo_count,
    reporterCount: row.reporter_count,
  }

/**
 * Opens a ticket the scope can see: the same select that saw the row under row-level security names it to the policies
 * of steps, photos and reporter.
 */
export async function findTicket(tx: Tx, districtId: number, id: string): Promise<OpenTicket | undefined> {
  const { rows } =
    await sql<OpenRow>`select ${OPENED} from ticket where district_id = ${districtId} and id = ${id}`.execute(tx)
  return opened(rows[0])
}

/** Opens a ticket and keeps everybody else from changing it until the transaction ends. */
export async function lockTicket(tx: Tx, districtId: number, id: string): Promise<OpenTicket | undefined> {
  const { rows } =
    await sql<OpenRow>`select ${OPENED} from ticket where district_id = ${districtId} and id = ${id} for update`.execute(
      tx,
    )
  return opened(rows[0])
}

/** Lets a unit above the district read a ticket it was asked about, from now on. */
export async function involveUnit(tx: Tx, districtId: number, id: string, unitId: string): Promise<void> {
  await tx
    .updateTable('ticket')
    .set({
      asked_unit_ids: sql`array_append(asked_unit_ids, ${unitId}::uuid)`,
      involved_unit_ids: sql`array_remove(involved_unit_ids, ${unitId}::uuid) || ${unitId}::uuid`,
    })
    .where('district_id', '=', districtId)
    .where('id', '=', id)
    .where(sql<boolean>`not asked_unit_ids @> array[${unitId}::uuid]`)
    .execute()
}

/** The ticket of a number, for a scope that opens exactly one by its follow token. */
export async function findByNumber(
  tx: Tx,
  districtId: number,
  number: string,
  followHash: Buffer,
  lock: boolean,
): Promise<OpenTicket | undefined> {
  const { rows } = await sql<OpenRow>`select ${OPENED} from ticket
    where district_id = ${districtId} and follow_hash = ${followHash} and number = ${number} ${lock ? sql`for update` : sql``}`.execute(
    tx,
  )
  return opened(rows[0])
}

/** The whole history of an opened ticket. */
export async function listSteps(tx: Tx, districtId: number, ticketId: string, upTo?: number): Promise<readonly Step[]> {
  let query = tx
    .selectFrom('ticket_step')
    .select('body')
    .where('district_id', '=', districtId)
    .where('ticket_id', '=', ticketId)
    .orderBy('seq')
  if (upTo !== undefined) query = query.where('seq', '<=', upTo)
  return (await query.execute()).map((row) => row.body)
}

/** What a command that was carried out before left behind. */
export async function findCommand(
  tx: Tx,
  districtId: number,
  ticketId: string,
  commandId: string,
): Promise<{ readonly hash: Buffer; readonly revision: number } | undefined> {
  const row = await tx
    .selectFrom('ticket_step')
    .select(['command_hash', 'seq'])
    .where('district_id', '=', districtId)
    .where('ticket_id', '=', ticketId)
    .where('command_id', '=', commandId)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && { hash: row.command_hash, revision: row.seq }
}

export interface PhotoRow {
  readonly id: string
  readonly kind: 'report' | 'evidence'
  readonly width_px: number
  readonly height_px: number
}

/** Photos of an opened ticket. */
export async function listPhotos(tx: Tx, districtId: number, ticketId: string): Promise<readonly PhotoRow[]> {
  const rows = await tx
    .selectFrom('photo')
    .select(['id', 'kind', 'width_px', 'height_px'])
    .where('district_id', '=', districtId)
    .where('ticket_id', '=', ticketId)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ ...row, kind: row.kind === 'evidence' ? 'evidence' : 'report' }))
}

/** Names of persons by their ids. */
export async function findPersonNames(
  tx: Tx,
  districtId: number,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('person')
    .select(['id', 'name'])
    .where('district_id', '=', districtId)
    .where('id', 'in', ids)
    .execute()
  return new Map(rows.map((row) => [row.id, row.name]))
}

export interface ReporterRow {
  readonly name: string
  readonly telephone: string
  readonly on_behalf: string
  readonly confidential: boolean
}

/** The reporter of an opened ticket, in clear. Only after the right was checked, and with a trace. */
export async function findReporter(tx: Tx, districtId: number, ticketId: string): Promise<ReporterRow | undefined> {
  return tx
    .selectFrom('ticket_reporter')
    .select(['name', 'telephone', 'on_behalf', 'confidential'])
    .where('district_id', '=', districtId)
    .where('ticket_id', '=', ticketId)
    .executeTakeFirst()
}

/** Tickets whose dates wait for a year of the calendar. */
export async function listWaitingForCalendar(
  tx: Tx,
  districtId: number,
  after: string,
  limit: number,
): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('ticket')
    .select('id')
    .where('district_id', '=', districtId)
    // As the index has it: a deadline, or the date of the right of inquiry.
    .where(sql<boolean>`(calendar_missing_year is not null or (passed_up_at is not null and inquiry_from is null))`)
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map((row) => row.id)
}

/** Open tickets with a date at or after an instant: a deadline, the promise to the reporter, the right of inquiry. */
export async function listDatedFrom(tx: Tx, districtId: number, from: Instant): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from ticket where district_id = ${districtId} and closed_at is null
      and ${toTimestamp(from)} <= greatest(due_at, promised_at, inquiry_from) order by id`.execute(tx)
  return rows.map((row) => row.id)
}

/** Suspended tickets whose approved pause is over. */
export async function listPausesOver(
  tx: Tx,
  districtId: number,
  now: Instant,
  limit: number,
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string; clock: Clock }>`
    select id, body->'clock' as clock from ticket
    where district_id = ${districtId} and state = 'suspended' and closed_at is null`.execute(tx)
  const over = rows.filter(({ clock }) => clock.pauses.some((pause) => pause.to === null && pause.until <= now))
  return over.slice(0, limit).map((row) => row.id)
}

/**
 * Empties names and telephones of reporters whose time is over, and the masked label with them.
 * @param today  UTC day, as `erase_after` was counted
 * @returns      how many, at most `limit`
 */
export async function eraseReportersOf(tx: Tx, districtId: number, today: string, limit: number): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    with erased as (
      update ticket_reporter set name = '', telephone = '', on_behalf = '', wechat_openid = '', anonymous = true, telephone_hash = null
      where district_id = ${districtId} and ticket_id in (
        select ticket_id from ticket_reporter
        where district_id = ${districtId} and erase_after <= ${today}::date
          and (name <> '' or telephone <> '' or on_behalf <> '' or wechat_openid <> '') limit ${limit})
      returning ticket_id
    )
    update ticket set reporter_label = '' from erased
    where ticket.district_id = ${districtId} and ticket.id = erased.ticket_id returning ticket.id`.execute(tx)
  return rows.length
}
