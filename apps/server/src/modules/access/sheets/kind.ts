import type { Permission, SettingField, SettingValues } from '@lianxin/contract'
import type { Instant } from '@lianxin/domain'

import type { Tx } from '../../../platform/db/database.ts'
import type { Snapshot } from '../../../platform/db/schema-settings.ts'
import type { Lang } from '../../../platform/language.ts'
import type { Admin } from '../deps.ts'

type Bilingual = readonly [zh: string, en: string]

/** A column of a table. Its heading is the word of its field. */
export interface SheetColumn {
  readonly field: SettingField
  /** A new row needs it. */
  readonly required?: boolean
  readonly help: Bilingual
  readonly example: string
  /** Closed set of its words. */
  readonly values?: SettingValues
  /** Characters; 16 where left out. */
  readonly width?: number
}

/** A cell by its field: absent where the file lacks the column (it stays as it is), '' where it is empty. */
export type SheetCells = Readonly<Partial<Record<SettingField, string>>>

/** A row of a file, before anything is believed. */
export interface SheetRow {
  /** As the spreadsheet counts. */
  readonly row: number
  readonly cells: SheetCells
}

/** What is wrong with a cell, in both languages; field '' for the row as a whole, row 0 for the file. */
export interface RowFault {
  readonly row: number
  readonly field: SettingField | ''
  readonly zh: string
  readonly en: string
}

/** A row that would change something. */
export interface PlannedRow {
  readonly row: number
  readonly action: 'created' | 'changed' | 'removed'
  readonly name: string
  readonly before: Snapshot | null
  readonly after: Snapshot | null
}

/** What an import comes to. Nothing is written before `write`, which is called only without faults. */
export interface SheetPlan {
  readonly rows: readonly PlannedRow[]
  readonly unchanged: number
  readonly faults: readonly RowFault[]
  /** @returns the draft version of the catalogue, where one was made */
  write(): Promise<{ readonly version?: number }>
}

/** What a plan is made with. */
export interface Planning {
  readonly admin: Admin
  readonly importId: string
  /** Lets other work of the process run, and tells how far it is; for loops over rows. */
  readonly tick: (done: number, total: number) => Promise<void>
}

/** A table that comes and goes as XLSX. The modules that own its rows hand it in. */
export interface SheetKind {
  /** The right its rows need in any other way too. */
  readonly right: Permission
  readonly columns: readonly SheetColumn[]
  /** The rows there are, as an export writes them: importing them again changes nothing. */
  current(tx: Tx, districtId: number, lang: Lang, now: Instant): Promise<readonly SheetCells[]>
  plan(planning: Planning, rows: readonly SheetRow[]): Promise<SheetPlan>
  /** After the commit: forget what is held in memory, and what follows in transactions of its own. */
  afterwards?(districtId: number): Promise<void>
}
