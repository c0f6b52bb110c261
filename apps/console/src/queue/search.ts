import { WORK_LISTS, type TicketQuery } from '@lianxin/contract'

export type WorkList = (typeof WORK_LISTS)[number]

/** What the address of the queue says: the list, the filters, and the ticket that is open beside it. */
export interface QueueSearch {
  readonly list?: WorkList
  readonly state?: string
  readonly classCode?: string
  readonly channel?: string
  readonly urgency?: 'urgent'
  readonly unitId?: string
  readonly under?: string
  readonly q?: string
  readonly sort?: 'due' | 'reported' | 'changed'
  readonly ticket?: string
}

const TEXTS = ['state', 'classCode', 'channel', 'unitId', 'under', 'q', 'ticket'] as const

/** Reads the address; what it does not know it leaves out, so that an old link still opens. */
export function readQueueSearch(raw: Record<string, unknown>): QueueSearch {
  const texts = Object.fromEntries(
    TEXTS.flatMap((name) => {
      const value = raw[name]
      // The router reads a number in the address as one; a ticket number is a text here.
      return (typeof value === 'string' && value !== '') || typeof value === 'number' ? [[name, String(value)]] : []
    }),
  )
  const list = WORK_LISTS.find((one) => one === raw['list'])
  const sort = (['due', 'reported', 'changed'] as const).find((one) => one === raw['sort'])
  return {
    ...texts,
    ...(list ? { list } : {}),
    ...(sort ? { sort } : {}),
    ...(raw['urgency'] === 'urgent' ? { urgency: 'urgent' } : {}),
  }
}

/** The question of the list behind an address. */
export function questionOf(search: QueueSearch, first: WorkList): TicketQuery {
  const { ticket: _open, ...question } = search
  return { ...question, list: search.list ?? first } as TicketQuery
}
