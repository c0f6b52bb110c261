import { describe, expect, it } from 'vitest'

import { decide } from './decide.ts'
import { inquiryDeadline } from './dispatch.ts'
import { evolveAll, fold } from './evolve.ts'
import { at, command, context, dispatched, exampleCalendar, live, staff, SYSTEM, UNITS } from './example.ts'
import type { Step } from './steps.ts'
import { lastCommandOf } from './undo.ts'

const CHRISTMAS_EVE = at('2025-12-24T10:00')
const by = (unit: (typeof UNITS)[keyof typeof UNITS], now = CHRISTMAS_EVE) =>
  context({ actor: staff(unit), now, calendar: exampleCalendar(2025) })
const passedUp = () => live(dispatched(), by(UNITS.base), command('escalate'))
const system = (...years: number[]) =>
  context({ actor: SYSTEM, now: CHRISTMAS_EVE + 3_600_000, calendar: exampleCalendar(...years) })

describe('what was passed up', () => {
  it('keeps who passed it up and since when, also back at the desk; who gives it back itself is left out', () => {
    const once = passedUp()
    expect(once.ticket).toMatchObject({ passedUpBy: ['unit-base'], passedUpAt: CHRISTMAS_EVE })
    const later = CHRISTMAS_EVE + 7_200_000
    const twice = live(
      once,
      { ...by(UNITS.community, later), upper: { unit: UNITS.subdistrict, skipped: [] } },
      command('escalate'),
    )
    expect(twice.ticket).toMatchObject({ passedUpBy: ['unit-base', 'unit-community'], passedUpAt: CHRISTMAS_EVE })
    const sentBack = live(twice, by(UNITS.subdistrict, later), command('reassign', { to: UNITS.base }))
    const succeeded = live(
      sentBack,
      system(2025),
      command('succeed', { fromUnitId: UNITS.base.unitId, heir: UNITS.water, reason: '机构改革' }),
    )
    expect(succeeded.ticket.passedUpBy).toEqual(['unit-water', 'unit-community'])
    const right = { passedUpAt: CHRISTMAS_EVE, inquiryFrom: null }
    const back = live(twice, by(UNITS.subdistrict, later), command('returnToDispatcher'))
    expect(back.ticket).toMatchObject({ ...right, passedUpBy: ['unit-base', 'unit-community'], holder: UNITS.desk })
    const again = live(back, by(UNITS.desk, later), command('dispatch', { to: UNITS.community }))
    const byItself = live(again, by(UNITS.community, later), command('returnToDispatcher'))
    expect(byItself.ticket).toMatchObject({ ...right, passedUpBy: ['unit-base'] })
    const toBase = live(byItself, by(UNITS.desk, later), command('dispatch', { to: UNITS.base }))
    const last = live(toBase, by(UNITS.base, later), command('returnToDispatcher'))
    expect(last.ticket).toMatchObject({ passedUpBy: [], passedUpAt: null, inquiryFrom: null })
  })

  it('keeps the right where a result was not accepted, and ends it with the matter', () => {
    const resolved = live(passedUp(), by(UNITS.community), command('resolve'))
    const reopened = live(resolved, by(UNITS.desk), command('reopen'))
    expect(reopened.ticket).toMatchObject({ passedUpBy: ['unit-base'], passedUpAt: CHRISTMAS_EVE })
    const closed = live(live(resolved, by(UNITS.desk), command('verify')), by(UNITS.desk), command('close'))
    expect(closed.ticket).toMatchObject({ passedUpBy: [], passedUpAt: null, inquiryFrom: null })
  })

  it('gets the date of its right of inquiry when the year it waited for is entered, counted from the first day', () => {
    const { ticket } = passedUp()
    expect(ticket.clock.dueAt).not.toBeNull()
    expect(ticket.inquiryFrom).toBeNull()
    const early = decide(ticket, command('replan'), system(2025))
    expect(early).toEqual({ ok: false, refusal: { code: 'calendar.year_missing', year: 2026 } })
    const entered = decide(ticket, command('replan'), system(2025, 2026))
    if (!entered.ok) throw new Error(entered.refusal.code)
    const after = evolveAll(ticket, entered.value)
    expect(after.inquiryFrom).toBe(inquiryDeadline(exampleCalendar(2025, 2026), CHRISTMAS_EVE).dueAt)
    expect(after.clock).toEqual(ticket.clock)
    const again = decide(after, command('replan'), system(2025, 2026))
    expect(again).toEqual({ ok: false, refusal: { code: 'ticket.nothing_to_replan' } })
  })

  it('counts from the first passing up, also where the year came before the second', () => {
    const ctx = {
      ...context({ actor: staff(UNITS.community), now: CHRISTMAS_EVE + 86_400_000 }),
      upper: { unit: UNITS.subdistrict, skipped: [] },
    }
    const { ticket } = live(passedUp(), ctx, command('escalate'))
    expect(ticket.inquiryFrom).toBe(inquiryDeadline(exampleCalendar(2025, 2026), CHRISTMAS_EVE).dueAt)
  })

  it('is read from histories of before it was kept: what was taken back was not passed up', () => {
    const life = passedUp()
    const ctx = { ...by(UNITS.base), lastCommand: lastCommandOf(life.steps) }
    const undone = live(life, ctx, command('undo', { ofCommandId: life.steps.at(-1)!.commandId }))
    expect(undone.ticket).toMatchObject({ passedUpBy: [], passedUpAt: null, inquiryFrom: null })
    const [last] = undone.steps.slice(-1)
    if (last?.kind !== 'undone') throw new Error('the last step takes back')
    const { passedUpBy: _by, passedUpAt: _at, ...rest } = last.restored
    const older: Step = { ...last, restored: { ...rest, inquiryFrom: null } }
    expect(fold([...undone.steps.slice(0, -1), older])).toMatchObject({ passedUpBy: [], passedUpAt: null })
  })
})
