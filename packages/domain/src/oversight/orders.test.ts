import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { exampleCalendar, MONDAY, resolved, dispatched } from '../ticket/example.ts'
import { isLate, orderRates, percentOf, resultAtOf, settleOrder, standsFor, type OrderedMatter } from './orders.ts'
import {
  actOnWhistle,
  blowWhistle,
  mayBeCalled,
  mayRate,
  missedDues,
  nextDue,
  WHISTLE_LIMITS,
  type Whistle,
  type WhistleAct,
} from './whistles.ts'

const HOUR_MS = 3_600_000
const CALENDAR = exampleCalendar(2025, 2026)

describe('a supervision order', () => {
  const matter = (state: OrderedMatter['state'], resolvedAt: number | null = null, closedAt: number | null = null) => ({
    state,
    resolvedAt,
    closedAt,
  })
  const verified = (at: number) => matter('verified', at)

  it('is settled once the last result is verified, in time up to the very instant of that result', () => {
    expect(settleOrder(10, [verified(3), matter('inProgress')])).toEqual({ state: 'open', settledAt: null })
    expect(settleOrder(10, [])).toEqual({ state: 'open', settledAt: null })
    expect(settleOrder(10, [verified(3), matter('resolved', 10)])).toEqual({ state: 'open', settledAt: 10 })
    expect(settleOrder(10, [verified(3), matter('closed', 10, 99)])).toEqual({ state: 'settledInTime', settledAt: 10 })
    expect(settleOrder(10, [verified(11), verified(3)])).toEqual({ state: 'settledLate', settledAt: 11 })
  })

  it('leaves out what was void, declined or closed with a reason; of nothing else it lapses', () => {
    const out = [matter('void', null, 5), matter('declined', null, 6), matter('abnormallyClosed', null, 7)]
    expect(settleOrder(10, out)).toEqual({ state: 'lapsed', settledAt: null })
    expect(settleOrder(10, [...out, verified(9)])).toEqual({ state: 'settledInTime', settledAt: 9 })
    expect(settleOrder(10, [...out, matter('dispatched')])).toEqual({ state: 'open', settledAt: null })
  })

  it('is late by its last result, not by how long verifying takes', () => {
    expect(isLate({ dueAt: 10, settledAt: 9 }, 30)).toBe(false)
    expect(isLate({ dueAt: 10, settledAt: 11 }, 30)).toBe(true)
    expect([9, 10, 11].map((now) => isLate({ dueAt: 10, settledAt: null }, now))).toEqual([false, false, true])
  })

  it('follows what its matters were merged into, as far as that can be seen', () => {
    const known = [
      { id: 'a', mergedInto: 'b', ...matter('merged') },
      { id: 'b', mergedInto: 'c', ...matter('merged') },
      { id: 'c', mergedInto: null, ...matter('inProgress') },
      { id: 'd', mergedInto: 'gone', ...matter('merged') },
    ]
    const by = new Map(known.map((one) => [one.id, one]))
    expect(['a', 'c', 'd', 'x'].map((id) => standsFor(by, id)?.id)).toEqual(['c', 'c', 'd', undefined])
  })

  it('reads from a matter when it got its result', () => {
    expect(resultAtOf(dispatched().ticket)).toBeNull()
    expect(resultAtOf(resolved().ticket)).toBe(MONDAY + HOUR_MS)
    expect(resultAtOf(matter('void', null, 7))).toBeNull()
  })

  it('has the rate of the reports: 972 issued, 970 settled, 99.8 %', () => {
    const rates = orderRates({ settledInTime: 970, settledLate: 0, open: 0, overdue: 2 })
    expect(rates).toEqual({ issued: 972, settled: 970, settled_percent: 99.8, onTime_percent: 99.8 })
    expect(percentOf(0, 0)).toBeNull()
    expect(percentOf(1, 3)).toBe(33.3)
    expect(percentOf(1, 2000)).toBe(0.1)
  })

  it('has rates between 0 and 100 that an order with time left does not change', () => {
    const count = fc.nat(3000)
    fc.assert(
      fc.property(count, count, count, count, count, (settledInTime, settledLate, open, overdue, more) => {
        const one = orderRates({ settledInTime, settledLate, open, overdue })
        for (const rate of [one.settled_percent, one.onTime_percent]) {
          expect(rate ?? 0).toBeGreaterThanOrEqual(0)
          expect(rate ?? 0).toBeLessThanOrEqual(100)
        }
        const other = orderRates({ settledInTime, settledLate, open: open + more, overdue })
        expect(other.onTime_percent).toBe(one.onTime_percent)
      }),
    )
  })
})

