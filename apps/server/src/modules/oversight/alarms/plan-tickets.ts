import { createHash } from 'node:crypto'

import {
  answerableUnit,
  isRunning,
  nextAlarm,
  planAlarms,
  type AlarmLadder,
  type AlarmRung,
  type WorkCalendar,
} from '@lianxin/domain'

import type { Tx } from '../../../platform/db/database.ts'
import { systemScope } from '../../../platform/db/scope.ts'
import { toTimestamp } from '../../../platform/db/types.ts'
import type { OversightDeps } from '../deps.ts'
import {
  dropPlans,
  listFired,
  listOutdated,
  listPlannedOtherwise,
  listPlannedTickets,
  listUnplanned,
  putPlans,
  readLadder,
  type PlannedTicket,
} from './store.ts'

const BATCH = 500

/** By what a district plans its alarms. */
export interface Rules {
  readonly calendar: WorkCalendar
  readonly ladder: AlarmLadder
  /** Another calendar or ladder has another one. */
  readonly fingerprint: string
}

export async function rulesOf(deps: OversightDeps, tx: Tx, districtId: number): Promise<Rules> {
  const calendar = await deps.books.calendarOf(tx, districtId)
  const ladder = await readLadder(tx, districtId)
  const { utcOffsetMinutes, spans, exceptions, validYears } = calendar
  const text = JSON.stringify([
    utcOffsetMinutes,
    spans,
    [...exceptions].sort(([a], [b]) => (a < b ? -1 : 1)),
    [...validYears].sort((a, b) => a - b),
    ladder,
  ])
  return { calendar, ladder, fingerprint: createHash('sha256').update(text).digest('base64url').slice(0, 16) }
}

/** What the clock of a ticket raises next, as a row. */
export function planRow(districtId: number, rules: Rules, ticket: PlannedTicket, fired: ReadonlySet<AlarmRung>) {
  const { clock } = ticket.body
  const plan = planAlarms(rules.ladder, rules.calendar, clock)
  const next = isRunning(clock) ? nextAlarm(plan, fired) : null
  return {
    district_id: districtId,
    ticket_id: ticket.id,
    revision: ticket.revision,
    clock_started_at: toTimestamp(clock.startedAt),
    due_at: clock.dueAt === null ? null : toTimestamp(clock.dueAt),
    next_at: next === null || next.at === null ? null : toTimestamp(next.at),
    last_rung: plan.findLast(({ rung }) => fired.has(rung))?.rung ?? null,
    unit_id: answerableUnit(ticket.body).unitId,
    grid_path: ticket.grid_path,
    planned_with: rules.fingerprint,
  }
}

const NONE: ReadonlySet<AlarmRung> = new Set()

/** Plans what these tickets raise next, as they stand now. Fires nothing, and may be repeated at any time. */
export async function planTickets(
  deps: OversightDeps,
  tx: Tx,
  districtId: number,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return
  const rules = await rulesOf(deps, tx, districtId)
  const tickets = await listPlannedTickets(tx, districtId, ids)
  const open = tickets.filter(({ closed }) => !closed)
  const fired = open.length === 0 ? new Map<string, Set<AlarmRung>>() : await listFired(tx, districtId, open)
  await putPlans(
    tx,
    open.map((ticket) => planRow(districtId, rules, ticket, fired.get(ticket.id) ?? NONE)),
  )
  await dropPlans(
    tx,
    districtId,
    tickets.filter(({ closed }) => closed).map(({ id }) => id),
  )
}

/** Plans everything open that has no plan of its present state: tickets that came without a message, or long ago. */
export async function planAll(deps: OversightDeps, districtId: number): Promise<number> {
  let planned = 0
  for (const list of [listUnplanned, listOutdated])
    for (let after: string | null = null; ;) {
      const ids: readonly string[] = await deps.db.withScope(systemScope(districtId), async (tx) => {
        const found = await list(tx, districtId, after, BATCH)
        await planTickets(deps, tx, districtId, found)
        return found
      })
      planned += ids.length
      after = ids.at(-1) ?? null
      if (ids.length < BATCH) break
    }
  return planned
}

/** Plans anew what was planned with another calendar or ladder, after one of them changed. @returns how many */
export async function replanOtherwise(deps: OversightDeps, districtId: number): Promise<number> {
  for (let planned = 0; ;) {
    const count = await deps.db.withScope(systemScope(districtId), async (tx) => {
      const { fingerprint } = await rulesOf(deps, tx, districtId)
      const ids = await listPlannedOtherwise(tx, districtId, fingerprint, BATCH)
      await planTickets(deps, tx, districtId, ids)
      return ids.length
    })
    planned += count
    if (count < BATCH) return planned
  }
}
