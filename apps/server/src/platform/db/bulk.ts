import { sql, type Kysely } from 'kysely'

import type { Schema } from './schema.ts'

/** Rows of one statement: large enough to be quick, small enough to keep memory and locks short. */
const ROWS_PER_STATEMENT = 2_000

/**
 * Inserts rows by the names of their columns, many in one statement. Values are written as JSON writes them:
 * instants as ISO text, bytes as `\x…` hex, json columns as values.
 */
export async function insertBulk<T extends keyof Schema>(
  db: Kysely<Schema>,
  table: T,
  rows: readonly Partial<Record<keyof Schema[T], unknown>>[],
): Promise<void> {
  for (let from = 0; from < rows.length; from += ROWS_PER_STATEMENT) {
    const part = rows.slice(from, from + ROWS_PER_STATEMENT)
    const columns = sql.join(Object.keys(part[0] ?? {}).map((name) => sql.ref(name)))
    await sql`insert into ${sql.table(table)} (${columns}) select ${columns} from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(part)}::jsonb)`.execute(
      db,
    )
  }
}
