import type { BriefContent } from '@lianxin/contract'

import type { Json, NullableTimestamp, Timestamp } from './columns.ts'

/** Monthly briefs, see migration 0190. */
export interface BriefTable {
  district_id: number
  id: string
  unit_id: string
  unit_path: string
  month: string
  version: number
  preliminary: boolean
  asked_at: Timestamp
  asked_by: string | null
  produced_at: NullableTimestamp
  content: Json<BriefContent> | null
}

/** Tables of the monthly brief. */
export interface BriefSchema {
  brief: BriefTable
}
