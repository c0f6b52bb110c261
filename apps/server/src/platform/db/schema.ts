import type { Step, Ticket } from '@lianxin/domain'
import type { ColumnType, Generated } from 'kysely'

import type { GeneratedJson, GeneratedTimestamp, Json, NullableTimestamp, Timestamp } from './columns.ts'
import type { DistrictSettings } from './district-settings.ts'
import type { AlarmsSchema } from './schema-alarms.ts'
import type { AssessmentSchema } from './schema-assessment.ts'
import type { BriefSchema } from './schema-brief.ts'
import type { CareSchema } from './schema-care.ts'
import type { CatalogueSchema } from './schema-catalogue.ts'
import type { EditSchema } from './schema-edit.ts'
import type { FieldPlansSchema } from './schema-field-plans.ts'
import type { FieldSchema } from './schema-field.ts'
import type { InquirySchema } from './schema-inquiry.ts'
import type { FigureSchema } from './schema-figures.ts'
import type { InspectionsSchema } from './schema-inspections.ts'
import type { OrdersSchema } from './schema-orders.ts'
import type { ResponsibilitySchema } from './schema-responsibility.ts'
import type { LiveSchema } from './schema-live.ts'
import type { MessagingSchema } from './schema-messaging.ts'
import type { BulkSchema } from './schema-bulk.ts'
import type { WallTable } from './schema-wall.ts'
import type { SavedViewTable } from './schema-queue.ts'
import type { SettingsSchema } from './schema-settings.ts'
import type { IntakeSchema } from './schema-intake.ts'

export type * from './columns.ts'
export type * from './schema-catalogue.ts'
export type { DistrictSettings } from './district-settings.ts'

/** A tenant: one district (or functional zone). district_id distributes every other table. */
export interface DistrictTable {
  district_id: number
  name: string
  utc_offset_minutes: Generated<number>
  level_names: Json<{ zh: string; en: string }[]>
  settings: GeneratedJson<DistrictSettings>
  created_at: GeneratedTimestamp
}

/** Whoever can hold a ticket: territorial units (块), departments (条), dispatch desks (派遣台). Reference table. */
export interface UnitTable {
  district_id: number
  id: string
  parent_id: string | null
  grid_id: string | null
  kind: string
  level: number
  code: string
  name: string
  name_en: Generated<string>
  telephone: Generated<string>
  grid_path: string
  active: Generated<boolean>
}

/** Staff and volunteers. Residents are never rows here. */
export interface PersonTable {
  district_id: number
  id: string
  name: string
  telephone: Generated<string>
  source: Generated<string>
  active: Generated<boolean>
}

/** Sign-in of a person; account, person and post are three things. */
export interface AccountTable {
  district_id: number
  id: string
  person_id: string
  login_name: string
  password_hash: string | null
  password_history: Generated<string[]>
  totp_secret: string | null
  totp_pending: Generated<string | null>
  totp_last_counter: number | null
  failed_attempts: Generated<number>
  locked_until: NullableTimestamp
  disabled_at: NullableTimestamp
  created_at: GeneratedTimestamp
}

/** A person acting for a unit in a role, with dates. */
export interface PostTable {
  district_id: number
  id: string
  person_id: string
  unit_id: string
  role: string
  valid_from: string
  valid_to: string | null
}

/** Links that set a password once: the first administrator, invitations, resets. */
export interface OneTimeLinkTable {
  district_id: number
  token_hash: Buffer
  account_id: string
  expires_at: Timestamp
  used_at: NullableTimestamp
}

/** Signed-in browsers. Revocation is immediate: every request reads this row. */
export interface SessionTable {
  district_id: number
  token_hash: Buffer
  id: string
  account_id: string
  post_id: string | null
  second_factor: Generated<boolean>
  created_at: Timestamp
  last_seen_at: Timestamp
  expires_at: Timestamp
  revoked_at: NullableTimestamp
}

/** Append-only: reads of personal data with their purpose, sign-ins, changes of rights (GB/T 22239 audit). */
export interface TraceTable {
  district_id: number
  id: string
  at: Timestamp
  kind: string
  person_id: string | null
  post_id: string | null
  subject: string
  purpose: Generated<string>
  result: Generated<string>
  data: GeneratedJson<Record<string, unknown>>
}

/** Who is on duty when (值班, function 71); nobody is available round the clock by default. */
export interface DutyShiftTable {
  district_id: number
  id: string
  unit_id: string
  person_id: string
  starts_at: Timestamp
  ends_at: Timestamp
  telephone: Generated<string>
}

/** A node of the grid tree, from district down to micro-grid. Reference table. */
export interface GridTable {
  district_id: number
  id: string
  parent_id: string | null
  node: number
  path: string
  level: number
  kind: string
  setting: Generated<string>
  code: string
  name: string
  households: number | null
  valid_from: string
  valid_to: string | null
}

/** A boundary of a grid for a time; a changed boundary is a new version and old tickets keep theirs. */
export interface GridVersionTable {
  district_id: number
  id: string
  grid_id: string
  status: Generated<string>
  valid_from: string
  valid_to: string | null
  polygon: Json<number[][][][]>
  area_m2: number
  north: Generated<string>
  east: Generated<string>
  south: Generated<string>
  west: Generated<string>
  source: Generated<string>
  derived: Generated<boolean>
  created_at: GeneratedTimestamp
  created_by: string | null
}

