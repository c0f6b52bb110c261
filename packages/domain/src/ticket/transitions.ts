import type { ClockKind, Ticket, TicketState, UnitRef } from './types.ts'

/**
 * What may follow what; whatever is not listed is refused. Steps that keep the state are not listed, except
 * `dispatched` → `dispatched` (a new holder). An end from `suspended` goes through `resumed` within one command.
 */
export const NEXT = {
  reported: ['accepted', 'declined', 'resolved', 'void', 'merged'],
  accepted: ['filed', 'declined', 'resolved', 'abnormallyClosed', 'void', 'merged'],
  filed: ['dispatched', 'resolved', 'abnormallyClosed', 'void', 'merged'],
  dispatched: [
    'acknowledged',
    'dispatched',
    'filed',
    'reported',
    'suspended',
    'resolved',
    'abnormallyClosed',
    'void',
    'merged',
  ],
  acknowledged: [
    'inProgress',
    'dispatched',
    'filed',
    'reported',
    'suspended',
    'resolved',
    'abnormallyClosed',
    'void',
    'merged',
  ],
  inProgress: ['dispatched', 'filed', 'reported', 'suspended', 'resolved', 'abnormallyClosed', 'void', 'merged'],
  suspended: ['dispatched', 'acknowledged', 'inProgress'],
  resolved: ['verified', 'inProgress', 'filed', 'reported'],
  verified: ['closed', 'filed', 'reported'],
  closed: ['filed', 'reported'],
  abnormallyClosed: ['filed', 'reported'],
  declined: ['filed', 'reported'],
  void: [],
  merged: ['filed', 'reported'],
} as const satisfies Readonly<Record<TicketState, readonly TicketState[]>>

/** Whether `to` may follow `from`. */
export function follows(from: TicketState, to: TicketState): boolean {
  return (NEXT[from] as readonly TicketState[]).includes(to)
}

const STAGES = {
  reported: 'acceptance',
  accepted: 'acceptance',
  filed: 'acceptance',
  dispatched: 'handling',
  acknowledged: 'handling',
  inProgress: 'handling',
  suspended: 'handling',
  resolved: 'verification',
  verified: 'verification',
  closed: 'ended',
  abnormallyClosed: 'ended',
  declined: 'ended',
  void: 'ended',
  merged: 'ended',
} as const satisfies Readonly<Record<TicketState, ClockKind | 'ended'>>

/** The stage a state belongs to: the kind of clock that runs in it, or `ended`. */
export function stageOf(state: TicketState): ClockKind | 'ended' {
  return STAGES[state]
}

/** Whether a ticket in that state is over: no clock runs, and the reporter has a reply. */
export function isEnd(state: TicketState): boolean {
  return STAGES[state] === 'ended'
}

/**
 * The state in which a ticket waits at its desk again (returned, reopened, un-merged): `filed` if it ever was filed,
 * else `reported`.
 */
export function stateAtDesk(ticket: Ticket): 'filed' | 'reported' {
  return ticket.filedAt === null ? 'reported' : 'filed'
}

/** The unit that has to act next: the holder while it handles, else the desk. */
export function answerableUnit(ticket: Ticket): UnitRef {
  return stageOf(ticket.state) === 'handling' ? ticket.holder : ticket.desk
}
