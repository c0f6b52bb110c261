import type { SORTS } from '@lianxin/contract'

/** Everything a row of the queue can show, in the order in which it is offered. */
export const COLUMNS = [
  'number',
  'title',
  'place',
  'grid',
  'class',
  'state',
  'holder',
  'remaining',
  'due',
  'channel',
  'reported',
  'changed',
  'photos',
  'rating',
] as const
export type Column = (typeof COLUMNS)[number]
export type Sort = (typeof SORTS)[number]

/** Narrowest width in pixels and share of what is left over; English words are longer. */
interface Track {
  readonly zh_px: number
  readonly en_px: number
  readonly share: number
}
const track = (zh_px: number, en_px: number, share = 0): Track => ({ zh_px, en_px, share })

const TRACKS: Readonly<Record<Column, Track>> = {
  number: track(116, 116),
  title: track(150, 130, 2.4),
  place: track(80, 70, 1.2),
  grid: track(70, 60, 0.8),
  class: track(76, 70, 0.8),
  state: track(104, 146, 0.2),
  holder: track(90, 84, 1),
  remaining: track(142, 206),
  due: track(100, 116),
  channel: track(84, 110, 0.3),
  reported: track(100, 116),
  changed: track(100, 116),
  photos: track(52, 60),
  rating: track(52, 60),
}

/** The tracks of a row as CSS: the box to tick, then the columns. */
export function tracksOf(columns: readonly Column[], language: 'zh' | 'en'): string {
  const tracks = columns.map((column) => {
    const { zh_px, en_px, share } = TRACKS[column]
    const least_px = language === 'zh' ? zh_px : en_px
    return share === 0 ? `${least_px}px` : `minmax(${least_px}px, ${share}fr)`
  })
  return `28px ${tracks.join(' ')}`
}

/** Which order a click on the head of a column asks for; the second one where it is sorted so already. */
export const SORT_OF: Readonly<Partial<Record<Column, readonly Sort[]>>> = {
  number: ['reported', 'oldest'],
  reported: ['reported', 'oldest'],
  grid: ['grid'],
  class: ['class'],
  state: ['state'],
  holder: ['holder'],
  remaining: ['due'],
  due: ['due'],
  changed: ['changed'],
}

const WIDE: readonly Column[] = ['number', 'title', 'place', 'grid', 'class', 'state', 'holder', 'remaining']
/** At 1280 pixels the grid gives way: place and unit say where. */
const SMALL: readonly Column[] = ['number', 'title', 'place', 'class', 'state', 'holder', 'remaining']
const SMALL_DESK_px = 1400

/** The columns of somebody who chose none. */
export function defaultColumns(width_px: number): readonly Column[] {
  return width_px < SMALL_DESK_px ? SMALL : WIDE
}

/** Reads a choice, from the browser's store or a saved view; unknown names are left out, the title always stays. */
export function readColumns(value: unknown): readonly Column[] | null {
  if (!Array.isArray(value)) return null
  const known = [...new Set(value)].flatMap((name) => COLUMNS.find((column) => column === name) ?? [])
  if (known.length === 0) return null
  return known.includes('title') ? known : ['title', ...known]
}

/** What a saved view keeps of a choice of columns: nothing where none was made. */
export function columnsToKeep(columns: readonly Column[] | null): Column[] {
  return columns === null ? [] : [...columns]
}
