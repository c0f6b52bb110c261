import type { CalledUnit, OrderState, TimeLimit, WhistleDue, WhistleState } from '@lianxin/domain'
import type { Generated } from 'kysely'

import type { Json, NullableTimestamp, Timestamp } from './columns.ts'

/** Orders of supervision, see migrations 0176 and 0219. */
export interface SupervisionOrderTable {
  district_id: number
  id: string
  issuer_unit_id: string
  issued_by: string
  grid_path: string
  unit_ids: string[]
  ticket_ids: string[]
  followed_ids: Generated<string[]>
  reason: string
  time_limit: Json<TimeLimit>
  issued_at: Timestamp
  due_at: Timestamp
  state: OrderState
  settled_at: NullableTimestamp
  withdrawn_reason: Generated<string>
  checked_at: NullableTimestamp
  overdue_told_at: NullableTimestamp
}

/** Departments called together. */
export interface WhistleTable {
  district_id: number
  id: string
  caller_unit_id: string
  called_by: string
  grid_path: string
  unit_ids: string[]
  ticket_id: string | null
  text: string
  place: string
  called_at: Timestamp
  sign_due_at: Timestamp
  contact_due_at: Timestamp
  state: WhistleState
  units: Json<readonly CalledUnit[]>
  revision: number
  next_look_at: NullableTimestamp
}

/** A unit that did not answer a whistle by its date, see migration 0196. */
export interface WhistleAlarmTable {
  district_id: number
  whistle_id: string
  unit_id: string
  what: WhistleDue
  caller_unit_id: string
  grid_path: string
  due_at: Timestamp
  fired_at: Timestamp
}

/** Tables of supervision. */
export interface OrdersSchema {
  supervision_order: SupervisionOrderTable
  whistle: WhistleTable
  whistle_alarm: WhistleAlarmTable
}
