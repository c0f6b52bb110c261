import { accept, refuse, type Result } from '../result.ts'
import type { Instant } from '../time.ts'
import { evolveAll } from './evolve.ts'
import type { TicketRefusal } from './refusals.ts'
import type { LastCommand, Restored, Step, StepKind } from './steps.ts'
import type { Actor, Ticket } from './types.ts'
import type { Verb } from './verb.ts'

/**
 * How long one may take back what one did, in milliseconds. Ten minutes: a slip of the hand is noticed at once or after
 * a glance at the list; what stood longer was seen by others, and they are told by a proper command with a reason.
 */
export const UNDO_WINDOW_MS = 10 * 60_000

/**
 * Steps whose effect is still in the house. What sent a reply to the reporter, speaks for the reporter or decides about
 * somebody's request has left it: it is answered by a further command, never taken back.
 */
const IN_THE_HOUSE = {
  reported: false,
  accepted: true,
  declined: false,
  classified: true,
  located: true,
  filed: true,
  dispatched: true,
  acknowledged: true,
  returned: true,
  reassigned: true,
  escalated: true,
  unitAdded: true,
  coUnitReported: true,
  started: true,
  requested: true,
  rejected: false,
  requestCleared: true,
  suspended: false,
  resumed: false,
  extended: false,
  abnormallyClosed: false,
  selfResolved: false,
  resolved: false,
  verified: true,
  reworked: true,
  closed: false,
  voided: false,
  merged: false,
  unmerged: false,
  reopened: false,
  rated: false,
  supplemented: false,
  noted: true,
  reminded: false,
  replanned: false,
  undone: false,
  succeeded: false,
} as const satisfies Readonly<Record<StepKind, boolean>>

/** Whether what a step did can be taken back at all. */
export function isUndoable(kind: StepKind): boolean {
  return IN_THE_HOUSE[kind]
}

/** The last command of a whole history; null where it is the report, before which there was nothing. */
export function lastCommandOf(history: readonly Step[]): LastCommand | null {
  const last = history.at(-1)
  if (last === undefined) return null
  const begins = history.findIndex((step) => step.commandId === last.commandId)
  if (begins < 1) return null
  return { before: evolveAll(null, history.slice(0, begins)), steps: history.slice(begins) }
}

/** Who asks, and when. */
interface Asking {
  readonly actor: Actor
  readonly now: Instant
}

/** Whether the last command may be taken back by who asks now. @returns its id */
export function mayUndo(last: LastCommand | null, { actor, now }: Asking): Result<string, TicketRefusal> {
  const step = last?.steps.at(-1)
  if (last === null || step === undefined) return refuse({ code: 'ticket.undo_left' })
  const by = step.actor
  const isOwn =
    by.kind === 'staff' && actor.kind === 'staff' && by.personId === actor.personId && by.unitId === actor.unitId
  if (!isOwn) return refuse({ code: 'ticket.undo_not_own' })
  if (!last.steps.every(({ kind }) => isUndoable(kind))) return refuse({ code: 'ticket.undo_left' })
  const until = step.at + UNDO_WINDOW_MS
  return now > until ? refuse({ code: 'ticket.undo_too_late', until }) : accept(step.commandId)
}

const FROM_THE_STEP = ['id', 'state', 'revision', 'lastStepAt'] as const satisfies readonly (keyof Ticket)[]

/** What a ticket has to take over to be again what it was, beside what every step sets. */
function differences(before: Ticket, after: Ticket): Restored {
  const isChanged = (key: keyof Ticket): boolean => JSON.stringify(before[key]) !== JSON.stringify(after[key])
  const changed = (Object.keys(before) as (keyof Ticket)[]).filter(
    (key) =>
      !(FROM_THE_STEP as readonly string[]).includes(key) &&
      // The date of the right of inquiry comes with those it belongs to: older steps are told by its coming alone.
      (isChanged(key) || (key === 'passedUpBy' && isChanged('inquiryFrom'))),
  )
  return Object.fromEntries(changed.map((key) => [key, before[key]]))
}

/**
 * 撤销: takes back one's own last command while nothing else has happened since. The history keeps it; the ticket is
 * what it was, its clock included, which has been running since its old start all the while: no time is won.
 */
export const undo: Verb<'undo'> = (ticket, { ofCommandId }, ctx) => {
  const last = ctx.lastCommand ?? null
  if (last === null || last.steps.at(-1)?.commandId !== ofCommandId) return refuse({ code: 'ticket.undo_not_last' })
  const may = mayUndo(last, ctx)
  if (!may.ok) return may
  const { before, steps } = last
  return accept([
    {
      kind: 'undone',
      state: before.state,
      seqs: steps.map(({ seq }) => seq),
      kinds: steps.map(({ kind }) => kind),
      restored: differences(before, ticket),
    },
  ])
}
