import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import type { CommandKind } from '../ticket/commands.ts'
import { decide } from '../ticket/decide.ts'
import { evolveAll } from '../ticket/evolve.ts'
import { command, context, dispatched, exampleCalendar, live, MONDAY, staff, UNITS } from '../ticket/example.ts'
import { isEnd } from '../ticket/transitions.ts'
import type { UnitRef } from '../ticket/types.ts'
import {
  answerInquiry,
  askUpper,
  isOverFor,
  isUnanswered,
  judgeAnswer,
  raiseUnanswered,
  settleInquiry,
  type AskedMatter,
  type Inquiry,
  type InquiryContext,
} from './inquiry.ts'

const DAY_MS = 86_400_000
const LADDER: readonly UnitRef[] = [UNITS.community, UNITS.subdistrict, UNITS.district]
const at = (now: number): InquiryContext => ({
  now,
  calendar: exampleCalendar(2025, 2026),
  answerWithin: { amount: 3, unit: 'workDay' },
})
const upperOf = (inquiry: Inquiry) => LADDER[LADDER.indexOf(inquiry.rounds.at(-1)!.asked) + 1] ?? null
const MATTER: AskedMatter = {
  state: 'inProgress',
  inquiryFrom: MONDAY,
  holder: UNITS.community,
  passedUpBy: [UNITS.base.unitId],
}
const asked = (now = MONDAY): Inquiry => {
  const result = askUpper(MATTER, UNITS.base.unitId, '为何七个工作日仍未解决？', false, at(now))
  if (!result.ok) throw new Error(result.refusal.code)
  return result.value
}

