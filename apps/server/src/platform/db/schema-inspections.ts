import type { CheckVerdict, LocalDate, SampleStrata } from '@lianxin/domain'
import type { Generated } from 'kysely'

import type { Json, NullableTimestamp, Timestamp } from './columns.ts'

/** Draws of closed matters, see migration 0195. */
export interface InspectionTable {
  district_id: number
  id: string
  drawn_path: string
  drawn_unit_id: string
  drawn_by: string
  drawn_at: Timestamp
  from_day: LocalDate
  to_day: LocalDate
  strata: SampleStrata
  asked: Json<unknown>
  seed: string
  pool_count: number
  wanted: number
  due_on: LocalDate
}

/** What was drawn from. */
export interface InspectionPoolTable {
  district_id: number
  inspection_id: string
  stratum: string
  drawn_path: string
  ticket_ids: string[]
}

/** What was drawn, and what was found. */
export interface InspectionCheckTable {
  district_id: number
  inspection_id: string
  ticket_id: string
  drawn_path: string
  grid_path: string
  number: string
  stratum: string
  unit_id: string
  by_unit_ids: string[]
  inspector_id: string
  due_on: LocalDate
  verdict: CheckVerdict | null
  seen: Generated<string>
  checked_at: NullableTimestamp
  reopened: Generated<boolean>
}

/** Tables of sampling re-checks. */
export interface InspectionsSchema {
  inspection: InspectionTable
  inspection_pool: InspectionPoolTable
  inspection_check: InspectionCheckTable
}
