import type { BulkCommand } from '@lianxin/contract'
import type { Generated } from 'kysely'

import type { Json, NullableTimestamp, Timestamp } from './columns.ts'

/** One change given to many tickets at once. What it did is in the history of each ticket. */
export interface BulkChangeTable {
  district_id: number
  id: string
  person_id: string
  unit_id: string
  content_hash: Buffer
  kinds: string[]
  macro_id: string | null
  ticket_ids: string[]
  done_ticket_ids: Generated<string[]>
  created_at: Timestamp
  undone_at: NullableTimestamp
}

/** Named sequences of commands with fixed fields (快捷处理). */
export interface TicketMacroTable {
  district_id: number
  id: string
  unit_id: string | null
  name: string
  name_en: Generated<string>
  commands: Json<BulkCommand[]>
  changed_at: Timestamp
  changed_by: string
}

/** Tables of bulk changes and macros. */
export interface BulkSchema {
  bulk_change: BulkChangeTable
  ticket_macro: TicketMacroTable
}
