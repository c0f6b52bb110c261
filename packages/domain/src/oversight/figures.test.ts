import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import type { Command } from '../ticket/commands.ts'
import { decide } from '../ticket/decide.ts'
import {
  at,
  command,
  context,
  dispatched,
  live,
  LOCATED,
  MONDAY,
  RESIDENT,
  resolved,
  staff,
  UNITS,
  UNLOCATED,
  type Life,
} from '../ticket/example.ts'
import { evolveAll } from '../ticket/evolve.ts'
import { COMMAND_KINDS, COMMANDS, startsFrom } from '../ticket/rules.ts'
import type { Step } from '../ticket/steps.ts'
import type { UnitRef } from '../ticket/types.ts'
import { lastCommandOf } from '../ticket/undo.ts'
import { contributionOf, FIGURES, type Contribution, type Counts, type Figure } from './figures.ts'

const OFFSET_min = 480
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** The sum over everything, without the noughts. */
function sumOf(contributions: readonly Contribution[]): Partial<Counts> {
  const sum: Partial<Record<Figure, number>> = {}
  for (const { counts } of contributions)
    for (const [figure, count] of Object.entries(counts) as [Figure, number][]) sum[figure] = (sum[figure] ?? 0) + count
  return sum
}
const counted = ({ steps }: Life): Partial<Counts> => sumOf(contributionOf(steps, OFFSET_min))
const by = (unit: UnitRef, now: number) => context({ actor: staff(unit), now })

describe('what a ticket adds to the figures', () => {
  it('is received and dispatched at once, and settled on the day it was', () => {
    expect(counted(dispatched())).toEqual({ received: 1, dispatched: 1, responded: 1, respondedInTime: 1 })
    const life = live(dispatched(), by(UNITS.base, MONDAY + DAY_MS), command('resolve'))
    const entries = contributionOf(life.steps, OFFSET_min)
    expect(entries.map(({ day, unitId, counts }) => [day, unitId, counts])).toEqual([
      ['2025-11-10', 'unit-base', { received: 1, dispatched: 1, settledOfReceived: 1 }],
      ['2025-11-10', 'unit-desk', { responded: 1, respondedInTime: 1 }],
      ['2025-11-11', 'unit-base', { settled: 1, settledDated: 1, settledOnTime: 1, settledHere: 1 }],
    ])
    expect(entries[0]).toMatchObject({ level: 3, gridPath: '1.4.17.', classCode: 'event.01.02', channel: 'residentQr' })
  })

  it('takes the days of the district, not of UTC', () => {
    const ctx = context({ actor: RESIDENT, now: at('2025-11-11T00:30') })
    expect(contributionOf(live(null, ctx, command('report')).steps, OFFSET_min)[0]?.day).toBe('2025-11-11')
  })

  it('counts what is late as late, by the clock net of its pauses', () => {
    const late = live(dispatched(), by(UNITS.base, MONDAY + 30 * DAY_MS), command('resolve'))
    expect(counted(late)).toMatchObject({ settled: 1, settledDated: 1 })
    expect(counted(late).settledOnTime).toBeUndefined()
    const reported = live(null, context({ actor: RESIDENT }), command('report'))
    const answered = live(reported, by(UNITS.desk, MONDAY + 2 * DAY_MS), command('dispatch'))
    expect(counted(answered)).toEqual({ received: 1, dispatched: 1, responded: 1 })
  })

  it('is reported up for good once it was passed up, and then not settled here', () => {
    const up = live(dispatched(), by(UNITS.base, MONDAY), command('escalate'))
    expect(counted(up)).toMatchObject({ received: 1, reportedUp: 1 })
    expect(counted(up).dispatched).toBeUndefined()
    const settled = live(up, by(UNITS.community, MONDAY + HOUR_MS), command('resolve'))
    expect(counted(settled)).toMatchObject({ reportedUp: 1, settled: 1 })
    expect(counted(settled).settledHere).toBeUndefined()
  })

  it('forgets what was taken back', () => {
    const life = dispatched()
    const up = live(life, by(UNITS.base, MONDAY), command('escalate'))
    const last = lastCommandOf(up.steps)
    const ctx = { ...by(UNITS.base, MONDAY + 60_000), lastCommand: last }
    const back = live(up, ctx, command('undo', { ofCommandId: last?.steps[0]?.commandId ?? '' }))
    expect(contributionOf(back.steps, OFFSET_min)).toEqual(contributionOf(life.steps, OFFSET_min))
  })

  it('is settled no longer when sent back, and the unit that failed keeps it though another one settles', () => {
    const failed = live(resolved(), by(UNITS.desk, MONDAY + 2 * HOUR_MS), command('rework'))
    expect(counted(failed).settled).toBeUndefined()
    expect(counted(failed).failedVerifications).toBe(1)
    const moved = live(failed, by(UNITS.desk, MONDAY + 3 * HOUR_MS), command('reassign'))
    const done = live(moved, by(UNITS.water, MONDAY + 4 * HOUR_MS), command('resolve'))
    const of = (figure: Figure) =>
      contributionOf(done.steps, OFFSET_min).flatMap(({ unitId, counts }) => (counts[figure] ? [unitId] : []))
    expect([of('failedVerifications'), of('settled'), of('reworked')]).toEqual([
      ['unit-base'],
      ['unit-water'],
      ['unit-water'],
    ])
  })

  it('counts a judgement where there is one, and 4 of 5 as satisfied', () => {
    const rated = (score: number) =>
      counted(live(resolved(), context({ actor: RESIDENT, now: MONDAY + DAY_MS }), command('rate', { score })))
    expect(rated(4)).toMatchObject({ rated: 1, satisfied: 1 })
    expect(rated(3).rated).toBe(1)
    expect(rated(3).satisfied).toBeUndefined()
  })

  it('that ended without a result is not settled', () => {
    const declined = live(
      live(null, context({ actor: RESIDENT }), command('report')),
      by(UNITS.desk, MONDAY),
      command('decline'),
    )
    expect(counted(declined)).toEqual({
      received: 1,
      dispatched: 1,
      responded: 1,
      respondedInTime: 1,
      endedOtherwise: 1,
    })
  })
})

