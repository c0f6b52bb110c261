import {
  commandFollow,
  joinTicket,
  listTickets,
  readFollow,
  readReporter,
  readTicket,
  similarTickets,
  type BodyOf,
} from '@lianxin/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { openDistrict, type OpenDistrict } from '../../testing/district.ts'
import { DISTRICT, PLACES, type Who } from '../../testing/fixture.ts'
import { photoOfCorner } from '../../testing/photo.ts'
import { eraseReporters } from '../ticket/rules-by-time.ts'
import { findFollowed } from './follow.ts'

let d: OpenDistrict
beforeAll(async () => {
  d = await openDistrict()
})
afterAll(() => d.end())

const WORDS = '我也反映一下，三号楼前的路灯确实不亮'
const body = (given: Partial<BodyOf<typeof joinTicket>> = {}): BodyOf<typeof joinTicket> => ({
  id: d.id(),
  text: WORDS,
  reporter: { name: '李四', telephone: '13800001111' },
  ...given,
})
const join = (ticketId: string, given: BodyOf<typeof joinTicket> = body(), as: Who = 'Qian') =>
  d.call(joinTicket, { params: { ticketId }, body: given, as })

test('a caller is added in one step: number of the ticket, code of their own, date, words in the history, counted', async () => {
  const first = await d.report({
    description: '三号楼前路灯不亮',
    reporter: { name: '张三', telephone: '13900002222' },
  })
  const given = body({ uploadIds: [await d.upload(await photoOfCorner())] })
  const { status, body: receipt } = await join(first.id, given)
  expect(status).toBe(201)
  expect(receipt).toMatchObject({ id: first.id, number: first.number, reporterCount: 2, answerBy: first.answerBy })
  expect(receipt.followToken).not.toBe(first.followToken)
  expect((await join(first.id, given)).body).toEqual(receipt)
  const reused = await join(first.id, { ...given, text: '别的话' })
  expect([reused.status, reused.problem.code]).toEqual([409, 'ticket.id_reused'])

  const { body: ticket } = await d.call(readTicket, { params: { ticketId: first.id }, as: 'Zhao' })
  expect(ticket.steps.at(-1)).toMatchObject({ kind: 'supplemented', facts: { text: WORDS } })
  expect(ticket.photos).toHaveLength(1)
  expect(ticket.reporterCount).toBe(2)
  const [alike] = (await d.call(similarTickets, { query: { text: '三号楼前路灯不亮' }, as: 'Qian' })).body.items
  expect(alike).toMatchObject({ id: first.id, reporterCount: 2 })
  expect((await join(first.id)).body.reporterCount).toBe(3)
})

test('each follows with the own code and reads the own words, not those of the other', async () => {
  const first = await d.report({ description: '王家巷下水道堵了，我住二单元', reporter: { name: '张三' } })
  const { body: receipt } = await join(first.id)
  const read = async (token: string) =>
    (await d.call(readFollow, { params: { number: first.number }, query: { token } })).body
  const [mine, theirs] = [await read(receipt.followToken), await read(first.followToken)]
  expect(mine).toMatchObject({ id: first.id, description: WORDS, available: ['supplement', 'remind'] })
  expect(theirs.description).toBe('王家巷下水道堵了，我住二单元')
  expect(mine.timeline.map(({ kind, text }) => [kind, text])).toEqual([
    ['reported', null],
    ['supplemented', WORDS],
  ])
  expect(theirs.timeline.at(-1)).toMatchObject({ kind: 'supplemented', text: null })

  const say = (token: string, text: string) =>
    d.call(commandFollow, {
      params: { number: first.number },
      query: { token },
      body: { kind: 'supplement', commandId: d.id(), text },
    })
  await say(receipt.followToken, '今天更堵了')
  await say(first.followToken, '我家门口也堵了')
  expect((await read(receipt.followToken)).timeline.slice(-2).map(({ text }) => text)).toEqual(['今天更堵了', null])
  expect((await read(first.followToken)).timeline.slice(-2).map(({ text }) => text)).toEqual([null, '我家门口也堵了'])
  expect(await findFollowed(d.deps, DISTRICT, first.number, receipt.followToken)).toEqual({
    districtId: DISTRICT,
    ticketId: first.id,
  })
  const other = await d.report({ description: '别处的事' })
  const wrong = await d.call(readFollow, { params: { number: other.number }, query: { token: receipt.followToken } })
  expect(wrong.problem.code).toBe('ticket.follow_unknown')
  expect(await findFollowed(d.deps, DISTRICT, other.number, receipt.followToken)).toBeNull()
})

