import { createHash } from 'node:crypto'

import { sql, type Kysely } from 'kysely'
import { uuidv7 } from 'uuidv7'

import type { Schema } from '../platform/db/schema.ts'
import { OTHER_DISTRICT } from './second-street.ts'
import type { Town } from './town.ts'

type Table = keyof Schema

/** Copies the rows of a table that hold a condition, with some columns changed. */
async function copy(
  owner: Kysely<Schema>,
  table: Table,
  where: string,
  changed: Readonly<Record<string, unknown>>,
): Promise<void> {
  const name = sql.table(table)
  await sql`insert into ${name} select (jsonb_populate_record(null::${name}, to_jsonb(t) || ${JSON.stringify(changed)}::jsonb)).*
    from ${name} t where ${sql.raw(where)}`.execute(owner)
}

const hashOf = (token: string): string => `\\x${createHash('sha256').update(token).digest('hex')}`

/** Sessions that the office does not hand out: one without a chosen post, and one of another district. @returns cookies */
export async function addSessions({ db, sessionOf }: Town): Promise<{ noPost: string; foreigner: string }> {
  const { sessionId, accountId, personId } = await sessionOf('dispatcher')
  const session = `id = '${sessionId}'`
  const foreign = { district_id: OTHER_DISTRICT }
  await db.asOwner(async (owner) => {
    const [noPost, foreigner] = [hashOf('noPost'), hashOf('foreigner')]
    await copy(owner, 'session', session, { id: uuidv7(), token_hash: noPost, post_id: null })
    await copy(owner, 'district', 'true', foreign)
    await copy(owner, 'person', `id = '${personId}'`, foreign)
    await copy(owner, 'account', `id = '${accountId}'`, foreign)
    await copy(owner, 'session', session, { ...foreign, id: uuidv7(), token_hash: foreigner, post_id: null })
  })
  return { noPost: 'noPost', foreigner: 'foreigner' }
}

/** The same tickets, with all that hangs on them, in another district of the same database. */
export async function mirrorTickets({ db }: Town): Promise<void> {
  const tables = ['district', 'person', 'account', 'ticket', 'ticket_step', 'ticket_reporter', 'trace'] as const
  await db.asOwner(async (owner) => {
    for (const table of tables) await copy(owner, table, 'true', { district_id: OTHER_DISTRICT })
  })
}
