import type { TicketChanged } from '@lianxin/contract'
import { latestDueOf, type Instant, type Step, type Ticket } from '@lianxin/domain'
import { CompiledQuery } from 'kysely'

import type { Tx } from '../../platform/db/database.ts'

/** A photo that comes with a command. */
export interface NewPhoto {
  readonly id: string
  readonly kind: 'report' | 'evidence'
  readonly width_px: number
  readonly height_px: number
  readonly size_bytes: number
  /** Hex. */
  readonly sha256: string
  /** 64 letters of 0 and 1; null for a picture of one tone. */
  readonly dhash: string | null
}

/** Everything one command writes. */
export interface Written {
  readonly districtId: number
  readonly ticket: Ticket
  readonly steps: readonly Step[]
  readonly commandHash: Buffer
  readonly number: string
  /** Path of the grid, or of the desk that must find the place. */
  readonly gridPath: string
  readonly photos: readonly NewPhoto[]
  /** Units told at once; those involved unless given. */
  readonly audienceUnitIds?: readonly string[]
  /** Title for shared screens; empty where the class is confidential. */
  readonly publicTitle: string
}

/** What a report writes beside. */
export interface WrittenReport extends Written {
  readonly followHash: Buffer
  readonly reporterLabel: string
  readonly bigrams: readonly string[]
  /** Syllables and pairs of initials of the title. */
  readonly spelling: readonly string[]
  readonly originallyAt: Instant | null
  readonly externalNumber: string | null
  readonly reporter: {
    readonly name: string
    readonly telephone: string
    readonly anonymous: boolean
    readonly confidential: boolean
    readonly onBehalf: string
    /** What the telephone is compared by; null without one. */
    readonly telephoneHash: Buffer | null
    readonly notifyBySms: boolean
    readonly lang: 'zh' | 'en'
    /** UTC day. */
    readonly eraseAfter: string
  }
}

const time = (at: Instant | null | undefined): string | null => (at == null ? null : new Date(at).toISOString())

/** Columns that follow from the fold, and how. */
export const FOLD: Readonly<Record<string, (written: Written) => unknown>> = {
  revision: ({ ticket }) => ticket.revision,
  state: ({ ticket }) => ticket.state,
  channel: ({ ticket }) => ticket.channel,
  urgency: ({ ticket }) => ticket.urgency,
  title: ({ ticket }) => ticket.title,
  description: ({ ticket }) => ticket.description,
  address: ({ ticket }) => ticket.place.address,
  lon: ({ ticket }) => ticket.place.position?.lon ?? null,
  lat: ({ ticket }) => ticket.place.position?.lat ?? null,
  grid_id: ({ ticket }) => ticket.place.grid?.gridId ?? null,
  grid_version_id: ({ ticket }) => ticket.place.grid?.gridVersionId ?? null,
  grid_path: ({ gridPath }) => gridPath,
  class_code: ({ ticket }) => ticket.class?.classCode ?? null,
  holder_unit_id: ({ ticket }) => ticket.holder.unitId,
  holder_level: ({ ticket }) => ticket.holder.level,
  holder_person_id: ({ ticket }) => ticket.holderPersonId,
  desk_unit_id: ({ ticket }) => ticket.desk.unitId,
  involved_unit_ids: ({ ticket }) => ticket.involvedUnitIds,
  clock_kind: ({ ticket }) => ticket.clock.kind,
  clock_started_at: ({ ticket }) => time(ticket.clock.startedAt),
  due_at: ({ ticket }) => time(ticket.clock.dueAt),
  calendar_missing_year: ({ ticket }) =>
    ticket.clock.calendarMissingYear ?? ticket.promise?.calendarMissingYear ?? null,
  promised_at: ({ ticket }) => time(ticket.promisedAt),
  pending_kind: ({ ticket }) => ticket.pending?.kind ?? null,
  paused: ({ ticket }) => ticket.state === 'suspended',
  merged_into: ({ ticket }) => ticket.mergedInto,
  rating: ({ ticket }) => ticket.rating?.score ?? null,
  reported_at: ({ ticket }) => time(ticket.reportedAt),
  filed_at: ({ ticket }) => time(ticket.filedAt),
  resolved_at: ({ ticket }) => time(ticket.resolvedAt),
  closed_at: ({ ticket }) => time(ticket.closedAt),
  changed_at: ({ ticket }) => time(ticket.lastStepAt),
  reopen_count: ({ ticket }) => ticket.reopenCount,
  inquiry_from: ({ ticket }) => time(ticket.inquiryFrom),
  passed_up_at: ({ ticket }) => time(ticket.passedUpAt),
  /** Of these steps; beside those written before, the later one stays. */
  latest_due_at: ({ steps }) => time(latestDueOf(steps)),
  body: ({ ticket }) => JSON.stringify(ticket),
}
const FOLD_COLUMNS = Object.keys(FOLD)
const FOLD_VALUES = Object.values(FOLD)

