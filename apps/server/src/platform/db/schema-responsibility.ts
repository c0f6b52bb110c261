import type { ResponsibilityActKind } from '@lianxin/contract'
import type {
  ResponsibilityCase,
  ResponsibilityMeasure,
  ResponsibilityRules,
  ResponsibilityState,
} from '@lianxin/domain'

import type { Json, NullableTimestamp, Timestamp } from './columns.ts'

/** Versions of the rules of a district, see migration 0186. */
export interface ResponsibilityRulesTable {
  district_id: number
  version: number
  rules: Json<ResponsibilityRules>
  reason: string
  by_person_id: string
  at: Timestamp
}

/** Units that are to answer for what they missed. */
export interface ResponsibilityCaseTable {
  district_id: number
  id: string
  ticket_id: string
  ticket_number: string
  unit_id: string
  unit_path: string
  share: ResponsibilityCase['share']
  proposed: ResponsibilityMeasure
  measure: ResponsibilityMeasure | null
  rules_version: number
  rules: Json<ResponsibilityRules>
  state: ResponsibilityState
  next_at: NullableTimestamp
  opened_at: Timestamp
  changed_at: Timestamp
  ended_at: NullableTimestamp
  revision: number
  body: Json<ResponsibilityCase>
}

/** Append-only history of cases. */
export interface ResponsibilityActTable {
  district_id: number
  case_id: string
  seq: number
  unit_id: string
  unit_path: string
  command_id: string
  kind: ResponsibilityActKind
  at: Timestamp
  by_person_id: string | null
  by_unit_id: string | null
  reason: string
  measure: ResponsibilityMeasure | null
  upheld: boolean | null
}

/** Praise of units. */
export interface CommendationTable {
  district_id: number
  id: string
  unit_id: string
  ticket_id: string | null
  ticket_number: string | null
  reason: string
  by_person_id: string
  by_unit_id: string
  at: Timestamp
  withdrawn_at: NullableTimestamp
  withdrawn_by: string | null
  withdrawn_reason: string | null
}

/** Tables of responsibility traced back. */
export interface ResponsibilitySchema {
  responsibility_rules: ResponsibilityRulesTable
  responsibility_case: ResponsibilityCaseTable
  responsibility_act: ResponsibilityActTable
  commendation: CommendationTable
}