describe('the right of inquiry', () => {
  it('opens with its day and not before, for who passed the matter up', () => {
    const code = (
      change: Partial<AskedMatter>,
      by: string = UNITS.base.unitId,
      open = false,
      question = '为何？',
      now = MONDAY,
    ) => {
      const result = askUpper({ ...MATTER, ...change }, by, question, open, at(now))
      return result.ok ? 'asked' : result.refusal.code
    }
    expect(code({})).toBe('asked')
    expect(code({}, UNITS.base.unitId, false, '为何？', MONDAY - 1)).toBe('inquiry.too_early')
    expect(code({ inquiryFrom: null })).toBe('inquiry.too_early')
    expect(code({ state: 'resolved' })).toBe('inquiry.being_verified')
    expect(code({}, UNITS.district.unitId)).toBe('inquiry.not_passed_up')
    expect(code({ holder: UNITS.base })).toBe('inquiry.own_matter')
    expect(code({}, UNITS.base.unitId, true)).toBe('inquiry.open_already')
    expect(code({}, UNITS.base.unitId, false, '  ')).toBe('inquiry.text_missing')
  })

  it('is answered by the level asked, and judged by the asker', () => {
    const inquiry = asked()
    const refused = [
      answerInquiry(inquiry, UNITS.district.unitId, '正在办', MONDAY),
      answerInquiry(inquiry, UNITS.community.unitId, ' ', MONDAY),
      answerInquiry(settleInquiry(inquiry), UNITS.community.unitId, '正在办', MONDAY),
      judgeAnswer(inquiry, UNITS.base.unitId, true, '', null, at(MONDAY)),
    ].map((result) => (result.ok ? 'ok' : result.refusal.code))
    expect(refused).toEqual([
      'inquiry.not_asked_here',
      'inquiry.text_missing',
      'inquiry.not_waiting',
      'inquiry.not_waiting',
    ])
    const answered = answerInquiry(inquiry, UNITS.community.unitId, '本周五前修好', MONDAY)
    if (!answered.ok) throw new Error(answered.refusal.code)
    expect(answered.value.rounds[0]?.answer?.inTime).toBe(true)
    const strange = judgeAnswer(answered.value, UNITS.community.unitId, true, '', null, at(MONDAY))
    const mute = judgeAnswer(answered.value, UNITS.base.unitId, false, '', UNITS.subdistrict, at(MONDAY))
    expect([strange, mute].map((result) => !result.ok && result.refusal.code)).toEqual([
      'inquiry.not_yours',
      'inquiry.text_missing',
    ])
    const taken = judgeAnswer(answered.value, UNITS.base.unitId, true, '', null, at(MONDAY))
    expect(taken.ok && taken.value.state).toBe('content')
    const further = judgeAnswer(answered.value, UNITS.base.unitId, false, '没有说怎么修', UNITS.subdistrict, at(MONDAY))
    expect(
      further.ok && [further.value.state, further.value.rounds.at(-1)?.asked, further.value.rounds.at(-1)?.because],
    ).toEqual(['asked', UNITS.subdistrict, 'notContent'])
  })

  it('goes up by itself where no answer comes, level by level, to the top and no further, and never early', () => {
    let inquiry = asked()
    const seen: string[] = []
    for (let now = MONDAY; now < MONDAY + 60 * DAY_MS; now += DAY_MS / 4) {
      const before = inquiry
      inquiry = raiseUnanswered(inquiry, upperOf(inquiry), at(now))
      expect(raiseUnanswered(inquiry, upperOf(inquiry), at(now))).toEqual(inquiry)
      if (inquiry !== before) {
        expect(now).toBeGreaterThan(before.rounds.at(-1)?.due.dueAt ?? Infinity)
        seen.push(inquiry.state === 'asked' ? inquiry.rounds.at(-1)!.asked.unitId : inquiry.state)
      }
    }
    expect(seen).toEqual([UNITS.subdistrict.unitId, UNITS.district.unitId, 'unheard'])
  })

  it('never loses a word: rounds only grow, what was answered and judged stays', () => {
    const act = fc.record({
      kind: fc.constantFrom('answer', 'content', 'notContent', 'wait', 'settle'),
      pass: fc.integer({ min: 0, max: 6 }),
    })
    fc.assert(
      fc.property(fc.array(act, { maxLength: 20 }), (acts) => {
        let [inquiry, now] = [asked(), MONDAY]
        for (const { kind, pass } of acts) {
          now += pass * DAY_MS
          const before = inquiry
          const upper = upperOf(inquiry)
          const result =
            kind === 'answer'
              ? answerInquiry(inquiry, inquiry.rounds.at(-1)!.asked.unitId, '答复', now)
              : kind === 'content' || kind === 'notContent'
                ? judgeAnswer(inquiry, inquiry.askerUnitId, kind === 'content', '理由', upper, at(now))
                : {
                    ok: true as const,
                    value: kind === 'settle' ? settleInquiry(inquiry) : raiseUnanswered(inquiry, upper, at(now)),
                  }
          if (result.ok) inquiry = result.value
          expect(inquiry.rounds.length).toBeGreaterThanOrEqual(before.rounds.length)
          for (const [nth, round] of before.rounds.entries()) {
            expect(inquiry.rounds[nth]?.asked).toEqual(round.asked)
            expect(inquiry.rounds[nth]?.answer ?? round.answer).toEqual(inquiry.rounds[nth]?.answer)
            if (round.answer) expect(inquiry.rounds[nth]?.answer).toEqual(round.answer)
            if (round.verdict) expect(inquiry.rounds[nth]?.verdict).toEqual(round.verdict)
          }
          if (['content', 'unheard', 'settled'].includes(before.state)) expect(inquiry).toEqual(before)
          if (isUnanswered(inquiry, now)) expect(inquiry.state).toBe('asked')
        }
      }),
    )
  })

  it('is ended by nobody but the asker and the end of the matter: whoever was asked cannot silence it', () => {
    const kinds = fc.constantFrom<CommandKind[]>(
      'returnToDispatcher',
      'returnToDispatcher',
      'reassign',
      'escalate',
      'dispatch',
      'dispatch',
      'acknowledge',
      'start',
      'resolve',
      'rework',
      'reopen',
      'verify',
      'close',
    )
    const act = fc.record({ kind: kinds, to: fc.constantFrom<UnitRef[]>(...LADDER, UNITS.water, UNITS.base) })
    const seen = new Set<string>()
    fc.assert(
      fc.property(fc.array(act, { minLength: 3, maxLength: 25, size: 'max' }), (acts) => {
        const passedUp = live(dispatched(), context({ actor: staff(UNITS.base) }), command('escalate'))
        let [ticket, now] = [passedUp.ticket, MONDAY]
        for (const { kind, to } of acts) {
          now += DAY_MS
          const byHolder = ['returnToDispatcher', 'reassign', 'escalate', 'acknowledge', 'start', 'resolve']
          const actor = staff(byHolder.includes(kind) ? ticket.holder : ticket.desk)
          const upper = { unit: LADDER.find(({ level }) => level < ticket.holder.level) ?? UNITS.district, skipped: [] }
          const decision = decide(ticket, command(kind, { to }), context({ now, actor, upper }))
          if (!decision.ok) continue
          const after = evolveAll(ticket, decision.value)
          for (const asker of ticket.passedUpBy) {
            if (isOverFor(ticket, asker)) continue
            seen.add(kind)
            const isOver = isEnd(after.state) || after.holder.unitId === asker
            expect(isOverFor(after, asker), kind).toBe(isOver)
            if (!isOver) expect(after.inquiryFrom).toBe(ticket.inquiryFrom)
          }
          ticket = after
        }
      }),
      { numRuns: 300 },
    )
    expect([...seen]).toEqual(expect.arrayContaining(['returnToDispatcher', 'reassign', 'dispatch', 'reopen', 'close']))
  })
})
