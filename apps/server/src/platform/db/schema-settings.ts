import type { Generated } from 'kysely'

import type { Json, Timestamp } from './columns.ts'

/** What a thing looked like: its fields by the names of `SETTING_FIELDS`. */
export type Snapshot = Readonly<Record<string, unknown>>

/** Append-only history of administration. */
export interface SettingChangeTable {
  district_id: number
  id: string
  at: Timestamp
  person_id: string | null
  post_id: string | null
  kind: string
  key: string
  label: string
  before: Json<Snapshot> | null
  after: Json<Snapshot> | null
  undoes: string | null
  batch: string | null
}

/** Imports of tables: uploaded, previewed, confirmed. */
export interface SheetImportTable {
  district_id: number
  id: string
  sheet: string
  filename: string
  content: Buffer | null
  state: Generated<string>
  result: Json<Record<string, unknown>>
  started_by: string
  started_at: Timestamp
  changed_at: Timestamp
}

/** Texts a district wrote instead of the usual ones. */
export interface DistrictTextTable {
  district_id: number
  key: string
  zh: string
  en: Generated<string>
  revision: Generated<number>
}

/** Tables of administration. */
export interface SettingsSchema {
  setting_change: SettingChangeTable
  sheet_import: SheetImportTable
  district_text: DistrictTextTable
}
