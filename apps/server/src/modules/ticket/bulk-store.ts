import type { Instant } from '@lianxin/domain'
import { sql } from 'kysely'

import type { Tx } from '../../platform/db/database.ts'
import { toTimestamp } from '../../platform/db/types.ts'

/** One change for many tickets, as it is remembered. */
export interface Batch {
  readonly id: string
  readonly hash: Buffer
  readonly ticketIds: readonly string[]
  readonly createdAt: Instant
}

export interface NewBatch {
  readonly id: string
  readonly personId: string
  readonly unitId: string
  readonly hash: Buffer
  readonly kinds: readonly string[]
  readonly macroId: string | null
  readonly ticketIds: readonly string[]
  readonly at: Instant
}

/** A batch of the person of the scope. */
export async function findBatch(tx: Tx, districtId: number, id: string): Promise<Batch | undefined> {
  const row = await tx
    .selectFrom('bulk_change')
    .select(['id', 'content_hash', 'ticket_ids', 'created_at'])
    .where('district_id', '=', districtId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && { id: row.id, hash: row.content_hash, ticketIds: row.ticket_ids, createdAt: row.created_at }
}

/** @returns false where the id is taken */
export async function insertBatch(tx: Tx, districtId: number, batch: NewBatch): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('bulk_change')
    .values({
      district_id: districtId,
      id: batch.id,
      person_id: batch.personId,
      unit_id: batch.unitId,
      content_hash: batch.hash,
      kinds: [...batch.kinds],
      macro_id: batch.macroId,
      ticket_ids: [...batch.ticketIds],
      created_at: toTimestamp(batch.at),
    })
    .onConflict((conflict) => conflict.columns(['district_id', 'id']).doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) === 1n
}

/** A further portion of a batch, or the same one again. */
export async function addToBatch(tx: Tx, districtId: number, id: string, ticketIds: readonly string[]): Promise<void> {
  await sql`update bulk_change set ticket_ids = array(select distinct unnest(ticket_ids || ${[...ticketIds]}::uuid[]))
    where district_id = ${districtId} and id = ${id}`.execute(tx)
}

/** Notes on which tickets a portion was carried out. */
export async function noteDone(tx: Tx, districtId: number, id: string, ticketIds: readonly string[]): Promise<void> {
  await sql`update bulk_change set done_ticket_ids = array(select distinct unnest(done_ticket_ids || ${[...ticketIds]}::uuid[]))
    where district_id = ${districtId} and id = ${id}`.execute(tx)
}

export async function noteUndone(tx: Tx, districtId: number, id: string, at: Instant): Promise<void> {
  await tx
    .updateTable('bulk_change')
    .set({ undone_at: toTimestamp(at) })
    .where('district_id', '=', districtId)
    .where('id', '=', id)
    .execute()
}

/** Numbers of those tickets that the scope can see. */
export async function listNumbers(
  tx: Tx,
  districtId: number,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('ticket')
    .select(['id', 'number'])
    .where('district_id', '=', districtId)
    .where('id', 'in', [...ids])
    .execute()
  return new Map(rows.map((row) => [row.id, row.number]))
}
