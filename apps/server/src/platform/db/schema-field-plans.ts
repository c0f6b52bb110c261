import type { LocalDate } from '@lianxin/domain'
import type { Generated } from 'kysely'

import type { NullableTimestamp, Timestamp } from './columns.ts'

/** Weekly hours of departments in grids, see migration 0197. */
export interface ClinicTable {
  district_id: number
  id: string
  unit_id: string
  grid_id: string
  weekday: number
  from_minute: number
  to_minute: number
  place: string
  matters: string
  from_day: LocalDate
  to_day: LocalDate | null
  revision: Generated<number>
}

/** A clinic that was ended early, see migration 0220. */
export interface ClinicEndingTable {
  district_id: number
  clinic_id: string
  seq: number
  unit_id: string
  last_day: LocalDate
  before_day: LocalDate | null
  decided_at: Timestamp
}

/** What became of one day of a clinic. */
export interface ClinicDayTable {
  district_id: number
  clinic_id: string
  day: LocalDate
  unit_id: string
  held: boolean
  reason: string
  ticket_ids: string[]
  recorded_at: Timestamp
}

/** Field days of a unit in a month, and what came of them. */
export interface FieldPlanTable {
  district_id: number
  id: string
  unit_id: string
  grid_path: string
  month: LocalDate
  planned_days: number
  task: string
  kept_days: number | null
  settled: Generated<string>
  reason: Generated<string>
  recorded_at: NullableTimestamp
}

/** Tables of field work. */
export interface FieldPlansSchema {
  clinic: ClinicTable
  clinic_day: ClinicDayTable
  clinic_ending: ClinicEndingTable
  field_plan: FieldPlanTable
}
