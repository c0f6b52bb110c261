import type { GridFigures } from '@lianxin/contract'

/** Fewer settled tickets than this say nothing about a grid: the rate is not judged. */
export const FEWEST = 5

/** What a figure of one grid is: a number, or too few to judge. */
export type Value = number | 'few'

/** A figure by which grids are coloured. Another one is another entry here, with its words beside those of the map page. */
interface Figure {
  readonly of: (figures: GridFigures) => Value
  /** Lower bounds of the classes above the first, when they are fixed by what the figure means; else by quantiles. */
  readonly breaks: readonly number[] | null
  /** CSS tokens of the classes, from the lowest values up. */
  readonly colours: readonly string[]
  /** Whether high values are the ones to look at. */
  readonly highIsBad: boolean
  readonly percent: boolean
}

const ramp = (name: string): readonly string[] => [0, 1, 2, 3, 4].map((step) => `--lc-${name}-${step}`)

export const FIGURES = {
  open: { of: (one) => one.open, breaks: null, colours: ramp('open'), highIsBad: true, percent: false },
  overdue: { of: (one) => one.overdue, breaks: null, colours: ramp('overdue'), highIsBad: true, percent: false },
  onTime: {
    of: ({ settled, onTime }) => (settled < FEWEST ? 'few' : Math.floor((onTime / settled) * 1000) / 10),
    breaks: [80, 90, 95],
    colours: ['--lc-rate-0', '--lc-rate-1', '--lc-rate-2', '--lc-rate-3'],
    highIsBad: false,
    percent: true,
  },
  visitsDue: {
    of: ({ visitsDue }) => visitsDue ?? 0,
    breaks: null,
    colours: ramp('visits'),
    highIsBad: true,
    percent: false,
  },
} as const satisfies Record<string, Figure>
export type FigureKey = keyof typeof FIGURES
const FIGURE_KEYS = Object.keys(FIGURES) as readonly FigureKey[]

/** The figures a post may choose: visits only where it sees them. */
export function figureKeys(maySeeVisits: boolean): readonly FigureKey[] {
  return maySeeVisits ? FIGURE_KEYS : FIGURE_KEYS.filter((key) => key !== 'visitsDue')
}

/** A class of the legend: values from `from` to below `to`. */
export interface FigureClass {
  readonly from: number
  /** Null for the highest. */
  readonly to: number | null
  readonly colour: string
  readonly grids: number
}

export interface Classes {
  readonly classes: readonly FigureClass[]
  /** Grids with too few to judge. */
  readonly few: number
  /** Number of the class of a value; -1 for too few. */
  readonly of: (value: Value) => number
}

const SHARES = [0.4, 0.65, 0.85] as const

/**
 * Lower bounds that set nothing apart from something, then the usual from the many: a number of matters is skewed, a
 * few grids have most of them.
 */
function quantileBreaks(values: readonly number[]): number[] {
  const sorted = values.filter((value) => value > 0).sort((a, b) => a - b)
  if (sorted.length === 0) return []
  const at = SHARES.map((share) => sorted[Math.floor(sorted.length * share)] ?? 0)
  return [...new Set([1, ...at])].sort((a, b) => a - b)
}

/** Puts the grids of a level into the classes of a figure. */
export function classify(items: readonly GridFigures[], key: FigureKey): Classes {
  const figure: Figure = FIGURES[key]
  const values = items.map((one) => figure.of(one))
  const numbers = values.filter((value) => value !== 'few')
  const breaks = figure.breaks ?? quantileBreaks(numbers)
  const of = (value: Value): number => (value === 'few' ? -1 : breaks.filter((low) => value >= low).length)
  const lows = [0, ...breaks]
  // Where quantiles fall together there are fewer classes than colours: the highest keeps the strongest one.
  const skipped = figure.colours.length - lows.length
  const classes = lows.map((from, step): FigureClass => ({
    from,
    to: lows[step + 1] ?? null,
    colour: figure.colours[step === 0 ? 0 : step + skipped] ?? '--lx-surface',
    grids: numbers.filter((value) => of(value) === step).length,
  }))
  return { classes, few: values.length - numbers.length, of }
}

/** The value as it is written on the map and in the list. */
export function writeValue(key: FigureKey, value: Value): string {
  if (value === 'few') return '–'
  return FIGURES[key].percent ? `${value}%` : String(value)
}

/** Orders a list by a figure, what to look at first on top; those too few to judge at the end. */
export function compareBy(key: FigureKey): (a: GridFigures, b: GridFigures) => number {
  const { of, highIsBad } = FIGURES[key]
  return (a, b) => {
    const [x, y]: [Value, Value] = [of(a), of(b)]
    if (x === 'few' || y === 'few') return Number(x === 'few') - Number(y === 'few')
    return highIsBad ? y - x : x - y
  }
}
