import type { ClassRef, ClockKind, Days, Instant, Ticket } from '@lianxin/domain'
import { sql } from 'kysely'

import type { Tx } from '../../../platform/db/database.ts'
import type { BriefSubject } from './units.ts'

/** Rows of a ledger; the rest is counted. */
const MOST_MATTERS = 200
const MOST_HOT = 10
/** Below this many a grid and class is no hot spot. */
const HOT_FROM = 2

const at = (instant: Instant) => sql`${new Date(instant)}::timestamptz`

/** What lies under a node, byte by byte, as the indexes have it. */
const under = (path: string) => sql`grid_path ~>=~ ${path} and grid_path ~<~ ${`${path.slice(0, -1)}/`}`

/** Who must act: the holder, and the desk while it verifies. */
const ANSWERABLE = sql`case when clock_kind = 'verification' then desk_unit_id else holder_unit_id end`

/** What a unit answers for: its territory, or what its own units must act on. */
const within = ({ unitIds, path }: BriefSubject) =>
  unitIds.length > 0 ? sql`${ANSWERABLE} = any(${[...unitIds]}::uuid[])` : under(path)

interface Matter {
  readonly id: string
  readonly number: string
  readonly class_ref: ClassRef | null
  readonly grid_path: string
  readonly answerable_unit_id: string
  readonly reported_at: Instant
  readonly due_at: Instant | null
  /** How many there are in all. */
  readonly total: number
}

const COLUMNS = sql`id, number, body -> 'class' as class_ref, grid_path, ${ANSWERABLE} as answerable_unit_id, reported_at, due_at, count(*) over ()::int as total`

/** Open matters whose date has passed, the earliest first; what is paused is not late. */
export async function listOverdue(
  tx: Tx,
  districtId: number,
  subject: BriefSubject,
  now: Instant,
): Promise<readonly (Matter & { readonly due_at: Instant; readonly clock_kind: ClockKind })[]> {
  const { rows } = await sql<Matter & { due_at: Instant; clock_kind: ClockKind }>`
    select ${COLUMNS}, clock_kind from ticket
    where district_id = ${districtId} and closed_at is null and not paused and due_at < ${at(now)} and ${within(subject)}
    order by due_at, id limit ${MOST_MATTERS}`.execute(tx)
  return rows
}

/** Open matters that are paused, extended, or wait for an approval (挂账). */
export async function listPending(
  tx: Tx,
  districtId: number,
  subject: BriefSubject,
): Promise<
  readonly (Matter & {
    readonly clock: Ticket['clock']
    readonly pending: Ticket['pending']
    readonly paused: boolean
    /** Reason of the last extension. */
    readonly extended_for: string | null
  })[]
> {
  const { rows } = await sql<
    Matter & { clock: Ticket['clock']; pending: Ticket['pending']; paused: boolean; extended_for: string | null }
  >`
    select ${COLUMNS}, paused, body -> 'clock' as clock, nullif(body -> 'pending', 'null'::jsonb) as pending,
      (select s.body ->> 'reason' from ticket_step s where s.district_id = ticket.district_id and s.ticket_id = ticket.id
        and s.kind = 'extended' order by s.seq desc limit 1) as extended_for
    from ticket
    where district_id = ${districtId} and closed_at is null and ${within(subject)}
      and (paused or pending_kind is not null or jsonb_array_length(body #> '{clock,extensions}') > 0)
    order by due_at nulls last, id limit ${MOST_MATTERS}`.execute(tx)
  return rows
}

/** A base grid and class with many matters. */
export interface HotCount {
  readonly path: string
  readonly class_code: string
  readonly received: number
  readonly before: number
}

/** A path and those above it: `1.4.7.` is `1.`, `1.4.`, `1.4.7.`. */
const NODES = sql`(select array_to_string((string_to_array(f.grid_path, '.'))[:depth], '.') || '.'
  from generate_series(1, length(f.grid_path) - length(replace(f.grid_path, '.', ''))) depth)`

/** A whole month of a territory, from the counters of months. */
function countedMonths(districtId: number, path: string, period: Days, before: Days) {
  return sql`
    select g.path, f.class_code, sum(f.received) filter (where f.day = ${period.from}::date)::int as received,
      sum(f.received) filter (where f.day = ${before.from}::date)::int as before
    from figure_count f join grid g on g.district_id = f.district_id and g.path = f.grid_path and g.kind = 'base'
    where f.district_id = ${districtId} and f.span = 'month' and f.split = 'class'
      and f.day in (${period.from}::date, ${before.from}::date)
      and f.grid_path ~>=~ ${path} and f.grid_path ~<~ ${`${path.slice(0, -1)}/`}
    group by 1, 2`
}

/**
 * Part of a month, or of one unit: the lines of those days, as no counter tells so much apart. They are added up first,
 * so that the base grid above a place is looked for once for each place and class, not for each matter.
 */
function countedLines(districtId: number, { path, unitIds }: BriefSubject, period: Days, before: Days) {
  const of = unitIds.length > 0 ? sql`unit_id = any(${[...unitIds]}::uuid[])` : under(path)
  return sql`
    select g.path, f.class_code, sum(f.received)::int as received, sum(f.before)::int as before
    from (select grid_path, class_code,
        coalesce(sum(received) filter (where day between ${period.from}::date and ${period.to}::date), 0) as received,
        coalesce(sum(received) filter (where day between ${before.from}::date and ${before.to}::date), 0) as before
      from figure_line
      where district_id = ${districtId} and ${of}
        and (day between ${period.from}::date and ${period.to}::date or day between ${before.from}::date and ${before.to}::date)
      group by 1, 2) f
    join lateral (select path from grid where district_id = ${districtId} and kind = 'base'
      and path in ${NODES} limit 1) g on true
    group by 1, 2`
}

/** Base grids and classes that most matters came from, with the days they are compared with. */
export async function listHotSpots(
  tx: Tx,
  districtId: number,
  subject: BriefSubject,
  { period, before, isPreliminary }: { readonly period: Days; readonly before: Days; readonly isPreliminary: boolean },
): Promise<readonly HotCount[]> {
  const isMonth = !isPreliminary && subject.unitIds.length === 0
  const counted = isMonth
    ? countedMonths(districtId, subject.path, period, before)
    : countedLines(districtId, subject, period, before)
  const { rows } = await sql<HotCount>`
    select path, class_code, received, coalesce(before, 0) as before from (${counted}) counted
    where received >= ${HOT_FROM} order by received desc, before, path, class_code limit ${MOST_HOT}`.execute(tx)
  return rows
}
