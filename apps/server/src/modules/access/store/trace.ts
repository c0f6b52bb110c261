import type { QueryOf, ReplyOf, listTraces } from '@lianxin/contract'

import type { Tx } from '../../../platform/db/database.ts'
import { instantText } from '../view.ts'
import { instantParameter } from './instant.ts'

/** The audit trail, latest first, with what row-level security lets the reader see. */
export async function listTraceRows(
  tx: Tx,
  districtId: number,
  wanted: QueryOf<typeof listTraces>,
): Promise<ReplyOf<typeof listTraces>['items']> {
  let rows = tx
    .selectFrom('trace as t')
    .leftJoin('person as p', (join) =>
      join.onRef('p.district_id', '=', 't.district_id').onRef('p.id', '=', 't.person_id'),
    )
    .where('t.district_id', '=', districtId)
    .select(['t.id', 't.at', 't.kind', 'p.name as personName', 't.subject', 't.purpose', 't.result'])
  if (wanted.subject !== undefined) rows = rows.where('t.subject', '=', wanted.subject)
  if (wanted.kind !== undefined) rows = rows.where('t.kind', '=', wanted.kind)
  if (wanted.before !== undefined) rows = rows.where('t.at', '<', instantParameter(Date.parse(wanted.before)))
  const found = await rows
    .orderBy('t.at', 'desc')
    .orderBy('t.id', 'desc')
    .limit(wanted.limit ?? 100)
    .execute()
  return found.map((row) => ({ ...row, at: instantText(row.at) }))
}
