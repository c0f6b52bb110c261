import type { Deadline, Interval, TimeLimit } from '../calendar/types.ts'
import type { Instant } from '../time.ts'

/**
 * Where a ticket stands. The table of what may follow what is in `transitions.ts`.
 *
 * - `reported` 登记: at the desk of the place, waiting to be accepted
 * - `accepted` 受理 · `filed` 立案: classified and located, waiting for dispatch
 * - `dispatched` 派遣: with its holder, not yet signed for · `acknowledged` 签收 · `inProgress` 处置中
 * - `suspended` 挂起: approved pause; the clock stands still
 * - `resolved` 办结: waiting for verification · `verified` 核查通过: waiting to be closed
 * - `closed` 结案 · `abnormallyClosed` 非正常结案 · `declined` 不予受理 · `void` 作废 · `merged` 并入
 */
export const TICKET_STATES = [
  'reported',
  'accepted',
  'filed',
  'dispatched',
  'acknowledged',
  'inProgress',
  'suspended',
  'resolved',
  'verified',
  'closed',
  'abnormallyClosed',
  'declined',
  'void',
  'merged',
] as const
export type TicketState = (typeof TICKET_STATES)[number]

/** Where a report came in (来源渠道); functions 31, 40, 48. */
export const CHANNELS = [
  'residentQr',
  'residentPage',
  'gridWorker',
  'hotline12345',
  'patrolCar',
  'department',
  'camera',
  'courtyardLeader',
  'api',
] as const
export type Channel = (typeof CHANNELS)[number]

export const URGENCIES = ['normal', 'urgent'] as const
export type Urgency = (typeof URGENCIES)[number]

/** Who did it. `resident` is a reporter without an account; `system` is a rule acting by itself. */
export type Actor =
  | {
      readonly kind: 'staff'
      readonly personId: string
      readonly unitId: string
      /** For whom of the further reporters it was written down; left out for the first. */
      readonly coReporterId?: string
    }
  | { readonly kind: 'resident'; readonly coReporterId?: string }
  | { readonly kind: 'system'; readonly rule: string }

/** WGS 84 degrees, longitude first. */
export interface Position {
  readonly lon: number
  readonly lat: number
}

/** The grid version a ticket was located with; it keeps it when the boundary changes later. */
export interface GridRef {
  readonly gridId: string
  readonly gridVersionId: string
  /** Materialised path of the grid tree, e.g. `1.4.17.203.`; a subtree is a prefix. */
  readonly path: string
}

/** A unit that can hold a ticket. `level` counts from the district (0) down; the city above has -1. */
export interface UnitRef {
  readonly unitId: string
  readonly level: number
}

/** A level that was left out on the way up, and why (e.g. its unit is vacant). */
export interface SkippedLevel {
  readonly gridId: string
  /** Missing in steps written before units above the district could be left out. */
  readonly unitId?: string
  readonly reason: string
}

/** What the place is: told by coordinates, by choosing a grid, or not told yet. */
export interface Place {
  readonly position: Position | null
  readonly address: string
  readonly grid: GridRef | null
}

/** The class of a matter as filed, with the version of the catalogue it was read from. */
export interface ClassRef {
  readonly classCode: string
  readonly catalogueVersion: number
}

/** An approved interval in which the clock stands still (挂起). */
export interface Pause extends Interval {
  /** The end that was approved; a job resumes the ticket then, anybody entitled may do so before. */
  readonly until: Instant
  readonly reason: string
}

/**
 * What the running clock measures, and who answers for it:
 * `acceptance` the desk, until dispatch · `handling` the holder, until it has resolved · `verification` the desk,
 * until the ticket is closed.
 */
export const CLOCK_KINDS = ['acceptance', 'handling', 'verification'] as const
export type ClockKind = (typeof CLOCK_KINDS)[number]

/**
 * The clock of the current stage. `startedAt` is the entry of the holder into the stage and nothing else moves it
 * (never "last modified"). While a pause is open (`to` null) `dueAt` is still the date from before the pause: a
 * check for overdue tickets leaves out `suspended` ones and those with `stoppedAt`.
 */
