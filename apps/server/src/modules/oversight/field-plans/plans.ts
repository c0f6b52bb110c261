import type { FieldPlanView, listFieldPlans, planFieldDays, recordFieldDays, ReplyOf } from '@lianxin/contract'
import { fieldPlanStand, localDay } from '@lianxin/domain'

import { toTimestamp } from '../../../platform/db/types.ts'
import { Refusal } from '../../../platform/refusal.ts'
import type { Call } from '../../../platform/serve.ts'
import { sessionOf, type Session } from '../../../platform/session.ts'
import { tickets } from '../../ticket/index.ts'
import type { OversightDeps } from '../deps.ts'
import { findPlan, insertPlan, LIST_LIMIT, listPlanRows, updateOutcome, type StoredPlan } from './store.ts'

function planView(row: StoredPlan, places: tickets.Surroundings['places'], session: Session): FieldPlanView {
  return {
    id: row.id,
    unit: tickets.unitBrief(places, row.unit_id),
    month: row.month.slice(0, 7),
    plannedDays: row.planned_days,
    task: row.task,
    stand: fieldPlanStand({ plannedDays: row.planned_days, keptDays: row.kept_days }),
    keptDays: row.kept_days,
    settled: row.settled,
    reason: row.reason,
    mine: row.unit_id === session.unitId && session.permissions.has('fieldPlan.write'),
  }
}

/** `fieldPlan.list`. */
export async function listPlansForStaff(
  call: Call<typeof listFieldPlans>,
  deps: OversightDeps,
): Promise<ReplyOf<typeof listFieldPlans>> {
  const session = sessionOf(call)
  const places = await deps.places.open(call.tx, session.districtId)
  const { month } = call.query
  const rows = await listPlanRows(call.tx, session.districtId, {
    month: month === undefined ? null : `${month}-01`,
    own: session.unitId,
  })
  return {
    items: rows.slice(0, LIST_LIMIT).map((row) => planView(row, places, session)),
    truncated: rows.length > LIST_LIMIT,
  }
}

/** `fieldPlan.plan`: one for each unit and month. Sent again it is the same plan. */
export async function planDaysForStaff(call: Call<typeof planFieldDays>, deps: OversightDeps): Promise<FieldPlanView> {
  const { tx, body } = call
  const session = sessionOf(call)
  const { districtId, unitId } = session
  if (unitId === null) throw new Refusal('right.missing', { permission: 'fieldPlan.write' })
  const places = await deps.places.open(tx, districtId)
  const { planId: id } = call.params
  await insertPlan(tx, {
    district_id: districtId,
    id,
    unit_id: unitId,
    grid_path: places.unitById(unitId)?.gridPath ?? '',
    month: `${body.month}-01`,
    planned_days: body.plannedDays,
    task: body.task.trim(),
    kept_days: null,
    recorded_at: null,
  })
  const row = await findPlan(tx, districtId, id)
  const isSame =
    row?.unit_id === unitId &&
    row.month === `${body.month}-01` &&
    row.planned_days === body.plannedDays &&
    row.task === body.task.trim()
  if (!isSame) throw new Refusal('fieldPlan.month_taken', {}, '/month')
  return planView(row, places, session)
}

/** `fieldPlan.record`: how many days were kept and what was settled; once. */
export async function recordDaysForStaff(
  call: Call<typeof recordFieldDays>,
  deps: OversightDeps,
): Promise<FieldPlanView> {
  const { tx, now, body } = call
  const session = sessionOf(call)
  const { districtId, unitId } = session
  const { planId: id } = call.params
  const row = await findPlan(tx, districtId, id)
  if (!row) throw new Refusal('fieldPlan.not_found')
  if (row.unit_id !== unitId) throw new Refusal('fieldPlan.not_own')
  const { utcOffsetMinutes } = await deps.books.calendarOf(tx, districtId)
  if (localDay(now, utcOffsetMinutes) < row.month) throw new Refusal('fieldPlan.too_soon')
  const outcome = { kept_days: body.keptDays, settled: body.settled.trim(), reason: body.reason.trim() }
  if (outcome.kept_days < row.planned_days && outcome.reason === '')
    throw new Refusal('fieldPlan.reason_missing', {}, '/reason')
  const isNew = await updateOutcome(tx, districtId, id, { ...outcome, recorded_at: toTimestamp(now) })
  const after = await findPlan(tx, districtId, id)
  const isSame =
    after?.kept_days === outcome.kept_days && after.settled === outcome.settled && after.reason === outcome.reason
  if (!after || (!isNew && !isSame)) throw new Refusal('fieldPlan.done_already')
  return planView(after, await deps.places.open(tx, districtId), session)
}
