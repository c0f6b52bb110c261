import {
  actOnWhistle,
  blowWhistle,
  issueOrder,
  listOrders,
  listWhistles,
  readWhistleForm,
  withdrawOrder,
  type BodyOf,
} from '@lianxin/contract'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { openDistrict, type OpenDistrict } from '../../../testing/district.ts'
import { DISTRICT, PLACES, type Who } from '../../../testing/fixture.ts'
import { tendOrders } from './settle-orders.ts'
import { tendWhistles } from './tend-whistles.ts'

const DAY_MIN = 24 * 60
/** 邻里纠纷, the confidential class of the test district (E0701 of the default catalogue). */
const CONFIDENTIAL = 'E0301'

let d: OpenDistrict
beforeAll(async () => {
  d = await openDistrict()
  const whistleLimits = JSON.stringify({ whistleLimits: { contact: { amount: 20, unit: 'hour' } } })
  await d.db.owner.query('update district set settings = settings || $1::jsonb', [whistleLimits])
})
afterAll(() => d.end())
beforeEach(async () => {
  d.setTime('2026-03-05T09:00:00+08:00')
  await d.db.asOwner(async (owner) => {
    await sql`truncate supervision_order, whistle_alarm, whistle, outbox_cursor, outbox`.execute(owner)
  })
})

const tend = (): Promise<void> => tendOrders(d.oversight, DISTRICT)
async function handed(): Promise<string> {
  const { id } = await d.report({ position: PLACES.inGrid1 })
  await d.give('Zhao', id, { kind: 'dispatch', classCode: 'E0102', unitId: d.units.cg })
  return id
}
const settle = (id: string) => d.give('Wang', id, { kind: 'resolve', publicReply: '已清运' })
const issue = (
  ticketIds: readonly string[],
  as: Who = 'Zhou',
  more: Partial<BodyOf<typeof issueOrder>> = {},
  id = d.id(),
) =>
  d.call(issueOrder, {
    params: { orderId: id },
    body: { ticketIds: [...ticketIds], reason: '群众反映强烈', limit: { amount: 2, unit: 'workDay' }, ...more },
    as,
  })
const list = async (as: Who, query = {}) => (await d.call(listOrders, { query, as })).body
const whats = async () =>
  (
    await d.db.owner.query<{ payload: { what: string; told: unknown[] } }>(
      "select payload from outbox where topic = 'order.changed' order by id",
    )
  ).rows.map(({ payload }) => `${payload.what} ${payload.told.length}`)

