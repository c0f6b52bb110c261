import { decide, evolveAll, type Actor, type Command, type Instant } from '@lianxin/domain'
import { sql, type RawBuilder } from 'kysely'

import type { Tx } from '../../platform/db/database.ts'
import { systemScope } from '../../platform/db/scope.ts'
import { contentHash } from './canonical.ts'
import type { TicketDeps } from './deps.ts'
import { contextOf, pathOf, ruleCommandId, surroundingsOf, writeDecided } from './perform.ts'
import type { UnitPlace } from './places.ts'
import { toRefusal } from './refusal.ts'
import { lockTicket } from './store.ts'

/** Tickets taken up in one go; all of a unit move in one transaction with its closing. */
const BATCH = 500

/** Open tickets that name a unit: as holder, desk or helper, or as desk only. Counting and moving both ask this. */
function naming(districtId: number, unitId: string, as: 'any' | 'desk'): RawBuilder<unknown> {
  const desk = sql`desk_unit_id = ${unitId}::uuid`
  const holdsOrSends = sql`(${desk} or holder_unit_id = ${unitId}::uuid
    or body->'coUnits' @> ${JSON.stringify([{ unitId }])}::jsonb)`
  return sql`district_id = ${districtId} and closed_at is null and ${as === 'desk' ? desk : holdsOrSends}`
}

/** How many open tickets name a unit. In system scope. */
export async function countNaming(tx: Tx, districtId: number, unitId: string, as: 'any' | 'desk'): Promise<number> {
  const { rows } = await sql<{ tickets: number }>`
    select count(*)::int as tickets from ticket where ${naming(districtId, unitId, as)}`.execute(tx)
  return rows[0]?.tickets ?? 0
}

/** How many open tickets a person signed for, within some units where they are given. In system scope. */
export async function countSigned(
  tx: Tx,
  districtId: number,
  personId: string,
  unitIds?: readonly string[],
): Promise<number> {
  const within = unitIds === undefined ? sql`true` : sql`holder_unit_id = any(${unitIds}::uuid[])`
  const { rows } = await sql<{ tickets: number }>`
    select count(*)::int as tickets from ticket
    where district_id = ${districtId} and closed_at is null and holder_person_id = ${personId}::uuid and ${within}`.execute(
    tx,
  )
  return rows[0]?.tickets ?? 0
}

/** Open tickets whose deadline falls into a span. In system scope. */
export async function countDue(tx: Tx, districtId: number, from: Instant, to: Instant): Promise<number> {
  const { rows } = await sql<{ tickets: number }>`
    select count(*)::int as tickets from ticket where district_id = ${districtId} and closed_at is null
      and due_at >= ${new Date(from)}::timestamptz and due_at <= ${new Date(to)}::timestamptz`.execute(tx)
  return rows[0]?.tickets ?? 0
}

/** Open tickets of some classes, whatever the version they were classified with. In system scope. */
export async function countOfClasses(tx: Tx, districtId: number, codes: readonly string[]): Promise<number> {
  if (codes.length === 0) return 0
  const { rows } = await sql<{ tickets: number }>`
    select count(*)::int as tickets from ticket
    where district_id = ${districtId} and closed_at is null and class_code = any(${codes}::text[])`.execute(tx)
  return rows[0]?.tickets ?? 0
}

/** What is handed over, and why. */
export interface HandingOver {
  readonly districtId: number
  readonly from: Pick<UnitPlace, 'id' | 'name'>
  readonly heir: Pick<UnitPlace, 'id' | 'level'>
  readonly as: 'any' | 'desk'
  readonly reason: string
  readonly now: Instant
}

/**
 * Gives every open ticket that names a unit to its heir, in the caller's transaction and in system scope: the unit closes
 * with all its tickets moved, or not at all. Each ticket gets a step of its own; its clock goes on.
 * @returns how many moved
 */
export async function handOver(deps: TicketDeps, tx: Tx, handing: HandingOver): Promise<number> {
  const { districtId, from, heir, as, reason, now } = handing
  const around = await surroundingsOf(deps, tx, districtId)
  const actor: Actor = { kind: 'system', rule: 'unitSucceeded' }
  const deciding = { now, actor, actsForUnitIds: [], isApprover: false, mergeTarget: null } as const
  let moved = 0
  for (;;) {
    const { rows } = await sql<{ id: string }>`
      select id from ticket where ${naming(districtId, from.id, as)} order by id limit ${BATCH}`.execute(tx)
    for (const { id } of rows) {
      const open = await lockTicket(tx, districtId, id)
      if (!open || open.ticket.closedAt !== null) continue
      const { ticket } = open
      const command: Command = {
        kind: 'succeed',
        commandId: ruleCommandId(`succeed ${id} ${ticket.revision}`),
        fromUnitId: from.id,
        heir: { unitId: heir.id, level: heir.level },
        reason,
      }
      const of = { gridPath: pathOf(ticket, around.places), holderUnitId: ticket.holder.unitId, class: ticket.class }
      const decided = decide(ticket, command, contextOf(around, deciding, of))
      if (!decided.ok) throw toRefusal(decided.refusal)
      const after = { ticket: evolveAll(ticket, decided.value), steps: decided.value }
      await writeDecided(deps, tx, around, open, after, contentHash(command))
      moved += 1
    }
    if (rows.length < BATCH) return moved
  }
}

/** Units that open tickets name as holder or desk. */
async function listNamed(tx: Tx, districtId: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select holder_unit_id as id from ticket where district_id = ${districtId} and closed_at is null
    union select desk_unit_id from ticket where district_id = ${districtId} and closed_at is null`.execute(tx)
  return rows.map(({ id }) => id)
}

/**
 * Gives what came to a unit in the moment in which it was closed to the desk of its area: a report is decided on units held
 * in memory, which another process may know up to ten seconds longer.
 * @returns how many moved
 */
export async function handDissolved(deps: TicketDeps, districtId: number, now: Instant): Promise<number> {
  return deps.db.withScope(systemScope(districtId), async (tx) => {
    const places = await deps.places.open(tx, districtId)
    let moved = 0
    for (const id of await listNamed(tx, districtId)) {
      const from = places.unitById(id)
      if (!from || from.active) continue
      const heir = places.deskOf(from.gridPath)
      moved += await handOver(deps, tx, { districtId, from, heir, as: 'any', reason: `${from.name}已停用`, now })
    }
    return moved
  })
}
