import type { TimeLimit } from '@lianxin/domain'
import type { Generated } from 'kysely'

import type { GeneratedJson, GeneratedTimestamp, Json, NullableTimestamp } from './columns.ts'

/** Versions of the catalogue; a ticket keeps the one it was filed with. */
export interface CatalogueVersionTable {
  district_id: number
  version: number
  status: string
  note: Generated<string>
  created_at: GeneratedTimestamp
}

/** Minor classes (小类): condition to file, limit, condition to close, responsible unit per level (职责清单). */
export interface CatalogueClassTable {
  district_id: number
  version: number
  code: string
  kind: string
  major: string
  major_en: Generated<string>
  minor: string
  minor_en: Generated<string>
  filing_condition: Generated<string>
  closing_condition: Generated<string>
  stages: Json<{ name: string; limit: TimeLimit }[]>
  evidence_required: Generated<boolean>
  urgent: Generated<boolean>
  confidential: Generated<boolean>
  responsible: GeneratedJson<Record<string, string>>
  standard_replies: GeneratedJson<string[]>
  source: Generated<string>
}

/** Years for which the working calendar has data; others refuse to give a date. */
export interface CalendarYearTable {
  district_id: number
  year: number
  source: Generated<string>
  replan_from: NullableTimestamp
  replan_asked_at: NullableTimestamp
}

/** Days that deviate from Monday-Friday: holidays and make-up workdays (调休). */
export interface CalendarExceptionTable {
  district_id: number
  day: string
  working: boolean
  name: Generated<string>
}

/** Working hours of a workday. */
export interface WorkingHoursTable {
  district_id: number
  from_minute: number
  to_minute: number
}

/** Tables of the module catalogue. */
export interface CatalogueSchema {
  catalogue_version: CatalogueVersionTable
  catalogue_class: CatalogueClassTable
  calendar_year: CalendarYearTable
  calendar_exception: CalendarExceptionTable
  working_hours: WorkingHoursTable
}
