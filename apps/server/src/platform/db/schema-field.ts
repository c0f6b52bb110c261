import type { Instant } from '@lianxin/domain'
import type { ColumnType } from 'kysely'

/** Spoken notes of a ticket, at most a minute each; the bytes lie in the blob store under the id. */
export interface VoiceNoteTable {
  district_id: number
  id: string
  ticket_id: string
  step_seq: number
  media_type: string
  duration_ms: number
  size_bytes: number
  sha256: Buffer
  created_at: ColumnType<Instant, Date, Date>
}

/** Tables that came with the grid worker's telephone. */
export interface FieldSchema {
  voice_note: VoiceNoteTable
}
