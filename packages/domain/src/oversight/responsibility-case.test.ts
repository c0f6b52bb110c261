import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { DAY_MS, HOUR_MS } from '../calendar/workday.ts'
import { at, exampleCalendar } from '../ticket/example.ts'
import type { Result } from '../result.ts'
import {
  answerAppeal,
  appealCase,
  decideCase,
  dropCase,
  liftCase,
  nextByTime,
  openResponsibility,
  passTime,
  RESPONSIBILITY_NEXT,
  speakToCase,
  type ResponsibilityCase,
  type ResponsibilityContext,
  type ResponsibilityRefusal,
} from './responsibility-case.ts'
import { isLadder, RESPONSIBILITY_MEASURES, RESPONSIBILITY_RULES, type Proposal } from './responsibility.ts'

const CALENDAR = exampleCalendar(2025, 2026)
const PROPOSAL: Proposal = {
  unitId: 'unit-a',
  share: 'primary',
  missed_ms: 18 * HOUR_MS,
  measure: 'interview',
  stretches: [{ firstSeq: 3, countedIn: 'workHour', missed_ms: 18 * HOUR_MS }],
}
const START = at('2025-11-10T10:00')
const by = (personId: string, unitId: string, now: number = START): ResponsibilityContext => ({
  personId,
  unitIds: [unitId],
  now,
  calendar: CALENDAR,
  rules: RESPONSIBILITY_RULES,
})
const CHIEF = by('chief', 'unit-top')
const OTHER = by('deputy', 'unit-top')
const OWN = by('clerk', 'unit-a')

function must(result: Result<ResponsibilityCase, ResponsibilityRefusal>): ResponsibilityCase {
  if (!result.ok) throw new Error(result.refusal.code)
  return result.value
}
const codeOf = (result: Result<ResponsibilityCase, ResponsibilityRefusal>) => (result.ok ? 'ok' : result.refusal.code)
const proposed = must(openResponsibility(PROPOSAL, '超期', CHIEF))
const heard = must(speakToCase(proposed, '等设备', OWN))
const decided = must(decideCase(heard, 'talk', '情有可原', CHIEF))
const appealed = must(appealCase(decided, '不是我方原因', OWN))

