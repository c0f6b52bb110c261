import type { WallView } from '@lianxin/contract'

import type { NullableTimestamp, Timestamp } from './columns.ts'

/** A screen in a hall. */
export interface WallTable {
  district_id: number
  id: string
  unit_id: string
  grid_path: string
  name: string
  views: WallView[]
  seconds_per_view: number
  key_hash: Buffer
  made_by: string
  made_at: Timestamp
  closed_at: NullableTimestamp
}