describe('a whistle', () => {
  const called = (): Whistle => {
    const blown = blowWhistle('street', ['cg', 'water', 'cg'], WHISTLE_LIMITS, CALENDAR, MONDAY)
    if (!blown.ok) throw new Error(blown.refusal.code)
    return blown.value
  }
  const after = (whistle: Whistle, ...acts: (readonly [string, WhistleAct])[]): Whistle =>
    acts.reduce((one, [by, act]) => {
      const done = actOnWhistle(one, act, by, MONDAY + HOUR_MS)
      if (!done.ok) throw new Error(done.refusal.code)
      return done.value
    }, whistle)
  const codeOf = (whistle: Whistle, by: string, act: WhistleAct) => {
    const done = actOnWhistle(whistle, act, by, MONDAY)
    return done.ok ? null : done.refusal.code
  }
  const full = (by: string) =>
    [
      [by, { kind: 'sign' }],
      [by, { kind: 'contact', text: '已到场' }],
      [by, { kind: 'result', text: '已处理' }],
    ] as const

  it('calls departments in office only, and never the caller itself', () => {
    const unit = (kind: string, active = true) => ({ kind, active })
    expect(mayBeCalled('cg', unit('department'), 'street')).toBe(true)
    expect(mayBeCalled('street', unit('department'), 'street')).toBe(false)
    expect(mayBeCalled('cg', unit('department', false), 'street')).toBe(false)
    expect(mayBeCalled('cg', unit('community'), 'street')).toBe(false)
    expect(mayBeCalled('cg', undefined, 'street')).toBe(false)
  })

  it('calls each department once, to sign within 1 h and make contact within 24 h', () => {
    const whistle = called()
    expect(whistle.units.map(({ unitId }) => unitId)).toEqual(['cg', 'water'])
    expect([whistle.signDueAt - MONDAY, whistle.contactDueAt - MONDAY]).toEqual([HOUR_MS, 24 * HOUR_MS])
    const unknown = blowWhistle(
      's',
      ['a'],
      { ...WHISTLE_LIMITS, sign: { amount: 1, unit: 'workDay' } },
      exampleCalendar(),
      0,
    )
    expect(unknown.ok).toBe(false)
  })

  it('is answered when all have a result and rated when the street has rated all', () => {
    const one = after(called(), ...full('cg'))
    expect(one.state).toBe('open')
    const both = after(one, ...full('water'))
    expect(both.state).toBe('answered')
    const rate = (unitId: string) => ['street', { kind: 'rate', unitId, score: 4, word: '来得快' }] as const
    const rated = after(both, rate('cg'), rate('water'))
    expect(rated.state).toBe('rated')
    // Sent again, nothing changes.
    expect(after(rated, ...full('cg'), rate('cg'))).toEqual(rated)
  })

  it('may be rated where a unit let the date of contact pass: silence does not keep it open for ever', () => {
    const whistle = after(called(), ...full('cg'))
    const rate = (unitId: string) => ({ kind: 'rate', unitId, score: 1, word: '一直没来' }) as const
    const late = whistle.contactDueAt + 1
    expect([mayRate(whistle, 'cg', MONDAY), mayRate(whistle, 'water', late - 1)]).toEqual([true, false])
    expect(mayRate(whistle, 'water', late)).toBe(true)
    const silent = actOnWhistle(whistle, rate('water'), 'street', late)
    if (!silent.ok) throw new Error(silent.refusal.code)
    expect(silent.value.state).toBe('answered')
    expect(mayRate(silent.value, 'water', late)).toBe(false)
    const rated = actOnWhistle(silent.value, rate('cg'), 'street', late)
    expect(rated.ok && [rated.value.state, missedDues(rated.value, late)]).toEqual(['rated', []])
    // What comes after all is written down; the rating stays.
    const signed = actOnWhistle(silent.value, { kind: 'sign' }, 'water', late)
    expect(signed.ok && signed.value.units[1]).toMatchObject({ signedAt: late, rating: { score: 1 } })
    const withdrawn = after(called(), ['street', { kind: 'withdraw' }])
    expect(mayRate(withdrawn, 'cg', late)).toBe(false)
  })

  it('names the units that let a date pass and still have not done it, and when to look again', () => {
    const whistle = after(called(), ['cg', { kind: 'sign' }])
    const at = (hours: number) => {
      const now = MONDAY + hours * HOUR_MS
      const missed = missedDues(whistle, now).map(({ unitId, what }) => `${unitId} ${what}`)
      const next = nextDue(whistle, now)
      return [missed, next === null ? null : (next - MONDAY) / HOUR_MS]
    }
    expect(at(1)).toEqual([[], 1])
    expect(at(1.5)).toEqual([['water sign'], 24])
    expect(at(25)).toEqual([['cg contact', 'water sign', 'water contact'], null])
    const withdrawn = after(whistle, ['street', { kind: 'withdraw' }])
    expect([missedDues(withdrawn, Infinity), nextDue(withdrawn, MONDAY)]).toEqual([[], null])
  })

  it('refuses what is not one’s own, comes too soon, contradicts or comes after the end', () => {
    const whistle = called()
    expect(codeOf(whistle, 'other', { kind: 'sign' })).toBe('whistle.not_called')
    expect(codeOf(whistle, 'cg', { kind: 'contact', text: 'x' })).toBe('whistle.too_soon')
    expect(codeOf(whistle, 'cg', { kind: 'result', text: 'x' })).toBe('whistle.too_soon')
    expect(codeOf(whistle, 'street', { kind: 'rate', unitId: 'cg', score: 1, word: '' })).toBe('whistle.too_soon')
    expect(codeOf(whistle, 'cg', { kind: 'rate', unitId: 'cg', score: 5, word: '' })).toBe('whistle.not_caller')
    expect(codeOf(whistle, 'cg', { kind: 'withdraw' })).toBe('whistle.not_caller')
    const done = after(whistle, ...full('cg'), ...full('water'))
    expect(codeOf(done, 'cg', { kind: 'contact', text: '别的' })).toBe('whistle.done_already')
    expect(codeOf(done, 'cg', { kind: 'result', text: '别的' })).toBe('whistle.done_already')
    expect(codeOf(done, 'street', { kind: 'withdraw' })).toBe('whistle.ended')
    const rated = after(done, ['street', { kind: 'rate', unitId: 'cg', score: 4, word: '' }])
    expect(codeOf(rated, 'street', { kind: 'rate', unitId: 'cg', score: 5, word: '' })).toBe('whistle.done_already')
    const withdrawn = after(whistle, ['street', { kind: 'withdraw' }], ['street', { kind: 'withdraw' }])
    expect(codeOf(withdrawn, 'cg', { kind: 'sign' })).toBe('whistle.ended')
  })
})
