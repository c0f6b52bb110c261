import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { HOUR_MS } from '../calendar/workday.ts'
import { workingTimeBetween } from '../calendar/working-time.ts'
import { at, command, context, exampleCalendar, live, RESIDENT, staff, UNITS } from '../ticket/example.ts'
import { fold } from '../ticket/evolve.ts'
import { liveAtRandom, move } from '../ticket/random-life.ts'
import type { Step } from '../ticket/steps.ts'
import { answerableUnit, isEnd } from '../ticket/transitions.ts'
import { proposeResponsibility, RESPONSIBILITY_RULES } from './responsibility.ts'
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
        expect(stretches.reduce((sum, { worked_ms }) => sum + (worked_ms ?? Number.NaN), 0)).toBe(expected_ms)
        for (const { missed_ms, worked_ms } of stretches) expect(missed_ms ?? 0).toBeLessThanOrEqual(worked_ms ?? 0)
      }),
      { numRuns: 200, seed: 20260312 },
    )
  })

  test('says who discovered, who passed it up to whom, and who resolved', () => {
    const trace = traceOf(storyOf('2025-11-12T10:00', '2025-11-13T10:00'), CALENDAR, at('2025-11-13T11:00'))
    expect(trace.discovered).toMatchObject({ channel: 'residentQr', unitId: null })
    expect(trace.passedUp).toMatchObject([{ from: UNITS.base, to: UNITS.community }])
    expect(trace.resolved).toEqual({ at: at('2025-11-13T10:00'), by: UNITS.community })
    expect(
      trace.stretches.map(({ unit, stage, worked_ms }) => [unit.unitId, stage, (worked_ms ?? 0) / HOUR_MS]),
    ).toEqual([
      ['unit-desk', 'acceptance', 1],
      ['unit-base', 'handling', 17],
      ['unit-community', 'handling', 9],
      ['unit-desk', 'verification', 1],
    ])
  })
})

describe('what is proposed', () => {
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
      { unitId: 'unit-community', share: 'primary', missed_ms: 36 * HOUR_MS, measure: 'interview', seqs: [5] },
      { unitId: 'unit-base', share: 'joint', missed_ms: 18 * HOUR_MS, measure: 'talk', seqs: [4] },
    ])
  })

  test('nobody answers twice for the same stretch', () => {
    const trace = traceOf(storyOf('2025-11-17T17:30', '2025-11-26T17:30'), CALENDAR, at('2025-11-26T17:30'))
    const answered = new Map([['unit-community', [5]]])
    expect(proposeResponsibility(trace, RESPONSIBILITY_RULES, answered)).toMatchObject([
      { unitId: 'unit-base', share: 'joint', seqs: [4] },
    ])
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
        for (const { unitId, missed_ms, seqs } of proposeResponsibility(trace, RESPONSIBILITY_RULES)) {
          const own = trace.stretches.filter(({ unit, missed_ms: ms }) => unit.unitId === unitId && (ms ?? 0) > 0)
          expect(own.map(({ firstSeq }) => firstSeq)).toEqual(seqs)
          expect(own.reduce((sum, one) => sum + (one.missed_ms ?? 0), 0)).toBe(missed_ms)
        }
      }),
      { numRuns: 200, seed: 20260313 },
    )
  })
})
