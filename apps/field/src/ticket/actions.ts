import type { WireCommandKind } from '@lianxin/contract'

/** What can be done from a telephone, the usual first. Desk work is done at the console. */
export const FIELD_ACTIONS = [
  'acknowledge',
  'start',
  'resolve',
  'selfResolve',
  'coUnitResult',
  'escalate',
  'returnToDispatcher',
  'requestExtension',
  'requestSuspend',
  'note',
] as const satisfies readonly WireCommandKind[]
export type FieldAction = (typeof FIELD_ACTIONS)[number]
export const isFieldAction = (kind: string): kind is FieldAction => (FIELD_ACTIONS as readonly string[]).includes(kind)

/** The fields of the form behind each action; none: one tap does it. */
export const ACTION_FIELDS = {
  acknowledge: [],
  start: [],
  resolve: ['publicReply', 'photos', 'voices'],
  selfResolve: ['publicReply', 'photos', 'voices'],
  coUnitResult: ['text', 'voices'],
  escalate: ['reason'],
  returnToDispatcher: ['reason'],
  requestExtension: ['reason', 'extra'],
  requestSuspend: ['reason', 'until'],
  note: ['text', 'voices'],
} as const satisfies Record<
  FieldAction,
  readonly ('publicReply' | 'photos' | 'voices' | 'text' | 'reason' | 'extra' | 'until')[]
>
export type ActionField = (typeof ACTION_FIELDS)[FieldAction][number]

/** Whether the form of an action asks for a field. */
export function asks(action: FieldAction, field: ActionField): boolean {
  return (ACTION_FIELDS[action] as readonly ActionField[]).includes(field)
}