describe('a case of responsibility', () => {
  test('hears the unit before anybody decides, for three working days', () => {
    expect(proposed.hearingUntil).toBe(at('2025-11-13T17:30'))
    expect(codeOf(decideCase(proposed, 'talk', '理由', CHIEF))).toBe('responsibility.step_not_allowed')
    expect(passTime(proposed, proposed.hearingUntil)).toBe(proposed)
    expect(passTime(proposed, proposed.hearingUntil + 1).state).toBe('heard')
    expect(codeOf(speakToCase(heard, '再说', OWN))).toBe('responsibility.spoken_already')
    const late = passTime(proposed, proposed.hearingUntil + 1)
    expect(must(speakToCase(late, '晚到的说明', OWN))).toMatchObject({
      state: 'heard',
      statement: { text: '晚到的说明' },
    })
    expect(codeOf(speakToCase(decided, '再说', OWN))).toBe('responsibility.spoken_already')
  })

  test('is spoken to by the unit concerned and decided by others, each with words', () => {
    expect(codeOf(speakToCase(proposed, '我说', CHIEF))).toBe('responsibility.not_your_unit')
    expect(codeOf(appealCase(decided, '我说', CHIEF))).toBe('responsibility.not_your_unit')
    for (const act of [
      decideCase(heard, 'talk', '理由', OWN),
      dropCase(heard, '理由', OWN),
      liftCase(decided, '理由', OWN),
      answerAppeal(appealed, false, '理由', OWN),
    ])
      expect(codeOf(act)).toBe('responsibility.own_unit')
    for (const act of [
      openResponsibility(PROPOSAL, ' ', CHIEF),
      speakToCase(proposed, ' ', OWN),
      decideCase(heard, 'talk', ' ', CHIEF),
      liftCase(decided, ' ', CHIEF),
    ])
      expect(codeOf(act)).toBe('responsibility.text_missing')
  })

  test('is appealed in time and answered by somebody else than who decided', () => {
    const { appealUntil = 0 } = decided.decision ?? {}
    expect(codeOf(appealCase(decided, '晚了', { ...OWN, now: appealUntil + 1 }))).toBe('responsibility.appeal_late')
    expect(codeOf(answerAppeal(appealed, true, '维持', CHIEF))).toBe('responsibility.same_person')
    const answerDue = appealed.appeal?.answerDueAt ?? 0
    expect(codeOf(answerAppeal(appealed, true, '维持', { ...OTHER, now: answerDue }))).toBe('ok')
    expect(codeOf(answerAppeal(appealed, true, '维持', { ...OTHER, now: answerDue + 1 }))).toBe(
      'responsibility.step_not_allowed',
    )
    // Who decided may give way without an answer.
    expect(must(liftCase(appealed, '解除', CHIEF))).toMatchObject({ state: 'lifted', ending: { reason: '解除' } })
    expect(must(answerAppeal(appealed, true, '维持', OTHER)).state).toBe('upheld')
    expect(must(answerAppeal(appealed, false, '理由成立', OTHER))).toMatchObject({
      state: 'lifted',
      ending: { reason: '理由成立' },
    })
    expect(codeOf(answerAppeal(decided, true, '维持', OTHER))).toBe('responsibility.step_not_allowed')
  })

  test('ends by itself after the days of its measure', () => {
    const endsAt = START + 30 * DAY_MS
    expect(nextByTime(decided)).toBe(endsAt)
    expect(passTime(decided, endsAt)).toBe(decided)
    expect(passTime(decided, endsAt + 1).state).toBe('expired')
    const upheld = must(answerAppeal(appealed, true, '维持', OTHER))
    expect(passTime(upheld, endsAt + 1).state).toBe('expired')
  })

  test('is lifted by itself where nobody answered its appeal in time: appealing makes nothing last longer', () => {
    const answerDue = appealed.appeal?.answerDueAt ?? 0
    expect(answerDue).toBe(at('2025-11-24T17:30'))
    expect(nextByTime(appealed)).toBe(answerDue)
    expect(passTime(appealed, answerDue)).toBe(appealed)
    expect(passTime(appealed, answerDue + 1)).toMatchObject({
      state: 'lifted',
      answer: null,
      ending: { reason: '', at: answerDue + 1 },
    })
    // A measure that would be over before ends then.
    const short = {
      ...CHIEF,
      rules: { ...RESPONSIBILITY_RULES, lasts_days: { ...RESPONSIBILITY_RULES.lasts_days, talk: 7 } },
    }
    const brief = must(appealCase(must(decideCase(heard, 'talk', '情有可原', short)), '不是我方原因', OWN))
    expect(nextByTime(brief)).toBe(START + 7 * DAY_MS)
    expect(passTime(brief, answerDue + 1)).toMatchObject({ state: 'expired', answer: null })
  })

  test('needs a calendar for its dates', () => {
    const ctx = { ...CHIEF, now: at('2026-12-30T09:00') }
    expect(codeOf(openResponsibility(PROPOSAL, '超期', ctx))).toBe('calendar.year_missing')
    expect(codeOf(decideCase(heard, 'talk', '理由', ctx))).toBe('calendar.year_missing')
  })

  test('whatever is tried in whatever order: heard first, decided and answered by two, an end is an end', () => {
    const who = fc.constantFrom(CHIEF, OTHER, OWN)
    const act = fc.record({
      kind: fc.constantFrom('speak', 'decide', 'drop', 'appeal', 'uphold', 'grant', 'lift', 'wait'),
      who,
      days: fc.integer({ min: 0, max: 60 }),
      measure: fc.constantFrom(...RESPONSIBILITY_MEASURES),
    })
    fc.assert(
      fc.property(fc.array(act, { maxLength: 25 }), (acts) => {
        let one = proposed
        let now = START
        for (const { kind, who: actor, days, measure } of acts) {
          now += days * DAY_MS
          const ctx = { ...actor, now }
          const tried = {
            speak: () => speakToCase(one, '说', ctx),
            decide: () => decideCase(one, measure, '因', ctx),
            drop: () => dropCase(one, '因', ctx),
            appeal: () => appealCase(one, '诉', ctx),
            uphold: () => answerAppeal(one, true, '因', ctx),
            grant: () => answerAppeal(one, false, '因', ctx),
            lift: () => liftCase(one, '因', ctx),
            wait: () => ({ ok: true, value: passTime(one, now) }) as const,
          }[kind]()
          if (!tried.ok) continue
          const after = tried.value
          if (after.state !== one.state) expect(RESPONSIBILITY_NEXT[one.state]).toContain(after.state)
          one = after
        }
        const { decision, statement, answer, appeal, ending } = one
        if (decision) {
          expect(decision.byPersonId).not.toBe('clerk')
          expect(statement !== null || decision.at > one.hearingUntil).toBe(true)
        }
        if (appeal) expect(appeal.at).toBeLessThanOrEqual(decision?.appealUntil ?? 0)
        if (answer) expect(answer.byPersonId).not.toBe(decision?.byPersonId)
        expect(ending !== null).toBe(RESPONSIBILITY_NEXT[one.state].length === 0)
        // Whatever was done: once every date is past, nothing is in force any longer.
        const later = passTime(one, now + 4000 * DAY_MS)
        expect(['heard', 'dropped', 'lifted', 'expired']).toContain(later.state)
        if (one.state === 'expired') expect(ending?.at).toBeGreaterThan(decision?.endsAt ?? Infinity)
      }),
      { numRuns: 500, seed: 20260314 },
    )
  })
})

test('a ladder has every measure once, from the mildest on, each from more hours than the one before', () => {
  const { ladder } = RESPONSIBILITY_RULES
  expect(isLadder(ladder)).toBe(true)
  expect(isLadder(ladder.toReversed())).toBe(false)
  expect(isLadder(ladder.slice(1))).toBe(false)
  expect(isLadder(ladder.map((rung) => ({ ...rung, from_hours: 8 })))).toBe(false)
})
