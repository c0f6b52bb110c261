import type { WORK_LISTS } from '@lianxin/contract'
import type { Instant } from '@lianxin/domain'
import { sql, type RawBuilder } from 'kysely'

import type { Tx } from '../../platform/db/database.ts'

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
  /** First instant of tomorrow in the district. */
  readonly endOfToday: Instant
  /** 24 hours of working time from now. */
  readonly in24Hours: Instant
  /** The post sees the whole district. */
  readonly seesAll: boolean
  readonly pathOfGrid: (gridId: string) => string | undefined
}

export const at = (instant: Instant): Condition => sql`${new Date(instant)}::timestamptz`
export const open = sql`closed_at is null`
/** Nulls last, so that what has no date yet does not hide what has. */
export const DUE = sql`coalesce(due_at, 'infinity'::timestamptz)`

/** What each work list asks for, beside what row-level security lets one see. Each has an index. */
export const LISTS: { readonly [L in WorkList]: (looking: Looking) => Condition } = {
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
  // A result that is being verified is not asked about; rework brings it back.
  inquiries: ({ now }) => sql`${open} and inquiry_from <= ${at(now)} and state not in ('resolved', 'verified')`,
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
        select state, closed_at, holder_unit_id, holder_person_id, due_at, paused, pending_kind, reopen_count, grid_id,
          inquiry_from
        from ticket where district_id = ${districtId} and closed_at is null)`
  const { rows } = await sql<Record<WorkList, number>>`${gathered} select ${sql.join(counts)}`.execute(tx)
  const [row] = rows
  if (!row) throw new Error('a count has one row')
  return row
}
