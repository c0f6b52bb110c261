import {
  signingsSince,
  type AssessmentFact,
  type ClassRef,
  type FactRules,
  type Measure,
  type Period,
  type Score,
} from '@lianxin/domain'
import { sql } from 'kysely'

import type { Tx } from '../../../platform/db/database.ts'
import type { AssessmentTable, Shown } from '../../../platform/db/schema-assessment.ts'
import { toTimestamp } from '../../../platform/db/types.ts'

/** A fact with the ticket it is read from. */
export type TicketFact = AssessmentFact & { readonly ticketId: string }

/** A unit that is assessed. */
export interface AssessedUnit {
  readonly id: string
  readonly path: string
}

/** Units of base grids, or departments, that have work now. */
export async function listAssessed(
  tx: Tx,
  districtId: number,
  subject: AssessmentTable['subject'],
): Promise<readonly AssessedUnit[]> {
  const { rows } = await sql<AssessedUnit>`
    select u.id, coalesce(g.path, '') as path from unit u
    left join grid g on g.district_id = u.district_id and g.id = u.grid_id
    where u.district_id = ${districtId} and u.active
      and case when ${subject}::text = 'grid' then u.kind = 'territorial' and g.kind <> 'area' else u.kind = 'department' end
    order by u.id`.execute(tx)
  return rows
}

/** Tickets in which something could count in a period: what `mayCountIn` of the domain says, each part by its index. */
export async function listCandidates(
  tx: Tx,
  districtId: number,
  period: Period,
  rules: FactRules,
): Promise<readonly string[]> {
  const [from, to, since] = [period.from, period.to, signingsSince(period, rules)].map(toTimestamp)
  const { rows } = await sql<{ id: string }>`
    select id from ticket where district_id = ${districtId} and changed_at >= ${since} and reported_at < ${to}
    union
    select id from ticket where district_id = ${districtId} and closed_at is null and reported_at < ${to}
    union
    select id from ticket
    where district_id = ${districtId} and closed_at is not null and latest_due_at >= ${from} and reported_at < ${to}
    order by id`.execute(tx)
  return rows.map(({ id }) => id)
}

/** Tickets read so far, for whoever waits for the count, and that it is at work. */
export async function tellProgress(
  tx: Tx,
  districtId: number,
  id: string,
  { tickets, now }: { readonly tickets: number; readonly now: number },
): Promise<void> {
  await tx
    .updateTable('assessment')
    .set({ counted_tickets: tickets, counting_at: toTimestamp(now) })
    .where('district_id', '=', districtId)
    .where('id', '=', id)
    .execute()
}

/** Replaces everything that was counted. */
export async function replaceCount(
  tx: Tx,
  districtId: number,
  id: string,
  count: {
    readonly shown: Shown
    readonly units: readonly AssessedUnit[]
    readonly facts: readonly TicketFact[]
    readonly scores: ReadonlyMap<string, Score>
    readonly now: number
    readonly tickets: number
  },
): Promise<void> {
  for (const table of ['assessment_fact', 'assessment_score'] as const)
    await tx.deleteFrom(table).where('district_id', '=', districtId).where('assessment_id', '=', id).execute()
  const paths = new Map(count.units.map((unit) => [unit.id, unit.path]))
  const facts = count.facts.map((fact) => ({
    unit_id: fact.unitId,
    unit_path: paths.get(fact.unitId) ?? '',
    measure: fact.measure,
    ticket_id: fact.ticketId,
    seq: fact.seq,
    hit: fact.hit,
    exclusion: fact.excluded,
  }))
  await sql`
    insert into assessment_fact (district_id, assessment_id, unit_id, unit_path, shown, measure, ticket_id, seq, hit, exclusion)
    select ${districtId}, ${id}, f.unit_id, f.unit_path, ${count.shown}, f.measure, f.ticket_id, f.seq, f.hit, nullif(f.exclusion, 'null'::jsonb)
    from jsonb_to_recordset(${JSON.stringify(facts)}::jsonb)
      as f(unit_id uuid, unit_path text, measure text, ticket_id uuid, seq int, hit boolean, exclusion jsonb)`.execute(
    tx,
  )
  const scores = count.units.map((unit) => {
    const of = count.scores.get(unit.id)
    return { unit_id: unit.id, unit_path: unit.path, items: of?.items ?? [], total_centi: of?.total_centi ?? null }
  })
  await sql`
    insert into assessment_score (district_id, assessment_id, unit_id, unit_path, shown, items, total_centi)
    select ${districtId}, ${id}, s.unit_id, s.unit_path, ${count.shown}, s.items, s.total_centi
    from jsonb_to_recordset(${JSON.stringify(scores)}::jsonb) as s(unit_id uuid, unit_path text, items jsonb, total_centi int)`.execute(
    tx,
  )
  await tx
    .updateTable('assessment')
    .set({ counted_at: toTimestamp(count.now), counted_tickets: count.tickets, counting_at: null })
    .where('district_id', '=', districtId)
    .where('id', '=', id)
    .execute()
}

