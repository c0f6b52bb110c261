import type { Instant } from '@lianxin/domain'
import { sql } from 'kysely'

import type { Tx } from '../../platform/db/database.ts'

/** Numbers of a part of the grid tree. */
export interface Sums {
  readonly open: number
  readonly overdue: number
  readonly settled: number
  readonly onTime: number
  readonly visitsDue: number
}
export const NONE: Sums = { open: 0, overdue: 0, settled: 0, onTime: 0, visitsDue: 0 }

/** Some of the numbers of one path. */
export type PathCounts = Partial<Sums> & { readonly path: string }

/**
 * Open tickets by path, and those closed since then, as far as the caller may see tickets. Two passes: over the index
 * of open ones, and over that of closed ones by time.
 */
export async function countByPath(
  tx: Tx,
  districtId: number,
  { now, since }: { readonly now: Instant; readonly since: Instant },
): Promise<PathCounts[]> {
  const { rows } = await sql<PathCounts>`
    with counted as (
      select grid_path as path, count(*)::int as open,
        (count(*) filter (where due_at < ${new Date(now)}::timestamptz and not paused))::int as overdue,
        0 as settled, 0 as on_time
      from ticket where district_id = ${districtId} and closed_at is null group by grid_path
      union all
      select grid_path, 0, 0, count(*)::int,
        (count(*) filter (where coalesce(resolved_at, closed_at) <= promised_at))::int
      from ticket
      where district_id = ${districtId} and state = 'closed' and promised_at is not null
        and closed_at >= ${new Date(since)}::timestamptz
      group by grid_path)
    select path, sum(open)::int as open, sum(overdue)::int as overdue, sum(settled)::int as settled,
      sum(on_time)::int as "onTime"
    from counted group by path`.execute(tx)
  return rows
}
