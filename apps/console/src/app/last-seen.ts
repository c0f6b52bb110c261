import { useCallback, useSyncExternalStore } from 'react'

import { useSession } from './session.tsx'

/** Tickets whose last look is remembered; the oldest looks go first. */
export const MOST_SEEN = 5_000
const PREFIX = 'lx.console.seen.'
/** Looks come in quick rows of j and k; the list is written once after them. */
const WRITE_AFTER_ms = 400

/** Revisions last looked at, the latest look last. Kept in the browser only: what staff read is recorded nowhere. */
type Seen = ReadonlyMap<string, number>

/** Adds a look and forgets the oldest beyond the bound. */
export function withLook(seen: Seen, ticketId: string, revision: number, most = MOST_SEEN): Seen {
  const next = new Map(seen)
  next.delete(ticketId)
  next.set(ticketId, revision)
  for (const oldest of next.keys()) {
    if (next.size <= most) break
    next.delete(oldest)
  }
  return next
}

function read(owner: string): Seen {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(PREFIX + owner) ?? '[]')
    return new Map(Array.isArray(stored) ? (stored as [string, number][]) : [])
  } catch (error) {
    console.info('looks are not readable', error)
    return new Map()
  }
}

const books = new Map<string, Seen>()
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setTimeout> | null = null

function bookOf(owner: string): Seen {
  const known = books.get(owner)
  if (known) return known
  const book = read(owner)
  books.set(owner, book)
  return book
}

function write(owner: string): void {
  timer = null
  try {
    localStorage.setItem(PREFIX + owner, JSON.stringify([...bookOf(owner)]))
  } catch (error) {
    console.info('looks are not kept', error)
  }
}

function look(owner: string, ticketId: string, revision: number): void {
  const before = bookOf(owner)
  if (before.get(ticketId) === revision) return
  books.set(owner, withLook(before, ticketId, revision))
  timer ??= setTimeout(() => write(owner), WRITE_AFTER_ms)
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** What this person saw last of each ticket, on this machine. */
export function useLastSeen() {
  const owner = useSession().person.id
  const seen = useSyncExternalStore(subscribe, () => bookOf(owner))
  const markSeen = useCallback((ticketId: string, revision: number) => look(owner, ticketId, revision), [owner])
  return { seen, markSeen }
}
