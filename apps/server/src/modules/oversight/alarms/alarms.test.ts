import { listAlarms, listOverdueUnits, putCalendarYear, readCalendar, readTicket } from '@lianxin/contract'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { Database } from '../../../platform/db/database.ts'
import { systemScope } from '../../../platform/db/scope.ts'
import { openDistrict, type OpenDistrict } from '../../../testing/district.ts'
import { DISTRICT, type Who } from '../../../testing/fixture.ts'
import { MortalDatabase } from '../../../testing/mortal.ts'
import { replanMoved } from '../../ticket/index.ts'
import { fireBatch, fireDue } from './fire-alarms.ts'
import { tendAlarms } from './index.ts'
import { planAll } from './plan-tickets.ts'

const DAY_MIN = 24 * 60
const SCOPE = systemScope(DISTRICT)

let d: OpenDistrict
beforeAll(async () => {
  d = await openDistrict()
})
afterAll(() => d.end())
beforeEach(async () => {
  d.setTime('2026-03-05T09:00:00+08:00')
  await d.db.asOwner(async (owner) => {
    await sql`truncate ticket_alarm, alarm_plan, outbox_cursor, ticket, ticket_step, ticket_reporter, photo, outbox cascade`.execute(
      owner,
    )
    await sql`update district set settings = settings - 'alarmLadder'`.execute(owner)
  })
  await tend()
})

const tend = (): Promise<number> => tendAlarms(d.oversight, DISTRICT)
/** A matter of 4 working hours at the city management of the district. */
async function handed(): Promise<{ id: string; dueAt: string }> {
  const { id } = await d.report()
  const { dueAt } = await d.give('Zhao', id, { kind: 'dispatch', classCode: 'E0102', unitId: d.units.cg })
  return { id, dueAt: dueAt ?? '' }
}
const ledger = async (ticketId: string, as: Who = 'Zhao') =>
  (await d.call(listAlarms, { params: { ticketId }, as })).body.items
const rungs = async (ticketId: string) => (await ledger(ticketId)).map(({ rung }) => rung).toReversed()
const units = async (as: Who) => (await d.call(listOverdueUnits, { as })).body.items
const messages = async (): Promise<readonly { rung: string; told: boolean }[]> => {
  const { rows } = await d.db.owner.query<{ payload: { rung: string; told: boolean } }>(
    "select payload from outbox where topic = 'ticket.alarm' order by id",
  )
  return rows.map(({ payload }) => ({ rung: payload.rung, told: payload.told }))
}
const plan = async (ticketId: string) => {
  const { rows } = await d.db.owner.query<{ next_at: number | null; last_rung: string | null; unit_id: string }>(
    'select next_at, last_rung, unit_id from alarm_plan where ticket_id = $1',
    [ticketId],
  )
  return rows[0]
}