/** Some life: whatever of the random commands is accepted, by whoever may give it. */
const wish = fc.record({
  pick: fc.nat(10_000),
  unit: fc.constantFrom<UnitRef[]>(...Object.values(UNITS)),
  pass_ms: fc.oneof(fc.nat(HOUR_MS), fc.nat(3 * DAY_MS)),
  score: fc.integer({ min: 1, max: 5 }),
  located: fc.boolean(),
})
/** Asked for more often: what figures hang on. */
const OFTEN = ['undo', 'undo', 'escalate', 'rework', 'reopen', 'rate', 'resolve', 'resolve'] as const

function grow(wishes: readonly (typeof wish extends fc.Arbitrary<infer W> ? W : never)[]): readonly Step[][] {
  const histories: Step[][] = []
  let steps: readonly Step[] = []
  let now = MONDAY
  for (const { pick, unit, pass_ms, score, located } of wishes) {
    now += pass_ms
    const ticket = steps.length === 0 ? null : evolveAll(null, steps)
    const possible =
      ticket === null ? [] : [...COMMAND_KINDS, ...OFTEN].filter((kind) => startsFrom(kind, ticket.state))
    const kind = ticket === null ? 'report' : possible[pick % possible.length]!
    const role = COMMANDS[kind].by
    const last = steps.at(-1)
    const lastBy = last?.actor ?? RESIDENT
    const actor =
      kind === 'undo'
        ? lastBy
        : role === 'reporter' || ticket === null
          ? RESIDENT
          : staff(role === 'holder' || role === 'holderOrDesk' || role === 'party' ? ticket.holder : ticket.desk)
    const more = {
      ...(kind === 'report' ? { place: located ? LOCATED : UNLOCATED } : {}),
      ...(kind === 'undo' ? { ofCommandId: last?.commandId ?? '' } : {}),
      ...(kind === 'dispatch' || kind === 'reassign' ? { to: unit } : {}),
      ...(kind === 'rate' ? { score } : {}),
      ...(kind === 'succeed' && ticket ? { fromUnitId: ticket.holder.unitId, heir: unit } : {}),
    }
    const wanted = { ...command(kind), ...more } as Command
    const decision = decide(
      ticket,
      wanted,
      context({
        now,
        actor,
        isApprover: true,
        upper: { unit: UNITS.community, skipped: [] },
        lastCommand: lastCommandOf(steps),
        mergeTarget: { id: 'ticket-2', state: 'filed' },
      }),
    )
    if (!decision.ok) continue
    steps = [...steps, ...decision.value]
    histories.push([...steps])
  }
  return histories
}

