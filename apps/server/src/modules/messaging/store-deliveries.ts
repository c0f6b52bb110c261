import type { Adapter } from '@lianxin/contract'
import type { Instant, NoticeKind, NoticeValues } from '@lianxin/domain'
import { sql } from 'kysely'

import type { Tx } from '../../platform/db/database.ts'
import { toTimestamp } from '../../platform/db/types.ts'

/** Messages about a ticket that was opened in this transaction, oldest first. */
export function listDeliveryRows(tx: Tx, districtId: number, ticketId: string) {
  return tx
    .selectFrom('message_delivery')
    .select([
      'id',
      'kind',
      'adapter',
      'recipient',
      'text',
      'state',
      'created_at',
      'next_attempt_at',
      'sent_at',
      'attempts',
      'failure',
    ])
    .where('district_id', '=', districtId)
    .where('ticket_id', '=', ticketId)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
}
export type DeliveryRow = Awaited<ReturnType<typeof listDeliveryRows>>[number]

/** What an attempt needs of a message. */
export interface Claimed {
  readonly id: string
  readonly ticketId: string
  readonly kind: NoticeKind
  readonly adapter: Adapter
  readonly recipient: string
  readonly lang: 'zh' | 'en'
  readonly text: string
  readonly holes: NoticeValues
  readonly attempts: number
  readonly createdAt: Instant
}

/** Locks a message that is due, for this transaction; undefined where it is not due, has ended, or another has it. */
export async function lockDue(tx: Tx, districtId: number, id: string, now: Instant): Promise<Claimed | undefined> {
  const row = await tx
    .selectFrom('message_delivery')
    .select(['id', 'ticket_id', 'kind', 'adapter', 'recipient', 'lang', 'text', 'holes', 'attempts', 'created_at'])
    .where('district_id', '=', districtId)
    .where('id', '=', id)
    .where(sql<boolean>`next_attempt_at <= ${toTimestamp(now)}`)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  return row && { ...row, ticketId: row.ticket_id, createdAt: row.created_at }
}

/**
 * Whether an earlier message about the same matter is on its way to the same recipient, or due: nobody hears of the result
 * before they hear of the beginning. One that waits for another attempt holds up nothing.
 */
export async function isBehindAnother(
  tx: Tx,
  districtId: number,
  { id, ticketId, adapter, recipient }: Claimed,
  now: Instant,
): Promise<boolean> {
  const earlier = await tx
    .selectFrom('message_delivery')
    .select('id')
    .where('district_id', '=', districtId)
    .where('ticket_id', '=', ticketId)
    .where('adapter', '=', adapter)
    .where('recipient', '=', recipient)
    .where('id', '<', id)
    .where(sql<boolean>`(state = 'sending' or (state = 'waiting' and next_attempt_at <= ${toTimestamp(now)}))`)
    .limit(1)
    .executeTakeFirst()
  return earlier !== undefined
}

/** What is written of a message after or before an attempt. */
export interface Standing {
  readonly state: 'waiting' | 'sending' | 'sent' | 'failed' | 'dropped'
  readonly attempts?: number
  /** Null ends it. */
  readonly nextAt: Instant | null
  readonly sentAt?: Instant
  readonly failure?: string
}

export async function updateDelivery(tx: Tx, districtId: number, id: string, to: Standing): Promise<void> {
  await tx
    .updateTable('message_delivery')
    .set({
      state: to.state,
      next_attempt_at: to.nextAt === null ? null : toTimestamp(to.nextAt),
      ...(to.attempts === undefined ? {} : { attempts: to.attempts }),
      ...(to.sentAt === undefined ? {} : { sent_at: toTimestamp(to.sentAt) }),
      ...(to.failure === undefined ? {} : { failure: to.failure }),
    })
    .where('district_id', '=', districtId)
    .where('id', '=', id)
    .execute()
}

/** Messages whose job must have got lost: due for a while, and still there. */
export async function listStranded(tx: Tx, districtId: number, dueBefore: Instant, limit: number): Promise<string[]> {
  const rows = await tx
    .selectFrom('message_delivery')
    .select('id')
    .where('district_id', '=', districtId)
    .where(sql<boolean>`next_attempt_at <= ${toTimestamp(dueBefore)}`)
    .orderBy('next_attempt_at')
    .limit(limit)
    .execute()
  return rows.map(({ id }) => id)
}

/** Forgets what was told before a day. @returns how many */
export async function deleteOld(tx: Tx, districtId: number, before: Instant, limit: number): Promise<number> {
  const { rows } = await sql`
    delete from message_delivery where district_id = ${districtId} and id in (
      select id from message_delivery where district_id = ${districtId} and created_at < ${toTimestamp(before)}
        and next_attempt_at is null limit ${limit})
    returning id`.execute(tx)
  return rows.length
}
