import type { TicketQuery, WORK_LISTS } from '@lianxin/contract'
import { TICKET_STATES, type Instant } from '@lianxin/domain'
import { sql, type RawBuilder } from 'kysely'

import type { Tx } from '../../platform/db/database.ts'
import { Refusal } from '../../platform/refusal.ts'
import { bigrams } from './bigrams.ts'
import type { ListedRow } from './view.ts'

export type WorkList = (typeof WORK_LISTS)[number]
type Condition = RawBuilder<unknown>

/** Who looks at the lists, and when. */
export interface Looking {
  readonly districtId: number
  readonly personId: string
  /** Units whose work is one's own. */
  readonly unitIds: readonly string[]
  readonly now: Instant
  readonly nearDueUntil: Instant
  /** The post sees the whole district. */
  readonly seesAll: boolean
}

const at = (instant: Instant): Condition => sql`${new Date(instant)}::timestamptz`
const open = sql`closed_at is null`
/** Nulls last, so that what has no date yet does not hide what has. */
const DUE = sql`coalesce(due_at, 'infinity'::timestamptz)`

/** What each work list asks for, beside what row-level security lets one see. Each has an index. */
const LISTS: { readonly [L in WorkList]: (looking: Looking) => Condition } = {
  desk: () => sql`${open} and state in ('reported', 'accepted', 'filed')`,
  mine: ({ unitIds, personId }) => sql`${open} and holder_unit_id = any(${unitIds}::uuid[])
    and state in ('dispatched', 'acknowledged', 'inProgress', 'suspended')
    and (holder_person_id is null or holder_person_id = ${personId}::uuid)`,
  unit: ({ unitIds }) => sql`${open} and holder_unit_id = any(${unitIds}::uuid[])`,
  nearDue: ({ now, nearDueUntil }) =>
    sql`${open} and not paused and ${DUE} >= ${at(now)} and ${DUE} <= ${at(nearDueUntil)}`,
  overdue: ({ now }) => sql`${open} and not paused and ${DUE} < ${at(now)}`,
  approval: () => sql`pending_kind is not null`,
  verification: () => sql`${open} and state in ('resolved', 'verified')`,
  reopened: () => sql`${open} and reopen_count > 0`,
  unlocated: () => sql`${open} and grid_id is null`,
  open: () => open,
  all: () => sql`true`,
}

/** Counting stops here; a screen shows 1000+. */
export const COUNT_CAP = 1000

/**
 * The numbers of all lists in one question. Whoever sees much reaches the cap soon; whoever sees little would look at
 * every row for each list, so that the open tickets in reach are gathered once and counted from there.
 */
export async function countLists(tx: Tx, looking: Looking): Promise<Record<WorkList, number>> {
  const { districtId, seesAll } = looking
  const from = seesAll ? sql`ticket where district_id = ${districtId} and` : sql`seen where`
  const counts = Object.entries(LISTS).map(([name, condition]) => {
    const counted = sql`(select count(*)::int from (select 1 from ${from} ${condition(looking)} limit ${COUNT_CAP}) counted)`
    return sql`${name === 'all' && !seesAll ? sql`ticket_count_in_reach(${COUNT_CAP})` : counted} as ${sql.ref(name)}`
  })
  const gathered = seesAll
    ? sql``
    : sql`with seen as materialized (
        select state, closed_at, holder_unit_id, holder_person_id, due_at, paused, pending_kind, reopen_count, grid_id
        from ticket where district_id = ${districtId} and closed_at is null)`
  const { rows } = await sql<Record<WorkList, number>>`${gathered} select ${sql.join(counts)}`.execute(tx)
  const [row] = rows
  if (!row) throw new Error('a count has one row')
  return row
}

type Sort = NonNullable<TicketQuery['sort']>
const SORTS = {
  due: { column: DUE, direction: sql`asc`, after: sql`>` },
  reported: { column: sql`reported_at`, direction: sql`desc`, after: sql`<` },
  changed: { column: sql`changed_at`, direction: sql`desc`, after: sql`<` },
} as const satisfies Record<Sort, unknown>

