import { DUE_FILTERS, SORTS, WORK_LISTS, type TicketFilter, type TicketQuery } from '@lianxin/contract'

import type { Sort } from './columns.ts'

export type WorkList = (typeof WORK_LISTS)[number]

/** What narrows a list, as the address of the queue says it. */
export interface QueueFilters {
  readonly state?: string
  readonly classCode?: string
  readonly channel?: string
  readonly urgency?: 'urgent'
  readonly unitId?: string
  readonly due?: (typeof DUE_FILTERS)[number]
  /** Local day: deadlines before its end. */
  readonly dueDay?: string
  readonly gridId?: string
  /** Path prefix, in links of other screens. */
  readonly under?: string
  /** Local days, both included. */
  readonly from?: string
  readonly to?: string
  readonly bbox?: string
  /** Tickets behind a number of the statistics, see `figureFilterText`. */
  readonly figure?: string
  readonly q?: string
}

/** What the address of the queue says: the list, the filters, and the ticket that is open beside it. */
export interface QueueSearch extends QueueFilters {
  readonly list?: WorkList
  readonly sort?: Sort
  /** The saved view this began with. */
  readonly view?: string
  readonly ticket?: string
}

/** A link counts as the present one only with all its words. */
export const EXACT = { exact: true, includeSearch: true } as const

/** A change of the address: `undefined` takes a word out. */
export type SearchPart = { readonly [K in keyof QueueSearch]?: QueueSearch[K] | undefined }

const TEXTS = [
  'state',
  'classCode',
  'channel',
  'unitId',
  'gridId',
  'under',
  'bbox',
  'figure',
  'q',
  'view',
  'ticket',
] as const
const DAYS = ['dueDay', 'from', 'to'] as const

export const FILTERS = [
  'q',
  'state',
  'classCode',
  'channel',
  'urgency',
  'unitId',
  'due',
  'dueDay',
  'gridId',
  'under',
  'from',
  'to',
  'bbox',
  'figure',
] as const satisfies readonly (keyof QueueFilters)[]
export type FilterName = (typeof FILTERS)[number]

/** Which filters narrow the list now. */
export function usedFilters(search: QueueSearch): readonly FilterName[] {
  return FILTERS.filter((name) => search[name] !== undefined)
}

const picked = <T extends string>(words: readonly T[], value: unknown): T | undefined =>
  words.find((one) => one === value)

/** Reads the address; what it does not know it leaves out, so that an old link still opens. */
export function readQueueSearch(raw: Record<string, unknown>): QueueSearch {
  const texts = Object.fromEntries(
    TEXTS.flatMap((name) => {
      const value = raw[name]
      // The router reads a number in the address as one; a ticket number is a text here.
      return (typeof value === 'string' && value !== '') || typeof value === 'number' ? [[name, String(value)]] : []
    }),
  )
  const days = Object.fromEntries(
    DAYS.flatMap((name) => {
      const value = raw[name]
      return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? [[name, value]] : []
    }),
  )
  const list = picked(WORK_LISTS, raw['list'])
  const sort = picked(SORTS, raw['sort'])
  const due = picked(DUE_FILTERS, raw['due'])
  return {
    ...texts,
    ...days,
    ...(list ? { list } : {}),
    ...(sort ? { sort } : {}),
    ...(due ? { due } : {}),
    ...(raw['urgency'] === 'urgent' ? { urgency: 'urgent' } : {}),
  }
}

/** The first instant of a local day, or of the day after it. */
function dayStart(day: string, after = 0): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(year, month - 1, date + after).toISOString()
}

/** The filter behind an address, in the words of the API: days of the person at the screen become instants. */
export function filterOf(search: QueueSearch, first: WorkList): TicketFilter {
  const { ticket: _open, view: _view, sort: _sort, dueDay, from, to, ...filter } = search
  return {
    ...filter,
    list: search.list ?? first,
    ...(dueDay === undefined ? {} : { dueBefore: dayStart(dueDay, 1) }),
    ...(from === undefined ? {} : { from: dayStart(from) }),
    ...(to === undefined ? {} : { to: dayStart(to, 1) }),
  } as TicketFilter
}

/** The question of the list behind an address. */
export function questionOf(search: QueueSearch, first: WorkList): TicketQuery {
  return { ...filterOf(search, first), ...(search.sort === undefined ? {} : { sort: search.sort }) }
}
