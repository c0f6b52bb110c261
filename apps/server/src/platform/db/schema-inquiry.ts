import type { Inquiry, InquiryState } from '@lianxin/domain'

import type { Json, NullableTimestamp, Timestamp } from './columns.ts'

/** Questions of a lower level to the one above, see migration 0171. */
export interface InquiryTable {
  district_id: number
  id: string
  ticket_id: string
  ticket_number: string
  grid_path: string
  unit_ids: string[]
  asker_unit_id: string
  asked_unit_id: string
  state: InquiryState
  due_at: NullableTimestamp
  asked_at: Timestamp
  changed_at: Timestamp
  ended_at: NullableTimestamp
  revision: number
  body: Json<Inquiry>
}

export type InquiryStepKind = 'asked' | 'answered' | 'judged' | 'raised' | 'settled' | 'redated'

/** Append-only history of inquiries. */
export interface InquiryStepTable {
  district_id: number
  inquiry_id: string
  seq: number
  ticket_id: string
  command_id: string
  kind: InquiryStepKind
  at: Timestamp
  by_person_id: string | null
  by_unit_id: string | null
  body: Json<Inquiry>
}

/** Tables of inquiries. */
export interface InquirySchema {
  inquiry: InquiryTable
  inquiry_step: InquiryStepTable
}
