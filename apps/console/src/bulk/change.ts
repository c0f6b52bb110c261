import { BULK_KINDS, type BulkCommand, type BulkKind, type MacroView, type WireCommandKind } from '@lianxin/contract'

/** What is done to many tickets at once: one command with its fields, or a macro. */
export type Change =
  | { readonly type: 'command'; readonly command: BulkCommand }
  | { readonly type: 'macro'; readonly macro: MacroView }

/** The commands of a change, in order. */
export function commandsOf(change: Change): readonly BulkCommand[] {
  return change.type === 'macro' ? change.macro.commands : [change.command]
}

/** What reaches the reporter or decides about somebody's request; the server refuses to take it back. */
const LEAVES_THE_HOUSE: readonly BulkKind[] = [
  'decline',
  'void',
  'selfResolve',
  'resolve',
  'close',
  'merge',
  'unmerge',
  'approve',
  'reject',
  'resume',
  'remind',
]

/** Whether all of it can be taken back for a while. What cannot is confirmed first. */
export function canBeUndone(change: Change): boolean {
  return commandsOf(change).every(({ kind }) => !LEAVES_THE_HOUSE.includes(kind))
}

/** Fields that belong to one ticket only: files, and the place. */
const OWN_FIELDS: readonly string[] = ['uploadIds', 'voices']
const OWN_KINDS: readonly WireCommandKind[] = ['locate', 'merge']

/** A command given to one ticket, as it can be repeated on others; null where it is about that ticket only. */
export function repeatable(kind: WireCommandKind, fields: Readonly<Record<string, unknown>>): Change | null {
  if (!(BULK_KINDS as readonly WireCommandKind[]).includes(kind) || OWN_KINDS.includes(kind)) return null
  const rest = Object.entries(fields).filter(([name]) => !OWN_FIELDS.includes(name))
  return { type: 'command', command: { kind, ...Object.fromEntries(rest) } as BulkCommand }
}