/** Counts changes of the grids of a district, so that processes know when to read them anew. */
export interface GridRevisionTable {
  district_id: number
  revision: number
}

/** Imports of boundaries: progress and result. The file itself is not kept. */
export interface GridImportTable {
  district_id: number
  id: string
  filename: string
  format: string
  crs: string
  state: Generated<string>
  step: Generated<string>
  done: Generated<number>
  total: Generated<number>
  created: Generated<number>
  changed: Generated<number>
  faults: GeneratedJson<unknown[]>
  findings: GeneratedJson<unknown[]>
  repair: ColumnType<unknown, string | null | undefined, string | null>
  started_at: Timestamp
  changed_at: Timestamp
  started_by: string | null
}

/** Who works in a grid in which duty, with dates (functions 8-13, 18, 19). */
export interface GridStaffTable {
  district_id: number
  id: string
  grid_id: string
  person_id: string
  duty: string
  valid_from: string
  valid_to: string | null
}

/** Current state of a matter: the fold of its steps and nothing else. Distributed by district. */
export interface TicketTable {
  district_id: number
  id: string
  number: string
  revision: number
  state: string
  channel: string
  urgency: string
  title: string
  description: string
  address: string
  lon: number | null
  lat: number | null
  grid_id: string | null
  grid_version_id: string | null
  grid_path: string
  class_code: string | null
  holder_unit_id: string
  holder_level: number
  holder_person_id: string | null
  desk_unit_id: string
  involved_unit_ids: string[]
  asked_unit_ids: Generated<string[]>
  clock_kind: string
  clock_started_at: Timestamp
  due_at: NullableTimestamp
  calendar_missing_year: number | null
  promised_at: NullableTimestamp
  pending_kind: string | null
  paused: Generated<boolean>
  merged_into: string | null
  rating: number | null
  reported_at: Timestamp
  filed_at: NullableTimestamp
  resolved_at: NullableTimestamp
  closed_at: NullableTimestamp
  changed_at: Timestamp
  reporter_label: Generated<string>
  photo_count: Generated<number>
  follow_hash: Buffer
  body: Json<Ticket>
  search_bigrams: Generated<string[]>
  reopen_count: Generated<number>
  inquiry_from: NullableTimestamp
  passed_up_at: NullableTimestamp
  latest_due_at: NullableTimestamp
  originally_at: NullableTimestamp
  external_number: string | null
  reporter_count: Generated<number>
  search_spelling: Generated<string[]>
}

/** Append-only history (流转记录). The application's role can insert and read, never change or delete. */
export interface TicketStepTable {
  district_id: number
  ticket_id: string
  seq: number
  command_id: string
  command_hash: Buffer
  kind: string
  at: Timestamp
  actor_person_id: string | null
  actor_unit_id: string | null
  body: Json<Step>
}

/** Who reported, kept apart from the ticket: masked by default, read in clear only with a purpose and a trace. Legal basis: handling the request (PIPL art. 13). */
export interface TicketReporterTable {
  district_id: number
  ticket_id: string
  name: Generated<string>
  telephone: Generated<string>
  anonymous: Generated<boolean>
  confidential: Generated<boolean>
  on_behalf: Generated<string>
  erase_after: string
  telephone_hash: Generated<Buffer | null>
  notify_by_sms: Generated<boolean>
  notify_lang: Generated<'zh' | 'en'>
  wechat_openid: Generated<string>
}

/** Photos of a ticket, re-encoded without EXIF; the bytes lie in the blob store under the id. */
export interface PhotoTable {
  district_id: number
  id: string
  ticket_id: string
  step_seq: number
  kind: Generated<string>
  width_px: number
  height_px: number
  size_bytes: number
  sha256: Buffer
  created_at: Timestamp
  /** 64 letters of 0 and 1. */
  dhash: string | null
}

/** Every table the server reads or writes. */
export interface Schema
  extends
    AlarmsSchema,
    AssessmentSchema,
    BriefSchema,
    BulkSchema,
    CareSchema,
    CatalogueSchema,
    EditSchema,
    FieldSchema,
    FieldPlansSchema,
    FigureSchema,
    InquirySchema,
    InspectionsSchema,
    IntakeSchema,
    MessagingSchema,
    OrdersSchema,
    LiveSchema,
    ResponsibilitySchema,
    SettingsSchema {
  district: DistrictTable
  unit: UnitTable
  person: PersonTable
  account: AccountTable
  post: PostTable
  one_time_link: OneTimeLinkTable
  session: SessionTable
  trace: TraceTable
  duty_shift: DutyShiftTable
  grid: GridTable
  grid_version: GridVersionTable
  grid_import: GridImportTable
  grid_revision: GridRevisionTable
  grid_staff: GridStaffTable
  ticket: TicketTable
  ticket_step: TicketStepTable
  ticket_reporter: TicketReporterTable
  photo: PhotoTable
  wall: WallTable
  saved_view: SavedViewTable
}
