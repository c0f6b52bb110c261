import type { Deadline, TimeLimit } from '../calendar/types.ts'
import type { Instant } from '../time.ts'
import type {
  Actor,
  Channel,
  ClassRef,
  Clock,
  Pause,
  Pending,
  Place,
  Rating,
  SkippedLevel,
  Ticket,
  TicketState,
  UnitRef,
  Urgency,
} from './types.ts'

/**
 * What every step of the history (流转记录) carries. A step holds all facts that were looked up when it was decided
 * (units, limits, computed deadlines), so that replaying it needs nothing else, and no `undefined`: it is stored as
 * JSON and comes back the same.
 */
interface StepBase {
  /** 1 for the first step of a ticket; equals the ticket's revision after it. */
  readonly seq: number
  /** The command that caused it; one command may cause several steps. */
  readonly commandId: string
  readonly at: Instant
  readonly actor: Actor
  /** The state after this step. */
  readonly state: TicketState
}

type ReporterPromise = Deadline<Pause> | null

/** Fields of a ticket as they were before a command that is taken back; only those that it had changed. */
export type Restored = Partial<Omit<Ticket, 'id' | 'state' | 'revision' | 'lastStepAt'>>

/** The data of each kind of step. A `clock` replaces the ticket's clock; kinds without one leave it alone. */
interface StepData {
  reported: {
    readonly ticketId: string
    readonly channel: Channel
    readonly urgency: Urgency
    readonly title: string
    readonly description: string
    readonly place: Place
    readonly class: ClassRef | null
    readonly classLimit: TimeLimit | null
    readonly holder: UnitRef
    readonly desk: UnitRef
    readonly clock: Clock
  }
  accepted: object
  declined: { readonly publicReply: string; readonly reason: string; readonly clock: Clock }
  /** After filing the promise to the reporter is counted anew from the filing with the limit of the new class. */
  classified: {
    readonly class: ClassRef
    readonly limit: TimeLimit
    readonly urgency: Urgency
    readonly promise: ReporterPromise
  }
  /** Before dispatch the ticket moves to the desk of the place. The clock goes on. */
  located: { readonly place: Place; readonly holder: UnitRef; readonly desk: UnitRef }
  filed: { readonly promise: ReporterPromise }
  dispatched: { readonly to: UnitRef; readonly clock: Clock }
  acknowledged: { readonly personId: string | null }
  returned: { readonly reason: string; readonly from: UnitRef; readonly to: UnitRef; readonly clock: Clock }
  reassigned: { readonly reason: string; readonly from: UnitRef; readonly to: UnitRef; readonly clock: Clock }
  escalated: {
    readonly reason: string
    readonly from: UnitRef
    readonly to: UnitRef
    /** Vacant levels that were left out. */
    readonly skipped: readonly SkippedLevel[]
    /** `upper`: one level up. `urgent`: levels skipped because it is urgent. `fallback`: there is no upper level. */
    readonly route: 'upper' | 'urgent' | 'fallback'
    readonly clock: Clock
    /** When the right of inquiry opens; null where the calendar has no data. Steps of before this rule lack it. */
    readonly inquiryFrom?: Instant | null
  }
  unitAdded: { readonly unitId: string }
  coUnitReported: { readonly unitId: string; readonly text: string }
  started: object
  requested: { readonly request: Pending }
  rejected: { readonly request: Pending['kind']; readonly reason: string }
  /** The ticket moved on (new holder, new stage) before anybody decided about the request. */
  requestCleared: { readonly request: Pending['kind'] }
  suspended: {
    readonly from: TicketState
    readonly pause: Pause
    readonly clock: Clock
    readonly promise: ReporterPromise
  }
  resumed: { readonly pause: Pause; readonly clock: Clock; readonly promise: ReporterPromise }
  extended: {
    readonly reason: string
    readonly extra: TimeLimit
    readonly oldDueAt: Instant | null
    readonly newDueAt: Instant | null
    readonly clock: Clock
  }
  abnormallyClosed: { readonly reason: string; readonly publicReply: string; readonly clock: Clock }
  /** 当场处理; also the desk's direct answer. `by` becomes or stays the holder. */
  selfResolved: {
    readonly publicReply: string
    readonly evidencePhotoIds: readonly string[]
    readonly by: UnitRef
    readonly handled: Clock
    readonly clock: Clock
  }
  /** `handled` is the stopped clock of the handling, `clock` the one of the verification. */
  resolved: {
    readonly publicReply: string
    readonly evidencePhotoIds: readonly string[]
    readonly handled: Clock
    readonly clock: Clock
  }
  verified: object
  reworked: { readonly reason: string; readonly clock: Clock }
  closed: { readonly publicReply: string; readonly clock: Clock }
  voided: { readonly reason: string; readonly publicReply: string; readonly clock: Clock }
  merged: { readonly intoId: string; readonly publicReply: string; readonly clock: Clock }
  unmerged: { readonly reason: string; readonly to: UnitRef; readonly clock: Clock }
  /** The promise to the reporter starts anew. */
  reopened: {
    readonly reason: string
    readonly cause?: 'recheck'
    readonly to: UnitRef
    readonly clock: Clock
    readonly promise: ReporterPromise
  }
  rated: { readonly rating: Rating }
  supplemented: { readonly text: string }
  noted: { readonly text: string }
  reminded: { readonly text: string }
  replanned: {
    readonly oldDueAt: Instant | null
    readonly newDueAt: Instant | null
    readonly clock: Clock
    readonly promise: ReporterPromise
    /** When the right of inquiry opens, by the calendar of now. Steps of before this rule lack it and leave it alone. */
    readonly inquiryFrom?: Instant | null
  }
  /** Takes back the steps of one command (`seqs`, what they were: `kinds`), which stay in the history. */
  undone: { readonly seqs: readonly number[]; readonly kinds: readonly StepKind[]; readonly restored: Restored }
  /** `heir` takes every place `from` had: holder, desk, co-unit. The clock goes on: nobody waits longer for it. */
  succeeded: { readonly from: UnitRef; readonly heir: UnitRef; readonly reason: string }
}

export type StepKind = keyof StepData
export type StepOf<K extends StepKind> = StepBase & { readonly kind: K } & StepData[K]
/** One row of the append-only history of a ticket. */
export type Step = { [K in StepKind]: StepOf<K> }[StepKind]

/** A step as decided, before it gets its place in the history. */
export type StepBodyOf<K extends StepKind> = { readonly kind: K; readonly state: TicketState } & StepData[K]
export type StepBody = { [K in StepKind]: StepBodyOf<K> }[StepKind]

/** The last command of a ticket, and the ticket as it was before it. */
export interface LastCommand {
  readonly before: Ticket
  readonly steps: readonly Step[]
}
