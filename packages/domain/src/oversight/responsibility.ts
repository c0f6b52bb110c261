import type { TimeLimit } from '../calendar/types.ts'
import { HOUR_MS } from '../calendar/workday.ts'
import type { Trace } from './trace.ts'

/** 约谈、面谈、书面通报、黄牌警告 (function 115), from the mildest on. */
export const RESPONSIBILITY_MEASURES = ['talk', 'interview', 'writtenNotice', 'yellowCard'] as const
export type ResponsibilityMeasure = (typeof RESPONSIBILITY_MEASURES)[number]

/** Rules as data of the district: what is proposed for how much missed working time. */
export interface ResponsibilityRules {
  /** From so many missed working hours on; ascending. Below the first nothing is proposed. */
  readonly ladder: readonly { readonly measure: ResponsibilityMeasure; readonly from_workHours: number }[]
  /** Who shares it answers with a measure so many rungs milder than the first; below the first rung: a talk. */
  readonly jointMilder: number
  /** A measure ends by itself after so many days. */
  readonly lasts_days: Readonly<Record<ResponsibilityMeasure, number>>
  /** How long the unit concerned has to speak before anything may be decided. */
  readonly hearWithin: TimeLimit
  /** How long after the decision it may appeal. */
  readonly appealWithin: TimeLimit
  /** Within what an appeal is to be answered. */
  readonly answerWithin: TimeLimit
}

/** Our choice; the reports name the measures, not the thresholds. In working hours of the district's calendar. */
export const RESPONSIBILITY_RULES: ResponsibilityRules = {
  ladder: [
    { measure: 'talk', from_workHours: 1 },
    { measure: 'interview', from_workHours: 16 },
    { measure: 'writtenNotice', from_workHours: 40 },
    { measure: 'yellowCard', from_workHours: 80 },
  ],
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
      ({ measure, from_workHours }, nth) =>
        measure === RESPONSIBILITY_MEASURES[nth] && from_workHours > (ladder[nth - 1]?.from_workHours ?? 0),
    )
  )
}

/** A unit that did not act in time, and what is proposed. A proposal decides nothing (function 114). */
export interface Proposal {
  readonly unitId: string
  readonly share: 'primary' | 'joint'
  readonly missed_ms: number
  readonly measure: ResponsibilityMeasure
  /** First steps of the stretches it is read from, so that anybody can look it up. */
  readonly seqs: readonly number[]
}

function measureFor(rules: ResponsibilityRules, missed_ms: number, milder: number): ResponsibilityMeasure | null {
  const rung = rules.ladder.findLastIndex(({ from_workHours }) => missed_ms >= from_workHours * HOUR_MS)
  return rung < 0 ? null : (rules.ladder[Math.max(0, rung - milder)]?.measure ?? null)
}

/**
 * Proposes who answers for what was missed: first the unit that let the most working time pass after its due date,
 * jointly every other that missed one (首要责任、连带责任). Whoever kept its dates is never named, and asking, passing up
 * in time or reporting costs nobody anything.
 *
 * @param answered  first steps of stretches for which a unit has answered already, by unit: nobody answers twice
 */
export function proposeResponsibility(
  trace: Trace,
  rules: ResponsibilityRules,
  answered: ReadonlyMap<string, readonly number[]> = new Map(),
): readonly Proposal[] {
  const missed = new Map<string, { all_ms: number; missed_ms: number; seqs: number[] }>()
  for (const { unit, missed_ms, firstSeq } of trace.stretches) {
    if (missed_ms === null || missed_ms === 0) continue
    const before = missed.get(unit.unitId) ?? { all_ms: 0, missed_ms: 0, seqs: [] }
    const all_ms = before.all_ms + missed_ms
    const isAnswered = answered.get(unit.unitId)?.includes(firstSeq) ?? false
    missed.set(
      unit.unitId,
      isAnswered
        ? { ...before, all_ms }
        : { all_ms, missed_ms: before.missed_ms + missed_ms, seqs: [...before.seqs, firstSeq] },
    )
  }
  const ranked = [...missed].toSorted(
    ([idA, a], [idB, b]) => b.all_ms - a.all_ms || (idA < idB ? -1 : 1), // the same every time
  )
  return ranked.flatMap(([unitId, { missed_ms, seqs }], nth): Proposal[] => {
    const share = nth === 0 ? 'primary' : 'joint'
    const measure = measureFor(rules, missed_ms, share === 'joint' ? rules.jointMilder : 0)
    return measure === null ? [] : [{ unitId, share, missed_ms, measure, seqs }]
  })
}
