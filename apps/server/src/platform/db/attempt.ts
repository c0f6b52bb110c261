import { sql } from 'kysely'

import type { Tx } from './database.ts'

/**
 * Runs work and takes it back, whatever it wrote: a rehearsal of a change, to see what would follow or why it is refused.
 * What it registers for after the commit must be harmless.
 */
export async function rehearse<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  await sql`savepoint rehearsal`.execute(tx)
  try {
    return await work()
  } finally {
    await sql`rollback to savepoint rehearsal`.execute(tx)
  }
}

/**
 * Runs a part of a request as the system: what follows of itself from a change that its author may make, though the rows
 * it touches are none of his (an administrator sees no tickets, but closing a unit hands them over).
 */
export async function asSystem<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  await sql`select set_config('app.system', '1', true)`.execute(tx)
  const value = await work() // when it throws the transaction ends, and the setting with it
  await sql`select set_config('app.system', '', true)`.execute(tx)
  return value
}
