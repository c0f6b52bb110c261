import type { LocalDate } from '@lianxin/domain'

import type { FigureColumn, FigureCountTable, FigureLineTable } from '../../../platform/db/schema-figures.ts'
import { COLUMNS } from './columns.ts'

/** What a line tells apart beside its grid and day. */
export const ATTRIBUTES = ['unit', 'class', 'channel'] as const
export type Attribute = (typeof ATTRIBUTES)[number]
export type Span = FigureCountTable['span']

/** Grids this many levels below the top still have counters of days: district, subdistrict, community. */
const DAILY_DEPTH = 3
/** Down to here two attributes are counted together, and all three of them by month: district, subdistrict. */
const PAIRED_DEPTH = 2

/** Levels of a path: `1.4.` is 2. */
const depthOf = (path: string): number => path.split('.').length - 1

/**
 * Whether counters are kept that tell so many attributes apart at a node. Whatever is not kept is answered from lines,
 * of which there are few then: those of one community or base grid, of one unit, or of one class and channel for the days
 * at the edges of a period.
 */
export function isKept(path: string, span: Span, attributes: number): boolean {
  if (attributes === 0) return true
  if (attributes === 1) return span === 'month' || depthOf(path) <= DAILY_DEPTH
  return (attributes === 2 || span === 'month') && depthOf(path) <= PAIRED_DEPTH
}

const SPLITS: readonly (readonly Attribute[])[] = [
  [],
  ['unit'],
  ['class'],
  ['channel'],
  ['unit', 'class'],
  ['unit', 'channel'],
  ['class', 'channel'],
  ['unit', 'class', 'channel'],
]

/** The word of a split, its attributes always in the same order. */
export function splitOf(attributes: ReadonlySet<Attribute>): string {
  return attributes.size === 0 ? 'all' : ATTRIBUTES.filter((one) => attributes.has(one)).join(' ')
}

const NIL = '00000000-0000-0000-0000-000000000000'
export const monthOf = (day: LocalDate): LocalDate => `${day.slice(0, 7)}-01`

/** A path and those above it, the top first. */
function nodesOf(path: string): readonly string[] {
  const nodes: string[] = []
  for (let end = path.indexOf('.'); end >= 0; end = path.indexOf('.', end + 1)) nodes.push(path.slice(0, end + 1))
  return nodes
}

export type Line = Omit<FigureLineTable, 'district_id'>
type Counter = Omit<FigureCountTable, 'district_id'>

function* countersOf(line: Line): Generator<Omit<Counter, FigureColumn>> {
  for (const grid_path of nodesOf(line.grid_path))
    for (const span of ['day', 'month'] as const)
      for (const split of SPLITS) {
        if (!isKept(grid_path, span, split.length)) continue
        yield {
          span,
          grid_path,
          split: splitOf(new Set(split)),
          day: span === 'day' ? line.day : monthOf(line.day),
          unit_id: split.includes('unit') ? line.unit_id : NIL,
          class_code: split.includes('class') ? line.class_code : '',
          channel: split.includes('channel') ? line.channel : '',
        }
      }
}

/** What is to be added to the counters when some lines go and others come; counters that stay as they are left out. */
export function tally(gone: readonly Line[], come: readonly Line[]): Counter[] {
  const sums = new Map<string, Counter>()
  const none = Object.fromEntries(COLUMNS.map((column) => [column, 0])) as Record<FigureColumn, number>
  for (const [lines, sign] of [
    [gone, -1],
    [come, 1],
  ] as const)
    for (const line of lines)
      for (const counter of countersOf(line)) {
        const key = Object.values(counter).join('|')
        const sum = sums.get(key) ?? { ...none, ...counter }
        sums.set(key, sum)
        for (const column of COLUMNS) sum[column] += sign * line[column]
      }
  return [...sums.values()].filter((sum) => COLUMNS.some((column) => sum[column] !== 0))
}
