import type { Instant } from '@lianxin/domain'
import type { ColumnType, Generated } from 'kysely'

/** Register of places: grids, buildings, compounds (小区), landmarks, addresses. */
export interface PlaceCodeTable {
  district_id: number
  code: string
  grid_id: string
  name: string
  address: string
  lon: number | null
  lat: number | null
  kind: Generated<'grid' | 'building' | 'compound' | 'landmark' | 'address'>
  name_key: Generated<string>
  pinyin: Generated<string>
  initials: Generated<string>
  search_tokens: Generated<string[]>
  spelled_from: string | null
}

/** Who reported the same matter later and was added to its ticket. */
export interface TicketCoReporterTable {
  district_id: number
  ticket_id: string
  id: string
  follow_hash: Buffer
  joined_at: ColumnType<Instant, Date, Date>
  name: Generated<string>
  telephone: Generated<string>
  anonymous: Generated<boolean>
  confidential: Generated<boolean>
  erase_after: string
  notify_by_sms: Generated<boolean>
  notify_lang: Generated<'zh' | 'en'>
  wechat_openid: Generated<string>
}

/** Tables of the call-taker: where matters are, and who else reported them. */
export interface IntakeSchema {
  place_code: PlaceCodeTable
  ticket_co_reporter: TicketCoReporterTable
}
