import type { BulkKind } from '@lianxin/contract'

/** What a bulk change can ask for; the names are those of the contract. */
export const BULK_INPUTS = ['classCode', 'unitId', 'until', 'extra', 'publicReply', 'reason', 'text'] as const
export type BulkInputName = (typeof BULK_INPUTS)[number]

/** Commands offered for many at once, and what they ask for. What needs a look at each ticket is not among them. */
const ASKED = {
  accept: [],
  classify: ['classCode'],
  file: [],
  dispatch: ['classCode', 'unitId'],
  acknowledge: [],
  start: [],
  resolve: ['publicReply'],
  verify: [],
  close: [],
  approve: [],
  reject: ['reason'],
  reassign: ['unitId', 'reason'],
  addUnit: ['unitId'],
  returnToDispatcher: ['reason'],
  escalate: ['reason'],
  requestSuspend: ['until', 'reason'],
  requestExtension: ['extra', 'reason'],
  resume: [],
  rework: ['reason'],
  decline: ['publicReply', 'reason'],
  void: ['publicReply', 'reason'],
  remind: ['text'],
  note: ['text'],
} as const satisfies { readonly [K in BulkKind]?: readonly BulkInputName[] }

export type OfferedKind = keyof typeof ASKED
/** In the order in which a ticket lives. */
export const OFFERED = Object.keys(ASKED) as readonly OfferedKind[]

/** Inputs of a command, in the order in which people think of them. */
export function inputsOf(kind: OfferedKind): readonly BulkInputName[] {
  return ASKED[kind]
}

/** A dispatch goes to the base grid of each place, with the class each has, unless something else is chosen. */
export function isOptional(kind: OfferedKind, input: BulkInputName): boolean {
  return kind === 'dispatch' && (input === 'classCode' || input === 'unitId')
}
