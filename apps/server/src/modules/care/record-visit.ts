import type { recordVisit, ReplyOf } from '@lianxin/contract'
import { afterVisit } from '@lianxin/domain'

import { Refusal } from '../../platform/refusal.ts'
import type { Call } from '../../platform/serve.ts'
import { sessionOf } from '../../platform/session.ts'
import type { CareDeps } from './deps.ts'
import { readDistrictDays } from './district-days.ts'
import { planTold } from './put-plan.ts'
import { findVisit, insertVisit, lockPlan, updatePlan, type StoredVisit } from './store.ts'
import { columnsOf, scheduleOf } from './view.ts'

/** A telephone may be some minutes ahead of the server. */
const AHEAD_MS = 5 * 60_000

const isSame = (a: StoredVisit, b: StoredVisit): boolean =>
  a.plan_id === b.plan_id && a.at === b.at && a.outcome === b.outcome && a.ticket_id === b.ticket_id

/**
 * Records a visit and puts the plan where it stands after it; sent twice it is one visit.
 * @throws Refusal visit.plan_not_found, visit.plan_ended, visit.plan_resting, visit.day_ahead, visit.id_reused
 */
export async function recordOutcome(
  call: Call<typeof recordVisit>,
  { grids }: CareDeps,
): Promise<ReplyOf<typeof recordVisit>> {
  const { tx, now, body } = call
  const { districtId, personId, unitId } = sessionOf(call)
  if (unitId === null) throw new Refusal('right.missing', { permission: 'visit.write' })
  const plan = await lockPlan(tx, districtId, call.params.planId)
  if (!plan) throw new Refusal('visit.plan_not_found')
  const { dayOf } = await readDistrictDays(tx, districtId)
  const index = await grids.of(districtId)
  const visit: StoredVisit = {
    id: body.id,
    plan_id: plan.id,
    grid_path: plan.grid_path,
    at: Date.parse(body.at),
    outcome: body.outcome,
    ticket_id: body.ticketId ?? null,
  }
  const known = await findVisit(tx, districtId, visit.id)
  if (known && !isSame(known, visit)) throw new Refusal('visit.id_reused')
  if (!known) {
    if (plan.ended_on !== null) throw new Refusal('visit.plan_ended')
    if (plan.rests_since !== null) throw new Refusal('visit.plan_resting')
    if (visit.at > now + AHEAD_MS) throw new Refusal('visit.day_ahead', {}, '/at')
    if (!(await insertVisit(tx, districtId, visit, { personId, unitId, now }))) throw new Refusal('visit.id_reused')
    const after = afterVisit(scheduleOf(plan), visit.outcome, dayOf(visit.at))
    await updatePlan(tx, districtId, { ...plan, ...columnsOf(after), revision: plan.revision + 1 }, { personId, now })
  }
  return planTold(tx, districtId, plan.id, index, dayOf(now))
}
