import { CompiledQuery } from 'kysely'

import type { Tx } from '../../platform/db/database.ts'
import { messageRow, photoRows, reporterRow, stepRows, ticketRow } from './report-rows.ts'
import { FOLD, REPORT, type WrittenReport } from './write.ts'

/** Every row of a table comes as one JSON list, so that the text never changes and stays prepared. */
const rows = (table: string, place: number): string => `jsonb_populate_recordset(null::${table}, $${place}::jsonb)`
const belongings = (table: string, place: number, columns: string): string =>
  `insert into ${table} (district_id, ticket_id, ${columns})
    select given.district_id, given.ticket_id, ${columns} from changed
    join ${rows(table, place)} as given on given.ticket_id = changed.ticket`

const TICKET = ['district_id', 'id', ...Object.keys(FOLD), ...Object.keys(REPORT)].join(', ')
const INSERT = `
  with changed as (
    insert into ticket (${TICKET}) select ${TICKET} from ${rows('ticket', 1)}
    on conflict (district_id, id) do nothing returning id as ticket
  ), steps as (
    ${belongings('ticket_step', 2, 'seq, command_id, command_hash, kind, at, actor_person_id, actor_unit_id, body')}
  ), reporters as (
    ${belongings('ticket_reporter', 3, 'name, telephone, anonymous, confidential, on_behalf, erase_after, notify_by_sms, notify_lang, telephone_hash')}
  ), photos as (
    ${belongings('photo', 4, 'id, step_seq, kind, width_px, height_px, size_bytes, sha256, created_at, dhash')}
  ), told as (
    insert into outbox (district_id, topic, audience_path, audience_units, payload)
    select district_id, 'ticket.changed', audience_path, audience_units, payload from changed
    join jsonb_to_recordset($5::jsonb)
      as given(ticket_id uuid, district_id int, audience_path text, audience_units uuid[], payload jsonb)
      on given.ticket_id = changed.ticket
  )
  select ticket from changed`

/**
 * Writes new tickets with everything that hangs on them, in one statement however many they are.
 * @returns the reports written; nothing is of those whose id exists already, and of the second of two with one id
 */
export async function insertReports(tx: Tx, reports: readonly WrittenReport[]): Promise<ReadonlySet<WrittenReport>> {
  const byId = new Map<string, WrittenReport>()
  for (const report of reports) {
    const id = report.ticket.id.toLowerCase() // as the database writes it
    if (!byId.has(id)) byId.set(id, report)
  }
  // In one order everywhere, so that two statements with the same ids wait for each other and never in a circle.
  const first = [...byId].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, report]) => report)
  const values = [
    first.map(ticketRow),
    first.flatMap(stepRows),
    first.map(reporterRow),
    first.flatMap(photoRows),
    first.map(messageRow),
  ].map((list) => JSON.stringify(list))
  const done = await tx.executeQuery<{ ticket: string }>(CompiledQuery.raw(INSERT, values))
  return new Set(done.rows.flatMap(({ ticket }) => byId.get(ticket) ?? []))
}
