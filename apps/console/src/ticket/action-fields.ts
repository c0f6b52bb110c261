import { COMMAND_FIELDS, type TicketDetail, type WireCommandKind } from '@lianxin/contract'

/** The inputs a form is made of. Fields of the contract that one input fills together are one entry here. */
export const INPUTS = [
  'place',
  'class',
  'urgency',
  'unit',
  'limit',
  'extra',
  'until',
  'intoId',
  'score',
  'publicReply',
  'reason',
  'text',
  'comment',
  'evidence',
] as const
export type InputName = (typeof INPUTS)[number]

const INPUT_OF: Readonly<Record<string, InputName>> = {
  position: 'place',
  gridId: 'place',
  address: 'place',
  classCode: 'class',
  urgency: 'urgency',
  unitId: 'unit',
  limit: 'limit',
  extra: 'extra',
  until: 'until',
  intoId: 'intoId',
  score: 'score',
  publicReply: 'publicReply',
  reason: 'reason',
  text: 'text',
  comment: 'comment',
  uploadIds: 'evidence',
}

/** Which inputs a command asks for, in the order in which people think of them. */
export function inputsOf(kind: WireCommandKind): readonly InputName[] {
  const wanted = new Set(Object.keys(COMMAND_FIELDS[kind]).map((field) => INPUT_OF[field]))
  return INPUTS.filter((input) => wanted.has(input))
}

/** The input that a fault of the server belongs to; the pointer names a field of the contract, such as `/publicReply`. */
export function inputOfPointer(pointer: string): InputName | undefined {
  return INPUT_OF[pointer.split('/')[1] ?? '']
}

/** Commands that take effect at once: nothing to fill in, and nothing that could not be taken back. */
export function runsAtOnce(kind: WireCommandKind): boolean {
  return inputsOf(kind).length === 0
}

const AT_DESK: readonly string[] = ['reported', 'accepted', 'filed']

/**
 * The commands to offer. Dispatching from the desk is offered before the ticket is classified: its form asks for the
 * class too, and the server accepts and files in the same command.
 */
export function offered(ticket: Pick<TicketDetail, 'available' | 'state' | 'gridId'>): readonly WireCommandKind[] {
  const kinds = [...ticket.available]
  const isDesk = kinds.includes('merge') || kinds.includes('void')
  if (!kinds.includes('dispatch') && isDesk && AT_DESK.includes(ticket.state)) kinds.push('dispatch')
  return kinds
}

const FIRST: Readonly<Record<string, readonly WireCommandKind[]>> = {
  reported: ['dispatch', 'accept', 'classify', 'locate', 'decline'],
  accepted: ['dispatch', 'classify', 'locate', 'file', 'decline'],
  filed: ['dispatch', 'classify', 'locate'],
  dispatched: ['acknowledge', 'start', 'resolve', 'escalate', 'returnToDispatcher', 'reassign'],
  acknowledged: ['start', 'resolve', 'escalate', 'returnToDispatcher', 'addUnit', 'reassign'],
  inProgress: ['resolve', 'escalate', 'requestSuspend', 'requestExtension', 'addUnit', 'reassign'],
  suspended: ['resume', 'addUnit'],
  resolved: ['verify', 'rework'],
  verified: ['close'],
}

/** Splits the offered commands into those of this state, the first being the usual one, and the rarer rest. */
export function arrange(ticket: Pick<TicketDetail, 'available' | 'state' | 'gridId' | 'pending'>): {
  readonly main: readonly WireCommandKind[]
  readonly rest: readonly WireCommandKind[]
} {
  const kinds = offered(ticket)
  const decide: readonly WireCommandKind[] = ticket.pending ? ['approve', 'reject'] : []
  const first = [...decide, ...(FIRST[ticket.state] ?? []), 'coUnitResult' as const, 'undo' as const].filter((kind) =>
    kinds.includes(kind),
  )
  return { main: first, rest: kinds.filter((kind) => !first.includes(kind)) }
}
