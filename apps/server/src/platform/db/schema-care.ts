import type { LocalDate, VisitOutcome, VisitSubject } from '@lianxin/domain'

import type { Timestamp } from './columns.ts'

/** Agreements to visit places and organisations, see migration 0161. */
export interface VisitPlanTable {
  district_id: number
  id: string
  grid_id: string
  grid_path: string
  subject_kind: VisitSubject
  name: string
  address: string
  service: string
  cadence_days: number
  agreed_on: LocalDate
  last_done_on: LocalDate | null
  tried_on: LocalDate | null
  rests_since: LocalDate | null
  ended_on: LocalDate | null
  due_on: LocalDate | null
  revision: number
  made_by: string
  made_at: Timestamp
  changed_by: string
  changed_at: Timestamp
}

/** Visits made, append-only. */
export interface VisitTable {
  district_id: number
  id: string
  plan_id: string
  grid_path: string
  at: Timestamp
  outcome: VisitOutcome
  ticket_id: string | null
  by_person_id: string
  by_unit_id: string
  recorded_at: Timestamp
}

/** Tables of the module care. */
export interface CareSchema {
  visit_plan: VisitPlanTable
  visit: VisitTable
}
