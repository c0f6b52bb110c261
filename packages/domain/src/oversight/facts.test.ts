import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { at, command, context, exampleCalendar, live, RESIDENT, staff, UNITS, type Life } from '../ticket/example.ts'
import { fold } from '../ticket/evolve.ts'
import { latestDueOf } from '../ticket/latest-due.ts'
import { orderFact as factOfOrder } from './order-measure.ts'
import { liveAtRandom, move } from '../ticket/random-life.ts'
import { isEnd } from '../ticket/transitions.ts'
import type { Step } from '../ticket/steps.ts'
import { countFacts, factsOf, mayCountIn, type AssessmentFact, type Period } from './facts.ts'
import { monthPeriod } from './month.ts'
import { score } from './score.ts'
import { JINHUA_TEMPLATE, ZHENGZHOU_TEMPLATE } from './templates.ts'
import type { Measure } from './types.ts'

const RULES = { calendar: exampleCalendar(2025, 2026), signWithin: { amount: 4, unit: 'workHour' } } as const
const NOVEMBER: Period = { from: at('2025-11-01T00:00'), to: at('2025-12-01T00:00') }
const DECEMBER: Period = { from: at('2025-12-01T00:00'), to: at('2026-01-01T00:00') }

const base = (now: string) => context({ now: at(now), actor: staff(UNITS.base) })
const desk = (now: string) => context({ now: at(now) })

/** With its base grid on Monday 10 November at eleven, due on Thursday the 13th at half past five. */
function held(more: object = {}): Life {
  const reported = live(null, context({ now: at('2025-11-10T10:00'), actor: RESIDENT }), command('report', more))
  return live(reported, desk('2025-11-10T11:00'), command('dispatch'))
}

const resolvedAt = (life: Life, now: string): Life => live(life, base(now), command('resolve'))

function of(
  facts: readonly AssessmentFact[],
  unitId: string,
): Readonly<Partial<Record<Measure, boolean | 'excluded'>>> {
  const own = facts.filter((fact) => fact.unitId === unitId)
  return Object.fromEntries(own.map(({ measure, hit, excluded }) => [measure, excluded === null ? hit : 'excluded']))
}