test('who was added may have it reopened, and does not rate for the one who reported first', async () => {
  const first = await d.report({ description: '河堤栏杆断了' })
  const { followToken: token } = (await join(first.id)).body
  await d.give('Zhao', first.id, { kind: 'decline', reason: '不属于', publicReply: '请联系水务部门' })
  const asked = { params: { number: first.number }, query: { token } }
  const { body: seen } = await d.call(readFollow, asked)
  expect(seen).toMatchObject({ publicReply: '请联系水务部门', available: ['reopen'] })
  const rated = await d.call(commandFollow, {
    ...asked,
    body: { kind: 'rate', commandId: d.id(), score: 5, comment: '' },
  })
  expect([rated.status, rated.problem.code]).toEqual([409, 'ticket.rated_by_first'])
  const reopened = await d.call(commandFollow, {
    ...asked,
    body: { kind: 'reopen', commandId: d.id(), reason: '没有修' },
  })
  expect(reopened.body.state).toBe('reported')
})

test('closed meanwhile, out of sight, or without the right: refused, and nothing is added', async () => {
  const first = await d.report({ description: '广场喷泉坏了' })
  await d.give('Zhao', first.id, { kind: 'decline', reason: '不属于', publicReply: '请联系公园' })
  const closed = await join(first.id)
  expect([closed.status, closed.problem.code]).toEqual([409, 'ticket.step_not_allowed'])
  const elsewhere = await d.report({ description: '二网格的事', position: PLACES.inGrid2 })
  expect((await join(elsewhere.id, body(), 'Lin')).problem.code).toBe('ticket.not_found')
  expect((await join(elsewhere.id, body(), 'Zhou')).problem).toMatchObject({
    code: 'right.missing',
    params: { permission: 'ticket.report' },
  })
  const unknown = await join(elsewhere.id, body({ uploadIds: ['f'.repeat(32)] }))
  expect(unknown.problem.code).toBe('ticket.photo_unknown')
  const rows = await d.db.owner.query('select 1 from ticket_co_reporter where ticket_id in ($1, $2)', [
    first.id,
    elsewhere.id,
  ])
  expect(rows.rowCount).toBe(0)
})

test('their names are read for a purpose with a trace, those who asked for confidence only by who speaks with them', async () => {
  const first = await d.report({ description: '门口垃圾桶满了', reporter: { name: '张三', telephone: '13900002222' } })
  await join(first.id)
  await join(first.id, body({ reporter: { name: '王五', telephone: '13700003333', confidential: true } }))
  await d.give('Zhao', first.id, { kind: 'dispatch', classCode: 'E0102' })
  const read = async (as: Who) =>
    (await d.call(readReporter, { params: { ticketId: first.id }, body: { purpose: '电话核实位置' }, as })).body
  expect((await read('Qian')).others).toEqual([
    { name: '李四', telephone: '13800001111' },
    { name: '王五', telephone: '13700003333' },
  ])
  expect((await read('Lin')).others).toEqual([{ name: '李四', telephone: '13800001111' }])
  const { body: list } = await d.call(listTickets, { query: { q: first.number }, as: 'Lin' })
  expect(JSON.stringify(list)).not.toContain('13800001111')
})

test('names and telephones are emptied when their time is over', async () => {
  const first = await d.report({ description: '很久以前的事' })
  await join(first.id)
  await eraseReporters(d.deps, DISTRICT, d.now() + 731 * 86_400_000)
  const { rows } = await d.db.owner.query<{ name: string; telephone: string; anonymous: boolean }>(
    'select name, telephone, anonymous from ticket_co_reporter where ticket_id = $1',
    [first.id],
  )
  expect(rows).toEqual([{ name: '', telephone: '', anonymous: true }])
})