describe('the clock of a matter', () => {
  test('speaks at each rung once and not before, and its ledger says when and to whom', async () => {
    const { id, dueAt } = await handed()
    const due = Date.parse(dueAt)
    expect(await tend()).toBe(0)
    const near = (await plan(id))?.next_at ?? 0
    const seen: string[][] = []
    const instants = [near - 1, near, due, due + 1]
    for (const at of [...instants.map((one) => new Date(one).toISOString()), '2026-03-06T08:29+08:00']) {
      d.setTime(at)
      await tend()
      await tend()
      seen.push(await rungs(id))
    }
    expect(seen).toEqual([
      [],
      ['nearDue'],
      ['nearDue', 'due'],
      ['nearDue', 'due', 'overdue'],
      ['nearDue', 'due', 'overdue'],
    ])
    d.setTime('2026-03-06T09:00:00+08:00')
    await tend()
    d.setTime('2026-03-13T09:00:00+08:00')
    await tend()
    await tend()
    expect(await rungs(id)).toEqual(['nearDue', 'due', 'overdue', 'reminded', 'criticised'])
    const [last] = await ledger(id)
    expect(last).toMatchObject({ unit: { name: '区城管局' }, clock: 'handling', told: true })
    expect(Date.parse(last?.dueAt ?? '')).toBe(due)
    expect((await messages()).map(({ rung }) => rung)).toEqual(['nearDue', 'due', 'overdue', 'reminded', 'criticised'])
    expect(await plan(id)).toMatchObject({ next_at: null, last_rung: 'criticised', unit_id: d.units.cg })
  })

  test('is silent in a pause, after its end, and begins anew with another holder', async () => {
    const { id, dueAt } = await handed()
    d.setTime(dueAt)
    d.later(1)
    await tend()
    await d.give('Wang', id, { kind: 'reassign', unitId: d.units.water, reason: '属水务' })
    await tend()
    expect(await plan(id)).toMatchObject({ last_rung: null, unit_id: d.units.water })
    d.later(30 * DAY_MIN)
    await tend()
    const all = await ledger(id)
    expect(all.map(({ unit }) => unit.name)).toEqual([...Array(5).fill('区水务局'), ...Array(3).fill('区城管局')])
    await d.give('Wu', id, { kind: 'resolve', publicReply: '已清运' })
    await d.give('Zhao', id, { kind: 'verify' })
    await d.give('Zhao', id, { kind: 'close' })
    await tend()
    expect(await plan(id)).toBeUndefined()
    const paused = await handed()
    const until = new Date(d.now() + 20 * DAY_MIN * 60_000).toISOString()
    await d.give('Wang', paused.id, { kind: 'requestSuspend', reason: '等材料', until })
    await d.give('Zhao', paused.id, { kind: 'approve' })
    d.later(10 * DAY_MIN)
    await tend()
    expect(await rungs(paused.id)).toEqual([])
    expect(await plan(paused.id)).toMatchObject({ next_at: null })
  })

  test('extended goes by the new date, and the history keeps the old one', async () => {
    const { id, dueAt } = await handed()
    await tend()
    await d.give('Wang', id, { kind: 'requestExtension', reason: '工程量大', extra: { amount: 2, unit: 'workDay' } })
    const { dueAt: later } = await d.give('Zhao', id, { kind: 'approve' })
    d.setTime(dueAt)
    d.later(1)
    // The plan is still the old one: what is due is looked at again, so nothing is said too early.
    expect(await fireDue(d.oversight, DISTRICT)).toBe(0)
    await tend()
    expect(await rungs(id)).toEqual([])
    d.setTime(later ?? '')
    d.later(1)
    await tend()
    expect(await rungs(id)).toEqual(['nearDue', 'due', 'overdue'])
    const { rows } = await d.db.owner.query<{ body: { oldDueAt: number; newDueAt: number } }>(
      "select body from ticket_step where kind = 'extended' and ticket_id = $1",
      [id],
    )
    expect(rows[0]?.body).toMatchObject({ oldDueAt: Date.parse(dueAt), newDueAt: Date.parse(later ?? '') })
  })

  test('goes by a corrected calendar: the old and the new date are kept, and nothing is said at the old one', async () => {
    const { id, dueAt } = await handed()
    const params = { year: '2026' }
    const before = (await d.call(readCalendar, { as: 'Li' })).body.exceptions.filter(({ day }) =>
      day.startsWith('2026'),
    )
    const closed = { day: '2026-03-05', working: false, name: '暴雪停工' }
    const enter = (exceptions: readonly (typeof closed)[]) =>
      d.call(putCalendarYear, { params, body: { source: '通知', exceptions: [...exceptions] }, as: 'Li' })
    expect((await enter([...before, closed])).body.consequences).toMatchObject([{ kind: 'ticketsMoveDates', count: 1 }])
    const moveDates = () => replanMoved(d.oversight, DISTRICT, d.now())
    expect(await moveDates()).toBe(1)
    expect(await moveDates()).toBe(0)
    const { body: moved } = await d.call(readTicket, { params: { ticketId: id }, as: 'Zhao' })
    expect(moved.clock.dueAt?.slice(0, 10)).toBe('2026-03-06')
    const { rows } = await d.db.owner.query<{ body: { oldDueAt: number; newDueAt: number } }>(
      "select body from ticket_step where kind = 'replanned' and ticket_id = $1",
      [id],
    )
    expect(rows[0]?.body).toMatchObject({
      oldDueAt: Date.parse(dueAt),
      newDueAt: Date.parse(moved.clock.dueAt ?? ''),
    })
    d.setTime(dueAt)
    d.later(1)
    await tend()
    expect(await rungs(id)).toEqual([])
    d.setTime(moved.clock.dueAt ?? '')
    d.later(1)
    await tend()
    expect(await rungs(id)).toEqual(['nearDue', 'due', 'overdue'])
    await enter(before)
    await moveDates()
  })

  test('goes by a changed ladder', async () => {
    const { id, dueAt } = await handed()
    d.setTime(dueAt)
    d.later(1)
    await tend()
    const before = (await plan(id))?.next_at ?? 0
    await d.db.asOwner((owner) =>
      sql`update district set settings = settings || '{"alarmLadder":{"remindAfter_workDays":3}}'`.execute(owner),
    )
    await tend()
    expect(((await plan(id))?.next_at ?? 0) - before).toBeGreaterThan(DAY_MIN * 60_000)
  })
})

