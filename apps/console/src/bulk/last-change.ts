import type { TicketReceipt, WireCommandKind } from '@lianxin/contract'
import { UNDO_WINDOW_MS } from '@lianxin/domain'
import { useSyncExternalStore } from 'react'

import { repeatable, type Change } from './change.ts'

/** What `u` takes back. */
export type Undoable =
  | { readonly type: 'one'; readonly ticketId: string; readonly number: string; readonly commandId: string }
  | { readonly type: 'batch'; readonly batchId: string }

/** What this person did last on this page: what `.` repeats and `u` takes back. */
interface Last {
  readonly change: Change | null
  readonly undo: { readonly what: Undoable; readonly until: number } | null
}

let last: Last = { change: null, undo: null }
const listeners = new Set<() => void>()

function put(next: Last): void {
  last = next
  for (const listener of listeners) listener()
}

const store = {
  get: () => last,
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}

/** The last change, for what shows it. */
export const useLast = (): Last => useSyncExternalStore(store.subscribe, store.get)

/** What may still be taken back now; the time of the server counts in the end. */
export function undoableNow(): Undoable | null {
  return last.undo !== null && Date.now() <= last.undo.until ? last.undo.what : null
}

/** After a command was given to one ticket. */
export function rememberCommand(
  commandId: string,
  { kind, fields }: { readonly kind: WireCommandKind; readonly fields: Readonly<Record<string, unknown>> },
  receipt: Pick<TicketReceipt, 'id' | 'number'>,
): void {
  if (kind === 'undo') return forgetUndo()
  const what = { type: 'one', ticketId: receipt.id, number: receipt.number, commandId } as const
  put({ change: repeatable(kind, fields) ?? last.change, undo: { what, until: Date.now() + UNDO_WINDOW_MS } })
}

/** After a change was given to many. */
export function rememberBatch(batchId: string, change: Change): void {
  put({ change, undo: { what: { type: 'batch', batchId }, until: Date.now() + UNDO_WINDOW_MS } })
}

/** It was taken back, or cannot be. What was repeated stays to be repeated. */
export function forgetUndo(): void {
  put({ ...last, undo: null })
}

/** On signing out, and in another post. */
export function forgetLast(): void {
  put({ change: null, undo: null })
}
