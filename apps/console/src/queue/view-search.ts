import type { SavedView, ViewQuery } from '@lianxin/contract'

import { dayText } from '../app/time.ts'
import { questionOf, type QueueSearch, type WorkList } from './search.ts'

/** What is kept of an address in a saved view. */
export function viewQueryOf(search: QueueSearch, first: WorkList): ViewQuery {
  return questionOf(search, first)
}

/** The day of an instant; of an end, the last day that still counts. */
const day = (instant: string): string => dayText(instant)
const lastDay = (instant: string): string => dayText(Date.parse(instant) - 1)

/** The address that opens a saved view. */
export function searchOf({ id, query }: Pick<SavedView, 'id' | 'query'>): QueueSearch {
  const { from, to, dueBefore, ...rest } = query
  return {
    ...rest,
    ...(from === undefined ? {} : { from: day(from) }),
    ...(to === undefined ? {} : { to: lastDay(to) }),
    ...(dueBefore === undefined ? {} : { dueDay: lastDay(dueBefore) }),
    view: id,
  } as QueueSearch
}

/** Whether the address still shows what the view holds: nothing was added, changed or taken off. */
export function isUnchanged(view: SavedView, search: QueueSearch, first: WorkList): boolean {
  const sorted = (query: object) => JSON.stringify(Object.entries(query).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  return sorted(viewQueryOf(searchOf(view), first)) === sorted(viewQueryOf(search, first))
}
