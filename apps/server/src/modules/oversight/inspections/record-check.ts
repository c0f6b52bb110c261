import type { CheckView, listChecks, recordCheck, ReplyOf } from '@lianxin/contract'
import { dateOfDay, dayNumberOf, publicTimeline, recordCheck as decideCheck, startsFrom } from '@lianxin/domain'

import type { Tx } from '../../../platform/db/database.ts'
import { systemScope } from '../../../platform/db/scope.ts'
import { toTimestamp } from '../../../platform/db/types.ts'
import { Refusal } from '../../../platform/refusal.ts'
import type { Call } from '../../../platform/serve.ts'
import { scopeOf, sessionOf } from '../../../platform/session.ts'
import { tickets } from '../../ticket/index.ts'
import type { OversightDeps } from '../deps.ts'
import { listChecksOf, lockCheck, updateCheck, type StoredCheck } from './store.ts'
import { unitOfWork } from './view.ts'

type Record = Call<typeof recordCheck>

/** What an inspector sees of a matter: its number, class, place, and what was done; nothing of who reported it. */
async function checkView(tx: Tx, around: tickets.Surroundings, check: StoredCheck, now: number): Promise<CheckView> {
  const { places, classes, calendar, districtId } = around
  const open = await tickets.findTicket(tx, districtId, check.ticket_id)
  if (!open) throw new Error(`check of ticket ${check.ticket_id}, which is not there`)
  const { ticket } = open
  const steps = await tickets.listSteps(tx, districtId, ticket.id)
  const entry = classes.of(ticket.class)
  const { grid, address } = ticket.place
  return {
    inspectionId: check.inspection_id,
    ticketId: ticket.id,
    number: open.number,
    className: entry ? { zh: entry.minor, en: entry.minorEn } : null,
    gridName: grid === null ? '' : (places.gridById(grid.gridId)?.name ?? ''),
    address,
    unit: tickets.unitBrief(places, check.unit_id),
    publicReply: ticket.publicReply,
    timeline: publicTimeline(steps).map(({ kind, at, unitId, publicReply }) => ({
      kind,
      at: new Date(at).toISOString(),
      unit: unitId === null ? null : tickets.unitBrief(places, unitId),
      text: publicReply,
    })),
    dueOn: check.due_on,
    overdue: check.verdict === null && check.due_on < dateOfDay(dayNumberOf(calendar, now)),
    verdict: check.verdict,
    seen: check.seen,
    checkedAt: check.checked_at === null ? null : new Date(check.checked_at).toISOString(),
    reopened: check.reopened,
  }
}

/** `check.list`: which ones are the person's is asked in their own scope; only those are read beyond it. */
export async function listForInspector(
  call: Call<typeof listChecks>,
  deps: OversightDeps,
): Promise<ReplyOf<typeof listChecks>> {
  const session = sessionOf(call)
  const { districtId, personId } = session
  const own = await call.inScope(scopeOf(session), (tx) => listChecksOf(tx, districtId, personId))
  if (own.length === 0) return { items: [] }
  return call.inScope(systemScope(districtId), async (tx) => {
    const around = await tickets.surroundingsOf(deps, tx, districtId)
    const items: CheckView[] = []
    for (const check of own) items.push(await checkView(tx, around, check, call.now))
    return { items }
  })
}

/**
 * Opens the matter again by the core's own command. Its window is for reporters: a sample looks further back, and the
 * district's own finding does not lapse. Where it is open again already, or merged meanwhile, there is nothing to do.
 * @returns whether it was reopened
 */
async function reopen(deps: OversightDeps, tx: Tx, call: Record, given: tickets.Surroundings): Promise<boolean> {
  const { ticketId, inspectionId } = call.params
  const { seen } = call.body
  const session = sessionOf(call)
  const open = await tickets.lockTicket(tx, given.districtId, ticketId)
  if (!open) throw new Error(`check of ticket ${ticketId}, which is not there`)
  if (!startsFrom('reopen', open.ticket.state) || open.ticket.closedAt === null) return false
  const around = { ...given, settings: { ...given.settings, reopenWindow_ms: Number.POSITIVE_INFINITY } }
  const reason = seen.trim()
  const commandId = tickets.ruleCommandId(`refuted ${inspectionId} ${ticketId}`)
  const decided = tickets.decideAll(open.ticket, [{ commandId, kind: 'reopen', reason, cause: 'recheck' }], around, {
    now: call.now,
    actor: tickets.staffActor(session),
    actsForUnitIds: [],
    isApprover: false,
    mergeTarget: null,
  })
  await tickets.writeDecided(deps, tx, around, open, decided, tickets.contentHash({ inspectionId, ticketId, reason }))
  return true
}

/** `check.record`: may → read → decide → write, all in one transaction. */
export async function recordForInspector(call: Record, deps: OversightDeps): Promise<CheckView> {
  const session = sessionOf(call)
  const { districtId, personId, unitId } = session
  const { inspectionId, ticketId } = call.params
  if (unitId === null) throw new Refusal('right.missing', { permission: 'inspection.check' })
  return call.inScope(systemScope(districtId), async (tx) => {
    const around = await tickets.surroundingsOf(deps, tx, districtId)
    const row = await lockCheck(tx, districtId, inspectionId, ticketId)
    // Whose it is is the rule of the domain; without one there is nothing to tell apart.
    if (!row) throw new Refusal('inspection.not_assigned')
    const before = {
      inspectorId: row.inspector_id,
      by: row.by_unit_ids.map((one) => unitOfWork(around.places, one)),
      verdict: row.verdict,
      seen: row.seen,
      checkedAt: row.checked_at,
    }
    const found = { verdict: call.body.verdict, seen: call.body.seen.trim() }
    const inspector = { id: personId, unit: unitOfWork(around.places, unitId) }
    const decided = decideCheck(before, found, inspector, call.now)
    if (!decided.ok) throw new Refusal(decided.refusal.code)
    if (decided.value === before) return checkView(tx, around, row, call.now)
    const reopened = found.verdict === 'refuted' && (await reopen(deps, tx, call, around))
    await updateCheck(tx, row, { ...found, reopened, checked_at: toTimestamp(call.now) })
    return checkView(tx, around, { ...row, ...found, reopened, checked_at: call.now }, call.now)
  })
}
