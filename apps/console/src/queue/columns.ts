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
  title: track(150, 130, 1.6),
  place: track(80, 70, 1.6),
  grid: track(70, 60, 1),
  class: track(76, 70, 0.8),
  state: track(104, 206, 0.1),
  holder: track(90, 84, 1.3),
  remaining: track(142, 206),
  due: track(100, 116),
  channel: track(84, 110, 0.3),
  reported: track(100, 116),
  changed: track(100, 116),
  photos: track(52, 60),
  rating: track(52, 60),
}

/** The box to tick, the space between two columns and at both ends: see queue.css. */
const TICK_px = 28
const GAP_px = 12
const EDGES_px = 24

/** The tracks of a row as CSS: the box to tick, then the columns, or one track for all. */
export function tracksOf(columns: readonly Column[], language: 'zh' | 'en'): string {
  const tracks = columns.map((column) => {
    const { zh_px, en_px, share } = TRACKS[column]
    const least_px = language === 'zh' ? zh_px : en_px
    const least = `calc(var(--lx-scale) * ${least_px}px)`
    return share === 0 ? least : `minmax(${least}, ${share}fr)`
  })
  if (columns.length === 0) return `max(calc(var(--lx-scale) * ${TICK_px}px), var(--lx-target)) minmax(0, 1fr)`
  return `calc(var(--lx-scale) * ${TICK_px}px) ${tracks.join(' ')}`
}

/** What gives way first where not all columns fit; the title and the time left stay. */
const GIVING_WAY: readonly Column[] = [
  'rating',
  'photos',
  'changed',
  'reported',
  'channel',
  'due',
  'grid',
  'class',
  'holder',
  'number',
  'place',
  'state',
]

/**
 * The columns that fit side by side without being cut off.
 *
 * @param width_px  width of the table in pixels of usual type: in large type less fits
 * @returns         null where not even the last ones fit, and a row needs lines instead
 */
export function fitting(columns: readonly Column[], language: 'zh' | 'en', width_px: number): readonly Column[] | null {
  const need_px = (some: readonly Column[]): number =>
    some.reduce((sum, one) => sum + GAP_px + TRACKS[one][`${language}_px`], TICK_px + EDGES_px)
  let left = columns
  for (const one of GIVING_WAY) {
    if (need_px(left) <= width_px) return left
    left = left.filter((column) => column !== one)
  }
  return left.length > 1 && need_px(left) <= width_px ? left : null
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
/** Below 1700 pixels the grid gives way: beside it neither place nor unit could be read to the end. */
const SMALL: readonly Column[] = ['number', 'title', 'place', 'class', 'state', 'holder', 'remaining']
const SMALL_DESK_px = 1700

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
