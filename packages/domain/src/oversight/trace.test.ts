import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import type { TimeLimit } from '../calendar/types.ts'
import { HOUR_MS } from '../calendar/workday.ts'
import { workingTimeBetween } from '../calendar/working-time.ts'
import {
  at,
  command,
  context,
  dispatched,
  exampleCalendar,
  live,
  MONDAY,
  RESIDENT,
  resolved,
  staff,
  UNITS,
} from '../ticket/example.ts'
import { fold } from '../ticket/evolve.ts'
import { liveAtRandom, move } from '../ticket/random-life.ts'
import type { Step } from '../ticket/steps.ts'
import { answerableUnit, isEnd } from '../ticket/transitions.ts'
import { lastCommandOf } from '../ticket/undo.ts'
import { proposeResponsibility, RESPONSIBILITY_RULES, type MissedStretch } from './responsibility.ts'
import { stretchAt, traceOf } from './trace.ts'

const CALENDAR = exampleCalendar(2025, 2026)
const lives = fc.tuple(fc.array(move, { minLength: 5, maxLength: 60, size: 'max' }), fc.nat(60))

/** Reported on Monday at ten, with the base grid at eleven; it passes up on `passedUpAt`, the community resolves. */
function storyOf(passedUpAt: string, resolvedAt: string): readonly Step[] {
  const reported = live(null, context({ now: at('2025-11-10T10:00'), actor: RESIDENT }), command('report'))
  const held = live(reported, context({ now: at('2025-11-10T11:00') }), command('dispatch'))
  const up = live(held, context({ now: at(passedUpAt), actor: staff(UNITS.base) }), command('escalate'))
  return live(up, context({ now: at(resolvedAt), actor: staff(UNITS.community) }), command('resolve')).steps
}

