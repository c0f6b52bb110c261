import { decide, evolveAll, type Command, type Instant, type Ticket, type WorkCalendar } from '@lianxin/domain'

import type { Tx } from '../../platform/db/database.ts'
import { systemScope } from '../../platform/db/scope.ts'
import { findReplan, replanDone } from '../catalogue/index.ts'
import { contentHash } from './canonical.ts'
import { eraseCoReportersOf } from './co-reporters.ts'
import type { TicketDeps } from './deps.ts'
import { contextOf, pathOf, ruleCommandId, surroundingsOf, writeDecided, type Surroundings } from './perform.ts'
import {
  eraseReportersOf,
  findTicket,
  listDatedFrom,
  listPausesOver,
  listWaitingForCalendar,
  lockTicket,
} from './store.ts'

/** Tickets looked at in one go; each is changed in a transaction of its own. */
const BATCH = 500
const FIRST_ID = '00000000-0000-0000-0000-000000000000'

/** What a rule of the platform comes to for a ticket. */
function decideByRule(around: Surroundings, ticket: Ticket, now: Instant, kind: 'replan' | 'resume') {
  const command: Command = { kind, commandId: ruleCommandId(`${kind} ${ticket.id} ${ticket.revision}`) }
  const actor = { kind: 'system', rule: kind } as const
  const deciding = { now, actor, actsForUnitIds: [], isApprover: false, mergeTarget: null }
  const of = { gridPath: pathOf(ticket, around.places), holderUnitId: ticket.holder.unitId, class: ticket.class }
  return { command, decided: decide(ticket, command, contextOf(around, deciding, of)) }
}

/** Carries out a command of the platform itself; a refusal means that there is nothing to do. */
async function carryOut(
  deps: TicketDeps,
  districtId: number,
  ticketId: string,
  now: Instant,
  kind: 'replan' | 'resume',
): Promise<boolean> {
  return deps.db.withScope(systemScope(districtId), async (tx) => {
    const open = await lockTicket(tx, districtId, ticketId)
    if (!open) return false
    const around = await surroundingsOf(deps, tx, districtId)
    const { command, decided } = decideByRule(around, open.ticket, now, kind)
    if (!decided.ok) return false
    const after = { ticket: evolveAll(open.ticket, decided.value), steps: decided.value }
    await writeDecided(deps, tx, around, open, after, contentHash(command))
    return true
  })
}

/**
 * Gives tickets that wait for calendar data their dates, after a year was entered. Safe to run again and at the same
 * time as another: each ticket is locked, and one that has its date is left alone.
 * @returns number of tickets that got a date
 */
export async function replanWaiting(deps: TicketDeps, districtId: number, now: Instant): Promise<number> {
  let replanned = 0
  let after = FIRST_ID
  for (;;) {
    const ids = await deps.db.withScope(systemScope(districtId), (tx) =>
      listWaitingForCalendar(tx, districtId, after, BATCH),
    )
    for (const id of ids) if (await carryOut(deps, districtId, id, now, 'replan')) replanned += 1
    const last = ids.at(-1)
    if (last === undefined || ids.length < BATCH) return replanned
    after = last
  }
}

/**
 * Computes the dates again that a corrected day of the calendar moved, each with the old and the new one in its history.
 * Killed in between, it begins anew: a ticket that has its date is left alone.
 * @returns number of tickets that got another date
 */
export async function replanMoved(deps: TicketDeps, districtId: number, now: Instant): Promise<number> {
  const inDistrict = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => deps.db.withScope(systemScope(districtId), work)
  const asked = await inDistrict((tx) => findReplan(tx, districtId))
  if (!asked) return 0
  deps.books.forget(districtId) // another process may have changed it
  let moved = 0
  for (const id of await inDistrict((tx) => listDatedFrom(tx, districtId, asked.from)))
    if (await carryOut(deps, districtId, id, now, 'replan')) moved += 1
  await inDistrict((tx) => replanDone(tx, districtId, asked.askedAt))
  return moved
}

/**
 * How many tickets `replanWaiting` would give a date with another calendar, by the same decision. In system scope.
 */
export async function countReplanned(
  deps: TicketDeps,
  tx: Tx,
  districtId: number,
  calendar: WorkCalendar,
  now: Instant,
): Promise<number> {
  const around = { ...(await surroundingsOf(deps, tx, districtId)), calendar }
  let dated = 0
  let after = FIRST_ID
  for (;;) {
    const ids = await listWaitingForCalendar(tx, districtId, after, BATCH)
    for (const id of ids) {
      const open = await findTicket(tx, districtId, id)
      if (open && decideByRule(around, open.ticket, now, 'replan').decided.ok) dated += 1
    }
    const last = ids.at(-1)
    if (last === undefined || ids.length < BATCH) return dated
    after = last
  }
}

/** Ends suspensions whose approved pause is over. @returns how many */
export async function resumeOver(deps: TicketDeps, districtId: number, now: Instant): Promise<number> {
  const ids = await deps.db.withScope(systemScope(districtId), (tx) => listPausesOver(tx, districtId, now, BATCH))
  let resumed = 0
  for (const id of ids) if (await carryOut(deps, districtId, id, now, 'resume')) resumed += 1
  return resumed
}

/** Names and telephones are kept as long as the handling needs them, then emptied (PIPL art. 19 and 47). */
export async function eraseReporters(deps: Pick<TicketDeps, 'db'>, districtId: number, now: Instant): Promise<number> {
  const today = new Date(now).toISOString().slice(0, 10)
  let erased = 0
  for (;;) {
    const [first, further] = await deps.db.withScope(systemScope(districtId), async (tx) => [
      await eraseReportersOf(tx, districtId, today, BATCH),
      await eraseCoReportersOf(tx, districtId, today, BATCH),
    ])
    erased += first + further
    if (first < BATCH && further < BATCH) return erased
  }
}