describe('what a ticket counts for', () => {
  test('resolved in time: kept, settled, solved here', () => {
    const facts = factsOf(resolvedAt(held(), '2025-11-12T10:00').steps, NOVEMBER, RULES)
    expect(of(facts, 'unit-base')).toEqual({ onTime: true, settled: true, signedInTime: false, solvedHere: true })
    expect(of(facts, 'unit-desk')).toEqual({})
  })

  test('signed for in time by who signs, and by who passes it on within that time', () => {
    const signed = live(held(), base('2025-11-10T14:00'), command('acknowledge'))
    expect(of(factsOf(signed.steps, NOVEMBER, RULES), 'unit-base').signedInTime).toBe(true)
    const late = live(held(), base('2025-11-10T16:00'), command('acknowledge'))
    expect(of(factsOf(late.steps, NOVEMBER, RULES), 'unit-base').signedInTime).toBe(false)
    const passedOn = live(held(), base('2025-11-10T12:00'), command('escalate'))
    expect(of(factsOf(passedOn.steps, NOVEMBER, RULES), 'unit-base')).toEqual({ signedInTime: true })
  })

  test('late but settled, and open at the end of the month', () => {
    const late = factsOf(resolvedAt(held(), '2025-11-20T10:00').steps, NOVEMBER, RULES)
    expect(of(late, 'unit-base')).toMatchObject({ onTime: false, settled: true })
    const open = factsOf(held().steps, NOVEMBER, RULES)
    expect(of(open, 'unit-base')).toMatchObject({ onTime: false, settled: false })
    const after = factsOf(resolvedAt(held(), '2025-12-02T10:00').steps, NOVEMBER, RULES)
    expect(of(after, 'unit-base')).toMatchObject({ onTime: false, settled: false })
  })

  test('settled, verified and closed before the month it is due in, it is found for that month and counts there', () => {
    const reported = live(null, context({ now: at('2025-11-27T10:00'), actor: RESIDENT }), command('report'))
    const given = live(reported, desk('2025-11-28T11:00'), command('dispatch'))
    const solved = live(resolvedAt(given, '2025-11-28T11:30'), desk('2025-11-28T12:00'), command('verify'))
    const { steps, ticket } = live(solved, desk('2025-11-28T12:10'), command('close'))
    expect(of(factsOf(steps, NOVEMBER, RULES), 'unit-base')).not.toHaveProperty('onTime')
    expect(of(factsOf(steps, DECEMBER, RULES), 'unit-base')).toEqual({ onTime: true, settled: true })
    const times = { changedAt: ticket.lastStepAt, hasEnded: true, latestDueAt: latestDueOf(steps) }
    expect(mayCountIn(DECEMBER, RULES, times)).toBe(true)
    expect(mayCountIn({ from: at('2026-01-01T00:00'), to: at('2026-02-01T00:00') }, RULES, times)).toBe(false)
  })

  test('counts in the month it is due in', () => {
    const life = resolvedAt(held(), '2025-12-02T10:00')
    expect(of(factsOf(life.steps, DECEMBER, RULES), 'unit-base')).toEqual({ solvedHere: true })
  })

  test('urgent matters count twice, in their own rate too', () => {
    const urgent = held({ urgency: 'urgent' })
    expect(of(factsOf(urgent.steps, NOVEMBER, RULES), 'unit-base')).toMatchObject({
      onTime: false,
      urgentOnTime: false,
    })
  })

  test('passing it up in time is no miss; whoever gets it answers for it', () => {
    const up = live(held(), base('2025-11-12T10:00'), command('escalate'))
    const solved = live(up, context({ now: at('2025-11-13T10:00'), actor: staff(UNITS.community) }), command('resolve'))
    const facts = factsOf(solved.steps, NOVEMBER, RULES)
    expect(of(facts, 'unit-base')).toEqual({ signedInTime: false, solvedHere: false })
    expect(of(facts, 'unit-community')).toMatchObject({ onTime: true, settled: true, solvedHere: true })
  })

  test('passing it up after the date is a miss', () => {
    const up = live(held(), base('2025-11-17T10:00'), command('escalate'))
    expect(of(factsOf(up.steps, NOVEMBER, RULES), 'unit-base')).toMatchObject({ onTime: false, settled: false })
  })

  test('an approved pause leaves it out, with who approved it and why', () => {
    const asked = live(held(), base('2025-11-12T10:00'), command('requestSuspend', { until: at('2026-01-15T10:00') }))
    const approver = context({ now: at('2025-11-12T11:00'), actor: staff(UNITS.desk, 'approver'), isApprover: true })
    const paused = live(asked, approver, command('approve'))
    const fact = factsOf(paused.steps, NOVEMBER, RULES).find(({ measure }) => measure === 'onTime')
    expect(fact?.excluded).toMatchObject({ reason: '等待材料', by: { personId: 'approver' } })
  })

  test('verification and rating count for the unit that did the work', () => {
    const first = resolvedAt(held(), '2025-11-12T10:00')
    const again = live(first, desk('2025-11-12T11:00'), command('rework'))
    const second = live(resolvedAt(again, '2025-11-12T15:00'), desk('2025-11-12T16:00'), command('verify'))
    const closed = live(second, desk('2025-11-12T16:10'), command('close'))
    const rated = live(closed, context({ now: at('2025-11-12T17:00'), actor: RESIDENT }), command('rate', { score: 4 }))
    const facts = factsOf(rated.steps, NOVEMBER, RULES).filter(({ unitId }) => unitId === 'unit-base')
    const hits = (measure: Measure) => facts.filter((fact) => fact.measure === measure).map(({ hit }) => hit)
    expect(hits('rightFirstTime')).toEqual([false])
    expect(hits('failedVerifications')).toEqual([true, false])
    expect(hits('satisfied')).toEqual([true])
  })

  test('what was taken back counts for nobody', () => {
    const clerk = context({ now: at('2025-11-10T11:03'), actor: staff(UNITS.base) })
    const wrong = live(held(), clerk, command('escalate'))
    const ofCommandId = wrong.steps.at(-1)?.commandId ?? ''
    const before = held().ticket
    const undoing = { ...clerk, now: at('2025-11-10T11:05'), lastCommand: { before, steps: wrong.steps.slice(-1) } }
    const back = live(wrong, undoing, command('undo', { ofCommandId }))
    const facts = factsOf(resolvedAt(back, '2025-11-12T10:00').steps, NOVEMBER, RULES)
    expect(of(facts, 'unit-community')).toEqual({})
    expect(facts.filter(({ measure }) => measure === 'onTime')).toHaveLength(1)
  })
})

