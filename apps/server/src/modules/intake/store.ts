import { sql } from 'kysely'

import type { Tx } from '../../platform/db/database.ts'

/** The next serials of tickets. They are gone even where the transaction rolls back: numbers may have gaps, never twins. */
export async function takeSerials(tx: Tx, count: number): Promise<readonly number[]> {
  const { rows } = await sql<{ serial: number }>`
    select nextval('ticket_serial') as serial from generate_series(1, ${count}::int)`.execute(tx)
  return rows.map((row) => row.serial)
}

/** Reporters with a telephone that has no hash yet. */
export async function listUnhashed(
  tx: Tx,
  districtId: number,
  limit: number,
): Promise<readonly { readonly ticket_id: string; readonly telephone: string }[]> {
  return tx
    .selectFrom('ticket_reporter')
    .select(['ticket_id', 'telephone'])
    .where('district_id', '=', districtId)
    .where('telephone_hash', 'is', null)
    .where('telephone', '<>', '')
    .orderBy('ticket_id')
    .limit(limit)
    .execute()
}

/** @param hashes  hex, by ticket */
export async function setTelephoneHashes(
  tx: Tx,
  districtId: number,
  hashes: readonly { readonly ticketId: string; readonly hash: string }[],
): Promise<void> {
  await sql`update ticket_reporter set telephone_hash = decode(given.hash, 'hex')
    from jsonb_to_recordset(${JSON.stringify(hashes)}::jsonb) as given("ticketId" uuid, hash text)
    where district_id = ${districtId} and ticket_id = given."ticketId"`.execute(tx)
}
