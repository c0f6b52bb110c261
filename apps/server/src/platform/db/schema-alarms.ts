import type { AlarmRung, ClockKind } from '@lianxin/domain'

import type { NullableTimestamp, Timestamp } from './columns.ts'

/** Alarms that were fired, append-only; see migration 0175. */
export interface TicketAlarmTable {
  district_id: number
  ticket_id: string
  clock_started_at: Timestamp
  rung: AlarmRung
  clock_kind: ClockKind
  planned_at: Timestamp
  due_at: Timestamp
  fired_at: Timestamp
  unit_id: string
  told: boolean
}

/** What each open clock raises next. */
export interface AlarmPlanTable {
  district_id: number
  ticket_id: string
  revision: number
  clock_started_at: Timestamp
  due_at: NullableTimestamp
  next_at: NullableTimestamp
  last_rung: AlarmRung | null
  unit_id: string
  grid_path: string
  planned_with: string
}

/** Up to where a part of oversight has followed what happened to tickets. */
/** Tables of the alarms. */
export interface AlarmsSchema {
  ticket_alarm: TicketAlarmTable
  alarm_plan: AlarmPlanTable
}
