import type { ClockView, TicketRow, UnitBrief } from '@lianxin/contract'
import {
  addWorkingTime,
  isEnd,
  remainingWorkingMs,
  type Channel,
  type ClassRef,
  type Clock,
  type Instant,
  type Pending,
  type TicketState,
  type Urgency,
} from '@lianxin/domain'

import type { Surroundings } from './perform.ts'
import type { Places } from './places.ts'
import { publicTitle } from './public-title.ts'

/** A ticket as its columns give it, for lists. */
export interface ListedRow {
  readonly id: string
  readonly number: string
  readonly revision: number
  readonly state: TicketState
  readonly channel: Channel
  readonly urgency: Urgency
  readonly title: string
  readonly address: string
  readonly lon: number | null
  readonly lat: number | null
  readonly grid_id: string | null
  readonly grid_path: string
  readonly class_ref: ClassRef | null
  readonly holder_unit_id: string
  readonly clock: Clock
  readonly pending_kind: Pending['kind'] | null
  readonly photo_count: number
  readonly rating: number | null
  readonly reported_at: Instant
  readonly changed_at: Instant
  readonly closed_at: Instant | null
}

export const iso = (at: Instant): string => new Date(at).toISOString()
export const isoOrNull = (at: Instant | null): string | null => (at === null ? null : iso(at))

const NEAR = new WeakMap<Surroundings, { readonly now: Instant; readonly until: Instant }>()

/** Up to when a deadline counts as near, from now on; computed once a request. Without calendar data only by the clock. */
export function nearDueUntil(around: Surroundings, now: Instant): Instant {
  const known = NEAR.get(around)
  if (known?.now === now) return known.until
  const until = computeNearDueUntil(around, now)
  NEAR.set(around, { now, until })
  return until
}

function computeNearDueUntil(around: Surroundings, now: Instant): Instant {
  const until = addWorkingTime(around.calendar, now, around.settings.nearDue)
  return until.ok ? until.value : now + around.settings.nearDue.amount * 3_600_000
}

/** How the clock stands, in one word. */
export function conditionOf(
  clock: Pick<Clock, 'dueAt' | 'stoppedAt'>,
  state: TicketState,
  now: Instant,
  near: Instant,
): ClockView['condition'] {
  if (isEnd(state) || clock.stoppedAt !== null) return 'stopped'
  if (state === 'suspended') return 'paused'
  if (clock.dueAt === null) return 'calendarMissing'
  if (now > clock.dueAt) return 'overdue'
  return clock.dueAt <= near ? 'nearDue' : 'running'
}

/** The clock as a screen shows it. */
export function clockView(clock: Clock, state: TicketState, around: Surroundings, now: Instant): ClockView {
  const remaining = remainingWorkingMs(around.calendar, clock, now)
  return {
    kind: clock.kind,
    startedAt: iso(clock.startedAt),
    limit: { ...clock.limit },
    dueAt: isoOrNull(clock.dueAt),
    remainingWorking_ms: remaining.ok ? remaining.value : null,
    condition: conditionOf(clock, state, now, nearDueUntil(around, now)),
    calendarMissingYear: clock.calendarMissingYear,
  }
}

/** A unit as screens name it; one that is gone from the directory keeps its id. */
export function unitBrief(places: Places, id: string): UnitBrief {
  const unit = places.unitById(id)
  if (!unit) return { id, name: '', nameEn: '', kind: 'department', level: 0, telephone: '' }
  const { name, nameEn, kind, level, telephone } = unit
  return { id, name, nameEn, kind, level, telephone }
}

/** A row of a queue. */
export function rowView(row: ListedRow, around: Surroundings, now: Instant): TicketRow {
  const entry = around.classes.of(row.class_ref)
  return {
    id: row.id,
    number: row.number,
    revision: row.revision,
    state: row.state,
    channel: row.channel,
    urgency: row.urgency,
    title: publicTitle(around.classes, row.class_ref, row.title),
    address: row.address,
    position: row.lon === null || row.lat === null ? null : { lon: row.lon, lat: row.lat },
    gridId: row.grid_id,
    gridName: row.grid_id === null ? null : (around.places.gridById(row.grid_id)?.name ?? null),
    gridPath: row.grid_path,
    classCode: row.class_ref?.classCode ?? null,
    className: entry ? { zh: entry.minor, en: entry.minorEn } : null,
    holder: unitBrief(around.places, row.holder_unit_id),
    clock: clockView(row.clock, row.state, around, now),
    pending: row.pending_kind,
    photoCount: row.photo_count,
    rating: row.rating,
    reportedAt: iso(row.reported_at),
    changedAt: iso(row.changed_at),
    closedAt: isoOrNull(row.closed_at),
  }
}
