import {
  LONGEST_PERIOD_days,
  type FigureNumbers,
  type FigureQuestion,
  type FigureRow,
  type readFigures,
  type ReplyOf,
} from '@lianxin/contract'
import { byLevel, DAY_MS, FIGURES, localDay, RATES, sumOf, type Counts, type Rate } from '@lianxin/domain'

import type { Tx } from '../../../platform/db/database.ts'
import { Refusal } from '../../../platform/refusal.ts'
import type { Call } from '../../../platform/serve.ts'
import { sessionOf, type Session } from '../../../platform/session.ts'
import { tickets } from '../../ticket/index.ts'
import type { OversightDeps } from '../deps.ts'
import type { Asked } from './plan.ts'
import { listSums, readCounting } from './store-read.ts'

/**
 * The question within what the post may see: its territory, or its own units.
 * @throws Refusal figure.period_invalid, figure.outside_reach
 */
function withinReach(question: FigureQuestion, session: Session, top: string): Asked {
  const { from, to, groupBy = 'none', unitId, classCode, channel, under } = question
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1
  if (!(days >= 1 && days <= LONGEST_PERIOD_days)) throw new Refusal('figure.period_invalid')
  const { territory, unitIds } = session
  const path = under ?? (territory === '' ? top : territory)
  if (territory !== '' && !path.startsWith(territory)) throw new Refusal('figure.outside_reach')
  const own = unitId === undefined || unitIds.includes(unitId)
  if (territory === '' && !own) throw new Refusal('figure.outside_reach')
  const asksFor = unitId === undefined ? (territory === '' ? unitIds : null) : [unitId]
  return { from, to, groupBy, path, unitIds: asksFor, classCode, channel }
}

/** Figures with the shares that follow from them. */
function numbersOf(sums: Counts): FigureNumbers {
  const rates = Object.entries(RATES).map(([name, [part, whole]]) => {
    const [numerator, denominator] = [sums[part], sums[whole]]
    return [name, { numerator, denominator, rate: denominator === 0 ? null : numerator / denominator }]
  })
  const counts = Object.fromEntries(FIGURES.map((figure) => [figure, sums[figure]])) as Counts
  return { counts, rates: Object.fromEntries(rates) as Record<Rate, FigureNumbers['rates'][Rate]> }
}

export type Figures = ReplyOf<typeof readFigures>

/** The figures that answer a question. */
export async function figuresFor(
  { tx, session, now }: { readonly tx: Tx; readonly session: Session | null; readonly now: number },
  question: FigureQuestion,
  deps: OversightDeps,
): Promise<Figures> {
  const own = sessionOf({ session })
  const { places, classes } = await tickets.surroundingsOf(deps, tx, own.districtId)
  const { offset_min, filled } = await readCounting(tx, own.districtId)
  const asked = withinReach(question, own, places.fallbackDesk.gridPath)
  const sums = await listSums(tx, own.districtId, asked)
  const rows = asked.groupBy === 'level' ? byLevel(sums, (unitId) => places.unitById(unitId)?.level ?? 0) : sums
  const named = (key: string): Pick<FigureRow, 'name' | 'nameEn'> => {
    if (asked.groupBy === 'unit') {
      const unit = places.unitById(key)
      return { name: unit?.name ?? '', nameEn: unit?.nameEn ?? '' }
    }
    const entry = asked.groupBy === 'class' ? classes.find(key)?.entry : undefined
    return { name: entry?.minor ?? '', nameEn: entry?.minorEn ?? '' }
  }
  return {
    asOf: new Date(now).toISOString(),
    today: localDay(now, offset_min),
    filled,
    total: numbersOf(sumOf(rows)),
    rows: asked.groupBy === 'none' ? [] : rows.map((row) => ({ key: row.key, ...named(row.key), ...numbersOf(row) })),
  }
}

/** `figure.read`. */
export function readForStaff(call: Call<typeof readFigures>, deps: OversightDeps): Promise<Figures> {
  return figuresFor(call, call.query, deps)
}