interface Cursor {
  readonly sort: Sort
  /** ISO text, or `infinity`. */
  readonly value: string
  readonly id: string
}

const invalid = (field: string): Refusal => new Refusal('request.invalid', {}, `/${field}`)

function readCursor(text: string, sort: Sort): Cursor {
  const [given, value, id] = Buffer.from(text, 'base64url').toString('utf8').split(' ')
  const sound = given === sort && value !== undefined && /^[0-9a-f-]{36}$/.test(id ?? '')
  if (!sound || (value !== 'infinity' && Number.isNaN(Date.parse(value)))) throw invalid('cursor')
  return { sort, value, id: id ?? '' }
}

function writeCursor(sort: Sort, row: ListedRow & { due_at: Instant | null }): string {
  const value = sort === 'due' ? row.due_at : sort === 'reported' ? row.reported_at : row.changed_at
  const text = value === null ? 'infinity' : new Date(value).toISOString()
  return Buffer.from(`${sort} ${text} ${row.id}`).toString('base64url')
}

/** Digits of a number, with or without its hyphens. */
const NUMBER = /^\d[\d -]{2,}$/
/** Candidates of a search by words; who finds more had better say more. */
const MOST_FOUND = 2000

/** Most tickets in reach that are gathered; past it the order of the district meets a page of visible ones soon. */
const NARROW = 1000

/** Whether a post sees so few tickets that they are better gathered first than met by walking through all. */
async function isNarrow(tx: Tx, { seesAll }: Looking): Promise<boolean> {
  if (seesAll) return false
  const { rows } = await sql<{ seen: number }>`select ticket_count_in_reach(${NARROW + 1}) as seen`.execute(tx)
  return (rows[0]?.seen ?? 0) <= NARROW
}

function searchCondition(q: string, looking: Looking, openOnly: boolean, narrow: boolean): Condition {
  const text = q.trim()
  if (NUMBER.test(text)) {
    const digits = text.replace(/\D/g, '').slice(0, 13)
    return sql`number >= ${digits.padEnd(13, '0')} and number <= ${digits.padEnd(13, '9')}`
  }
  const pairs = bigrams(text)
  if (pairs.length === 0) return sql`(strpos(title, ${text}) > 0 or strpos(address, ${text}) > 0)`
  if (narrow) return sql`search_bigrams @> ${pairs}::text[]`
  return sql`id = any(ticket_ids_by_bigrams(${looking.districtId}, ${pairs}::text[], ${openOnly}, ${MOST_FOUND}))`
}

/**
 * A path prefix such as `1.4.`, as a range byte by byte: `/` follows `.`, and unlike `like` these operators may use the
 * index under row-level security.
 * @throws Refusal request.invalid
 */
function underCondition(under: string): Condition {
  if (!/^(\d+\.)+$/.test(under)) throw invalid('under')
  return sql`grid_path ~>=~ ${under} and grid_path ~<~ ${`${under.slice(0, -1)}/`}`
}

function filters(query: TicketQuery, looking: Looking, narrow: boolean): readonly Condition[] {
  const list = query.list ?? 'open'
  const conditions: Condition[] = [sql`district_id = ${looking.districtId}`, LISTS[list](looking)]
  if (narrow) conditions.push(sql`id = any(ticket_ids_in_reach(${NARROW}))`)
  if (query.state !== undefined) {
    const states = query.state.split(',')
    if (states.some((state) => !(TICKET_STATES as readonly string[]).includes(state))) throw invalid('state')
    conditions.push(sql`state = any(${states})`)
  }
  if (query.unitId !== undefined) conditions.push(sql`involved_unit_ids @> array[${query.unitId}]::uuid[]`)
  if (query.classCode !== undefined) conditions.push(sql`class_code = ${query.classCode}`)
  if (query.channel !== undefined) conditions.push(sql`channel = ${query.channel}`)
  if (query.urgency !== undefined) conditions.push(sql`urgency = ${query.urgency}`)
  if (query.under !== undefined) conditions.push(underCondition(query.under))
  if (query.from !== undefined) conditions.push(sql`reported_at >= ${at(Date.parse(query.from))}`)
  if (query.to !== undefined) conditions.push(sql`reported_at < ${at(Date.parse(query.to))}`)
  if (query.q !== undefined && query.q.trim() !== '')
    conditions.push(searchCondition(query.q, looking, list !== 'all', narrow))
  return conditions
}

