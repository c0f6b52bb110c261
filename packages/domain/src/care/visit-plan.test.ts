import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import {
  addDays,
  agreeOnVisits,
  afterVisit,
  isVisitDue,
  VISIT_CADENCES_days,
  VISIT_OUTCOMES,
  visitCondition,
  visitDueOn,
  type VisitSchedule,
} from './visit-plan.ts'

const START = '2026-01-01'
const day = fc.integer({ min: 0, max: 800 }).map((days) => addDays(START, days))
const dayOrNull = fc.option(day, { nil: null })
const running: fc.Arbitrary<VisitSchedule> = fc.record({
  cadence_days: fc.constantFrom(...VISIT_CADENCES_days),
  agreedOn: day,
  lastDoneOn: dayOrNull,
  triedOn: dayOrNull,
  restsSince: fc.constant(null),
  endedOn: fc.constant(null),
})
const visit = fc.tuple(fc.constantFrom(...VISIT_OUTCOMES), day)

describe('when a visit is due', () => {
  test('days are counted over the ends of months and years', () => {
    expect(addDays('2026-12-28', 7)).toBe('2027-01-04')
    expect(addDays('2028-02-28', 30)).toBe('2028-03-29')
  })

  test('the cadence counts from the newer of the agreement and the last visit', () => {
    fc.assert(
      fc.property(running, (plan) => {
        const from = [plan.agreedOn, plan.lastDoneOn ?? ''].toSorted().at(-1) ?? ''
        expect(visitDueOn(plan)).toBe(addDays(from, plan.cadence_days))
      }),
    )
  })

  test('it is due from its day on, and overdue from the day after', () => {
    fc.assert(
      fc.property(running, (plan) => {
        const dueOn = visitDueOn(plan) ?? ''
        expect([-1, 0, 1].map((days) => visitCondition(plan, addDays(dueOn, days)))).toEqual([
          'later',
          'due',
          'overdue',
        ])
        expect([-1, 0, 1].map((days) => isVisitDue(plan, addDays(dueOn, days)))).toEqual([false, true, true])
      }),
    )
  })

  test('nothing is due while it rests or after its end', () => {
    fc.assert(
      fc.property(running, day, day, (plan, since, today) => {
        expect(visitCondition({ ...plan, restsSince: since }, today)).toBe('resting')
        expect(visitCondition({ ...plan, restsSince: since, endedOn: since }, today)).toBe('ended')
        expect(visitDueOn({ ...plan, endedOn: since })).toBeNull()
      }),
    )
  })
})

describe('a visit', () => {
  test('that took place moves the day by the cadence and forgets earlier tries', () => {
    fc.assert(
      fc.property(running, day, (plan, on) => {
        const after = afterVisit(plan, 'done', on)
        expect((visitDueOn(after) ?? '') >= addDays(on, plan.cadence_days)).toBe(true)
        expect(after.triedOn === null || after.triedOn > on).toBe(true)
      }),
    )
  })

  test('where nobody was met leaves it due as before', () => {
    fc.assert(
      fc.property(running, day, (plan, on) => {
        expect(visitDueOn(afterVisit(plan, 'notMet', on))).toBe(visitDueOn(plan))
      }),
    )
  })

  test('that was declined lets the plan rest', () => {
    fc.assert(
      fc.property(running, day, (plan, on) => {
        expect(visitCondition(afterVisit(plan, 'declined', on), on)).toBe('resting')
      }),
    )
  })

  test('in whatever order visits are told of, the plan ends the same', () => {
    const visits = fc.array(
      visit.filter(([outcome]) => outcome !== 'declined'),
      { maxLength: 6 },
    )
    fc.assert(
      fc.property(running, visits, (plan, told) => {
        const first: VisitSchedule = { ...plan, lastDoneOn: null, triedOn: null }
        const fold = (order: typeof told) => order.reduce((at, [outcome, on]) => afterVisit(at, outcome, on), first)
        expect(visitDueOn(fold(told))).toBe(visitDueOn(fold(told.toReversed())))
        expect(fold([...told, ...told])).toEqual(fold(told))
      }),
    )
  })
})

describe('an agreement', () => {
  const today = addDays(START, 400)
  const agreement = { cadence_days: 30, agreedOn: today, resting: false, ended: false }
  const offered = [7, 30]
  const rests: VisitSchedule = {
    cadence_days: 90,
    agreedOn: START,
    lastDoneOn: null,
    triedOn: null,
    restsSince: addDays(START, 300),
    endedOn: null,
  }

  test('keeps what was visited, and runs from its day on', () => {
    fc.assert(
      fc.property(running, (before) => {
        const decided = agreeOnVisits(agreement, before, today, offered)
        expect(decided).toEqual({ ok: true, value: { ...before, cadence_days: 30, agreedOn: today } })
      }),
    )
  })

  test('takes the cadences the district offers, and the one there was', () => {
    const of = (cadence_days: number) => agreeOnVisits({ ...agreement, cadence_days }, rests, today, offered).ok
    expect([7, 30, 90, 180].map(of)).toEqual([true, true, true, false])
  })

  test('is not made ahead', () => {
    const ahead = agreeOnVisits({ ...agreement, agreedOn: addDays(today, 1) }, null, today, offered)
    expect(ahead).toEqual({ ok: false, refusal: { code: 'visit.day_ahead' } })
  })

  test('lets a plan that rests run again only when it is newer than the rest', () => {
    const of = (agreedOn: string, resting = false, ended = false) =>
      agreeOnVisits({ ...agreement, agreedOn, resting, ended }, rests, today, offered)
    expect(of(addDays(START, 299))).toEqual({
      ok: false,
      refusal: { code: 'visit.agreement_older', since: rests.restsSince },
    })
    expect(of(addDays(START, 300))).toMatchObject({ ok: true, value: { restsSince: null } })
    expect(of(START, true)).toMatchObject({ ok: true, value: { restsSince: rests.restsSince } })
    expect(of(START, false, true)).toMatchObject({ ok: true, value: { restsSince: rests.restsSince, endedOn: today } })
  })
})
