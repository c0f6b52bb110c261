import { sql } from 'kysely'

import type { Tx } from '../../platform/db/database.ts'

/** The next serials of tickets. They are gone even where the transaction rolls back: numbers may have gaps, never twins. */
export async function takeSerials(tx: Tx, count: number): Promise<readonly number[]> {
  const { rows } = await sql<{ serial: number }>`
    select nextval('ticket_serial') as serial from generate_series(1, ${count}::int)`.execute(tx)
  return rows.map((row) => row.serial)
}
