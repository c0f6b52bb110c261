import { describe, expect, it } from 'vitest'
import { remainingWorkingMs } from '../calendar/deadline.ts'
import { availableCommands, type Viewer } from './available.ts'
import { evolve, fold } from './evolve.ts'
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
  SYSTEM,
  UNITS,
  UNLOCATED,
} from './example.ts'
import type { Life } from './example.ts'
import { publicTimeline } from './timeline.ts'
import { answerableUnit } from './transitions.ts'
import type { Step } from './steps.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const by = (unit: (typeof UNITS)[keyof typeof UNITS], hours = 1, person?: string) =>
  context({ actor: staff(unit, person), now: MONDAY + hours * HOUR_MS, isApprover: person === 'chief' })
const kinds = (steps: readonly Step[]): string[] => steps.map((step) => step.kind)
const NOBODY: Viewer = { isHolder: false, isCoUnit: false, isDesk: false, isApprover: false, isResident: false }

describe('the life of a ticket', () => {
  it('from the report of a resident over grid, subdistrict and department to the rating', () => {
    let life: Life = dispatched()
    expect(kinds(life.steps)).toEqual(['reported', 'accepted', 'filed', 'dispatched'])
    expect(life.ticket.promisedAt).toBe(at('2025-11-13T17:30'))
    life = live(life, by(UNITS.base, 1), command('acknowledge'))
    expect(life.ticket.holderPersonId).toBe('person-of-unit-base')
    expect(life.ticket.clock.startedAt).toBe(MONDAY)
    const vacant = [{ gridId: 'grid-4', reason: 'vacant' }]
    const upper = { unit: UNITS.subdistrict, skipped: vacant }
    life = live(life, { ...by(UNITS.base, 2), upper }, command('escalate'))
    expect(life.steps.at(-1)).toMatchObject({ route: 'upper', skipped: vacant, from: UNITS.base })
    expect(life.ticket.clock.startedAt).toBe(MONDAY + 2 * HOUR_MS)
    life = live(life, by(UNITS.subdistrict, 3), command('returnToDispatcher'))
    expect(life.ticket).toMatchObject({ state: 'filed', holder: UNITS.desk, clock: { kind: 'acceptance' } })
    life = live(life, by(UNITS.desk, 4), command('dispatch', { to: UNITS.water }))
    life = live(life, by(UNITS.water, 5), command('start'))
    life = live(life, by(UNITS.water, 6), command('resolve'))
    expect(life.ticket).toMatchObject({ holder: UNITS.water, resolvedAt: MONDAY + 6 * HOUR_MS })
    expect(life.ticket.handledClock?.stoppedAt).toBe(MONDAY + 6 * HOUR_MS)
    expect(answerableUnit(life.ticket)).toEqual(UNITS.desk)
    life = live(life, by(UNITS.desk, 7), command('verify'))
    life = live(life, by(UNITS.desk, 8), command('close'))
    life = live(life, context({ actor: RESIDENT, now: MONDAY + 9 * HOUR_MS }), command('rate'))
    expect(life.ticket).toMatchObject({ state: 'closed', publicReply: '已清理完毕', rating: { score: 5 } })
    expect(life.ticket.involvedUnitIds).toEqual(['unit-desk', 'unit-base', 'unit-subdistrict', 'unit-water'])
    expect(fold(life.steps)).toStrictEqual(life.ticket)
  })

  it('without a place begins at the fallback desk and goes to the desk of the place with its clock', () => {
    let life = live(null, context({ actor: RESIDENT }), command('report', { place: UNLOCATED }))
    expect(life.ticket).toMatchObject({ holder: UNITS.fallback, desk: UNITS.fallback })
    const { clock } = life.ticket
    life = live(life, by(UNITS.fallback), command('locate'))
    expect(life.ticket).toMatchObject({ holder: UNITS.desk, desk: UNITS.desk, clock })
  })

  it('settled on the spot waits for verification; sent back, it is with who settled it', () => {
    const selfResolved = { by: UNITS.base, publicReply: '已扶正' }
    let life = live(null, by(UNITS.base, 0), command('report', { selfResolved }))
    expect(life.ticket).toMatchObject({
      state: 'resolved',
      holder: UNITS.base,
      desk: UNITS.desk,
      publicReply: '已扶正',
    })
    life = live(life, by(UNITS.desk), command('rework'))
    expect(life.ticket).toMatchObject({ state: 'inProgress', holder: UNITS.base, publicReply: null, reworkCount: 1 })
  })

  it('stands still in an approved pause and goes on with dates moved by its working time', () => {
    const until = MONDAY + 2 * DAY_MS
    let life = live(dispatched(), by(UNITS.base, 1), command('requestSuspend', { until }))
    expect(life.ticket.state).toBe('dispatched')
    life = live(life, by(UNITS.base, 2, 'chief'), command('approve'))
    expect(life.ticket).toMatchObject({ state: 'suspended', pending: null, clock: { dueAt: at('2025-11-13T17:30') } })
    const calendar = exampleCalendar(2025)
    const left = remainingWorkingMs(calendar, life.ticket.clock, until)
    expect(left).toEqual(remainingWorkingMs(calendar, life.ticket.clock, MONDAY + 2 * HOUR_MS))
    life = live(life, context({ actor: SYSTEM, now: until }), command('resume'))
    expect(life.ticket).toMatchObject({ state: 'dispatched', suspendedFrom: null })
    expect(life.ticket.clock.dueAt).toBe(at('2025-11-17T15:30'))
    expect(life.ticket.promisedAt).toBe(at('2025-11-17T15:30'))
    expect(remainingWorkingMs(calendar, life.ticket.clock, until)).toEqual(left)
  })

  it('extended before its deadline keeps the old and the new date; the promise stays', () => {
    let life = live(dispatched(), by(UNITS.base), command('requestExtension'))
    life = live(life, by(UNITS.base, 2, 'chief'), command('approve'))
    const dates = { oldDueAt: at('2025-11-13T17:30'), newDueAt: at('2025-11-17T17:30') }
    expect(life.steps.at(-1)).toMatchObject({ kind: 'extended', ...dates })
    expect(life.ticket).toMatchObject({
      clock: { dueAt: dates.newDueAt, startedAt: MONDAY },
      promisedAt: dates.oldDueAt,
    })
  })

  it('drops a request visibly when it moves on', () => {
    let life = live(dispatched(), by(UNITS.base), command('requestExtension'))
    life = live(life, by(UNITS.base), command('start'))
    expect(life.ticket.pending?.kind).toBe('extend')
    life = live(life, by(UNITS.base), command('escalate'))
    expect(kinds(life.steps).slice(-2)).toEqual(['requestCleared', 'escalated'])
    expect(life.ticket.pending).toBeNull()
  })

  it('ends from a suspension by ending the pause first', () => {
    let life = live(dispatched(), by(UNITS.base), command('requestSuspend'))
    life = live(life, by(UNITS.base, 2, 'chief'), command('approve'))
    life = live(life, by(UNITS.base, 3), command('requestAbnormalClose'))
    life = live(life, by(UNITS.base, 4, 'chief'), command('approve'))
    expect(kinds(life.steps).slice(-2)).toEqual(['resumed', 'abnormallyClosed'])
    expect(life.ticket).toMatchObject({ state: 'abnormallyClosed', publicReply: '已列入计划' })
  })

  it('urgent may skip levels where allowed; with nobody above it goes to the fallback unit, who was left out is named', () => {
    const ctx = { ...by(UNITS.base), urgentMaySkip: true }
    let life = live(dispatched({ urgency: 'urgent' }), ctx, command('escalate', { to: UNITS.district }))
    expect(life.ticket.holder).toEqual(UNITS.district)
    const skipped = [{ gridId: 'grid-1', unitId: UNITS.city.unitId, reason: 'vacant' }]
    life = live(life, { ...by(UNITS.district), upper: { unit: null, skipped } }, command('escalate'))
    expect(life.steps.at(-1)).toMatchObject({ route: 'fallback', to: UNITS.fallback, skipped })
  })

  it('goes up level by level from the grid to the city, each hop with a clock of its own', () => {
    let life = dispatched()
    const way = [UNITS.base, UNITS.community, UNITS.subdistrict, UNITS.district, UNITS.city] as const
    for (const [nth, unit] of way.slice(1).entries()) {
      const from = way[nth] ?? UNITS.base
      const upper = { unit, skipped: [] }
      life = live(life, { ...by(from, nth + 1), upper }, command('escalate'))
      const startedAt = MONDAY + (nth + 1) * HOUR_MS
      expect(life.ticket).toMatchObject({ holder: unit, clock: { kind: 'handling', startedAt } })
      expect(life.steps.at(-1)).toMatchObject({ route: 'upper', from, to: unit, reason: '需要协调' })
    }
    expect(life.ticket.passedUpBy).toEqual(way.slice(0, 4).map(({ unitId }) => unitId))
    life = live(life, by(UNITS.city, 6), command('acknowledge'))
    expect(availableCommands(life.ticket, { ...NOBODY, isHolder: true })).not.toContain('escalate')
    life = live(life, by(UNITS.city, 7), command('resolve'))
    expect(life.ticket).toMatchObject({ state: 'resolved', holder: UNITS.city })
  })

  it('says when the calendar ends, and gets its date when the calendar grows', () => {
    const now = at('2025-12-30T10:00')
    const short = context({ now, calendar: exampleCalendar(2025) })
    let life = live(live(null, short, command('report')), short, command('dispatch'))
    expect(life.ticket).toMatchObject({ promisedAt: null, clock: { dueAt: null, calendarMissingYear: 2026 } })
    life = live(life, context({ now: now + DAY_MS, actor: SYSTEM }), command('replan'))
    const due = at('2026-01-02T17:30')
    expect(life.ticket).toMatchObject({
      promisedAt: due,
      clock: { dueAt: due, startedAt: now, calendarMissingYear: null },
    })
  })

  it('classified anew keeps its clock and promises by the new class', () => {
    const before = dispatched()
    const limit = { amount: 1, unit: 'workDay' } as const
    const { ticket } = live(before, by(UNITS.base), command('classify', { limit }))
    expect(ticket.clock).toBe(before.ticket.clock)
    expect(ticket.promisedAt).toBe(at('2025-11-11T17:30'))
  })

  it('reopened is a new round at the desk; merged and un-merged too', () => {
    const reopened = live(resolved(), context({ actor: RESIDENT, now: MONDAY + DAY_MS }), command('reopen')).ticket
    expect(reopened).toMatchObject({ state: 'filed', holder: UNITS.desk, publicReply: null, reopenCount: 1 })
    expect(reopened.promise?.startedAt).toBe(MONDAY + DAY_MS)
    const mergeTarget = { id: 'ticket-2', state: 'filed' } as const
    let life = live(dispatched(), context({ mergeTarget }), command('merge'))
    expect(life.ticket).toMatchObject({ state: 'merged', holder: UNITS.base, mergedInto: 'ticket-2' })
    life = live(life, by(UNITS.desk), command('unmerge'))
    expect(life.ticket).toMatchObject({ state: 'filed', holder: UNITS.desk, mergedInto: null, closedAt: null })
  })

  it('co-units tell their own result, and stop being co-units when they take the lead', () => {
    let life = live(dispatched(), by(UNITS.base), command('addUnit'))
    life = live(life, by(UNITS.water), command('coUnitResult'))
    expect(life.ticket.coUnits).toEqual([{ unitId: 'unit-water', result: '已清运' }])
    life = live(life, by(UNITS.base), command('reassign', { limit: { amount: 4, unit: 'hour' } }))
    expect(life.ticket).toMatchObject({
      coUnits: [],
      holder: UNITS.water,
      clock: { limit: { amount: 4, unit: 'hour' } },
    })
  })

  it('takes the time of the last step where a server clock lags behind', () => {
    const life = live(dispatched(), context({ ...by(UNITS.base), now: MONDAY - DAY_MS }), command('acknowledge'))
    expect(life.ticket.lastStepAt).toBe(MONDAY)
  })
})