const keyOf = ({ day, unitId, level, gridPath, classCode, channel }: Contribution): string =>
  JSON.stringify([day, unitId, level, gridPath, classCode, channel])

/** Counters as they are kept: the old contribution is taken off, the new one added. */
function apply(counters: Map<string, number>, contributions: readonly Contribution[], sign: 1 | -1): void {
  for (const entry of contributions)
    for (const figure of FIGURES) {
      const count = sign * (entry.counts[figure] ?? 0)
      const key = `${keyOf(entry)} ${figure}`
      const sum = (counters.get(key) ?? 0) + count
      if (sum === 0) counters.delete(key)
      else counters.set(key, sum)
    }
}

describe('figures of many tickets', () => {
  it('kept up command by command are those counted anew, undo included', () => {
    const seen = new Set<string>()
    fc.assert(
      fc.property(fc.array(fc.array(wish, { minLength: 4, maxLength: 30 }), { maxLength: 4 }), (lives) => {
        const kept = new Map<string, number>()
        const anew = new Map<string, number>()
        for (const histories of lives.map(grow)) {
          let before: readonly Contribution[] = []
          for (const history of histories) {
            const after = contributionOf(history, OFFSET_min)
            apply(kept, before, -1)
            apply(kept, after, 1)
            before = after
          }
          const last = histories.at(-1)
          if (last) apply(anew, contributionOf(last, OFFSET_min), 1)
          for (const { kind } of last ?? []) seen.add(kind)
        }
        expect(kept).toEqual(anew)
      }),
      { numRuns: 150, seed: 82_915 },
    )
    for (const kind of ['undone', 'reworked', 'reopened', 'escalated', 'rated', 'merged']) expect(seen).toContain(kind)
  })

  it('hold the identities of the reports in any history: received = dispatched + reported up', () => {
    fc.assert(
      fc.property(fc.array(wish, { minLength: 1, maxLength: 40 }), (wishes) => {
        for (const history of grow(wishes)) {
          const contributions = contributionOf(history, OFFSET_min)
          const of = (figure: Figure): number => sumOf(contributions)[figure] ?? 0
          expect(of('received')).toBe(1)
          expect(of('dispatched') + of('reportedUp')).toBe(1)
          expect(of('settled')).toBe(of('settledOfReceived'))
          expect(of('settled') + of('endedOtherwise')).toBeLessThanOrEqual(1)
          for (const [part, whole] of [
            ['settledDated', 'settled'],
            ['settledOnTime', 'settledDated'],
            ['settledHere', 'settled'],
            ['rated', 'settled'],
            ['satisfied', 'rated'],
            ['reworked', 'settled'],
            ['reopened', 'settled'],
            ['respondedInTime', 'responded'],
          ] as const)
            expect(of(part)).toBeLessThanOrEqual(of(whole))
          expect(new Set(contributions.map(({ day, unitId }) => `${day} ${unitId}`)).size).toBe(contributions.length)
          for (const { counts } of contributions) expect(Object.keys(counts)).not.toEqual([])
        }
      }),
      { numRuns: 150, seed: 80_331 },
    )
  })
})
