import type {
  ReplyOf,
  TicketDetail,
  countTickets as contractCounts,
  listTickets as contractList,
} from '@lianxin/contract'
import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query'

import { call } from '../app/api.ts'
import { countTickets, listTickets, readTicket } from '../app/operations.ts'

/** The lists of a hand, in the order of the day. */
export const LISTS = ['mine', 'unit', 'nearDue', 'overdue'] as const
export type ListName = (typeof LISTS)[number]

/** Remaining time is told by the server: asked again each minute, and at once on a live message. */
const RENEW_MS = 60_000
const PAGE_SIZE = 100

export function useList(list: ListName): UseQueryResult<ReplyOf<typeof contractList>> {
  return useQuery({
    queryKey: ['tickets', list],
    queryFn: ({ signal }) => call(listTickets, { query: { list, sort: 'due', limit: PAGE_SIZE }, signal }),
    refetchInterval: RENEW_MS,
    placeholderData: keepPreviousData,
  })
}

export function useCounts(): UseQueryResult<ReplyOf<typeof contractCounts>> {
  return useQuery({
    queryKey: ['counts'],
    queryFn: ({ signal }) => call(countTickets, { signal }),
    refetchInterval: RENEW_MS,
  })
}

export function useTicket(ticketId: string): UseQueryResult<TicketDetail> {
  return useQuery({
    queryKey: ['ticket', ticketId],
    queryFn: ({ signal }) => call(readTicket, { params: { ticketId }, signal }),
    refetchInterval: RENEW_MS,
  })
}
