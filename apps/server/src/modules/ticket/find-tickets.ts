import type { findTickets, ReplyOf } from '@lianxin/contract'
import { comparable, isLatin, rankOfName, wantedTokens } from '@lianxin/domain'
import { sql, type RawBuilder } from 'kysely'

import type { Tx } from '../../platform/db/database.ts'
import type { Call } from '../../platform/serve.ts'
import { sessionOf } from '../../platform/session.ts'
import { spelled } from '../../platform/spelling.ts'
import { bigrams } from './bigrams.ts'
import type { TicketDeps } from './deps.ts'
import { surroundingsOf } from './perform.ts'
import { publicTitle } from './public-title.ts'
import type { ListedRow } from './view.ts'

const DEFAULT_LIMIT = 6
/** Candidates taken of each way to read what was typed. */
const CANDIDATES = 60
/** Beginning of a number, with or without its hyphens. */
const NUMBER = /^\d[\d -]{2,}$/

type FoundRow = Pick<ListedRow, 'id' | 'number' | 'title' | 'address' | 'state' | 'class_ref'>

async function listFound(tx: Tx, districtId: number, condition: RawBuilder<unknown>): Promise<FoundRow[]> {
  const { rows } = await sql<FoundRow>`
    select id, number, title, address, state, body->'class' as class_ref from ticket
    where district_id = ${districtId} and ${condition} order by reported_at desc, id limit ${CANDIDATES}`.execute(tx)
  return rows
}

/** By the number, by words of title, address and text, or by pinyin or initials of the title. */
async function candidates(tx: Tx, districtId: number, q: string): Promise<FoundRow[]> {
  if (NUMBER.test(q.trim())) {
    const digits = q.replace(/\D/g, '').slice(0, 13)
    const [from, to] = [digits.padEnd(13, '0'), digits.padEnd(13, '9')]
    return listFound(tx, districtId, sql`number >= ${from} and number <= ${to}`)
  }
  const query = comparable(q)
  if (!isLatin(query)) {
    const pairs = bigrams(q)
    if (pairs.length === 0) return []
    return listFound(
      tx,
      districtId,
      sql`id = any(ticket_ids_by_bigrams(${districtId}, ${pairs}::text[], false, ${CANDIDATES}))`,
    )
  }
  const ways = wantedTokens(query).map((tokens) => sql`ticket_ids_by_spelling(${tokens}::text[], ${CANDIDATES})`)
  if (ways.length === 0) return []
  const rows = await listFound(tx, districtId, sql`id = any(${sql.join(ways, sql` || `)})`)
  return rows.filter(({ title }) => rankOfName(query, spelled(title)) !== undefined)
}

/** `ticket.find`: what the palette offers, newest first. What one may see, row-level security says. */
export async function findForStaff(
  call: Call<typeof findTickets>,
  deps: TicketDeps,
): Promise<ReplyOf<typeof findTickets>> {
  const { districtId } = sessionOf(call)
  const { q, limit = DEFAULT_LIMIT } = call.query
  const { classes } = await surroundingsOf(deps, call.tx, districtId)
  const rows = await candidates(call.tx, districtId, q)
  const items = rows.map(({ class_ref, ...row }) => ({ ...row, title: publicTitle(classes, class_ref, row.title) }))
  return { items: items.slice(0, limit) }
}
