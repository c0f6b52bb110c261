import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { exampleCalendar, MONDAY, UNITS } from '../ticket/example.ts'
import type { UnitRef } from '../ticket/types.ts'
import {
  answerInquiry,
  askUpper,
  judgeAnswer,
  raiseUnanswered,
  settleInquiry,
  type Inquiry,
  type InquiryContext,
} from './inquiry.ts'
import { countInquiriesAnswered } from './inquiry-measure.ts'
import { score } from './score.ts'
import { TEMPLATES } from './templates.ts'
import type { AssessmentTemplate, Counted } from './types.ts'

const DAY_MS = 86_400_000
const LADDER: readonly UnitRef[] = [UNITS.base, UNITS.community, UNITS.subdistrict, UNITS.district]
const PERIOD = { from: MONDAY, until: MONDAY + 40 * DAY_MS }
const at = (now: number): InquiryContext => ({
  now,
  calendar: exampleCalendar(2025, 2026),
  answerWithin: { amount: 2, unit: 'workDay' },
})
const upperOf = (inquiry: Inquiry): UnitRef | null =>
  LADDER[LADDER.findIndex(({ unitId }) => unitId === inquiry.rounds.at(-1)?.asked.unitId) + 1] ?? null

const act = fc.record({
  kind: fc.constantFrom('answer', 'content', 'notContent', 'wait', 'settle'),
  pass_days: fc.nat(6),
})
/** An inquiry as the rules let it happen: who asked whom, and what came of it. */
const inquiry = fc
  .record({ asker: fc.nat(2), start_days: fc.nat(30), acts: fc.array(act, { maxLength: 8 }) })
  .map(({ asker, start_days, acts }): Inquiry => {
    const by = LADDER[asker]!
    const matter = {
      state: 'inProgress',
      inquiryFrom: MONDAY,
      holder: LADDER[asker + 1]!,
      passedUpBy: [by.unitId],
    } as const
    let now = MONDAY + start_days * DAY_MS
    const asked = askUpper(matter, by.unitId, '为何？', false, at(now))
    if (!asked.ok) throw new Error(asked.refusal.code)
    let one = asked.value
    for (const { kind, pass_days } of acts) {
      now += pass_days * DAY_MS
      const upper = upperOf(one)
      if (kind === 'settle') one = settleInquiry(one)
      else if (kind === 'wait') one = raiseUnanswered(one, upper, at(now))
      else {
        const result =
          kind === 'answer'
            ? answerInquiry(one, one.rounds.at(-1)!.asked.unitId, '答复', now)
            : judgeAnswer(one, by.unitId, kind === 'content', '没有说明', upper, at(now))
        if (result.ok) one = result.value
      }
    }
    return one
  })
const rate = fc
  .tuple(fc.nat(200), fc.nat(200), fc.nat(9))
  .map(([a, b, excluded]): Counted => ({ numerator: Math.min(a, b), denominator: Math.max(a, b), excluded }))

/** The score with what inquiries count for in its place. */
function scoreOf(
  template: AssessmentTemplate,
  others: ReadonlyMap<string, Counted>,
  unit: UnitRef,
  all: readonly Inquiry[],
) {
  const counted = new Map(others)
  for (const { id, measure } of template.parts.flatMap(({ items }) => items))
    if (measure === 'inquiriesAnswered') counted.set(id, countInquiriesAnswered(unit.unitId, all, PERIOD))
  return score(template, counted)
}

describe('inquiries in the assessment', () => {
  it('never cost the asker: the score is the same with and without what a unit asked', () => {
    const templates = Object.values(TEMPLATES)
    fc.assert(
      fc.property(
        fc.constantFrom(...templates).chain((template) =>
          fc.tuple(
            fc.constant(template),
            fc
              .tuple(
                ...template.parts.flatMap(({ items }) =>
                  items.map(({ id }) => fc.option(rate).map((one) => [id, one] as const)),
                ),
              )
              .map((all) => new Map(all.flatMap(([id, one]) => (one === null ? [] : [[id, one] as const])))),
          ),
        ),
        fc.array(inquiry, { maxLength: 12 }),
        fc.constantFrom(...LADDER),
        ([template, others], all, unit) => {
          const askedByOthers = all.filter(({ askerUnitId }) => askerUnitId !== unit.unitId)
          expect(scoreOf(template, others, unit, all)).toEqual(scoreOf(template, others, unit, askedByOthers))
        },
      ),
    )
  })

  it('count what a unit received: in time, late or never, and nothing it was spared', () => {
    const one = (change: (asked: Inquiry) => Inquiry): Counted => {
      const matter = {
        state: 'inProgress',
        inquiryFrom: MONDAY,
        holder: UNITS.community,
        passedUpBy: [UNITS.base.unitId],
      } as const
      const asked = askUpper(matter, UNITS.base.unitId, '为何？', false, at(MONDAY))
      if (!asked.ok) throw new Error(asked.refusal.code)
      return countInquiriesAnswered(UNITS.community.unitId, [change(asked.value)], PERIOD)
    }
    const answered = (now: number) => (asked: Inquiry) => {
      const result = answerInquiry(asked, UNITS.community.unitId, '答复', now)
      return result.ok ? result.value : asked
    }
    expect(one(answered(MONDAY + DAY_MS))).toEqual({ numerator: 1, denominator: 1, excluded: 0 })
    expect(one(answered(MONDAY + 9 * DAY_MS))).toEqual({ numerator: 0, denominator: 1, excluded: 0 })
    expect(one((asked) => raiseUnanswered(asked, UNITS.subdistrict, at(MONDAY + 9 * DAY_MS)))).toEqual({
      numerator: 0,
      denominator: 1,
      excluded: 0,
    })
    expect(one(settleInquiry)).toEqual({ numerator: 0, denominator: 0, excluded: 0 })
  })
})