export interface Clock extends Deadline<Pause> {
  readonly kind: ClockKind
  /** Set when the state no longer runs a clock (closed and the other ends). */
  readonly stoppedAt: Instant | null
}

/** A request waiting for the approval of somebody entitled, never of who asked. At most one at a time. */
export type Pending =
  | {
      readonly kind: 'suspend'
      readonly reason: string
      readonly until: Instant
      readonly by: Actor
      readonly at: Instant
    }
  | {
      readonly kind: 'extend'
      readonly reason: string
      readonly extra: TimeLimit
      readonly by: Actor
      readonly at: Instant
    }
  | {
      readonly kind: 'abnormalClose'
      readonly reason: string
      readonly publicReply: string
      readonly by: Actor
      readonly at: Instant
    }

/** A unit that helps (协办); `result` is its own account of what it did. */
export interface CoUnit {
  readonly unitId: string
  readonly result: string | null
}

/** The resident's judgement: 1 (dissatisfied) to 5 (satisfied). */
export interface Rating {
  readonly score: number
  readonly comment: string
  readonly at: Instant
}

/** The current state of a ticket: the fold of its steps, nothing else. Every field survives JSON unchanged. */
export interface Ticket {
  readonly id: string
  /** The number of steps so far; the `seq` of the last one. */
  readonly revision: number
  readonly state: TicketState
  readonly channel: Channel
  readonly urgency: Urgency
  readonly title: string
  readonly description: string
  readonly place: Place
  readonly class: ClassRef | null
  /** The limit of the class as read from the catalogue when it was classified; null before. */
  readonly classLimit: TimeLimit | null
  /**
   * Never empty (每一寸土地上都有人负责): the desk until dispatch and after a return, then the unit that handles it.
   * After `resolved` it stays the unit that handled it, though the desk verifies; see `answerableUnit`.
   */
  readonly holder: UnitRef
  /** The person of the holder who signed for it, when somebody did. */
  readonly holderPersonId: string | null
  /** The desk (派遣台) that dispatched or will dispatch it; returned tickets go back there, and it verifies. */
  readonly desk: UnitRef
  readonly coUnits: readonly CoUnit[]
  /** Every unit that holds, held or helped; rights of departments are read from it. */
  readonly involvedUnitIds: readonly string[]
  readonly clock: Clock
  /** The clock that stopped when it was resolved: whether it was handled in time is read here. Null before. */
  readonly handledClock: Clock | null
  /** The promise to the reporter: class limit counted from filing (or from reopening), net of approved pauses. */
  readonly promise: Deadline<Pause> | null
  /** `promise.dueAt`, for lists: null before filing, or where the calendar has no data. */
  readonly promisedAt: Instant | null
  readonly pending: Pending | null
  /** The state to go back to when a suspension ends. */
  readonly suspendedFrom: TicketState | null
  /** The reply of the current round (公开答复); reopening and rework ask for a new one. */
  readonly publicReply: string | null
  readonly mergedInto: string | null
  readonly rating: Rating | null
  readonly reopenCount: number
  readonly reworkCount: number
  /**
   * From when whoever passed it up may inquire (质询) why the upper level has not settled it: 7 working days after the
   * first upper level took it. It stays while the matter is passed on or given back to the desk, so that neither wins
   * time, and while the result is verified, so that rework brings it back. Null when it was never passed up, has ended
   * (reopening begins anew), or when the calendar has no data.
   */
  readonly inquiryFrom: Instant | null
  /**
   * Units that passed it up, in the order of their first time: theirs is the right of inquiry. A unit that gives it back
   * to the desk itself is one of them no more; empty again when the matter ends. A unit that takes the place of a
   * dissolved one has its right.
   */
  readonly passedUpBy: readonly string[]
  /** When the first of them passed it up; the seven working days count from here. Null where `passedUpBy` is empty. */
  readonly passedUpAt: Instant | null
  /** 催办: how often the reporter or an upper level asked for speed. */
  readonly remindCount: number
  readonly reportedAt: Instant
  readonly filedAt: Instant | null
  readonly resolvedAt: Instant | null
  /** When it came to any of its ends (closed, abnormally closed, declined, void, merged); null while it is open. */
  readonly closedAt: Instant | null
  readonly lastStepAt: Instant
}
