import type { TicketFilter, TicketQuery } from '@lianxin/contract'
import type { Instant } from '@lianxin/domain'
import { sql, type RawBuilder } from 'kysely'

import type { Tx } from '../../platform/db/database.ts'
import { conditionsOf, invalid, NARROW, underCondition } from './filters.ts'
import { afterCursor, ENDED, keyColumns, orderBy, ORDERS, readCursor, writeCursor, type Sort } from './order.ts'
import type { ListedRow } from './view.ts'
import { DUE, open, type Looking } from './work-lists.ts'

type Condition = RawBuilder<unknown>

/** Columns of a list; no text of the matter, nothing of the reporter. */
export const LISTED = sql`id, number, revision, state, channel, urgency, title, address, lon, lat, grid_id, grid_path,
  body->'class' as class_ref, holder_unit_id, body->'clock' as clock, pending_kind, photo_count, rating,
  reported_at, changed_at, closed_at, due_at`

const DEFAULT_LIMIT = 50

/** Whether a post sees so few tickets that they are better gathered first than met by walking through all. */
async function isNarrow(tx: Tx, { seesAll }: Looking): Promise<boolean> {
  if (seesAll) return false
  const { rows } = await sql<{ seen: number }>`select ticket_count_in_reach(${NARROW + 1}) as seen`.execute(tx)
  return (rows[0]?.seen ?? 0) <= NARROW
}

const and = (conditions: readonly Condition[]): Condition => sql.join(conditions, sql` and `)

/** A row with the texts of what it is ordered by. */
type KeyedRow = ListedRow & Readonly<Record<`key_${number}`, string>>

interface Part {
  readonly ended: boolean
  readonly conditions: readonly Condition[]
  readonly offset: number
  readonly limit: number
}

async function readPart(tx: Tx, sort: Sort, part: Part, looking: Looking, narrow: boolean): Promise<KeyedRow[]> {
  const order = part.ended ? ENDED : ORDERS[sort]
  const window = sql`limit ${part.limit} offset ${part.offset}`
  const chosen = sql`ticket where ${and(part.conditions)} ${orderBy(order)} ${window}`
  // Where rows are sorted or passed over, and not just met in the order of an index, only those of the page are unpacked.
  const from =
    narrow || part.offset > 0 || order.keys.length > 1
      ? sql`ticket where district_id = ${looking.districtId} and id = any(array(select id from ${chosen})) ${orderBy(order)}`
      : chosen
  const { rows } = await sql<KeyedRow>`select ${LISTED}, ${keyColumns(order)} from ${from}`.execute(tx)
  return rows
}

async function count(tx: Tx, conditions: readonly Condition[], most: number): Promise<number> {
  const { rows } = await sql<{ found: number }>`
    select count(*)::int as found from (select 1 from ticket where ${and(conditions)} limit ${most}) found`.execute(tx)
  return rows[0]?.found ?? 0
}

/**
 * One page of a list, and where the next begins. Pages by key: rows that move meanwhile are neither lost nor doubled
 * within their order. A list of everything, in an order that only makes sense for open tickets, has two parts: what is
 * open, then what has ended by its last change; each is met in the order of an index.
 * @throws Refusal request.invalid for a cursor of another order, or a filter that cannot be read
 */
export async function listPage(
  tx: Tx,
  query: TicketQuery,
  looking: Looking,
): Promise<{ readonly rows: readonly ListedRow[]; readonly nextCursor: string | null }> {
  const sort: Sort = query.sort ?? (query.list === 'all' ? 'changed' : 'due')
  if (query.cursor !== undefined && query.offset !== undefined) throw invalid('offset')
  // Open tickets are few and have indexes of their own; the whole history is not.
  const narrow = query.list === 'all' && (await isNarrow(tx, looking))
  const conditions = conditionsOf(query, looking, narrow)
  const cursor = query.cursor === undefined ? null : readCursor(query.cursor, sort)
  const limit = query.limit ?? DEFAULT_LIMIT
  const twoParts = query.list === 'all' && ORDERS[sort].openFirst
  const begin = query.offset ?? 0

  const firstConditions = twoParts ? [...conditions, open] : conditions
  const rows: { readonly row: KeyedRow; readonly ended: boolean }[] = []
  if (!cursor?.ended) {
    const from = cursor ? [...firstConditions, afterCursor(ORDERS[sort], cursor)] : firstConditions
    const part: Part = { ended: false, conditions: from, offset: begin, limit: limit + 1 }
    for (const row of await readPart(tx, sort, part, looking, narrow)) rows.push({ row, ended: false })
  }
  if (twoParts && rows.length <= limit) {
    const isPast = cursor?.ended === true
    const opened = begin > 0 && rows.length === 0 ? await count(tx, firstConditions, begin) : begin
    const part: Part = {
      ended: true,
      conditions: [...conditions, sql`closed_at is not null`, ...(isPast ? [afterCursor(ENDED, cursor)] : [])],
      offset: rows.length === 0 ? begin - opened : 0,
      limit: limit + 1 - rows.length,
    }
    for (const row of await readPart(tx, sort, part, looking, narrow)) rows.push({ row, ended: true })
  }

  const last = rows[limit - 1]
  const isMore = rows.length > limit && last !== undefined
  return {
    rows: rows.slice(0, limit).map(({ row }) => row),
    nextCursor: isMore ? writeCursor(sort, { ended: last.ended, values: valuesOf(last), id: last.row.id }) : null,
  }

  function valuesOf({ row, ended }: { readonly row: KeyedRow; readonly ended: boolean }): readonly string[] {
    return (ended ? ENDED : ORDERS[sort]).keys.map((_key, index) => row[`key_${index}`] ?? '')
  }
}

/** How many tickets a filter finds, counting no further than `most`. */
export async function countFound(tx: Tx, query: TicketFilter, looking: Looking, most: number): Promise<number> {
  const narrow = query.list === 'all' && (await isNarrow(tx, looking))
  return count(tx, conditionsOf(query, looking, narrow), most)
}

export type PointRow = Pick<
  ListedRow,
  'id' | 'number' | 'state' | 'urgency' | 'title' | 'lon' | 'lat' | 'class_ref'
> & {
  readonly due_at: Instant | null
}
const POINT = sql`id, number, state, urgency, title, lon, lat, due_at, body->'class' as class_ref`

/** Tickets of a list that have a place; of many, open ones by deadline, else those changed last. */
export async function listPointRows(tx: Tx, query: TicketFilter, looking: Looking, most: number): Promise<PointRow[]> {
  const narrow = query.list === 'all' && (await isNarrow(tx, looking))
  const conditions = [...conditionsOf(query, looking, narrow), sql`lon is not null`]
  const order = query.list === 'all' ? sql`changed_at desc, id desc` : sql`${DUE}, id`
  const { rows } = await sql<PointRow>`
    select ${POINT} from ticket where ${and(conditions)} order by ${order} limit ${most}`.execute(tx)
  return rows
}

/** Open tickets that have a place, the nearest deadlines first. */
export async function listOnMap(
  tx: Tx,
  districtId: number,
  under: string | undefined,
  most: number,
): Promise<PointRow[]> {
  const where = under === undefined ? sql`true` : underCondition(under)
  const { rows } = await sql<PointRow>`
    select ${POINT}
    from ticket where district_id = ${districtId} and closed_at is null and lon is not null and ${where}
    order by ${DUE}, id limit ${most}`.execute(tx)
  return rows
}
