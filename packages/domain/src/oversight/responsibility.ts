import type { TimeLimit } from '../calendar/types.ts'
import { HOUR_MS } from '../calendar/workday.ts'
import { isAboveDistrict } from '../unit-kinds.ts'
import type { Stretch, Trace } from './trace.ts'

/** 约谈、面谈、书面通报、黄牌警告 (function 115), from the mildest on. */
export const RESPONSIBILITY_MEASURES = ['talk', 'interview', 'writtenNotice', 'yellowCard'] as const
export type ResponsibilityMeasure = (typeof RESPONSIBILITY_MEASURES)[number]

/**
 * Who of those that missed a date answers first (首要责任); all others share it (连带责任).
 *
 * - `mostMissed`: who let the most time pass after its date
 * - `lowestLevel`: who stands lowest in the territory, and that is the grid wherever the grid missed its own date
 *   (网格长协调不到位负首要责任，其余连带, function 114); of one level, who held it first
 */
export const PRIMARY_RULES = ['mostMissed', 'lowestLevel'] as const
export type PrimaryRule = (typeof PRIMARY_RULES)[number]

/** Rules as data of the district: what is proposed for how much missed time. */
export interface ResponsibilityRules {
  /**
   * From so many missed hours on; ascending. Below the first nothing is proposed. Each stretch is counted in the hours in
   * which its limit was set: working hours, or hours by the clock for emergencies.
   */
  readonly ladder: readonly { readonly measure: ResponsibilityMeasure; readonly from_hours: number }[]
  readonly primary: PrimaryRule
  /** Who shares it answers with a measure so many rungs milder than the first; below the first rung: a talk. */
  readonly jointMilder: number
  /** A measure ends by itself after so many days. */
  readonly lasts_days: Readonly<Record<ResponsibilityMeasure, number>>
  /** How long the unit concerned has to speak before anything may be decided. */
  readonly hearWithin: TimeLimit
  /** How long after the decision it may appeal. */
  readonly appealWithin: TimeLimit
  /** Within what an appeal is to be answered; where it was not, the measure is lifted by itself. */
  readonly answerWithin: TimeLimit
}

/**
 * Our choice; the reports name the measures, not the thresholds. Who missed most answers first: the report puts the grid
 * leader first, but the matter may have lain longest elsewhere, and a grid that was late by an hour would answer before
 * the office that let it lie for weeks. A district that wants it as in the report chooses `lowestLevel`.
 */
export const RESPONSIBILITY_RULES: ResponsibilityRules = {
  ladder: [
    { measure: 'talk', from_hours: 1 },
    { measure: 'interview', from_hours: 16 },
    { measure: 'writtenNotice', from_hours: 40 },
    { measure: 'yellowCard', from_hours: 80 },
  ],
  primary: 'mostMissed',
  jointMilder: 1,
  lasts_days: { talk: 30, interview: 90, writtenNotice: 180, yellowCard: 365 },
  hearWithin: { amount: 3, unit: 'workDay' },
  appealWithin: { amount: 10, unit: 'workDay' },
  answerWithin: { amount: 10, unit: 'workDay' },
}

/** Whether a ladder can be climbed: every measure once, in its order, each from more missed hours than the one before. */
export function isLadder(ladder: ResponsibilityRules['ladder']): boolean {
  return (
    ladder.length === RESPONSIBILITY_MEASURES.length &&
    ladder.every(
      ({ measure, from_hours }, nth) =>
        measure === RESPONSIBILITY_MEASURES[nth] && from_hours > (ladder[nth - 1]?.from_hours ?? 0),
    )
  )
}

/** What was missed in one stretch. */
export interface MissedStretch extends Pick<Stretch, 'firstSeq' | 'countedIn'> {
  readonly missed_ms: number
}

/** A unit that did not act in time, and what is proposed. A proposal decides nothing (function 114). */
export interface Proposal {
  readonly unitId: string
  readonly share: 'primary' | 'joint'
  /** Of all its stretches, each in its own hours. */
  readonly missed_ms: number
  readonly measure: ResponsibilityMeasure
  /** What it is read from, so that anybody can look it up. */
  readonly stretches: readonly MissedStretch[]
}

function measureFor(rules: ResponsibilityRules, missed_ms: number, milder: number): ResponsibilityMeasure | null {
  const rung = rules.ladder.findLastIndex(({ from_hours }) => missed_ms >= from_hours * HOUR_MS)
  return rung < 0 ? null : (rules.ladder[Math.max(0, rung - milder)]?.measure ?? null)
}

/** What a unit missed about a ticket. */
interface Missing {
  readonly unit: Stretch['unit']
  /** All of it, also what it answered for: who missed most is who missed most. */
  readonly all_ms: number
  /** What it has not answered for yet. */
  readonly left: readonly MissedStretch[]
}

/** What units missed, in the order in which they held it first. A stretch that goes on grows: the rest is still open. */
function missingOf({ stretches }: Trace, answered: ReadonlyMap<string, readonly MissedStretch[]>): readonly Missing[] {
  const of = new Map<string, Missing>()
  for (const { unit, missed_ms, firstSeq, countedIn } of stretches) {
    // A district measures nobody above it: what the city lets lie it may question.
    if (missed_ms === null || missed_ms === 0 || isAboveDistrict(unit)) continue
    const before = of.get(unit.unitId) ?? { unit, all_ms: 0, left: [] }
    const answered_ms = (answered.get(unit.unitId) ?? [])
      .filter((one) => one.firstSeq === firstSeq)
      .reduce((sum, one) => sum + one.missed_ms, 0)
    const rest_ms = missed_ms - answered_ms
    const left = rest_ms > 0 ? [...before.left, { firstSeq, countedIn, missed_ms: rest_ms }] : before.left
    of.set(unit.unitId, { unit, all_ms: before.all_ms + missed_ms, left })
  }
  return [...of.values()]
}

/** Who answers first comes first; sorting keeps the order of the chain between equals. */
const FIRST: Readonly<Record<PrimaryRule, (a: Missing, b: Missing) => number>> = {
  mostMissed: (a, b) => b.all_ms - a.all_ms,
  lowestLevel: (a, b) => b.unit.level - a.unit.level,
}

/**
 * Proposes who answers for what was missed: one unit first, by the rule of the district, jointly every other that missed
 * a date (首要责任、连带责任). Whoever kept its dates is never named, and asking, passing up in time or reporting costs
 * nobody anything.
 *
 * @param answered  what was missed until a case was drafted about it, by unit: nobody answers twice for the same time,
 *                  whatever came of the case. What was missed after that is proposed.
 */
export function proposeResponsibility(
  trace: Trace,
  rules: ResponsibilityRules,
  answered: ReadonlyMap<string, readonly MissedStretch[]> = new Map(),
): readonly Proposal[] {
  const ranked = missingOf(trace, answered).toSorted(FIRST[rules.primary])
  return ranked.flatMap(({ unit: { unitId }, left }, nth): Proposal[] => {
    const share = nth === 0 ? 'primary' : 'joint'
    const missed_ms = left.reduce((sum, one) => sum + one.missed_ms, 0)
    const measure = measureFor(rules, missed_ms, share === 'joint' ? rules.jointMilder : 0)
    return measure === null ? [] : [{ unitId, share, missed_ms, measure, stretches: left }]
  })
}
