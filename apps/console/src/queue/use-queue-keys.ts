import { useEffect, useState } from 'react'

import { LIST_KEYS } from '../app/key-list.ts'
import { useKeys } from '../app/keys.ts'
import { queryClient, ticketQuery } from '../app/queries.ts'
import { between, type Rows } from './rows.ts'
import type { WorkList } from './search.ts'
import type { Selection } from './selection.ts'

/** After `g` this long is waited for the letter of a list. */
const LEAD_ms = 1_500

interface Desk {
  readonly rows: Rows
  readonly openId: string | null
  readonly selection: Selection
  readonly lists: readonly WorkList[]
  readonly onOpen: (ticketId: string | null) => void
  readonly onList: (list: WorkList) => void
  readonly onSearch: () => void
  readonly onHelp: () => void
  readonly onMap: () => void
}

/**
 * The keyboard of the queue. j and k move a cursor; where a ticket is open they open the next one. Letters that are
 * commands of an open ticket mean something for the list only while none is open.
 * @returns  the row the keyboard stands on, and how to put it on another one
 */
export function useQueueKeys(desk: Desk): {
  readonly cursorId: string | null
  readonly stand: (ticketId: string) => void
} {
  const { rows, openId, selection, lists, onOpen, onList } = desk
  const [cursor, setCursor] = useState<{ readonly id: string; readonly index: number } | null>(null)
  const [isLeading, setLeading] = useState(false)
  useEffect(() => {
    if (!isLeading) return undefined
    const timer = setTimeout(() => setLeading(false), LEAD_ms)
    return () => clearTimeout(timer)
  }, [isLeading])

  const standing = openId ?? cursor?.id ?? null
  const at = standing === null ? -1 : rows.indexOf(standing)
  if (openId !== null && at >= 0 && (cursor?.id !== openId || cursor.index !== at)) setCursor({ id: openId, index: at })
  const current = at >= 0 ? rows.at(at) : undefined

  const step = (by: 1 | -1) => {
    // A ticket that left the list (dispatched, say) leaves its place to the next one.
    const wanted = at >= 0 ? at + by : cursor === null ? 0 : Math.min(cursor.index, rows.total - 1)
    const next = rows.at(wanted)
    if (!next) return
    setCursor({ id: next.id, index: wanted })
    if (openId !== null) onOpen(next.id)
    const after = rows.at(wanted + by)
    if (after && openId !== null) void queryClient.prefetchQuery(ticketQuery(after.id))
  }
  const enter = () => {
    if (openId !== null) document.getElementById('ticket-pane')?.focus()
    else onOpen(standing ?? rows.at(0)?.id ?? null)
  }
  const escape = () => {
    if (openId !== null) onOpen(null)
    else if (selection.count > 0) selection.clear()
  }
  const tick = (isRange: boolean) => {
    if (!current) return
    if (isRange) selection.extendTo(current, (fromId, toId) => between(rows, fromId, toId))
    else selection.toggle(current)
  }
  const free = openId === null
  const toLists = Object.fromEntries(
    Object.entries(LIST_KEYS)
      .filter(([, list]) => lists.includes(list))
      .map(([key, list]) => [
        key,
        () => {
          setLeading(false)
          onList(list)
        },
      ]),
  )
  useKeys(
    isLeading && free
      ? toLists
      : {
          j: () => step(1),
          k: () => step(-1),
          ArrowDown: () => step(1),
          ArrowUp: () => step(-1),
          Enter: enter,
          Escape: escape,
          '/': desk.onSearch,
          '?': desk.onHelp,
          ...(free
            ? {
                o: enter,
                x: () => tick(false),
                X: () => tick(true),
                g: () => setLeading(true),
                m: desk.onMap,
              }
            : {}),
        },
  )
  const stand = (ticketId: string) => setCursor({ id: ticketId, index: Math.max(0, rows.indexOf(ticketId)) })
  return { cursorId: standing, stand }
}