describe('shirking (推诿)', () => {
  const shirked = (life: Life, unitId = 'unit-base') =>
    factsOf(life.steps, NOVEMBER, RULES)
      .filter((fact) => fact.measure === 'shirked')
      .map((fact) => [fact.unitId === unitId, fact.hit])
  const returned = () => live(held(), base('2025-11-10T12:00'), command('returnToDispatcher'))

  test('a matter given back to the desk and sent to the same unit again counts; one sent elsewhere was given back rightly', () => {
    expect(shirked(returned())).toEqual([])
    expect(shirked(live(returned(), desk('2025-11-10T13:00'), command('dispatch')))).toEqual([[true, true]])
    const elsewhere = live(returned(), desk('2025-11-10T13:00'), command('dispatch', { to: UNITS.water }))
    expect(shirked(elsewhere)).toEqual([[true, false]])
  })

  test('one handed on and sent back by the desk counts; handed back by the other unit it says nothing yet', () => {
    const handed = live(held(), base('2025-11-10T12:00'), command('reassign'))
    const back = { to: UNITS.base, reason: '属本网格' }
    expect(shirked(live(handed, desk('2025-11-10T13:00'), command('reassign', back)))).toEqual([[true, true]])
    const water = context({ now: at('2025-11-10T13:00'), actor: staff(UNITS.water) })
    expect(shirked(live(handed, water, command('reassign', back)))).toEqual([])
    expect(shirked(live(held(), desk('2025-11-10T12:00'), command('reassign')))).toEqual([])
  })

  test('what was taken back was not given away', () => {
    const clerk = context({ now: at('2025-11-10T12:00'), actor: staff(UNITS.base) })
    const wrong = live(held(), clerk, command('returnToDispatcher'))
    const ofCommandId = wrong.steps.at(-1)?.commandId ?? ''
    const lastCommand = { before: held().ticket, steps: wrong.steps.slice(-1) }
    const undone = live(wrong, { ...clerk, now: at('2025-11-10T12:02'), lastCommand }, command('undo', { ofCommandId }))
    const later = live(undone, base('2025-11-10T14:00'), command('reassign'))
    expect(shirked(later)).toEqual([])
  })
})

describe('supervision orders', () => {
  const due = at('2025-11-14T17:30')
  const orderFact = (
    steps: readonly Step[],
    dueAt: number,
    nth: number,
    others: Record<string, readonly Step[]> = {},
  ) => factOfOrder('one', dueAt, { nth, until: NOVEMBER.to, historyOf: (id) => (id === 'one' ? steps : others[id]) })
  const into = { mergeTarget: { id: 'two', state: 'filed' } } as const
  const merged = (now: string) => live(held(), { ...desk(now), ...into }, command('merge', { intoId: 'two' })).steps

  test('count for the unit that has the matter when the order falls due', () => {
    expect(orderFact(resolvedAt(held(), '2025-11-12T10:00').steps, due, 1)).toEqual({
      unitId: 'unit-base',
      measure: 'ordersOnTime',
      seq: 1,
      hit: true,
      excluded: null,
    })
    expect(orderFact(resolvedAt(held(), '2025-11-17T10:00').steps, due, 2)).toMatchObject({ hit: false, seq: 2 })
    const up = live(held(), base('2025-11-12T10:00'), command('escalate'))
    expect(orderFact(up.steps, due, 1)).toMatchObject({ unitId: 'unit-community', hit: false })
    expect(orderFact(up.steps, at('2025-11-01T09:00'), 1)).toBeNull()
  })

  test('settled on the second itself is in time', () => {
    const { steps } = resolvedAt(held(), '2025-11-14T17:30')
    expect(orderFact(steps, due, 1)?.hit).toBe(true)
    expect(orderFact(steps, due - 1, 1)?.hit).toBe(false)
  })

  test('merged it is judged by the other matter, void it counts for nobody', () => {
    const other = live(held(), base('2025-11-12T10:00'), command('escalate'))
    expect(orderFact(merged('2025-11-12T10:00'), due, 1, { two: other.steps })).toMatchObject({
      unitId: 'unit-community',
      hit: false,
    })
    const done = resolvedAt(held(), '2025-11-13T10:00').steps
    expect(orderFact(merged('2025-11-12T10:00'), due, 1, { two: done })?.hit).toBe(true)
    expect(orderFact(merged('2025-11-12T10:00'), due, 1)).toBeNull()
    // Into each other, as no core would write it: judged by neither.
    expect(orderFact(merged('2025-11-12T10:00'), due, 1, { two: merged('2025-11-12T10:00') })).toBeNull()
    for (const day of ['2025-11-12T10:00', '2025-11-18T10:00'])
      expect(orderFact(live(held(), desk(day), command('void')).steps, due, 1)).toBeNull()
    expect(orderFact(merged('2025-11-18T10:00'), due, 1)?.hit).toBe(false)
  })

  test('a result that was sent back kept nothing; one that was verified did, whatever came later', () => {
    const resolved = resolvedAt(held(), '2025-11-13T10:00')
    const refuted = live(resolved, desk('2025-11-18T10:00'), command('rework'))
    expect(orderFact(refuted.steps, due, 1)?.hit).toBe(false)
    const verified = live(resolved, desk('2025-11-18T10:00'), command('verify'))
    expect(orderFact(verified.steps, due, 1)?.hit).toBe(true)
    expect(orderFact(live(verified, desk('2025-11-19T10:00'), command('reopen')).steps, due, 1)?.hit).toBe(true)
    // Sent back in the next month: this one is over.
    const later = live(resolved, desk('2025-12-02T10:00'), command('rework'))
    expect(orderFact(later.steps, due, 1)?.hit).toBe(true)
  })
})

