import type { Instant } from '@lianxin/domain'
import type { ColumnType, Generated } from 'kysely'

/** Steps of editing boundaries, see migration 0160. */
export interface GridEditTable {
  district_id: number
  id: string
  seq: number
  kind: string
  state: Generated<string>
  before: ColumnType<unknown, string, never>
  after: ColumnType<unknown, string, never>
  opened_grid_id: string | null
  edited_at: ColumnType<Instant, Date, never>
  edited_by: string | null
}

/** Tables that came with the editing of boundaries. */
export interface EditSchema {
  grid_edit: GridEditTable
}
