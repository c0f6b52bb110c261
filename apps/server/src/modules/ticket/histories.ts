import type { Step } from '@lianxin/domain'
import { sql } from 'kysely'

import type { Tx } from '../../platform/db/database.ts'

/** A whole history, with the path under which its ticket stands. */
export interface StoredHistory {
  readonly ticketId: string
  readonly gridPath: string
  readonly steps: readonly Step[]
}

/** Whole histories in one reading, each complete and with the path of the same moment. For rules of the system. */
export async function listHistories(tx: Tx, districtId: number, ids: readonly string[]): Promise<StoredHistory[]> {
  const { rows } = await sql<StoredHistory>`
    select t.id as "ticketId", t.grid_path as "gridPath",
      (select jsonb_agg(s.body order by s.seq) from ticket_step s where s.district_id = t.district_id and s.ticket_id = t.id) as steps
    from ticket t where t.district_id = ${districtId} and t.id = any(${[...ids]}::uuid[])`.execute(tx)
  return rows
}

/** Ids of tickets in their order, from one on. */
export async function listIdsAfter(tx: Tx, districtId: number, after: string, limit: number): Promise<string[]> {
  const rows = await tx
    .selectFrom('ticket')
    .select('id')
    .where('district_id', '=', districtId)
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(({ id }) => id)
}
