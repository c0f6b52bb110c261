import { DAY_MS, HOUR_MS } from '../calendar/workday.ts'
import type { Instant } from '../time.ts'
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
}

/** Our choice; the reports name the measures, not the thresholds. A working day has eight hours here. */
export const RESPONSIBILITY_RULES: ResponsibilityRules = {
  ladder: [
    { measure: 'talk', from_workHours: 1 },
    { measure: 'interview', from_workHours: 16 },
    { measure: 'writtenNotice', from_workHours: 40 },
    { measure: 'yellowCard', from_workHours: 80 },
  ],
  jointMilder: 1,
  lasts_days: { talk: 30, interview: 90, writtenNotice: 180, yellowCard: 365 },
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
 */
export function proposeResponsibility(trace: Trace, rules: ResponsibilityRules): readonly Proposal[] {
  const missed = new Map<string, { missed_ms: number; seqs: number[] }>()
  for (const { unit, missed_ms, firstSeq } of trace.stretches) {
    if (missed_ms === null || missed_ms === 0) continue
    const before = missed.get(unit.unitId) ?? { missed_ms: 0, seqs: [] }
    missed.set(unit.unitId, { missed_ms: before.missed_ms + missed_ms, seqs: [...before.seqs, firstSeq] })
  }
  const ranked = [...missed].toSorted(
    ([idA, a], [idB, b]) => b.missed_ms - a.missed_ms || (idA < idB ? -1 : 1), // the same every time
  )
  return ranked.flatMap(([unitId, { missed_ms, seqs }], nth): Proposal[] => {
    const share = nth === 0 ? 'primary' : 'joint'
    const measure = measureFor(rules, missed_ms, share === 'joint' ? rules.jointMilder : 0)
    return measure === null ? [] : [{ unitId, share, missed_ms, measure, seqs }]
  })
}

/**
 * Where a case of responsibility stands.
 *
 * - `proposed`: by the rules or a person; the one concerned is asked · `heard`: has spoken, or the time for it is over
 * - `dropped`: nothing comes of it · `decided`: a person decided on a measure · `appealed`: the one concerned objects
 * - `upheld`: the appeal changed nothing · `lifted`: taken back, on appeal or early · `expired`: its time is over
 */
export const RESPONSIBILITY_STATES = [
  'proposed',
  'heard',
  'dropped',
  'decided',
  'appealed',
  'upheld',
  'lifted',
  'expired',
] as const
export type ResponsibilityState = (typeof RESPONSIBILITY_STATES)[number]

/** What may follow what; whatever is not listed is refused. Nothing is decided before the one concerned could speak. */
export const RESPONSIBILITY_NEXT = {
  proposed: ['heard', 'dropped'],
  heard: ['decided', 'dropped'],
  dropped: [],
  decided: ['appealed', 'lifted', 'expired'],
  appealed: ['upheld', 'lifted'],
  upheld: ['lifted', 'expired'],
  lifted: [],
  expired: [],
} as const satisfies Readonly<Record<ResponsibilityState, readonly ResponsibilityState[]>>

/** Whether `to` may follow `from`. */
export function responsibilityFollows(from: ResponsibilityState, to: ResponsibilityState): boolean {
  return (RESPONSIBILITY_NEXT[from] as readonly ResponsibilityState[]).includes(to)
}

/** When a measure that was decided then ends by itself. */
export function measureEndsAt(rules: ResponsibilityRules, measure: ResponsibilityMeasure, decidedAt: Instant): Instant {
  return decidedAt + rules.lasts_days[measure] * DAY_MS
}
