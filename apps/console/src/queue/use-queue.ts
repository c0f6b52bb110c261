import { listTickets, type TicketChanged, type TicketRow } from '@lianxin/contract'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'

import { call } from '../app/api.ts'
import { useLive } from '../app/live.tsx'
import { queryClient } from '../app/queries.ts'
import { questionOf, type QueueSearch, type WorkList } from './search.ts'

/** Rows of one page: two screens of the densest view. */
const PAGE = 100
/** A burst of changes asks for the list once; still well within the second in which a new ticket has to be seen. */
const REFRESH_AFTER_ms = 250
/** How long a row that just came or changed stays marked. */
const FRESH_ms = 12_000

/** The tickets of a list: pages by key, kept current by the live stream without losing the place of the reader. */
export function useQueue(search: QueueSearch, first: WorkList) {
  const { onTicket } = useLive()
  const question = questionOf(search, first)
  const key = ['tickets', question] as const
  const [fresh, setFresh] = useState<ReadonlyMap<string, TicketChanged>>(new Map())

  const answer = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) =>
      call(listTickets, { query: { ...question, limit: PAGE, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: (before) => before,
    staleTime: 5_000,
  })

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null
    const refresh = () => {
      timer = null
      void queryClient.invalidateQueries({ queryKey: ['tickets'] })
    }
    const forget = (change: TicketChanged) =>
      setFresh((before) => {
        if (before.get(change.ticketId) !== change) return before
        const after = new Map(before)
        after.delete(change.ticketId)
        return after
      })
    const stop = onTicket((change) => {
      setFresh((before) => new Map(before).set(change.ticketId, change))
      setTimeout(() => forget(change), FRESH_ms)
      timer ??= setTimeout(refresh, REFRESH_AFTER_ms)
    })
    return () => {
      stop()
      if (timer) clearTimeout(timer)
    }
  }, [onTicket])

  const rows = useMemo<readonly TicketRow[]>(() => {
    const seen = new Set<string>()
    return (answer.data?.pages ?? [])
      .flatMap((page) => page.items)
      .filter((row) => !seen.has(row.id) && seen.add(row.id) !== undefined)
  }, [answer.data])

  return { answer, rows, fresh }
}
