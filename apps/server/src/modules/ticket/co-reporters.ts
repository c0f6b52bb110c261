import type { Instant } from '@lianxin/domain'
import { sql } from 'kysely'

import type { Tx } from '../../platform/db/database.ts'
import { toTimestamp } from '../../platform/db/types.ts'

/** Somebody who reported the same matter later. */
export interface NewCoReporter {
  /** Id of the command that added them. */
  readonly id: string
  readonly followHash: Buffer
  readonly joinedAt: Instant
  readonly name: string
  readonly telephone: string
  readonly confidential: boolean
  readonly notifyBySms: boolean
  /** UTC day. */
  readonly eraseAfter: string
}

/** Adds a further reporter to an opened ticket and counts them. */
export async function insertCoReporter(
  tx: Tx,
  districtId: number,
  ticketId: string,
  added: NewCoReporter,
): Promise<void> {
  await tx
    .insertInto('ticket_co_reporter')
    .values({
      district_id: districtId,
      ticket_id: ticketId,
      id: added.id,
      follow_hash: added.followHash,
      joined_at: toTimestamp(added.joinedAt),
      name: added.name,
      telephone: added.telephone,
      anonymous: added.name === '' && added.telephone === '',
      confidential: added.confidential,
      notify_by_sms: added.notifyBySms,
      erase_after: added.eraseAfter,
    })
    .execute()
  await tx
    .updateTable('ticket')
    .set({ reporter_count: sql<number>`reporter_count + 1` })
    .where('district_id', '=', districtId)
    .where('id', '=', ticketId)
    .execute()
}

/**
 * The further reporter whose follow token the scope holds. The select that sees the row under row-level security opens
 * its ticket, as `findTicket` does for others.
 */
export async function openCoFollowed(
  tx: Tx,
  districtId: number,
  followHash: Buffer,
): Promise<{ readonly id: string; readonly ticketId: string } | undefined> {
  const { rows } = await sql<{ id: string; ticketId: string }>`
    select id, ticket_id as "ticketId", set_config('app.ticket', ticket_id::text, true)
    from ticket_co_reporter where district_id = ${districtId} and follow_hash = ${followHash}`.execute(tx)
  return rows[0] && { id: rows[0].id, ticketId: rows[0].ticketId }
}

export interface CoReporterRow {
  readonly id: string
  readonly name: string
  readonly telephone: string
  readonly confidential: boolean
  readonly notify_by_sms: boolean
  readonly notify_lang: 'zh' | 'en'
}

/** The further reporters of an opened ticket in clear, in the order they came. Only with a right and a trace. */
export async function listCoReporters(tx: Tx, districtId: number, ticketId: string): Promise<readonly CoReporterRow[]> {
  return tx
    .selectFrom('ticket_co_reporter')
    .select(['id', 'name', 'telephone', 'confidential', 'notify_by_sms', 'notify_lang'])
    .where('district_id', '=', districtId)
    .where('ticket_id', '=', ticketId)
    .orderBy('joined_at')
    .orderBy('id')
    .execute()
}

/** Empties names and telephones of further reporters whose time is over. @returns how many, at most `limit` */
export async function eraseCoReportersOf(tx: Tx, districtId: number, today: string, limit: number): Promise<number> {
  const { rows } = await sql`
    update ticket_co_reporter set name = '', telephone = '', anonymous = true, notify_by_sms = false
    where district_id = ${districtId} and (ticket_id, id) in (
      select ticket_id, id from ticket_co_reporter
      where district_id = ${districtId} and erase_after <= ${today}::date and (name <> '' or telephone <> '') limit ${limit})
    returning id`.execute(tx)
  return rows.length
}
