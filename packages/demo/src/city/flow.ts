import type { WorkCalendar } from '@lianxin/domain'

import { DEMO_CATALOGUE, type DemoClass } from './catalogue.ts'
import { type DemoTicket, liveOne } from './life.ts'
import { lookupOf } from './lookup.ts'
import type { DemoOrganisation } from './organisation.ts'
import { seeded } from './random.ts'
import type { DemoGrid } from './tree.ts'

const DAY = 86_400_000

export interface FlowOptions {
  readonly seed: number
  /** Number of tickets; the report of the district speaks of 47,452 in a year (function 43). */
  readonly count: number
  readonly days: number
  /** The present, epoch ms: nothing happens after it. */
  readonly until: number
  readonly calendar: WorkCalendar
}

/** Frequent classes come more often: weight 1/(rank+3) over a fixed shuffle. */
function weighted(items: readonly DemoClass[]): (r: number) => DemoClass {
  const order = items.map((item, index) => ({ item, rank: (index * 29) % items.length }))
  const total = order.reduce((sum, { rank }) => sum + 1 / (rank + 3), 0)
  return (r) => {
    let left = r * total
    for (const { item, rank } of order) if ((left -= 1 / (rank + 3)) <= 0) return item
    return items[0] as DemoClass
  }
}

/** Share of reports per hour of the day, from seven in the morning to ten at night mostly. */
const HOURS = [1, 1, 1, 1, 1, 2, 8, 20, 34, 38, 34, 24, 16, 20, 30, 32, 28, 22, 18, 16, 12, 8, 4, 2]

function hourOf(r: number): number {
  let left = r * HOURS.reduce((sum, weight) => sum + weight, 0)
  for (const [hour, weight] of HOURS.entries()) if ((left -= weight) < 0) return hour
  return 12
}

/**
 * The flow of matters of a district, the newest report first: each one lived through the commands of the real core,
 * so that every state and history is one that the rules allow. The last days are still open, as in life.
 */
export function* generateFlow(
  grids: readonly DemoGrid[],
  organisation: DemoOrganisation,
  options: FlowOptions,
): Generator<DemoTicket> {
  const { seed, count, days, until, calendar } = options
  const draw = seeded(seed)
  const city = lookupOf(grids, organisation)
  const base = grids.filter((grid) => grid.level === 3)
  const classOf = weighted(DEMO_CATALOGUE)
  const offset = calendar.utcOffsetMinutes * 60_000
  const midnight = Math.floor((until + offset) / DAY) * DAY - offset
  const starts = Array.from({ length: count }, () => {
    const day = midnight - draw.int(days) * DAY
    const at = day + hourOf(draw.real()) * 3_600_000 + draw.int(3_600_000)
    return at < until ? at : at - DAY
  }).sort((a, b) => b - a)
  for (const start of starts)
    yield liveOne(draw, city, calendar, base[draw.int(base.length)] as DemoGrid, classOf(draw.real()), start, until)
}