describe('an order', () => {
  test('is settled by the last verified result, in time by when that came, told once, and stays so', async () => {
    const ids = [await handed(), await handed()]
    const { body } = await issue(ids)
    expect(body).toMatchObject({ state: 'open', issuer: { name: '太白湖新区' }, ticketCount: 2, overdue: false })
    await settle(ids[0] ?? '')
    await tend()
    expect((await list('Wang')).items[0]).toMatchObject({ state: 'open', tickets: [{ state: 'resolved' }, {}] })
    d.later(60)
    const last = d.now()
    await settle(ids[1] ?? '')
    await tend()
    // The date passes while the desk verifies: nobody is late for that.
    d.later(7 * DAY_MIN)
    await tend()
    expect((await list('Zhou')).items[0]).toMatchObject({ state: 'open', verifying: true, overdue: false })
    expect((await list('Zhou')).figures).toMatchObject({ open: 1, overdue: 0 })
    for (const id of ids) await d.give('Zhao', id, { kind: 'verify' })
    await Promise.all([tend(), tend()])
    await tend()
    const after = await list('Zhou')
    expect(after.items[0]).toMatchObject({ state: 'settledInTime', settledAt: new Date(last).toISOString() })
    expect(after).toMatchObject({ month: '2026-03', figures: { issued: 1, settled_percent: 100, onTime_percent: 100 } })
    expect(await whats()).toEqual(['issued 2', 'answered 0', 'ended 0'])
    await d.give('Zhao', ids[1] ?? '', { kind: 'close' })
    await d.give('Zhao', ids[1] ?? '', { kind: 'reopen', reason: '又堆起来了' })
    await tend()
    expect((await list('Zhou')).items[0]?.state).toBe('settledInTime')
  })

  test('stays open when a result is sent back, and is overdue by it', async () => {
    const id = await handed()
    await issue([id])
    await settle(id)
    await tend()
    await d.give('Zhao', id, { kind: 'rework', reason: '没清干净' })
    await tend()
    expect((await list('Wang')).items[0]).toMatchObject({ state: 'open', tickets: [{ standing: 'open' }] })
    d.later(7 * DAY_MIN)
    await tend()
    expect((await list('Zhou')).items[0]).toMatchObject({ overdue: true })
    // The screens hear that it waits for verification, and that it was sent back.
    expect(await whats()).toEqual(['issued 1', 'answered 0', 'answered 0', 'overdue 1'])
    await settle(id)
    await d.give('Zhao', id, { kind: 'verify' })
    await tend()
    expect((await list('Zhou')).items[0]?.state).toBe('settledLate')
  })

  test('follows a matter that is merged into another, and is neither kept nor missed by one that was void', async () => {
    const [merged, into, empty] = [await handed(), await handed(), await handed()]
    await issue([merged, empty])
    await d.give('Zhao', merged, { kind: 'merge', intoId: into, publicReply: '并入同一事件' })
    await d.give('Zhao', empty, { kind: 'void', reason: '测试件', publicReply: '系统测试' })
    await tend()
    const open = await list('Zhou', { ticketId: into })
    expect(open.items).toMatchObject([
      { state: 'open', tickets: [{ state: 'merged', standing: 'open' }, { standing: 'out' }] },
    ])
    expect(open.figures).toMatchObject({ settled: 0, settled_percent: 0 })
    await settle(into)
    await d.give('Zhao', into, { kind: 'verify' })
    await tend()
    expect((await list('Zhou')).items[0]).toMatchObject({
      state: 'settledInTime',
      tickets: [{ standing: 'settled' }, {}],
    })

    const only = await handed()
    const lapsed = await issue([only])
    await d.give('Zhao', only, { kind: 'void', reason: '测试件', publicReply: '系统测试' })
    await tend()
    const after = await list('Zhou')
    expect(after.items.find(({ id }) => id === lapsed.body.id)?.state).toBe('lapsed')
    expect(after.figures).toMatchObject({ issued: 1, settled: 1 })
  })

  test('is counted by the month of its issue; what is overdue from before is named as such', async () => {
    const ids = [await handed(), await handed()]
    await issue([ids[0] ?? ''])
    await issue([ids[1] ?? ''])
    await settle(ids[1] ?? '')
    await d.give('Zhao', ids[1] ?? '', { kind: 'verify' })
    await tend()
    d.setTime('2026-04-01T09:00:00+08:00')
    const april = await list('Zhou')
    expect(april).toMatchObject({ month: '2026-04', figures: { issued: 0, settled_percent: null, overdueBefore: 1 } })
    const march = await list('Zhou', { month: '2026-03' })
    expect(march.figures).toMatchObject({ issued: 2, settled: 1, overdue: 1, overdueBefore: 0, settled_percent: 50 })
    expect(march.items).toHaveLength(2)
    // In April the one that is open still, in February nothing.
    expect((await list('Zhou', { month: '2026-04' })).items).toMatchObject([{ overdue: true }])
    expect((await list('Zhou', { month: '2026-02' })).items).toEqual([])
    expect((await d.call(listOrders, { query: { month: '2026-13' }, as: 'Zhou' })).problem.code).toBe('request.invalid')
  })

  test('shows the class of a confidential matter in place of what was written', async () => {
    const { id } = await d.report({ position: PLACES.inGrid1, description: '王家与李家打架' })
    await d.give('Zhao', id, { kind: 'dispatch', classCode: CONFIDENTIAL, unitId: d.units.cg })
    const { body } = await issue([id])
    const shown = JSON.stringify([body, (await list('Wang')).items])
    expect(shown).not.toContain('王家')
    expect(body.tickets[0]?.title).toBe('邻里纠纷')
  })

  test('past its date is told once to those who still have a matter, and settled late', async () => {
    const ids = [await handed(), await handed()]
    await issue(ids)
    await settle(ids[0] ?? '')
    d.later(7 * DAY_MIN)
    await tend()
    await tend()
    expect((await list('Wang')).items[0]).toMatchObject({ state: 'open', overdue: true })
    expect((await list('Zhou')).figures).toMatchObject({ overdue: 1, settled_percent: 0, onTime_percent: 0 })
    await settle(ids[1] ?? '')
    await tend()
    expect((await list('Wang')).items[0]).toMatchObject({ state: 'open', verifying: true, overdue: true })
    for (const id of ids) await d.give('Zhao', id, { kind: 'verify' })
    await tend()
    expect((await list('Wang')).items[0]?.state).toBe('settledLate')
    expect((await list('Zhou')).figures).toMatchObject({ settled_percent: 100, onTime_percent: 0 })
    expect(await whats()).toEqual(['issued 2', 'overdue 1', 'answered 0', 'ended 0'])
  })

  test('whose matter was settled in the same moment is settled all the same', async () => {
    const id = await handed()
    await tend()
    const { body } = await issue([id])
    // As if the result had been written just before and its message been read already.
    await settle(id)
    await d.give('Zhao', id, { kind: 'verify' })
    await d.db.owner.query("delete from outbox where topic = 'ticket.changed'")
    await tend()
    expect((await list('Zhou')).items.find((one) => one.id === body.id)?.state).toBe('settledInTime')
  })

  test('sent twice is one; withdrawn by its issuer it counts nowhere', async () => {
    const ticket = await handed()
    const id = d.id()
    const first = await issue([ticket], 'Zhou', {}, id)
    expect((await issue([ticket], 'Zhou', {}, id)).body).toEqual(first.body)
    expect((await issue([ticket], 'Zhou', { reason: '别的' }, id)).problem.code).toBe('order.id_reused')
    const withdraw = (as: Who, reason = '重复', orderId = id) =>
      d.call(withdrawOrder, { params: { orderId }, body: { reason }, as })
    expect((await withdraw('Zhao')).problem.code).toBe('order.not_issuer')
    expect((await withdraw('Zhou', 'x', d.id())).problem.code).toBe('order.not_found')
    expect((await withdraw('Zhou')).body).toMatchObject({ state: 'withdrawn', mayWithdraw: false })
    expect((await withdraw('Zhou')).status).toBe(200)
    expect((await withdraw('Zhou', '别的')).problem.code).toBe('order.ended')
    expect((await list('Zhou')).figures.issued).toBe(0)
    await settle(ticket)
    await tend()
    expect((await list('Zhou', { ticketId: ticket })).items[0]?.state).toBe('withdrawn')
  })

  test('is issued about open matters of one’s own area only, by those who may', async () => {
    const ticket = await handed()
    expect((await issue([d.id()])).problem.code).toBe('order.ticket_missing')
    expect((await issue([ticket], 'Wang')).problem.code).toBe('right.missing')
    const unlocated = await d.report({ description: '不知道在哪里', position: undefined, address: '湖边某处' } as never)
    expect((await issue([unlocated.id], 'Sun')).problem.code).toBe('order.ticket_missing')
    expect((await issue([ticket], 'Sun')).status).toBe(200)
    expect((await issue([ticket], 'Zhou', { limit: { amount: 2000, unit: 'workDay' } })).problem.code).toBe(
      'calendar.year_missing',
    )
    await settle(ticket)
    expect((await issue([ticket])).problem.code).toBe('order.ticket_settled')
    const { id } = await d.report()
    await d.give('Zhao', id, { kind: 'dispatch', classCode: 'E0102', unitId: d.units.district })
    await d.give('Zhou', id, { kind: 'escalate', reason: '需市级协调' })
    expect((await issue([id])).problem.code).toBe('order.ticket_above')
  })

  test('is seen by its issuer, those above, and the units that have its matters, also later ones', async () => {
    const ticket = await handed()
    await issue([ticket], 'Sun')
    const seenBy = async (as: Who) => (await list(as)).items.length
    expect([await seenBy('Zhou'), await seenBy('Sun'), await seenBy('Wang'), await seenBy('Wu')]).toEqual([1, 1, 1, 0])
    await d.give('Wang', ticket, { kind: 'reassign', unitId: d.units.water, reason: '属水务' })
    await tend()
    expect(await seenBy('Wu')).toBe(1)
    expect((await list('Wu', { open: 'true' })).items).toHaveLength(1)
    expect((await d.call(listOrders, { as: 'Lin' })).problem.code).toBe('right.missing')
  })
})

