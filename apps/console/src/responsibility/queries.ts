import {
  listCommendations,
  listResponsibility,
  readResponsibilityRules,
  readTrace,
  type ResponsibilityList,
} from '@lianxin/contract'
import { queryOptions } from '@tanstack/react-query'

import { call } from '../app/api.ts'
import { queryClient } from '../app/queries.ts'

/** Hearings and measures end by themselves: looked at again so often. */
const RENEW_ms = 60_000

export const traceQuery = (ticketId: string) =>
  queryOptions({
    queryKey: ['ticket', ticketId, 'trace'],
    queryFn: ({ signal }) => call(readTrace, { params: { ticketId }, signal }),
  })

export const casesQuery = (list: ResponsibilityList) =>
  queryOptions({
    queryKey: ['responsibility', list],
    queryFn: ({ signal }) => call(listResponsibility, { query: { list }, signal }),
    refetchInterval: RENEW_ms,
  })

export const rulesQuery = queryOptions({
  queryKey: ['responsibility', 'rules'],
  queryFn: ({ signal }) => call(readResponsibilityRules, { signal }),
})

export const praiseQuery = queryOptions({
  queryKey: ['commendations'],
  queryFn: ({ signal }) => call(listCommendations, { signal }),
})

/** After something was done about a case: lists, and the chain of its ticket. */
export async function renewCases(ticketId: string): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: ['responsibility'] }),
    queryClient.invalidateQueries({ queryKey: ['ticket', ticketId, 'trace'] }),
  ])
}