describe('what others see of a ticket', () => {
  it('the reporter: every step of the matter, no person, no internal remark', () => {
    let life = live(dispatched(), by(UNITS.base), command('note'))
    life = live(life, by(UNITS.base), command('resolve'))
    const timeline = publicTimeline(life.steps)
    expect(timeline.map((entry) => entry.kind)).toEqual([
      'reported',
      'accepted',
      'filed',
      'dispatched',
      'acknowledged',
      'resolved',
    ])
    expect(timeline.at(-1)).toMatchObject({ publicReply: '已清理完毕' })
    expect(timeline[2]).toMatchObject({ promisedAt: at('2025-11-13T17:30') })
    expect(JSON.stringify(timeline)).not.toMatch(/person|已电话联系/)
  })

  it('the pages: only commands that make sense', () => {
    const { ticket } = dispatched()
    expect(availableCommands(ticket, { ...NOBODY, isHolder: true })).toEqual(
      expect.arrayContaining(['acknowledge', 'start', 'escalate', 'resolve', 'selfResolve', 'requestSuspend']),
    )
    expect(availableCommands(ticket, { ...NOBODY, isHolder: true })).not.toContain('approve')
    expect(availableCommands(ticket, { ...NOBODY, isResident: true })).toEqual(['supplement', 'remind'])
    const { ticket: unclassified } = live(null, context(), { ...command('report'), classification: undefined } as never)
    expect(availableCommands(unclassified, { ...NOBODY, isDesk: true })).not.toContain('dispatch')
    const late = { ...NOBODY, isResident: true, now: MONDAY + 9 * DAY_MS, reopenWindow_ms: DAY_MS }
    const verified = live(resolved(), by(UNITS.desk), command('verify'))
    const { ticket: closed } = live(verified, by(UNITS.desk), command('close'))
    expect(availableCommands(closed, late)).toEqual(['rate'])
    expect(availableCommands(closed, { ...late, now: MONDAY })).toEqual(['reopen', 'rate'])
  })

  it('the reporter thinks again: the later stars count, for a day', () => {
    const verified = live(resolved(), by(UNITS.desk), command('verify'))
    const closed = live(verified, by(UNITS.desk), command('close'))
    const now = closed.ticket.lastStepAt
    const resident = context({ actor: RESIDENT, now })
    const again = live(live(closed, resident, command('rate', { score: 1 })), resident, command('rate', { score: 5 }))
    expect(again.ticket.rating?.score).toBe(5)
    const viewer = { ...NOBODY, isResident: true, now, reopenWindow_ms: DAY_MS }
    expect(availableCommands(again.ticket, viewer)).toContain('rate')
    expect(availableCommands(again.ticket, { ...viewer, now: now + DAY_MS + 1 })).not.toContain('rate')
  })
})

describe('a damaged history', () => {
  it('is an error, not a ticket', () => {
    const { steps, ticket } = dispatched()
    expect(() => fold([])).toThrow('at least one step')
    expect(() => fold(steps.slice(1))).toThrow('cannot follow')
    expect(() => evolve(ticket, { ...steps[0]!, seq: 5 })).toThrow('first step')
    expect(() => evolve(null, { ...steps[1]!, seq: 1 })).toThrow('begins with')
  })
})
