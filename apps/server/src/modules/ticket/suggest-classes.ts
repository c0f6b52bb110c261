import type { ReplyOf, suggestClasses } from '@lianxin/contract'
import { sql } from 'kysely'

import type { Tx } from '../../platform/db/database.ts'
import type { Call } from '../../platform/serve.ts'
import { sessionOf } from '../../platform/session.ts'
import { bigrams } from './bigrams.ts'
import type { TicketDeps } from './deps.ts'
import { rankClasses } from './rank-classes.ts'

/** Newest tickets looked at: about a month of a large district for words, a year of a grid for what is common there. */
const NEWEST_OF_DISTRICT = 1500
const NEWEST_OF_GRID = 300
/** Pairs of the text that are compared; what matters is said at the beginning. */
const MOST_PAIRS = 60

async function listAlikeClasses(tx: Tx, pairs: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (pairs.length === 0) return new Map()
  const { rows } = await sql<{ class_code: string; alike: number }>`
    select class_code, alike from ticket_classes_alike(${pairs}::text[], ${NEWEST_OF_DISTRICT})`.execute(tx)
  return new Map(rows.map((row) => [row.class_code, row.alike]))
}

async function listCommonClasses(tx: Tx, gridId: string | null, newest: number): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ class_code: string; uses: number }>`
    select class_code, uses from ticket_classes_common(${gridId}::uuid, ${newest})`.execute(tx)
  return new Map(rows.map((row) => [row.class_code, row.uses]))
}

/** Likely classes for a matter that is being written down, by its words, its grid, and what is common. */
export async function suggestForStaff(
  call: Call<typeof suggestClasses>,
  deps: Pick<TicketDeps, 'books' | 'places'>,
): Promise<ReplyOf<typeof suggestClasses>> {
  const { tx, query } = call
  const { districtId } = sessionOf(call)
  const { text = '', lon, lat } = query
  const places = await deps.places.open(tx, districtId)
  const classes = await deps.books.classesOf(tx, districtId)
  const located = lon === undefined || lat === undefined ? undefined : places.gridAt({ lon, lat })
  const gridId = located?.id ?? query.gridId ?? null
  const evidence = {
    alike: await listAlikeClasses(tx, bigrams(text).slice(0, MOST_PAIRS)),
    here: gridId === null ? new Map<string, number>() : await listCommonClasses(tx, gridId, NEWEST_OF_GRID),
    often: await listCommonClasses(tx, null, NEWEST_OF_DISTRICT),
  }
  return { items: [...rankClasses(text, classes.inForce(), evidence)] }
}
