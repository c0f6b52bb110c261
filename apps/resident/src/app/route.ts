import { useSyncExternalStore } from 'react'

import { tokenLeftBehind } from '../follow/wechat.ts'

const BASE = '/r'

/** Where the reader is: reporting, the receipt, looking for a report, at one, or at the card of the grid. */
export type Route =
  | { readonly page: 'report'; readonly placeCode: string | null }
  | { readonly page: 'done' }
  | { readonly page: 'find' }
  | { readonly page: 'grid' }
  | { readonly page: 'ticket'; readonly number: string; readonly token: string }

const listeners = new Set<() => void>()

function read(): Route {
  const { pathname, search } = window.location
  const query = new URLSearchParams(search)
  const [first, second] = pathname.slice(BASE.length).split('/').filter(Boolean)
  if (first === 'done') return { page: 'done' }
  if (first === 'follow') return { page: 'find' }
  if (first === 'grid') return { page: 'grid' }
  if (first === 't' && second !== undefined) {
    const number = decodeURIComponent(second)
    return { page: 'ticket', number, token: query.get('token') ?? tokenLeftBehind(number) }
  }
  return { page: 'report', placeCode: query.get('p') }
}

let route = read()

function changed(): void {
  route = read()
  window.scrollTo(0, 0)
  for (const listener of listeners) listener()
}
window.addEventListener('popstate', changed)

/** Goes to an address inside the page; `state` survives a reload of the tab. */
export function go(path: string, state: unknown = null): void {
  window.history.pushState(state, '', BASE + path)
  changed()
}

/** The address of a report for its reporter. */
export function ticketPath(number: string, token: string): string {
  return `/t/${encodeURIComponent(number)}?token=${encodeURIComponent(token)}`
}

/** The same with the host, to be copied or sent on. */
export const ticketLink = (number: string, token: string): string =>
  window.location.origin + BASE + ticketPath(number, token)

export function useRoute(): Route {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => route,
  )
}
