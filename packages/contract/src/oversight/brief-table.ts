import type { BriefChart } from './brief-chart.ts'
import type { BriefWord } from './brief-words.ts'
import type { BriefContent } from './briefs.ts'
import type { FigureFilter } from './figure-filter.ts'

/** A cell of a table, with what it leads to on the page. */
export interface Cell {
  readonly text: string
  /** The tickets that were counted. */
  readonly filter?: FigureFilter | undefined
  readonly ticketId?: string
  /** Drawn as a bar beside the text; 0 to 1. */
  readonly share?: number | null
}

export interface BriefColumn {
  readonly title: string
  /** Share of the width, compared with the other columns. */
  readonly weight: number
  readonly align: 'start' | 'end'
}

export interface BriefTable {
  readonly kind: 'table'
  readonly id: string
  readonly title: string
  readonly columns: readonly BriefColumn[]
  readonly rows: readonly (readonly Cell[])[]
  /** What stands there where there is no row. */
  readonly empty: string
}

export type BriefBlock =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string; readonly soft: boolean }
  | { readonly kind: 'chart'; readonly chart: BriefChart }
  | BriefTable

const NUMERIC = /^[-+↑↓]?[\d,.]+( ?%| \/ [\d,.]+)?$|^—$|^=$|^<1$/

/** A table; columns of numbers are aligned at their end unless it is said which ones are. */
export function table(
  id: string,
  title: string,
  titles: readonly string[],
  weights: readonly number[],
  rows: readonly (readonly Cell[])[],
  say: (word: BriefWord) => string,
  ends?: readonly number[],
): BriefTable {
  const isNumeric = (column: number): boolean =>
    rows.length > 0 && rows.every((cells) => NUMERIC.test(cells[column]?.text ?? ''))
  return {
    kind: 'table',
    id,
    title,
    columns: titles.map((heading, column) => ({
      title: heading,
      weight: weights[column] ?? 1,
      align: (ends ? ends.includes(column) : isNumeric(column)) ? 'end' : 'start',
    })),
    rows,
    empty: say('none'),
  }
}

export const number = (value: number): string => value.toLocaleString('en')

/** A number with its sign in words or arrows; nothing changed is a dash-free nought. */
export function signed(value: number, up = '+', down = '-'): string {
  return value === 0 ? '=' : `${value > 0 ? up : down}${number(Math.abs(value))}`
}

/** The change of a count. */
export const change = (now: number, before: number): string => signed(now - before)

/** The change of a rate in percentage points. */
export function points(change_points: number | null): string {
  if (change_points === null) return '—'
  const rounded = Math.round(change_points * 10) / 10
  return rounded === 0 ? '=' : `${rounded > 0 ? '+' : '-'}${Math.abs(rounded).toFixed(1)}`
}

/** `YYYY-MM-DD HH:mm` in the district. */
export function dateTime(iso: string, utcOffset_min: number): string {
  return new Date(Date.parse(iso) + utcOffset_min * 60_000).toISOString().slice(0, 16).replace('T', ' ')
}

/** Makes the filter of the tickets behind a number; none for a department of several units, which no list shows. */
export function filterOf({ unit, unitIds, period }: BriefContent) {
  return (within: Omit<FigureFilter, 'from' | 'to'>): FigureFilter | undefined => {
    if (unitIds.length > 1) return undefined
    const [unitId] = unitIds
    return { ...period, ...(unitId === undefined ? { under: unit.path } : { unitId }), ...within }
  }
}
