import type { FigureGroup } from '@lianxin/contract'
import type { LocalDate } from '@lianxin/domain'

import { isKept, monthOf, splitOf, type Attribute, type Span } from './tally.ts'

/** What is asked, within what the caller may see. */
export interface Asked {
  readonly from: LocalDate
  readonly to: LocalDate
  readonly groupBy: FigureGroup
  /** Node of the grid tree. */
  readonly path: string
  /** Null: every unit. */
  readonly unitIds: readonly string[] | null
  /** Beginning of the codes. */
  readonly classCode?: string | undefined
  readonly channel?: string | undefined
}

/** Days, or first days of months, to be added up from one source. */
export interface Piece {
  readonly source: Span | 'lines'
  readonly from: LocalDate
  readonly to: LocalDate
}

const dayAfter = (day: LocalDate, days: number): LocalDate =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
const monthAfter = (month: LocalDate): LocalDate => monthOf(dayAfter(month, 31))

/** Which of unit, class and channel an answer tells apart or filters by. */
export function attributesOf({ groupBy, unitIds, classCode, channel }: Asked): ReadonlySet<Attribute> {
  const wanted = new Set<Attribute>()
  if (groupBy === 'unit' || groupBy === 'level' || unitIds !== null) wanted.add('unit')
  if (groupBy === 'class' || classCode !== undefined) wanted.add('class')
  if (groupBy === 'channel' || channel !== undefined) wanted.add('channel')
  return wanted
}

/**
 * Where an answer is read from: whole months as months, the days at either edge as days, and lines of tickets only where
 * no counter tells that much apart. A question of at most one attribute at a district, subdistrict or community reads no
 * more rows than (24 months + 60 days) × the rows of its answer, of days at most 731 × 1; what it reads does not grow
 * with the tickets. Three attributes at a district or subdistrict are told by month. Lines are read for two attributes
 * below the subdistrict, one attribute of a base grid for the days at the edges, and three attributes for those days or
 * day by day: an index leads to those of the unit, or of the class and channel, that are asked for then.
 */
export function planOf(asked: Asked): readonly Piece[] {
  const count = attributesOf(asked).size
  const sourceOf = (span: Span): Piece['source'] => (isKept(asked.path, span, count) ? span : 'lines')
  const { from, to } = asked
  const days = (first: LocalDate, last: LocalDate): Piece[] =>
    first <= last ? [{ source: sourceOf('day'), from: first, to: last }] : []
  if (asked.groupBy === 'day' || sourceOf('month') === 'lines') return days(from, to)
  const firstMonth = from === monthOf(from) ? from : monthAfter(monthOf(from))
  const afterLast = monthOf(dayAfter(to, 1)) // the month that is not whole any more
  if (firstMonth >= afterLast) return days(from, to)
  return [
    ...days(from, dayAfter(firstMonth, -1)),
    { source: 'month', from: firstMonth, to: dayAfter(afterLast, -1) },
    ...days(afterLast, to),
  ]
}

/** The split of the counters to read. */
export const splitFor = (asked: Asked): string => splitOf(attributesOf(asked))