describe('a whistle', () => {
  const blow = (as: Who = 'Sun', more: Partial<BodyOf<typeof blowWhistle>> = {}, id = d.id()) =>
    d.call(blowWhistle, {
      params: { whistleId: id },
      body: { text: '占道经营，需联合执法', place: '湖东路口', unitIds: [d.units.cg, d.units.water], ...more },
      as,
    })
  const act = (whistleId: string, as: Who, body: BodyOf<typeof actOnWhistle>) =>
    d.call(actOnWhistle, { params: { whistleId }, body, as })

  test('is signed, answered by each, and rated by the street', async () => {
    const { body } = await blow()
    expect(body).toMatchObject({ state: 'open', caller: { name: '石桥镇' }, isCaller: true })
    d.later(30)
    await act(body.id, 'Wang', { kind: 'sign' })
    d.later(45)
    await act(body.id, 'Wu', { kind: 'sign' })
    for (const who of ['Wang', 'Wu'] as const) {
      await act(body.id, who, { kind: 'contact', text: '已联系街道' })
      await act(body.id, who, { kind: 'result', text: '已清理' })
    }
    const rated = await act(body.id, 'Sun', { kind: 'rate', unitId: d.units.cg, score: 5, word: '来得快' })
    expect(rated.body.state).toBe('answered')
    const last = await act(body.id, 'Sun', { kind: 'rate', unitId: d.units.water, score: 3, word: '' })
    expect(last.body).toMatchObject({
      state: 'rated',
      units: [
        { unit: { name: '区城管局' }, signed: { inTime: true }, contact: { inTime: true }, rating: { score: 5 } },
        { unit: { name: '区水务局' }, signed: { inTime: false }, rating: { score: 3 } },
      ],
    })
    expect((await d.call(listWhistles, { query: { open: 'true' }, as: 'Wang' })).body.items).toEqual([])
    expect((await d.call(listWhistles, { as: 'Wu' })).body.items).toHaveLength(1)
  })

  test('is rated also where a department never answered, once its date of contact has passed', async () => {
    const { body } = await blow()
    for (const what of [
      { kind: 'sign' },
      { kind: 'contact', text: '已联系' },
      { kind: 'result', text: '已清理' },
    ] as const)
      await act(body.id, 'Wang', what)
    const rate = (unitId: string, score: number) => act(body.id, 'Sun', { kind: 'rate', unitId, score, word: '' })
    expect((await rate(d.units.water, 1)).problem.code).toBe('whistle.too_soon')
    const mayRate = async () =>
      (await d.call(listWhistles, { as: 'Sun' })).body.items[0]?.units.map((unit) => unit.mayRate)
    expect(await mayRate()).toEqual([true, false])
    d.later(20 * 60 + 1)
    expect(await mayRate()).toEqual([true, true])
    expect((await rate(d.units.water, 1)).body.state).toBe('answered')
    expect((await rate(d.units.cg, 5)).body.state).toBe('rated')
    expect(await mayRate()).toEqual([false, false])
    expect((await act(body.id, 'Wu', { kind: 'sign' })).body).toMatchObject({
      state: 'rated',
      units: [{}, { mine: true }],
    })
  })

  test('keeps what two departments answer at once, and sent again nothing changes', async () => {
    const { body } = await blow()
    const signs = [act(body.id, 'Wang', { kind: 'sign' }), act(body.id, 'Wu', { kind: 'sign' })]
    expect((await Promise.all(signs)).map(({ status }) => status)).toEqual([200, 200])
    const again = await act(body.id, 'Wang', { kind: 'sign' })
    expect(again.body.units.map(({ signed }) => signed !== null)).toEqual([true, true])
    expect(await whats()).toEqual(['issued 0', 'answered 0', 'answered 0'])
  })

  test('about a ticket tells the units called, and names it to those who see it', async () => {
    const ticketId = await handed()
    const id = d.id()
    const { body } = await blow('Sun', { ticketId }, id)
    expect(body.ticket?.id).toBe(ticketId)
    expect((await blow('Sun', { ticketId }, id)).body).toEqual(body)
    expect(await whats()).toEqual(['issued 2'])
    const [seen] = (await d.call(listWhistles, { as: 'Wu' })).body.items
    expect(seen?.ticket).toBeNull()
  })

  test('tells a unit once that it did not sign, and once that it made no contact, by the times of the district', async () => {
    const form = (await d.call(readWhistleForm, { as: 'Sun' })).body
    expect(form.departments.map(({ name }) => name).toSorted()).toEqual(['区城管局', '区水务局'])
    expect(form.limits).toEqual({ sign: { amount: 1, unit: 'hour' }, contact: { amount: 20, unit: 'hour' } })
    const { body } = await blow('Sun', { ticketId: await handed() })
    const tendAll = () => Promise.all([tendWhistles(d.oversight, DISTRICT), tendWhistles(d.oversight, DISTRICT)])
    await act(body.id, 'Wang', { kind: 'sign' })
    d.later(60)
    await tendAll()
    expect(await whats()).toEqual(['issued 2', 'answered 0'])
    d.later(1)
    await tendAll()
    await tendAll()
    expect((await whats()).slice(2)).toEqual(['signOverdue 1'])
    const alarmsOf = async (as: Who) =>
      (await d.call(listWhistles, { as })).body.items[0]?.units.map(({ alarms }) => alarms.map(({ what }) => what))
    expect(await alarmsOf('Sun')).toEqual([[], ['sign']])
    await act(body.id, 'Wang', { kind: 'contact', text: '已联系' })
    d.later(20 * 60)
    await tendAll()
    await tendAll()
    expect((await whats()).slice(4)).toEqual(['contactOverdue 1'])
    expect(await alarmsOf('Wu')).toEqual([[], ['sign', 'contact']])
    expect(await alarmsOf('Wang')).toEqual([[], []])
  })

  test('that was withdrawn raises nothing, and after a long sleep each date is told of once', async () => {
    const { body } = await blow()
    await act(body.id, 'Sun', { kind: 'withdraw' })
    await blow()
    d.later(3 * DAY_MIN)
    await tendWhistles(d.oversight, DISTRICT)
    await tendWhistles(d.oversight, DISTRICT)
    expect(await whats()).toEqual(['issued 0', 'ended 0', 'issued 0', 'signOverdue 0', 'contactOverdue 0'])
    const { rows } = await d.db.owner.query('select 1 from whistle_alarm')
    expect(rows).toHaveLength(4)
  })

  test('refuses what is wrong', async () => {
    const id = d.id()
    await blow('Sun', {}, id)
    expect((await blow('Sun', { text: '别的' }, id)).problem.code).toBe('order.id_reused')
    expect((await blow('Wang')).problem.code).toBe('right.missing')
    expect((await blow('Sun', { unitIds: [d.id()] })).problem.code).toBe('whistle.unit_unknown')
    expect((await blow('Sun', { unitIds: [d.units.community] })).problem.code).toBe('whistle.unit_unknown')
    expect((await blow('Sun', { ticketId: d.id() })).problem.code).toBe('order.ticket_missing')
    const codeOf = async (as: Who, body: BodyOf<typeof actOnWhistle>, of = id) => (await act(of, as, body)).problem.code
    expect(await codeOf('Wang', { kind: 'sign' }, d.id())).toBe('whistle.not_found')
    expect(await codeOf('Sun', { kind: 'sign' })).toBe('whistle.not_called')
    expect(await codeOf('Wang', { kind: 'contact', text: '已联系' })).toBe('whistle.too_soon')
    expect(await codeOf('Zhou', { kind: 'withdraw' })).toBe('whistle.not_caller')
    expect(await codeOf('Wang', { kind: 'withdraw' })).toBe('right.missing')
    await act(id, 'Wang', { kind: 'sign' })
    await act(id, 'Wang', { kind: 'contact', text: '已联系' })
    expect(await codeOf('Wang', { kind: 'contact', text: '又联系' })).toBe('whistle.done_already')
    await act(id, 'Sun', { kind: 'withdraw' })
    expect(await codeOf('Wang', { kind: 'result', text: '完' })).toBe('whistle.ended')
  })
})
