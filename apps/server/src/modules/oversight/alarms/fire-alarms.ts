import {
  alarmsToFire,
  alarmToTell,
  answerableUnit,
  isRunning,
  planAlarms,
  type AlarmRung,
  type Instant,
} from '@lianxin/domain'

import type { Tx } from '../../../platform/db/database.ts'
import { systemScope } from '../../../platform/db/scope.ts'
import { toTimestamp } from '../../../platform/db/types.ts'
import { publish } from '../../../platform/live/outbox.ts'
import type { OversightDeps } from '../deps.ts'
import { planRow, rulesOf, type Rules } from './plan-tickets.ts'
import {
  claimDue,
  dropPlans,
  insertAlarms,
  listFired,
  listPlannedTickets,
  putPlans,
  readSinceWhen,
  type PlannedTicket,
} from './store.ts'

/** Tickets of one transaction: enough to be quick, few enough that another process finds work beside it. */
const BATCH = 100

interface Firing {
  readonly districtId: number
  readonly rules: Rules
  readonly since: Instant
  readonly now: Instant
}

/** Fires what one clock has to say now, and gives its next plan. */
async function fireOne(
  deps: OversightDeps,
  tx: Tx,
  { districtId, rules, since, now }: Firing,
  ticket: PlannedTicket,
  before: ReadonlySet<AlarmRung>,
) {
  const { clock } = ticket.body
  // The row may be older than the ticket: what counts is what the clock says now.
  const plan = planAlarms(rules.ladder, rules.calendar, clock)
  const due = isRunning(clock) && clock.dueAt !== null ? alarmsToFire(plan, before, now) : []
  const toTell = alarmToTell(due, since)
  const { unitId } = answerableUnit(ticket.body)
  const fired = await insertAlarms(
    tx,
    due.map(({ rung, at }) => ({
      district_id: districtId,
      ticket_id: ticket.id,
      clock_started_at: toTimestamp(clock.startedAt),
      rung,
      clock_kind: clock.kind,
      planned_at: toTimestamp(at),
      due_at: toTimestamp(clock.dueAt ?? at),
      fired_at: toTimestamp(now),
      unit_id: unitId,
      told: rung === toTell,
    })),
  )
  const startedAt = new Date(clock.startedAt).toISOString()
  for (const { rung } of fired) {
    const payload = { ticketId: ticket.id, rung, unitId, startedAt, told: rung === toTell }
    const audience = { districtId, path: ticket.grid_path, unitIds: [unitId] }
    await publish(tx, { topic: 'ticket.alarm', payload, audience }, deps.wake)
  }
  const after = new Set([...before, ...due.map(({ rung }) => rung)])
  return { row: planRow(districtId, rules, ticket, after), count: fired.length }
}

/**
 * Claims a batch and fires it in this transaction: what was fired, its message and the next plan are written together
 * or not at all.
 */
export async function fireBatch(deps: OversightDeps, tx: Tx, districtId: number) {
  const now = deps.clock.now()
  const ids = await claimDue(tx, districtId, now, BATCH)
  if (ids.length === 0) return { claimed: 0, fired: 0 }
  const firing = {
    districtId,
    now,
    rules: await rulesOf(deps, tx, districtId),
    since: await readSinceWhen(tx, districtId),
  }
  const tickets = await listPlannedTickets(tx, districtId, ids)
  const open = tickets.filter(({ closed }) => !closed)
  const before = open.length === 0 ? new Map<string, Set<AlarmRung>>() : await listFired(tx, districtId, open)
  let fired = 0
  const rows: ReturnType<typeof planRow>[] = []
  for (const ticket of open) {
    const one = await fireOne(deps, tx, firing, ticket, before.get(ticket.id) ?? new Set())
    fired += one.count
    rows.push(one.row)
  }
  await putPlans(tx, rows)
  const going = new Set(open.map(({ id }) => id))
  await dropPlans(
    tx,
    districtId,
    ids.filter((id) => !going.has(id)),
  )
  return { claimed: ids.length, fired }
}

/** Fires everything that is due, the longest due first. Any number of processes may do so at once. @returns how many */
export async function fireDue(deps: OversightDeps, districtId: number): Promise<number> {
  for (let fired = 0; ;) {
    const batch = await deps.db.withScope(systemScope(districtId), (tx) => fireBatch(deps, tx, districtId))
    fired += batch.fired
    if (batch.claimed < BATCH) return fired
  }
}