/** Columns of a list; no text of the matter, nothing of the reporter. */
export const LISTED = sql`id, number, revision, state, channel, urgency, title, address, lon, lat, grid_id, grid_path,
  body->'class' as class_ref, holder_unit_id, body->'clock' as clock, pending_kind, photo_count, rating,
  reported_at, changed_at, closed_at, due_at`

const DEFAULT_LIMIT = 50

/** One page of a list, and where the next begins. Pages by key: rows that move meanwhile are neither lost nor doubled within their order. */
export async function listPage(
  tx: Tx,
  query: TicketQuery,
  looking: Looking,
): Promise<{ readonly rows: readonly ListedRow[]; readonly nextCursor: string | null }> {
  const sort: Sort = query.sort ?? (query.list === 'all' ? 'changed' : 'due')
  const { column, direction, after } = SORTS[sort]
  // Open tickets are few and have indexes of their own; the whole history is not.
  const narrow = query.list === 'all' && (await isNarrow(tx, looking))
  const conditions = [...filters(query, looking, narrow)]
  if (query.cursor !== undefined) {
    const cursor = readCursor(query.cursor, sort)
    conditions.push(sql`(${column}, id) ${after} (${cursor.value}::timestamptz, ${cursor.id}::uuid)`)
  }
  const limit = query.limit ?? DEFAULT_LIMIT
  const order = sql`order by ${column} ${direction}, id ${direction}`
  const chosen = sql`ticket where ${sql.join(conditions, sql` and `)} ${order} limit ${limit + 1}`
  // Where rows are sorted and not met in order, only those of the page are unpacked.
  const from = narrow
    ? sql`ticket where district_id = ${looking.districtId} and id = any(array(select id from ${chosen})) ${order}`
    : chosen
  const { rows } = await sql<ListedRow & { due_at: Instant | null }>`select ${LISTED} from ${from}`.execute(tx)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return { rows: page, nextCursor: rows.length > limit && last ? writeCursor(sort, last) : null }
}

type MapRow = Pick<ListedRow, 'id' | 'number' | 'state' | 'urgency' | 'title' | 'lon' | 'lat' | 'class_ref'> & {
  readonly due_at: Instant | null
}

/** Open tickets that have a place, the nearest deadlines first. */
export async function listOnMap(
  tx: Tx,
  districtId: number,
  under: string | undefined,
  most: number,
): Promise<MapRow[]> {
  const where = under === undefined ? sql`true` : underCondition(under)
  const { rows } = await sql<MapRow>`
    select id, number, state, urgency, title, lon, lat, due_at, body->'class' as class_ref
    from ticket where district_id = ${districtId} and closed_at is null and lon is not null and ${where}
    order by ${DUE}, id limit ${most}`.execute(tx)
  return rows
}

type AlikeRow = Pick<ListedRow, 'id' | 'number' | 'title' | 'address' | 'state' | 'lon' | 'lat' | 'class_ref'> & {
  readonly reported_at: Instant
  readonly search_bigrams: readonly string[]
}

/** Open tickets reported since then that share the most pairs of characters. */
export async function listAlike(
  tx: Tx,
  districtId: number,
  { pairs, since, most }: { readonly pairs: readonly string[]; readonly since: Instant; readonly most: number },
): Promise<AlikeRow[]> {
  const { rows } = await sql<AlikeRow>`
    select id, number, title, address, state, reported_at, lon, lat, search_bigrams, body->'class' as class_ref from ticket
    where district_id = ${districtId}
      and id = any(ticket_ids_alike(${districtId}, ${pairs}::text[], ${at(since)}, ${most}))`.execute(tx)
  return rows
}
