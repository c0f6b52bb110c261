import { sql } from 'kysely'

import type { QueryOf, ReplyOf, listTraces } from '@lianxin/contract'

import type { Tx } from '../../../platform/db/database.ts'
import { instantText } from '../view.ts'
import { instantParameter } from './instant.ts'

/**
 * The subject as people call it; the number of a ticket was written down with the trace, people, units and shifts are
 * looked up. Accounts an auditor does not see: a function of the database tells him whose it is (migration 0145).
 */
const subjectName = sql<string | null>`case
  when t.data ? 'number' then t.data ->> 'number'
  when t.subject ~ '^person:[0-9a-f-]{36}$' then
    (select n.name from person n where n.district_id = t.district_id and n.id = substr(t.subject, 8)::uuid)
  when t.subject ~ '^post:[0-9a-f-]{36}$' then
    (select n.name from post o join person n on n.district_id = o.district_id and n.id = o.person_id
      where o.district_id = t.district_id and o.id = substr(t.subject, 6)::uuid)
  when t.subject ~ '^account:[0-9a-f-]{36}$' then account_label(substr(t.subject, 9)::uuid)
  when t.subject ~ '^duty:[0-9a-f-]{36}$' then
    (select u.name || ' · ' || n.name from duty_shift s
      join unit u on u.district_id = s.district_id and u.id = s.unit_id
      join person n on n.district_id = s.district_id and n.id = s.person_id
      where s.district_id = t.district_id and s.id = substr(t.subject, 6)::uuid)
  when t.subject ~ '^district:[0-9]+$' then
    (select d.name from district d where d.district_id = t.district_id)
  when t.subject ~ '^unit:[0-9a-f-]{36}$' then
    (select u.name from unit u where u.district_id = t.district_id and u.id = substr(t.subject, 6)::uuid)
end`

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
    .select(subjectName.as('subjectName'))
  if (wanted.subject !== undefined) {
    const { subject } = wanted
    rows = rows.where((is) => is.or([is('t.subject', '=', subject), is(subjectName, '=', subject)]))
  }
  if (wanted.kind !== undefined) rows = rows.where('t.kind', '=', wanted.kind)
  if (wanted.before !== undefined) rows = rows.where('t.at', '<', instantParameter(Date.parse(wanted.before)))
  const found = await rows
    .orderBy('t.at', 'desc')
    .orderBy('t.id', 'desc')
    .limit(wanted.limit ?? 100)
    .execute()
  return found.map((row) => ({ ...row, at: instantText(row.at) }))
}