describe('who had to act when', () => {
  test('every moment of a life has one answerable unit: stretches lie end to end, over pauses and undone steps too', () => {
    fc.assert(
      fc.property(lives, ([moves, grows]) => {
        const { history, now } = liveAtRandom(moves, grows)
        if (history.length === 0) return
        const { stretches } = traceOf(history, CALENDAR, now)
        const last = Math.max(now, history.at(-1)?.at ?? 0)
        let open_ms = 0
        for (const [nth, { at: from }] of history.entries()) {
          const ticket = fold(history.slice(0, nth + 1))
          const to = history[nth + 1]?.at ?? last
          const covering = stretches.filter(
            (one) => one.firstSeq <= ticket.revision && ticket.revision <= one.lastSeq && one.unit.unitId !== '',
          )
          if (isEnd(ticket.state)) expect(covering).toEqual([])
          else {
            expect(covering.map(({ unit }) => unit.unitId)).toEqual([answerableUnit(ticket).unitId])
            open_ms += to - from
          }
        }
        expect(stretches.reduce((sum, { from, to }) => sum + (to ?? last) - from, 0)).toBe(open_ms)
        expect(stretches.filter(({ to }) => to === null).length).toBe(isEnd(fold(history).state) ? 0 : 1)
      }),
      { numRuns: 200, seed: 20260311 },
    )
  })

  test('the working hours of the stretches are those of the life, but for approved pauses', () => {
    fc.assert(
      fc.property(lives, ([moves, grows]) => {
        const { history, now } = liveAtRandom(moves, grows)
        const last = Math.max(now, history.at(-1)?.at ?? 0)
        if (history.length === 0 || last > at('2026-12-01T00:00')) return
        const { stretches } = traceOf(history, CALENDAR, now)
        let expected_ms = 0
        for (const [nth, { at: from }] of history.entries()) {
          const { state } = fold(history.slice(0, nth + 1))
          if (isEnd(state) || state === 'suspended') continue
          const worked = workingTimeBetween(CALENDAR, from, history[nth + 1]?.at ?? last)
          expected_ms += worked.ok ? worked.value : Number.NaN
        }
        expect(stretches.reduce((sum, { took_ms }) => sum + (took_ms ?? Number.NaN), 0)).toBe(expected_ms)
        for (const { isLate, missed_ms, took_ms } of stretches) {
          expect(missed_ms ?? 0).toBeLessThanOrEqual(took_ms ?? 0)
          if (isLate !== true) expect(missed_ms ?? 0).toBe(0)
        }
      }),
      { numRuns: 200, seed: 20260312 },
    )
  })

  test('says who discovered, who passed it up to whom, and who resolved', () => {
    const trace = traceOf(storyOf('2025-11-12T10:00', '2025-11-13T10:00'), CALENDAR, at('2025-11-13T11:00'))
    expect(trace.discovered).toMatchObject({ channel: 'residentQr', unitId: null })
    expect(trace.passedUp).toMatchObject([{ from: UNITS.base, to: UNITS.community }])
    expect(trace.resolved).toEqual({ at: at('2025-11-13T10:00'), by: UNITS.community })
    expect(trace.stretches.map(({ unit, stage, took_ms }) => [unit.unitId, stage, (took_ms ?? 0) / HOUR_MS])).toEqual([
      ['unit-desk', 'acceptance', 1],
      ['unit-base', 'handling', 17],
      ['unit-community', 'handling', 9],
      ['unit-desk', 'verification', 1],
    ])
  })

  /** A leak on Friday evening, with the base grid at 20:00, two hours by the clock to act; resolved when it is told. */
  const leak = (resolvedAt: string, limit: TimeLimit = { amount: 2, unit: 'hour' }): readonly Step[] => {
    const evening = at('2025-11-14T20:00')
    const reported = live(null, context({ now: evening, actor: RESIDENT }), command('report'))
    const held = live(reported, context({ now: evening }), command('dispatch', { limit }))
    return live(held, context({ now: at(resolvedAt), actor: staff(UNITS.base) }), command('resolve')).steps
  }

  test('a limit in hours by the clock is missed by the clock, over night and weekend, and answered for', () => {
    const trace = traceOf(leak('2025-11-16T20:00'), CALENDAR, at('2025-11-16T21:00'))
    expect(trace.stretches[1]).toMatchObject({
      unit: UNITS.base,
      countedIn: 'hour',
      dueAt: at('2025-11-14T22:00'),
      took_ms: 48 * HOUR_MS,
      isLate: true,
      missed_ms: 46 * HOUR_MS,
    })
    expect(proposeResponsibility(trace, RESPONSIBILITY_RULES)).toMatchObject([
      { unitId: 'unit-base', measure: 'writtenNotice', stretches: [{ countedIn: 'hour', missed_ms: 46 * HOUR_MS }] },
    ])
    const inTime = traceOf(leak('2025-11-14T22:00'), CALENDAR, at('2025-11-16T21:00'))
    expect(inTime.stretches[1]).toMatchObject({ isLate: false, missed_ms: 0 })
  })

  test('a limit in working hours that was passed by night is late by no working hour', () => {
    // Friday 20:00 counts from Monday 08:30: nine working hours end at 17:30.
    const trace = traceOf(leak('2025-11-17T20:00', { amount: 9, unit: 'workHour' }), CALENDAR, at('2025-11-17T21:00'))
    expect(trace.stretches[1]).toMatchObject({ dueAt: at('2025-11-17T17:30'), isLate: true, missed_ms: 0 })
    expect(proposeResponsibility(trace, RESPONSIBILITY_RULES)).toEqual([])
  })

  test('the city above is told in the trace; the district proposes nothing against it', () => {
    const upper = { unit: UNITS.city, skipped: [] }
    const held = live(
      live(null, context({ actor: RESIDENT }), command('report')),
      context(),
      command('dispatch', { to: UNITS.district }),
    )
    const up = live(held, context({ actor: staff(UNITS.district), upper }), command('escalate'))
    const trace = traceOf(up.steps, CALENDAR, at('2025-12-10T10:00'))
    expect(trace.stretches.at(-1)).toMatchObject({ unit: UNITS.city, isLate: true })
    expect(proposeResponsibility(trace, RESPONSIBILITY_RULES)).toEqual([])
  })

  test('what the calendar cannot tell is unknown, never kept', () => {
    const unknown = context({ calendar: exampleCalendar(2024) })
    const reported = live(null, { ...unknown, actor: RESIDENT }, command('report'))
    const { stretches } = traceOf(reported.steps, unknown.calendar, MONDAY + HOUR_MS)
    expect(stretches).toMatchObject([{ dueAt: null, isLate: null, missed_ms: null, took_ms: null }])
    // The date was told, but how much lies after it was not.
    const known = live(null, context({ actor: RESIDENT }), command('report'))
    const [later] = traceOf(known.steps, CALENDAR, at('2027-01-04T10:00')).stretches
    expect(later).toMatchObject({ isLate: true, missed_ms: null })
    expect(
      proposeResponsibility({ ...traceOf(known.steps, CALENDAR, MONDAY), stretches }, RESPONSIBILITY_RULES),
    ).toEqual([])
  })

  test('is resolved as the ticket stands now: not after rework, again after the next result', () => {
    const done = resolved()
    const again = live(done, context({ now: MONDAY + 2 * HOUR_MS }), command('rework'))
    expect(traceOf(done.steps, CALENDAR, MONDAY + 3 * HOUR_MS).resolved).toEqual({
      at: MONDAY + HOUR_MS,
      by: UNITS.base,
    })
    expect(traceOf(again.steps, CALENDAR, MONDAY + 3 * HOUR_MS).resolved).toBeNull()
    const second = live(again, context({ now: MONDAY + 4 * HOUR_MS, actor: staff(UNITS.base) }), command('resolve'))
    expect(traceOf(second.steps, CALENDAR, MONDAY + 5 * HOUR_MS).resolved?.at).toBe(MONDAY + 4 * HOUR_MS)
  })

  test('what was taken back was not passed up', () => {
    const now = MONDAY + HOUR_MS
    const base = context({ actor: staff(UNITS.base), now })
    const wanted = command('escalate')
    const up = live(dispatched(), base, wanted)
    expect(traceOf(up.steps, CALENDAR, now).passedUp).toHaveLength(1)
    const takenBack = live(
      up,
      { ...base, lastCommand: lastCommandOf(up.steps) },
      command('undo', { ofCommandId: wanted.commandId }),
    )
    expect(traceOf(takenBack.steps, CALENDAR, now).passedUp).toEqual([])
  })
})

