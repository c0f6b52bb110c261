import { ProblemError } from '@lianxin/client'
import {
  countTickets,
  listGrids,
  listUnits,
  readCatalogue,
  readSession,
  readTicket,
  type ReplyOf,
  type SessionView,
} from '@lianxin/contract'
import { QueryClient, queryOptions } from '@tanstack/react-query'

import { call } from './api.ts'

/** The one cache of the console. */
export const queryClient = new QueryClient({
  // The client itself repeats what may be repeated; a refusal is an answer, asking again changes nothing.
  defaultOptions: {
    queries: { retry: false, staleTime: 15_000, refetchOnWindowFocus: true },
    // Without a network an attempt fails at once and says so; a paused one would turn its wheel without a word.
    mutations: { retry: false, networkMode: 'always' },
  },
})

const readSessionOrNull = async (): Promise<SessionView | null> => {
  try {
    return await call(readSession, {})
  } catch (error) {
    if (error instanceof ProblemError && error.problem.status === 401) return null
    throw error
  }
}

/** Who is signed in; null when nobody is. */
export const sessionQuery = queryOptions({ queryKey: ['session'], queryFn: readSessionOrNull, staleTime: 60_000 })

export const ticketQuery = (ticketId: string) =>
  queryOptions({
    queryKey: ['ticket', ticketId],
    queryFn: ({ signal }) => call(readTicket, { params: { ticketId }, signal }),
  })

export const countsQuery = queryOptions({
  queryKey: ['ticket-counts'],
  queryFn: ({ signal }) => call(countTickets, { signal }),
  refetchInterval: 60_000,
})

const HOUR_ms = 3_600_000

export const unitsQuery = queryOptions({
  queryKey: ['units'],
  queryFn: ({ signal }) => call(listUnits, { query: { limit: 5000 }, signal }),
  staleTime: HOUR_ms,
})

export const catalogueQuery = queryOptions({
  queryKey: ['catalogue', 'active'],
  queryFn: ({ signal }) => call(readCatalogue, { query: {}, signal }),
  staleTime: HOUR_ms,
})

export const gridsUnderQuery = (parentId: string | null) =>
  queryOptions({
    queryKey: ['grids', 'children', parentId],
    queryFn: ({ signal }) =>
      call(listGrids, { query: parentId === null ? { level: 0 } : { parentId, limit: 2000 }, signal }),
    staleTime: 60_000,
  })

export type Catalogue = ReplyOf<typeof readCatalogue>
