import { type DemoGrid, type DemoOrganisation, makeVisits, seeded } from '@lianxin/demo'
import type { Kysely } from 'kysely'

import { insertBulk } from '../platform/db/bulk.ts'
import type { Schema } from '../platform/db/schema.ts'

interface Visited {
  readonly districtId: number
  readonly grids: readonly DemoGrid[]
  readonly organisation: DemoOrganisation
}

const iso = (at: number): string => new Date(at).toISOString()

/** Writes the visit plans of the places and organisations of a demo district, and the last visits. */
export async function seedVisits(db: Kysely<Schema>, city: Visited, now: number): Promise<void> {
  const { districtId, grids, organisation } = city
  // With this seed the grid worker one enters as has visits to make.
  const { plans, visits } = makeVisits(seeded(districtId + 3), grids, organisation, now)
  await insertBulk(
    db,
    'visit_plan',
    plans.map((plan) => ({
      district_id: districtId,
      id: plan.id,
      grid_id: plan.gridId,
      grid_path: plan.gridPath,
      subject_kind: plan.subjectKind,
      name: plan.name,
      address: plan.address,
      service: plan.service,
      cadence_days: plan.cadence_days,
      agreed_on: plan.agreedOn,
      last_done_on: plan.lastDoneOn,
      tried_on: plan.triedOn,
      rests_since: plan.restsSince,
      ended_on: plan.endedOn,
      due_on: plan.dueOn,
      revision: plan.revision,
      made_by: plan.madeBy,
      made_at: iso(plan.madeAt),
      changed_by: plan.madeBy,
      changed_at: iso(now),
    })),
  )
  await insertBulk(
    db,
    'visit',
    visits.map((visit) => ({
      district_id: districtId,
      id: visit.id,
      plan_id: visit.planId,
      grid_path: visit.gridPath,
      at: iso(visit.at),
      outcome: visit.outcome,
      by_person_id: visit.byPersonId,
      by_unit_id: visit.byUnitId,
      recorded_at: iso(visit.at),
    })),
  )
}
