import type { NoticeKind, NoticeValues } from '@lianxin/domain'
import type { Generated } from 'kysely'

import type { Json, NullableTimestamp, Timestamp } from './columns.ts'

/** Texts in which a district deviates from the defaults. */
export interface MessageTemplateTable {
  district_id: number
  kind: string
  zh: string
  en: string
  active: boolean
  changed_at: Timestamp
  changed_by: string | null
}

/** Robot in the group of a unit. */
export interface UnitChannelTable {
  district_id: number
  unit_id: string
  adapter: 'wecom' | 'dingtalk'
  address: string
  secret: Generated<string>
  active: boolean
  changed_at: Timestamp
}

/** Messages: one for each step, way and recipient. */
export interface MessageDeliveryTable {
  district_id: number
  id: string
  ticket_id: string
  occasion: string
  kind: NoticeKind
  adapter: 'sms' | 'wechat' | 'wecom' | 'dingtalk'
  recipient: string
  lang: 'zh' | 'en'
  text: string
  holes: Json<NoticeValues>
  state: 'waiting' | 'sending' | 'sent' | 'failed' | 'dropped'
  attempts: Generated<number>
  created_at: Timestamp
  next_attempt_at: NullableTimestamp
  sent_at: NullableTimestamp
  failure: Generated<string>
}

/** The tables of messaging, as part of the whole. */
export interface MessagingSchema {
  message_template: MessageTemplateTable
  unit_channel: UnitChannelTable
  message_delivery: MessageDeliveryTable
}
