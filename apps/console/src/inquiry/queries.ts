import { listInquiries, readTicketInquiries, type INQUIRY_LISTS } from '@lianxin/contract'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'

import { call } from '../app/api.ts'
import { queryClient } from '../app/queries.ts'

export type InquiryList = (typeof INQUIRY_LISTS)[number]

/** Remaining time is told by the server: asked again each minute, and at once on a live message. */
const RENEW_ms = 60_000
const LINES = 50

/** The right of inquiry and what was asked about one ticket. */
export const ticketInquiriesQuery = (ticketId: string) =>
  queryOptions({
    queryKey: ['ticket', ticketId, 'inquiries'],
    queryFn: ({ signal }) => call(readTicketInquiries, { params: { ticketId }, signal }),
    refetchInterval: RENEW_ms,
  })

export const inquiriesQuery = (list: InquiryList, openOnly: boolean) =>
  infiniteQueryOptions({
    queryKey: ['inquiries', list, openOnly],
    queryFn: ({ pageParam, signal }) =>
      call(listInquiries, {
        query: {
          list,
          limit: LINES,
          ...(openOnly ? { open: true } : {}),
          ...(pageParam === '' ? {} : { cursor: pageParam }),
        },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: RENEW_ms,
  })

/** After something was done or heard about the inquiries of a ticket. */
export async function renewInquiries(ticketId: string): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: ['ticket', ticketId, 'inquiries'] }),
    queryClient.invalidateQueries({ queryKey: ['inquiries'] }),
  ])
}
