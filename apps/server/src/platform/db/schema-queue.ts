import type { Json, Timestamp } from './columns.ts'

/** Views of the queue kept under a name, for oneself or for one's unit. */
export interface SavedViewTable {
  district_id: number
  id: string
  person_id: string
  unit_id: string
  name: string
  shared: boolean
  query: Json<Record<string, unknown>>
  columns: string[]
  created_at: Timestamp
  changed_at: Timestamp
}
