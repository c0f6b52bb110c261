import type { TicketFilter } from '@lianxin/contract'
import { TICKET_STATES, type Instant } from '@lianxin/domain'
import { sql, type RawBuilder } from 'kysely'

import { Refusal } from '../../platform/refusal.ts'
import { bigrams } from './bigrams.ts'
import { figureCondition } from './figure-filter.ts'
import { at, DUE, LISTS, open, type Looking } from './work-lists.ts'

type Condition = RawBuilder<unknown>

export const invalid = (field: string): Refusal => new Refusal('request.invalid', {}, `/${field}`)

/** Digits of a number, with or without its hyphens. */
const NUMBER = /^\d[\d -]{2,}$/
/** Candidates of a search by words; who finds more had better say more. */
const MOST_FOUND = 2000

/** Most tickets in reach that are gathered; past it the order of the district meets a page of visible ones soon. */
export const NARROW = 1000

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
export function underCondition(under: string): Condition {
  if (!/^(\d+\.)+$/.test(under)) throw invalid('under')
  return sql`grid_path ~>=~ ${under} and grid_path ~<~ ${`${under.slice(0, -1)}/`}`
}

/**
 * A rectangle `west,south,east,north` in degrees. Plain comparisons, which an index answers under row-level security;
 * those of geometric types would not be asked.
 * @throws Refusal request.invalid
 */
export function bboxCondition(bbox: string): Condition {
  const sides = bbox.split(',').map(Number)
  const [west = Number.NaN, south = Number.NaN, east = Number.NaN, north = Number.NaN] = sides
  const sound = sides.length === 4 && sides.every(Number.isFinite) && west <= east && south <= north
  if (!sound || Math.abs(west) > 180 || Math.abs(east) > 180 || Math.abs(south) > 90 || Math.abs(north) > 90)
    throw invalid('bbox')
  return sql`lon >= ${west} and lon <= ${east} and lat >= ${south} and lat <= ${north}`
}

function gridCondition(gridId: string, { pathOfGrid }: Looking): Condition {
  const path = pathOfGrid(gridId)
  if (path === undefined) throw invalid('gridId')
  return underCondition(path)
}

/** Open tickets whose clock runs towards a date before `until`; `from` leaves out those that are overdue. */
function dueCondition(until: Instant, from?: Instant): Condition {
  const running = sql`${open} and not paused and ${DUE} < ${at(until)}`
  return from === undefined ? running : sql`${running} and ${DUE} >= ${at(from)}`
}

function dueFilter(due: NonNullable<TicketFilter['due']>, { now, endOfToday, in24Hours }: Looking): Condition {
  switch (due) {
    case 'overdue':
      return dueCondition(now)
    case 'today':
      return dueCondition(endOfToday, now)
    case 'within24':
      return dueCondition(in24Hours, now)
  }
}

function stateCondition(text: string): Condition {
  const states = text.split(',')
  if (states.some((state) => !(TICKET_STATES as readonly string[]).includes(state))) throw invalid('state')
  return sql`state = any(${states})`
}

const instant = (text: string): Condition => at(Date.parse(text))

/** Each filter of the contract and what it asks of a row. */
const CONDITIONS: {
  readonly [F in Exclude<keyof TicketFilter, 'list' | 'q'>]-?: (
    value: NonNullable<TicketFilter[F]>,
    looking: Looking,
  ) => Condition
} = {
  state: stateCondition,
  unitId: (unitId) => sql`involved_unit_ids @> array[${unitId}]::uuid[]`,
  classCode: (code) => sql`class_code = ${code}`,
  channel: (channel) => sql`channel = ${channel}`,
  urgency: (urgency) => sql`urgency = ${urgency}`,
  due: dueFilter,
  dueBefore: (text) => dueCondition(Date.parse(text)),
  under: underCondition,
  gridId: gridCondition,
  bbox: bboxCondition,
  from: (text) => sql`reported_at >= ${instant(text)}`,
  to: (text) => sql`reported_at < ${instant(text)}`,
  figure: figureCondition,
}

/**
 * Everything a list and its filters ask of a row, beside what row-level security lets one see.
 * @param narrow  the post sees so few tickets that they are gathered first, see `isNarrow`
 * @throws Refusal request.invalid naming the filter
 */
export function conditionsOf(query: TicketFilter, looking: Looking, narrow: boolean): readonly Condition[] {
  const list = query.list ?? 'open'
  const conditions: Condition[] = [sql`district_id = ${looking.districtId}`, LISTS[list](looking)]
  if (narrow) conditions.push(sql`id = any(ticket_ids_in_reach(${NARROW}))`)
  for (const [name, condition] of Object.entries(CONDITIONS)) {
    const value = query[name as keyof typeof CONDITIONS]
    if (value !== undefined)
      conditions.push((condition as (value: string, looking: Looking) => Condition)(value, looking))
  }
  if (query.q !== undefined && query.q.trim() !== '')
    conditions.push(searchCondition(query.q, looking, list !== 'all', narrow))
  return conditions
}