describe('whatever fails', () => {
  test('after a long sleep every rung is written down and the highest told', async () => {
    const { id } = await handed()
    d.later(40 * DAY_MIN)
    await tend()
    expect(await rungs(id)).toEqual(['nearDue', 'due', 'overdue', 'reminded', 'criticised'])
    expect((await messages()).filter(({ told }) => told)).toEqual([{ rung: 'criticised', told: true }])
  })

  test('what passed before there were alarms is written down and told to nobody', async () => {
    const { id } = await handed()
    d.later(40 * DAY_MIN)
    await d.db.owner.query('truncate outbox_cursor')
    await tend()
    expect(await rungs(id)).toHaveLength(5)
    expect((await messages()).filter(({ told }) => told)).toEqual([])
  })

  test('a matter that came without a message is found', async () => {
    const { id, dueAt } = await handed()
    await d.db.owner.query('truncate outbox, alarm_plan')
    d.setTime(dueAt)
    d.later(1)
    await planAll(d.oversight, DISTRICT)
    await fireDue(d.oversight, DISTRICT)
    expect(await rungs(id)).toEqual(['nearDue', 'due', 'overdue'])
  })

  test('a process that dies before the end of its batch has fired nothing, and the next one fires it', async () => {
    const { id, dueAt } = await handed()
    await tend()
    d.setTime(dueAt)
    d.later(1)
    const died = d.db.withScope(SCOPE, async (tx) => {
      expect((await fireBatch(d.oversight, tx, DISTRICT)).fired).toBe(3)
      throw new Error('died')
    })
    await expect(died).rejects.toThrow('died')
    expect(await rungs(id)).toEqual([])
    expect(await fireDue(d.oversight, DISTRICT)).toBe(3)
    expect(await fireDue(d.oversight, DISTRICT)).toBe(0)
  })

  test('several processes at once, their connections cut again and again: every alarm once', async () => {
    const ids: string[] = []
    for (let nth = 0; nth < 60; nth++) ids.push((await handed()).id)
    d.later(2 * DAY_MIN)
    const processes = Array.from({ length: 3 }, () => {
      const db = new Database({ url: d.url, size: 3, prepared: true, onBroken: () => undefined })
      return { ...d.oversight, db }
    })
    let cut = 0
    const run = { going: true }
    const cutting = (async () => {
      while (run.going) {
        const { rowCount } = await d.db.owner.query(
          `select pg_terminate_backend(pid) from pg_stat_activity
           where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle' and random() < 0.5`,
        )
        cut += rowCount ?? 0
        await new Promise((done) => setTimeout(done, 15))
      }
    })()
    // A pass whose connection was cut fails; what it left undone another one does.
    await Promise.all(
      processes.map(async (deps) => {
        for (let nth = 0; nth < 12; nth++) await Promise.allSettled([tendAlarms(deps, DISTRICT)])
      }),
    )
    run.going = false
    await cutting
    for (const { db } of processes) await db.end()
    await tend()
    expect(cut).toBeGreaterThan(0)
    for (const id of ids) expect(await rungs(id)).toEqual(['nearDue', 'due', 'overdue', 'reminded'])
    expect(await messages()).toHaveLength(240)
    expect((await messages()).filter(({ told }) => told)).toHaveLength(60)
  })

  /** A whole pass in which something happens before a statement: as when a process is slow. */
  async function tendSlowly(at: string, meanwhile: () => Promise<unknown>): Promise<void> {
    const db = new MortalDatabase(d.url, d.db.owner)
    let met = 0
    db.meet(async ({ step }) => {
      if (step === at && met++ === 0) await meanwhile()
      return null
    })
    await tendAlarms({ ...d.oversight, db }, DISTRICT)
    await db.end()
    expect(met).toBeGreaterThan(0)
  }

  test('a matter that is opened again while a slow process takes its plan away keeps its plan', async () => {
    const { id } = await handed()
    await tend()
    await d.give('Wang', id, { kind: 'resolve', publicReply: '已清运' })
    await d.give('Zhao', id, { kind: 'verify' })
    await d.give('Zhao', id, { kind: 'close' })
    await tendSlowly('delete alarm_plan', async () => {
      await d.give('Qian', id, { kind: 'reopen', reason: '又堆满了' })
      await tend()
    })
    expect((await plan(id))?.next_at).toBeGreaterThan(d.now())
  })

  test('a slow process does not plan by what has changed meanwhile', async () => {
    const { id } = await handed()
    await tendSlowly('insert alarm_plan', async () => {
      await d.give('Wang', id, { kind: 'reassign', unitId: d.units.water, reason: '属水务' })
      await tend()
    })
    expect(await plan(id)).toMatchObject({ unit_id: d.units.water })
  })

  test('a lost connection is the fault of no matter: none is set aside for it', async () => {
    const ids = [(await handed()).id, (await handed()).id]
    const db = new MortalDatabase(d.url, d.db.owner)
    let cuts = 0
    const cut = { kind: 'cut', when: 'before' } as const
    db.meet(({ step }) => Promise.resolve(step === 'insert alarm_plan' && cuts++ < 2 ? cut : null))
    await expect(tendAlarms({ ...d.oversight, db }, DISTRICT)).rejects.toThrow('Connection terminated')
    await db.end()
    await tend()
    for (const id of ids) expect(await plan(id)).toMatchObject({ unit_id: d.units.cg })
  })

  test('beside themselves two passes share the work', async () => {
    for (let nth = 0; nth < 8; nth++) await handed()
    d.later(2 * DAY_MIN)
    await d.db.withScope(SCOPE, async (tx) => {
      await tend()
      await d.db.owner.query('truncate ticket_alarm')
      await planAll(d.oversight, DISTRICT)
      await d.db.owner.query("update alarm_plan set next_at = '2026-03-05'")
      await sql`select 1 from alarm_plan order by ticket_id limit 3 for update`.execute(tx)
      // Three are claimed elsewhere: the others do not wait for them.
      expect(await fireDue(d.oversight, DISTRICT)).toBe(20)
    })
    expect(await fireDue(d.oversight, DISTRICT)).toBe(12)
  })

  test('the application cannot change what was fired', async () => {
    await expect(d.db.withScope(SCOPE, (tx) => sql`update ticket_alarm set told = true`.execute(tx))).rejects.toThrow(
      /permission denied/,
    )
  })
})

describe('the list of units', () => {
  test('counts what is open past its time, each post its own', async () => {
    await handed()
    const late = await handed()
    d.later(4 * DAY_MIN)
    await tend()
    const fresh = await d.report()
    d.later(200)
    await tend()
    expect(await units('Zhao')).toMatchObject([
      { unit: { name: '区城管局' }, overdue: 2, reminded: 2, criticised: 0 },
      { unit: { name: '区派遣台' }, overdue: 1, reminded: 0, criticised: 0 },
    ])
    expect((await units('Wang')).map(({ unit }) => unit.name)).toEqual(['区城管局'])
    expect(await units('Wu')).toEqual([])
    await d.give('Wang', late.id, { kind: 'resolve', publicReply: '已清运' })
    await tend()
    expect((await units('Wang'))[0]).toMatchObject({ overdue: 1 })
    expect((await d.call(listAlarms, { params: { ticketId: fresh.id }, as: 'Wu' })).problem.code).toBe(
      'ticket.not_found',
    )
  })
})
