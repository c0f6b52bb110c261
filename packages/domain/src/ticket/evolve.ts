import type { Restored, Step, StepKind, StepOf } from './steps.ts'
import { isEnd } from './transitions.ts'
import type { Ticket, UnitRef } from './types.ts'

type Change = Partial<Ticket>
type Changes = { readonly [K in StepKind]: (ticket: Ticket, step: StepOf<K>) => Change }

const involved = (ticket: Ticket, unitId: string): readonly string[] =>
  ticket.involvedUnitIds.includes(unitId) ? ticket.involvedUnitIds : [...ticket.involvedUnitIds, unitId]

/** A new holder: nobody has signed yet, and who leads no longer just helps. */
const heldBy = (ticket: Ticket, holder: UnitRef): Change => ({
  holder,
  holderPersonId: null,
  coUnits: ticket.coUnits.filter((unit) => unit.unitId !== holder.unitId),
  involvedUnitIds: involved(ticket, holder.unitId),
})

/** Nobody asks any longer why it was not settled above: it is over, or none of those who passed it up still may. */
const NOT_PASSED_UP = { inquiryFrom: null, passedUpBy: [], passedUpAt: null } as const satisfies Change

/** Passing it on once more wins no time: the first date stays. */
function passedUp(ticket: Ticket, step: StepOf<'escalated'>): Change {
  const { passedUpBy } = ticket
  const by = step.from.unitId
  return {
    inquiryFrom: ticket.inquiryFrom ?? step.inquiryFrom ?? null,
    passedUpBy: passedUpBy.includes(by) ? passedUpBy : [...passedUpBy, by],
    passedUpAt: ticket.passedUpAt ?? step.at,
  }
}

/**
 * Who gives back itself what it once passed up asks no more. Everybody else keeps the right and its date: a level that is
 * asked why, or soon will be, does not silence the question by giving the matter back to the desk.
 */
function gaveBack({ passedUpBy }: Ticket, unitId: string): Change {
  const left = passedUpBy.filter((one) => one !== unitId)
  return left.length === 0 ? NOT_PASSED_UP : { passedUpBy: left }
}

/**
 * What a command that is taken back had changed. A step from before `passedUpBy` was kept names only the date of the
 * right: where it names none, nobody had passed it up.
 */
function undone(restored: Restored): Change {
  const isOlder = restored.inquiryFrom === null && restored.passedUpBy === undefined
  return isOlder ? { ...restored, ...NOT_PASSED_UP } : restored
}

const promised = (promise: Ticket['promise']): Change => ({ promise, promisedAt: promise?.dueAt ?? null })

/** Another unit in every place that one had; who takes the lead no longer just helps. */
function succeededBy(ticket: Ticket, fromId: string, heir: UnitRef): Change {
  const leads = ticket.holder.unitId === fromId
  const holder = leads ? heir : ticket.holder
  const desk = ticket.desk.unitId === fromId ? heir : ticket.desk
  const knows = ticket.coUnits.some(({ unitId }) => unitId === heir.unitId)
  const coUnits = ticket.coUnits.flatMap((unit) => {
    const next = unit.unitId === fromId ? (knows ? null : { ...unit, unitId: heir.unitId }) : unit
    return next === null || next.unitId === holder.unitId ? [] : [next]
  })
  const holderPersonId = leads ? null : ticket.holderPersonId
  const passedUpBy = ticket.passedUpBy.includes(fromId)
    ? [...new Set(ticket.passedUpBy.map((unitId) => (unitId === fromId ? heir.unitId : unitId)))]
    : ticket.passedUpBy
  return { holder, desk, coUnits, holderPersonId, passedUpBy, involvedUnitIds: involved(ticket, heir.unitId) }
}

/** A new round: what was replied, resolved and rated belongs to the round before and stays in the history. */
const NEW_ROUND = { publicReply: null, resolvedAt: null, handledClock: null, closedAt: null } as const

