import type { Instant } from '@lianxin/domain'
import { sql } from 'kysely'

import type { Tx } from '../../platform/db/database.ts'
import { readDistrictDays } from './district-days.ts'

/**
 * Plans due today or before by path of the grid tree, as far as the caller may see visits. Reads the due ones only, over
 * their index.
 */
export async function countDueByPath(
  tx: Tx,
  districtId: number,
  now: Instant,
): Promise<{ readonly path: string; readonly visitsDue: number }[]> {
  const { dayOf } = await readDistrictDays(tx, districtId)
  const { rows } = await sql<{ path: string; visitsDue: number }>`
    select grid_path as path, count(*)::int as "visitsDue" from visit_plan
    where district_id = ${districtId} and due_on <= ${dayOf(now)}::date group by grid_path`.execute(tx)
  return rows
}
