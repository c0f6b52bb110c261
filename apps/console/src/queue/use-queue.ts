import { findCount, listTickets, type ReplyOf, type TicketChanged, type TicketQuery } from '@lianxin/contract'
import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useState } from 'react'

import { call } from '../app/api.ts'
import { useLive } from '../app/live.tsx'
import { queryClient } from '../app/queries.ts'
import { rowsOf, type Rows } from './rows.ts'
import { questionOf, type QueueSearch, type WorkList } from './search.ts'

/** Rows of one page: two screens of the densest view. */
export const BLOCK = 100
/** This many rows above the first one in sight are kept, so that a small turn of the wheel finds them. */
const ABOVE = 40
/** A burst of changes asks for the list once; still well within the second in which a new ticket has to be seen. */
const REFRESH_AFTER_ms = 250
/** How long a row that just came or changed stays marked. */
const FRESH_ms = 12_000
const FOUND_EVERY_ms = 60_000
/** Empty rows shown until the first answer. */
const SKELETON = 12

type Page = ReplyOf<typeof listTickets>

/** Marks rows that came or changed, and asks for the list again after a burst of changes. */
function useFresh(): ReadonlyMap<string, TicketChanged> {
  const { onTicket } = useLive()
  const [fresh, setFresh] = useState<ReadonlyMap<string, TicketChanged>>(new Map())
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null
    const refresh = () => {
      timer = null
      void queryClient.invalidateQueries({ queryKey: ['tickets'] })
      void queryClient.invalidateQueries({ queryKey: ['ticket-points'] })
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
  return fresh
}

/**
 * One page of the list. It follows the page before by its cursor; where the reader jumped into the middle of a long
 * list it is entered by position. Below, the pages hang on each other: a page that changed asks for the next one anew,
 * so that what is in sight has neither gap nor repetition.
 */
function useBlock(question: TicketQuery, block: number, cursor: string | null | undefined, isWanted: boolean) {
  return useQuery({
    queryKey: ['tickets', question, block, cursor ?? ''],
    queryFn: ({ signal }) => {
      const from = typeof cursor === 'string' ? { cursor } : block === 0 ? {} : { offset: block * BLOCK }
      return call(listTickets, { query: { ...question, limit: BLOCK, ...from }, signal })
    },
    enabled: isWanted,
    staleTime: 5_000,
    placeholderData: (before: Page | undefined, query) =>
      query?.queryKey[1] === question && query.queryKey[2] === block ? before : undefined,
  })
}

/** Where each page of a list begins, as far as pages were met one after the other. */
const beginningsOf = (_of: string): Map<number, string> => new Map()

export interface Queue {
  readonly rows: Rows
  readonly fresh: ReadonlyMap<string, TicketChanged>
  /** How many the filter finds; null until it is known. */
  readonly found: number | null
  readonly isPending: boolean
  readonly isFetching: boolean
  readonly error: unknown
  readonly refetch: () => void
  /** Tells which row is the first in sight, so that those around it are fetched. */
  readonly onTop: (index: number) => void
  /** Stands for list, filters and order. */
  readonly of: string
}

/**
 * The tickets of a list, however long it is: three pages around the reader in memory, kept current by the live stream
 * without losing the reader's place.
 */
export function useQueue(search: QueueSearch, first: WorkList): Queue {
  const fresh = useFresh()
  const of = JSON.stringify(questionOf(search, first))
  const question = useMemo(() => JSON.parse(of) as TicketQuery, [of])
  const [place, setPlace] = useState({ of, lead: 0 })
  const lead = place.of === of ? place.lead : 0
  const begins = useMemo(() => beginningsOf(of), [of])

  const one = useBlock(question, lead, begins.get(lead), true)
  const two = useBlock(question, lead + 1, one.data?.nextCursor, Boolean(one.data?.nextCursor))
  const three = useBlock(
    question,
    lead + 2,
    two.data?.nextCursor,
    Boolean(two.data?.nextCursor) && !two.isPlaceholderData,
  )
  useEffect(() => {
    for (const [nth, page] of [one.data, two.data, three.data].entries())
      if (page?.nextCursor) begins.set(lead + nth + 1, page.nextCursor)
  }, [one.data, two.data, three.data, lead, begins])

  const count = useQuery({
    queryKey: ['ticket-found', question],
    queryFn: ({ signal }) => {
      const { sort: _sort, ...filter } = question
      return call(findCount, { query: filter, signal })
    },
    enabled: lead > 0 || Boolean(one.data?.nextCursor),
    staleTime: FOUND_EVERY_ms / 2,
    refetchInterval: FOUND_EVERY_ms,
  })

  const rows = useMemo(() => {
    const pages = [one.data, one.data?.nextCursor ? two.data : undefined]
    if (two.data?.nextCursor && pages[1]) pages.push(three.data)
    const held = pages.filter((page) => page !== undefined)
    const loaded = held.flatMap((page) => page.items)
    const known = lead * BLOCK + loaded.length
    const ends = held.at(-1)?.nextCursor === null
    // While nothing is known of the end there is room for more.
    const waiting = held.length === 0 ? SKELETON : 1
    const total = ends ? known : Math.max(count.data?.found ?? 0, known + waiting)
    return rowsOf(loaded, lead * BLOCK, total, ends || count.data?.capped === false)
  }, [one.data, two.data, three.data, lead, count.data])

  const onTop = useCallback(
    (index: number) => {
      const wanted = Math.max(0, Math.floor((index - ABOVE) / BLOCK))
      setPlace((before) => (before.of === of && before.lead === wanted ? before : { of, lead: wanted }))
    },
    [of],
  )
  const failed = one.error ?? two.error ?? three.error
  return {
    rows,
    fresh,
    found: rows.isExact ? rows.total : (count.data?.found ?? null),
    isPending: one.isPending && lead === 0,
    isFetching: one.isFetching || two.isFetching || three.isFetching,
    error: failed,
    refetch: () => {
      for (const page of [one, two, three]) if (page.isError) void page.refetch()
    },
    onTop,
    of,
  }
}