/** What each kind of step changes, beside state, revision and time of the last step. */
const CHANGES: Changes = {
  reported: () => ({}),
  accepted: () => ({}),
  declined: (_, { publicReply, clock }) => ({ publicReply, clock }),
  classified: (_, step) => ({
    class: step.class,
    classLimit: step.limit,
    urgency: step.urgency,
    ...promised(step.promise),
  }),
  located: (ticket, { place, holder, desk }) => ({
    place,
    desk,
    ...(holder.unitId === ticket.holder.unitId ? {} : heldBy(ticket, holder)),
  }),
  filed: (_, { at, promise }) => ({ filedAt: at, ...promised(promise) }),
  dispatched: (ticket, { to, clock }) => ({ ...heldBy(ticket, to), clock }),
  acknowledged: (_, { personId }) => ({ holderPersonId: personId }),
  returned: (ticket, { from, to, clock }) => ({ ...heldBy(ticket, to), clock, ...gaveBack(ticket, from.unitId) }),
  reassigned: (ticket, { to, clock }) => ({ ...heldBy(ticket, to), clock }),
  escalated: (ticket, step) => ({ ...heldBy(ticket, step.to), clock: step.clock, ...passedUp(ticket, step) }),
  unitAdded: (ticket, { unitId }) => ({
    coUnits: [...ticket.coUnits, { unitId, result: null }],
    involvedUnitIds: involved(ticket, unitId),
  }),
  coUnitReported: (ticket, { unitId, text }) => ({
    coUnits: ticket.coUnits.map((unit) => (unit.unitId === unitId ? { unitId, result: text } : unit)),
  }),
  started: () => ({}),
  requested: (_, { request }) => ({ pending: request }),
  rejected: () => ({ pending: null }),
  requestCleared: () => ({ pending: null }),
  suspended: (_, { from, clock, promise }) => ({ pending: null, suspendedFrom: from, clock, ...promised(promise) }),
  resumed: (_, { clock, promise }) => ({ suspendedFrom: null, clock, ...promised(promise) }),
  extended: (_, { clock }) => ({ pending: null, clock }),
  abnormallyClosed: (_, { publicReply, clock }) => ({ pending: null, publicReply, clock }),
  selfResolved: (ticket, { at, by, publicReply, handled, clock }) => ({
    ...(by.unitId === ticket.holder.unitId ? {} : heldBy(ticket, by)),
    publicReply,
    resolvedAt: at,
    handledClock: handled,
    clock,
  }),
  resolved: (_, { at, publicReply, handled, clock }) => ({ publicReply, resolvedAt: at, handledClock: handled, clock }),
  verified: () => ({}),
  reworked: (ticket, { clock }) => ({ ...NEW_ROUND, reworkCount: ticket.reworkCount + 1, clock }),
  closed: (_, { publicReply, clock }) => ({ publicReply, clock }),
  voided: (_, { publicReply, clock }) => ({ publicReply, clock }),
  merged: (_, { intoId, publicReply, clock }) => ({ mergedInto: intoId, publicReply, clock }),
  unmerged: (ticket, { to, clock }) => ({ ...NEW_ROUND, ...heldBy(ticket, to), desk: to, mergedInto: null, clock }),
  reopened: (ticket, { to, clock, promise }) => ({
    ...NEW_ROUND,
    ...heldBy(ticket, to),
    desk: to,
    ...promised(promise),
    rating: null,
    reopenCount: ticket.reopenCount + 1,
    clock,
  }),
  rated: (_, { rating }) => ({ rating }),
  supplemented: () => ({}),
  noted: () => ({}),
  reminded: (ticket) => ({ remindCount: ticket.remindCount + 1 }),
  replanned: (ticket, { clock, promise, inquiryFrom = ticket.inquiryFrom }) => ({
    clock,
    ...promised(promise),
    inquiryFrom,
  }),
  undone: (_, { restored }) => undone(restored),
  succeeded: (ticket, { from, heir }) => succeededBy(ticket, from.unitId, heir),
}

/** Every kind of step. */
export const STEP_KINDS = Object.keys(CHANGES) as readonly StepKind[]

function born(step: StepOf<'reported'>): Ticket {
  return {
    id: step.ticketId,
    revision: step.seq,
    state: step.state,
    channel: step.channel,
    urgency: step.urgency,
    title: step.title,
    description: step.description,
    place: step.place,
    class: step.class,
    classLimit: step.classLimit,
    holder: step.holder,
    holderPersonId: null,
    desk: step.desk,
    coUnits: [],
    involvedUnitIds: [step.holder.unitId],
    clock: step.clock,
    handledClock: null,
    promise: null,
    promisedAt: null,
    pending: null,
    suspendedFrom: null,
    publicReply: null,
    mergedInto: null,
    rating: null,
    reopenCount: 0,
    reworkCount: 0,
    ...NOT_PASSED_UP,
    remindCount: 0,
    reportedAt: step.at,
    filedAt: null,
    resolvedAt: null,
    closedAt: null,
    lastStepAt: step.at,
  }
}

/**
 * The ticket after one more step. It needs nothing but the two and recomputes nothing.
 * @throws  when the step is not the next one of that ticket: a damaged history, not something a user can cause
 */
export function evolve(ticket: Ticket | null, step: Step): Ticket {
  if (step.seq !== (ticket?.revision ?? 0) + 1)
    throw new Error(`step ${step.seq} cannot follow revision ${ticket?.revision ?? 0}`)
  if (ticket === null) {
    if (step.kind !== 'reported') throw new Error(`a history begins with "reported", not with "${step.kind}"`)
    return born(step)
  }
  if (step.kind === 'reported') throw new Error('"reported" can only be the first step')
  const change = CHANGES[step.kind] as (ticket: Ticket, step: Step) => Change
  return {
    ...ticket,
    ...change(ticket, step),
    state: step.state,
    ...(isEnd(step.state) ? { closedAt: ticket.closedAt ?? step.at, ...NOT_PASSED_UP } : { closedAt: null }),
    revision: step.seq,
    lastStepAt: step.at,
  }
}

/** The ticket after the steps of one more command; what `decide` accepted is never empty. */
export function evolveAll(ticket: Ticket | null, steps: readonly Step[]): Ticket {
  let after = ticket
  for (const step of steps) after = evolve(after, step)
  if (after === null) throw new Error('a ticket has at least one step')
  return after
}

/**
 * The ticket that a whole history amounts to.
 * @throws  when the history is empty or damaged
 */
export function fold(steps: readonly Step[]): Ticket {
  return evolveAll(null, steps)
}
