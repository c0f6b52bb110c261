import type { Generated } from 'kysely'

import type { GeneratedTimestamp, Json, Timestamp } from './columns.ts'

/** What happened, written in the same transaction; readers go by (xid, id) below the oldest running transaction, so none is skipped. */
export interface OutboxTable {
  district_id: number
  id: Generated<number>
  xid: Generated<string>
  topic: string
  at: GeneratedTimestamp
  audience_path: string
  audience_units: Generated<string[]>
  payload: Json<Record<string, unknown>>
}

/** Up to where a part of the product has followed the outbox. A message is deleted only when all of them have read it. */
export interface OutboxCursorTable {
  district_id: number
  follower: string
  snapshot: string
  since: Timestamp
  at: Timestamp
}

/** A message that a follower could not take while it took others. */
export interface OutboxSetAsideTable {
  district_id: number
  follower: string
  outbox_id: number
  since: Timestamp
  tried_at: Timestamp
  tries: number
  fault: string
}

/** Tables of what is told as it happens. */
export interface LiveSchema {
  outbox: OutboxTable
  outbox_cursor: OutboxCursorTable
  outbox_set_aside: OutboxSetAsideTable
}
