import type { BodyOf, putVisitPlan, ReplyOf } from '@lianxin/contract'
import { agreeOnVisits, type LocalDate, type VisitSchedule } from '@lianxin/domain'

import type { Tx } from '../../platform/db/database.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Call } from '../../platform/serve.ts'
import { sessionOf, type Session } from '../../platform/session.ts'
import type { GridIndex } from '../grid/index.ts'
import type { CareDeps } from './deps.ts'
import { readDistrictDays, type DistrictDays } from './district-days.ts'
import { findListedPlan, insertPlan, lockPlan, updatePlan, type StoredPlan } from './store.ts'
import { columnsOf, planView, scheduleOf } from './view.ts'

type Body = BodyOf<typeof putVisitPlan>

/** A grid where work is done, within the territory of the post. @throws Refusal visit.grid_outside */
function gridFor(session: Session, index: GridIndex, gridId: string) {
  const grid = index.gridById(gridId)
  const isOwn = session.territory !== '' && grid?.path.startsWith(session.territory)
  if (!grid || !isOwn || grid.kind === 'area') throw new Refusal('visit.grid_outside', {}, '/gridId')
  return grid
}

/** @throws Refusal visit.cadence_not_offered, visit.day_ahead, visit.agreement_older */
function agreed(body: Body, before: VisitSchedule | null, today: LocalDate, offered: readonly number[]): VisitSchedule {
  const decided = agreeOnVisits(body, before, today, offered)
  if (decided.ok) return decided.value
  const { refusal } = decided
  switch (refusal.code) {
    case 'visit.cadence_not_offered':
      throw new Refusal(refusal.code, { offered: refusal.offered.join(', ') }, '/cadence_days')
    case 'visit.day_ahead':
      throw new Refusal(refusal.code, {}, '/agreedOn')
    case 'visit.agreement_older':
      throw new Refusal(refusal.code, { since: refusal.since }, '/agreedOn')
  }
}

/** The plan to write, or null where exactly this was written already: the same request sent again. */
function change(before: StoredPlan | undefined, after: StoredPlan, revision: number | null): StoredPlan | null {
  if (!before) return after
  const isSame = (Object.keys(after) as (keyof StoredPlan)[]).every(
    (name) => name === 'revision' || before[name] === after[name],
  )
  if (isSame && before.revision === (revision ?? 0) + 1) return null
  if (before.ended_on !== null) throw new Refusal('visit.plan_ended')
  if (before.revision !== revision) throw new Refusal('visit.plan_stale')
  return after
}

/** Puts a plan down, changes, rests, resumes or ends it. */
export async function putPlan(
  call: Call<typeof putVisitPlan>,
  { grids }: CareDeps,
): Promise<ReplyOf<typeof putVisitPlan>> {
  const { tx, now, body } = call
  const session = sessionOf(call)
  const { districtId, personId } = session
  const { planId } = call.params
  const index = await grids.of(districtId)
  const days = await readDistrictDays(tx, districtId)
  const before = await lockPlan(tx, districtId, planId)
  if (!before && body.revision !== null) throw new Refusal('visit.plan_not_found')
  const after = change(
    before,
    planOf(planId, body, before, gridFor(session, index, body.gridId), days, now),
    body.revision,
  )
  if (after && before) await updatePlan(tx, districtId, after, { personId, now })
  else if (after && !(await insertPlan(tx, districtId, after, { personId, now })))
    throw new Refusal('visit.plan_not_found')
  return planTold(tx, districtId, planId, index, days.dayOf(now))
}

function planOf(
  id: string,
  body: Body,
  before: StoredPlan | undefined,
  grid: { readonly id: string; readonly path: string },
  { cadences_days, dayOf }: DistrictDays,
  now: number,
): StoredPlan {
  const schedule = agreed(body, before ? scheduleOf(before) : null, dayOf(now), cadences_days)
  return {
    id,
    grid_id: grid.id,
    grid_path: grid.path,
    subject_kind: body.subjectKind,
    name: body.name.trim(),
    address: body.address.trim(),
    service: body.service.trim(),
    ...columnsOf(schedule),
    revision: (before?.revision ?? 0) + 1,
  }
}

/** A plan that is there, as it is now. */
export async function planTold(tx: Tx, districtId: number, planId: string, index: GridIndex, today: LocalDate) {
  const row = await findListedPlan(tx, districtId, planId)
  if (!row) throw new Error('a plan that was written is there')
  return planView(row, index, today)
}