/** Which facts. */
interface FactFilter {
  /** Assessment. */
  readonly id: string
  readonly unitId?: string
  readonly measure?: Measure
  /** Each hit costs points: those come first then. */
  readonly hitsAreBad?: boolean
  readonly only?: 'excluded'
}

/** What was counted for a unit, or for all of them: what speaks against the unit first. */
export async function listFacts(tx: Tx, districtId: number, of: FactFilter): Promise<readonly TicketFact[]> {
  let found = tx
    .selectFrom('assessment_fact')
    .select(['unit_id', 'measure', 'ticket_id', 'seq', 'hit', 'exclusion'])
    .where('district_id', '=', districtId)
    .where('assessment_id', '=', of.id)
  if (of.unitId !== undefined) found = found.where('unit_id', '=', of.unitId)
  if (of.measure !== undefined) found = found.where('measure', '=', of.measure)
  if (of.only === 'excluded') found = found.where('exclusion', 'is not', null)
  const rows = await found
    .orderBy('hit', of.hitsAreBad ? 'desc' : 'asc')
    .orderBy('ticket_id')
    .orderBy('seq')
    .execute()
  return rows.map((row) => ({
    unitId: row.unit_id,
    measure: row.measure,
    ticketId: row.ticket_id,
    seq: row.seq,
    hit: row.hit,
    excluded: row.exclusion,
  }))
}

/** Leaves tickets out of a measure of a unit, with the reason. */
export async function excludeTickets(
  tx: Tx,
  districtId: number,
  of: { readonly id: string; readonly unitId: string; readonly measure: Measure },
  tickets: readonly string[],
  exclusion: NonNullable<AssessmentFact['excluded']>,
): Promise<void> {
  if (tickets.length === 0) return
  await tx
    .updateTable('assessment_fact')
    .set({ exclusion: JSON.stringify(exclusion) })
    .where('district_id', '=', districtId)
    .where('assessment_id', '=', of.id)
    .where('unit_id', '=', of.unitId)
    .where('measure', '=', of.measure)
    .where('ticket_id', 'in', [...tickets])
    .execute()
}

export async function updateScore(
  tx: Tx,
  districtId: number,
  id: string,
  unitId: string,
  { items, total_centi }: Score,
): Promise<void> {
  await tx
    .updateTable('assessment_score')
    .set({ items: JSON.stringify(items), total_centi })
    .where('district_id', '=', districtId)
    .where('assessment_id', '=', id)
    .where('unit_id', '=', unitId)
    .executeTakeFirstOrThrow()
}

export interface NamedTicket {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly class_ref: ClassRef | null
}

/** Number, title and class of tickets, of those the caller sees. */
export async function nameTickets(
  tx: Tx,
  districtId: number,
  ids: readonly string[],
): Promise<ReadonlyMap<string, NamedTicket>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('ticket')
    .select(['id', 'number', 'title', sql<ClassRef | null>`body->'class'`.as('class_ref')])
    .where('district_id', '=', districtId)
    .where('id', 'in', [...ids])
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}