export const REPORT: Readonly<Record<string, (written: WrittenReport) => unknown>> = {
  number: ({ number }) => number,
  photo_count: ({ photos }) => photos.length,
  reporter_label: (written) => written.reporterLabel,
  follow_hash: (written) => written.followHash,
  search_bigrams: (written) => written.bigrams,
  search_spelling: (written) => written.spelling,
  originally_at: (written) => time(written.originallyAt),
  external_number: (written) => written.externalNumber,
}

/** Columns that keep what was there before. */
const KEPT: Readonly<Record<string, (value: string) => string>> = {
  latest_due_at: (value) => `greatest(latest_due_at, ${value}::timestamptz)`,
  involved_unit_ids: (value) =>
    `${value}::uuid[] || array(select unnest(asked_unit_ids) except select unnest(${value}::uuid[]))`,
}
const folded = (from: number): string =>
  FOLD_COLUMNS.map((column, nth) => KEPT[column]?.(`$${from + nth}`) ?? `$${from + nth}`).join(', ')

/** Steps, photos and message as two JSON lists and one value, so that the text never changes and stays prepared. */
const TAIL = `
  steps as (
    insert into ticket_step (district_id, ticket_id, seq, command_id, command_hash, kind, at, actor_person_id, actor_unit_id, body)
    select $1, $2, s.seq, s.command_id, $3::bytea, s.kind, s.at, s.person_id, s.unit_id, s.body
    from changed, jsonb_to_recordset($4::jsonb) as s(seq int, command_id uuid, kind text, at timestamptz, person_id uuid, unit_id uuid, body jsonb)
  ), photos as (
    insert into photo (district_id, id, ticket_id, step_seq, kind, width_px, height_px, size_bytes, sha256, created_at, dhash)
    select $1, p.id, $2, p.seq, p.kind, p.width_px, p.height_px, p.size_bytes, decode(p.sha256, 'hex'), p.at, p.dhash::bit(64)
    from changed, jsonb_to_recordset($5::jsonb) as p(id uuid, seq int, kind text, width_px int, height_px int, size_bytes int, sha256 text, at timestamptz, dhash text)
  ), told as (
    insert into outbox (district_id, topic, audience_path, audience_units, payload)
    select $1, 'ticket.changed', $6::text, $7::uuid[], $8::jsonb from changed
  )`
const HEAD_PARAMS = 8

const UPDATE = `
  with changed as (
    update ticket set (${FOLD_COLUMNS.join(', ')}) = row(${folded(HEAD_PARAMS + 3)}),
      photo_count = photo_count + $${HEAD_PARAMS + 1}
    where district_id = $1 and id = $2 and revision = $${HEAD_PARAMS + 2} returning id
  ), ${TAIL}
  select count(*)::int as rows from changed`

export function message({ ticket, steps, number, gridPath, publicTitle }: Written): TicketChanged {
  return {
    ticketId: ticket.id,
    number,
    revision: ticket.revision,
    step: steps.at(-1)?.kind ?? '',
    state: ticket.state,
    urgency: ticket.urgency,
    title: publicTitle,
    gridPath,
    holderUnitId: ticket.holder.unitId,
    dueAt: time(ticket.clock.dueAt),
  }
}

/** The columns of a step beside ids and hash. */
export function stepFacts(step: Step) {
  return {
    seq: step.seq,
    command_id: step.commandId,
    kind: step.kind,
    at: time(step.at),
    person_id: step.actor.kind === 'staff' ? step.actor.personId : null,
    unit_id: step.actor.kind === 'staff' ? step.actor.unitId : null,
    body: step,
  }
}

function head(written: Written): unknown[] {
  const { ticket } = written
  const steps = written.steps.map(stepFacts)
  const photos = written.photos.map((photo) => ({ ...photo, seq: ticket.revision, at: time(ticket.lastStepAt) }))
  return [
    written.districtId,
    ticket.id,
    written.commandHash,
    JSON.stringify(steps),
    JSON.stringify(photos),
    written.gridPath,
    written.audienceUnitIds ?? ticket.involvedUnitIds,
    JSON.stringify(message(written)),
  ]
}

async function rowsChanged(tx: Tx, text: string, values: unknown[]): Promise<boolean> {
  const { rows } = await tx.executeQuery<{ rows: number }>(CompiledQuery.raw(text, values))
  return rows[0]?.rows === 1
}

/**
 * Writes what a command decided: fold, steps, photos and the message to live screens, in one statement.
 * @param revision  the revision the decision was made on
 * @returns         false when the ticket is no longer at that revision
 */
export function writeSteps(tx: Tx, written: Written, revision: number): Promise<boolean> {
  const values = [...head(written), written.photos.length, revision, ...FOLD_VALUES.map((value) => value(written))]
  return rowsChanged(tx, UPDATE, values)
}