describe('in any life', () => {
  const lives = fc.tuple(fc.array(move, { minLength: 5, maxLength: 60, size: 'max' }), fc.nat(60))
  const months: readonly Period[] = [NOVEMBER, DECEMBER, { from: DECEMBER.to, to: at('2026-02-01T00:00') }]

  function check(property: (history: readonly Step[], facts: readonly AssessmentFact[], month: Period) => void): void {
    fc.assert(
      fc.property(lives, fc.constantFrom(...months), ([moves, grows], month) => {
        const { history } = liveAtRandom(moves, grows)
        if (history.length > 0) property(history, factsOf(history, month, RULES), month)
      }),
      { numRuns: 300, seed: 20260401 },
    )
  }

  test('what happens later never changes a month that is over', () => {
    check((history, facts, { from, to }) => {
      const known = history.filter((step) => step.at < to)
      expect(factsOf(known, { from, to }, RULES)).toEqual(facts)
    })
  })

  test('whoever looks for the tickets of a month finds every one that counts in it', () => {
    check((history, facts, month) => {
      const { lastStepAt, state } = fold(history)
      const times = { changedAt: lastStepAt, hasEnded: isEnd(state), latestDueAt: latestDueOf(history) }
      if (facts.length > 0) expect(mayCountIn(month, RULES, times)).toBe(true)
    })
  })

  test('everything that is kept counts in exactly one month', () => {
    // From before the first step to after the last date: the same list whichever life it is.
    const all = Array.from({ length: 15 }, (_, nth) => monthPeriod(`2025-${nth + 10}`, 480))
    check((history) => {
      const undone = new Set(history.flatMap((step) => (step.kind === 'undone' ? step.seqs : [])))
      const kept = history.filter(
        (step) => step.kind === 'resolved' && !undone.has(step.seq) && step.at <= (step.handled.dueAt ?? -Infinity),
      )
      const counted = all.flatMap((month) => factsOf(history, month, RULES)).filter(({ hit }) => hit)
      for (const { seq } of kept)
        for (const measure of ['onTime', 'settled'] as const)
          expect(counted.filter((fact) => fact.seq === seq && fact.measure === measure)).toHaveLength(1)
      const keys = counted.map(({ unitId, measure, seq }) => `${unitId} ${measure} ${seq}`)
      expect(new Set(keys).size).toBe(keys.length)
    })
  })

  test('only a unit that was involved is counted, each due date once, and never as settled in time without being settled', () => {
    check((history, facts) => {
      const { involvedUnitIds } = fold(history)
      const all = new Set([...involvedUnitIds, ...history.flatMap((step) => ('to' in step ? [step.to.unitId] : []))])
      for (const fact of facts) expect(all).toContain(fact.unitId)
      const kept = facts.filter(({ measure }) => measure === 'onTime')
      const settled = facts.filter(({ measure }) => measure === 'settled')
      expect(kept.map(({ unitId, seq }) => [unitId, seq])).toEqual(settled.map(({ unitId, seq }) => [unitId, seq]))
      for (const [nth, fact] of kept.entries()) if (fact.hit) expect(settled[nth]?.hit).toBe(true)
    })
  })

  test('a score computed again from the history is the same number', () => {
    check((history, facts, month) => {
      const stored = JSON.parse(JSON.stringify(history)) as Step[]
      for (const template of [ZHENGZHOU_TEMPLATE, JINHUA_TEMPLATE])
        expect(score(template, countFacts(template, factsOf(stored, month, RULES)))).toEqual(
          score(template, countFacts(template, facts)),
        )
    })
  })

  test('photos, remarks and reading change nothing that is counted', () => {
    check((history, facts, month) => {
      const evidencePhotoIds = Array.from({ length: history.length }, (_, nth) => `photo-${nth}`)
      const busier = history.map((step): Step => {
        if (step.kind === 'resolved' || step.kind === 'selfResolved') return { ...step, evidencePhotoIds }
        return step.kind === 'noted' ? { ...step, text: '已读 99 次，在线 99 小时，走了 9,999 步' } : step
      })
      expect(factsOf(busier, month, RULES)).toEqual(facts)
    })
  })
})
