import type { ReplyOf, TicketDetail, TicketRow, countTickets as contractCounts } from '@lianxin/contract'
import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query'

import { callOnce } from '../app/api.ts'
import { countTickets, listTickets, readTicket } from '../app/operations.ts'
import { remembered, type Seen } from '../app/remembered.ts'
import { accountOf, useActing } from '../app/session.ts'

/** The lists of a hand, in the order of the day. */
export const LISTS = ['mine', 'unit', 'nearDue', 'overdue'] as const
export type ListName = (typeof LISTS)[number]

/** Remaining time is told by the server: asked again each minute, and at once on a live message. */
const RENEW_MS = 60_000
export const PAGE_SIZE = 100
/** The server gives no more at once. */
const MOST_AT_ONCE = 500

/** What is to be done, and whether there is more of it. */
export interface Tickets {
  readonly items: readonly TicketRow[]
  readonly hasMore: boolean
}

/** The tickets due first; page after page until there are enough. */
async function listUpTo(list: ListName, wanted: number, signal: AbortSignal): Promise<Tickets> {
  const items: TicketRow[] = []
  let cursor: string | null = null
  do {
    const limit = Math.min(MOST_AT_ONCE, wanted - items.length)
    const query = { list, sort: 'due', limit, ...(cursor === null ? {} : { cursor }) } as const
    const page: { readonly items: readonly TicketRow[]; readonly nextCursor: string | null } = await callOnce(
      listTickets,
      { query, signal },
    )
    items.push(...page.items)
    cursor = page.nextCursor
  } while (cursor !== null && items.length < wanted)
  return { items, hasMore: cursor !== null }
}

/** @param wanted how many at most; all with `Infinity` */
export function useList(list: ListName, wanted: number): UseQueryResult<Seen<Tickets>> {
  const { post, ...session } = useActing()
  const account = accountOf(session)
  return useQuery({
    queryKey: ['tickets', list, wanted],
    queryFn: ({ signal }) => remembered(account, `tickets ${post.id} ${list}`, () => listUpTo(list, wanted, signal)),
    refetchInterval: RENEW_MS,
    placeholderData: keepPreviousData,
  })
}

export function useCounts(): UseQueryResult<Seen<ReplyOf<typeof contractCounts>>> {
  const { post, ...session } = useActing()
  const account = accountOf(session)
  return useQuery({
    queryKey: ['counts'],
    queryFn: ({ signal }) => remembered(account, `counts ${post.id}`, () => callOnce(countTickets, { signal })),
    refetchInterval: RENEW_MS,
  })
}

/** What may stay on a telephone of a ticket: nothing of who reported it. */
const withoutReporter = (ticket: TicketDetail): TicketDetail => ({ ...ticket, reporterLabel: '' })

export function useTicket(ticketId: string): UseQueryResult<Seen<TicketDetail>> {
  const account = accountOf(useActing())
  return useQuery({
    queryKey: ['ticket', ticketId],
    queryFn: ({ signal }) =>
      remembered(
        account,
        `ticket ${ticketId}`,
        () => callOnce(readTicket, { params: { ticketId }, signal }),
        withoutReporter,
      ),
    refetchInterval: RENEW_MS,
  })
}