describe('what is proposed', () => {
  const from = (firstSeq: number, hours: number): { stretches: readonly MissedStretch[] } => ({
    stretches: [{ firstSeq, countedIn: 'workHour', missed_ms: hours * HOUR_MS }],
  })

  test('nothing where every date was kept', () => {
    const trace = traceOf(storyOf('2025-11-11T10:00', '2025-11-12T10:00'), CALENDAR, at('2025-11-12T11:00'))
    expect(proposeResponsibility(trace, RESPONSIBILITY_RULES)).toEqual([])
  })

  test('first the unit that missed most, the others jointly and milder, each with its steps', () => {
    // The base grid misses two days, the community four.
    const steps = storyOf('2025-11-17T17:30', '2025-11-26T17:30')
    const trace = traceOf(steps, CALENDAR, at('2025-11-26T17:30'))
    const missed = trace.stretches.map(({ unit, missed_ms }) => [unit.unitId, (missed_ms ?? 0) / HOUR_MS])
    expect(missed).toEqual([
      ['unit-desk', 0],
      ['unit-base', 18],
      ['unit-community', 36],
      ['unit-desk', 0],
    ])
    expect(proposeResponsibility(trace, RESPONSIBILITY_RULES)).toEqual([
      { unitId: 'unit-community', share: 'primary', missed_ms: 36 * HOUR_MS, measure: 'interview', ...from(5, 36) },
      { unitId: 'unit-base', share: 'joint', missed_ms: 18 * HOUR_MS, measure: 'talk', ...from(4, 18) },
    ])
    // As in the report: the grid answers first wherever it was late itself.
    expect(proposeResponsibility(trace, { ...RESPONSIBILITY_RULES, primary: 'lowestLevel' })).toMatchObject([
      { unitId: 'unit-base', share: 'primary', measure: 'interview' },
      { unitId: 'unit-community', share: 'joint', measure: 'talk' },
    ])
  })

  test('nobody answers twice for the same stretch', () => {
    const trace = traceOf(storyOf('2025-11-17T17:30', '2025-11-26T17:30'), CALENDAR, at('2025-11-26T17:30'))
    const answered = new Map([['unit-community', from(5, 36).stretches]])
    expect(proposeResponsibility(trace, RESPONSIBILITY_RULES, answered)).toMatchObject([
      { unitId: 'unit-base', share: 'joint', ...from(4, 18) },
    ])
  })

  test('what is missed after it answered is proposed again, while the stretch goes on', () => {
    const { steps } = dispatched() // due on Thursday at 17:30
    const after = (text: string, answered: readonly MissedStretch[] = []) =>
      proposeResponsibility(
        traceOf(steps, CALENDAR, at(text)),
        RESPONSIBILITY_RULES,
        new Map([['unit-base', answered]]),
      )
    const [first] = after('2025-11-14T10:30')
    expect(first).toMatchObject({ measure: 'talk', missed_ms: 2 * HOUR_MS })
    expect(after('2025-11-14T10:30', first?.stretches)).toEqual([])
    const [second] = after('2025-12-02T10:30', first?.stretches)
    expect(second).toMatchObject({ measure: 'yellowCard', missed_ms: 108 * HOUR_MS })
    expect(
      after(
        '2025-12-02T10:30',
        [first, second].flatMap((one) => one?.stretches ?? []),
      ),
    ).toEqual([])
  })

  test('what was told belongs to the stretch of that time, what came late to that of the unit it was for', () => {
    const trace = traceOf(storyOf('2025-11-17T17:30', '2025-11-26T17:30'), CALENDAR, at('2025-11-26T17:30'))
    expect(stretchAt(trace, at('2025-11-17T17:29'))?.unit.unitId).toBe('unit-base')
    expect(stretchAt(trace, at('2025-11-17T17:30'))?.unit.unitId).toBe('unit-community')
    expect(stretchAt(trace, at('2025-11-17T18:30'), 'unit-base')?.firstSeq).toBe(4)
    expect(stretchAt(trace, at('2025-11-10T09:00'))).toBeUndefined()
  })

  test('only who missed a date is ever named, and never for more than was missed', () => {
    fc.assert(
      fc.property(lives, ([moves, grows]) => {
        const { history, now } = liveAtRandom(moves, grows)
        if (history.length === 0) return
        const trace = traceOf(history, CALENDAR, now)
        for (const { unitId, missed_ms, stretches } of proposeResponsibility(trace, RESPONSIBILITY_RULES)) {
          const own = trace.stretches.filter(({ unit, missed_ms: ms }) => unit.unitId === unitId && (ms ?? 0) > 0)
          expect(own.map(({ firstSeq }) => firstSeq)).toEqual(stretches.map(({ firstSeq }) => firstSeq))
          expect(own.reduce((sum, one) => sum + (one.missed_ms ?? 0), 0)).toBe(missed_ms)
        }
      }),
      { numRuns: 200, seed: 20260313 },
    )
  })
})
