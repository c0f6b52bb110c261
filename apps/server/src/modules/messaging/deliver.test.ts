import { createServer, type Server } from 'node:http'
import { readFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'

import {
  commandFollow,
  joinTicket,
  listDeliveries,
  putFollowNotices,
  putUnitChannel,
  readFollowNotices,
  reportPublic,
} from '@lianxin/contract'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'

import { openDistrict, type OpenDistrict } from '../../testing/district.ts'
import { DISTRICT } from '../../testing/fixture.ts'
import { tendAlarms } from '../oversight/index.ts'
import { listenOnce } from './listen.ts'
import { MESSAGES_FILE } from './notifiers/file.ts'
import { HttpSms } from './notifiers/http-sms.ts'
import { forgetOld, wakeStranded } from './rules-by-time.ts'
import { sendDelivery } from './send-delivery.ts'

let d: OpenDistrict
beforeAll(async () => {
  // The queue is there as in a served district; its jobs are done by hand here.
  d = await openDistrict({ roles: ['api', 'jobs'] })
})
afterAll(() => d.end())
beforeEach(() => d.setTime('2026-03-05T09:00:00+08:00'))

const wanted = { reporter: { name: '李四', telephone: '13800001234', notifyBySms: true } } as const
interface Line {
  readonly id: string
  readonly adapter: string
  readonly kind: string
  readonly ticketId: string
  readonly text: string
}

async function lines(ticketId: string): Promise<readonly Line[]> {
  const text = await readFile(join(d.platform.config.dataDir, 'messages', MESSAGES_FILE), 'utf8').catch(() => '')
  const all = text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Line]))
  return all.filter((line) => line.ticketId === ticketId)
}
const deliveries = async (ticketId: string) => (await d.call(listDeliveries, { params: { ticketId }, as: 'Zhao' })).body
/** What the queue does: everything that waits for this ticket is tried once. */
async function sendAll(ticketId: string, parts = d.messaging): Promise<void> {
  for (const { id } of (await deliveries(ticketId)).items) await sendDelivery(parts, DISTRICT, id)
}

test('told once at each change, however often the outbox is read; own acts are not told', async () => {
  const { id, number, followToken } = await d.report(wanted)
  await d.give('Zhao', id, { kind: 'dispatch', classCode: 'E0102', unitId: d.units.cg })
  await d.give('Wang', id, { kind: 'start' })
  const params = { number }
  const query = { token: followToken }
  await d.call(commandFollow, { params, query, body: { kind: 'remind', commandId: d.id(), text: '请快一点' } })
  await d.give('Wang', id, { kind: 'resolve', publicReply: '垃圾已清运' })
  await Promise.all([listenOnce(d.messaging, DISTRICT), listenOnce(d.messaging, DISTRICT)])
  expect(await listenOnce(d.messaging, DISTRICT)).toBe(0)
  await sendAll(id)
  await sendAll(id)
  const told = await lines(id)
  expect(told.map(({ kind }) => kind)).toEqual(['reported', 'dispatched', 'started', 'resolved'])
  expect(told[1]?.text).toContain('区城管局')
  expect(told[3]?.text).toContain('垃圾已清运')
  expect(told[3]?.text).toContain(`https://grid.example.cn/r/t/${number}?token=${followToken}`)

  const seen = await deliveries(id)
  expect(seen.items).toHaveLength(4)
  expect(seen.items.map(({ state, attempts }) => [state, attempts])).toEqual(seen.items.map(() => ['sent', 1]))
  expect(seen.reporterWishes).toEqual(['sms'])
  expect(JSON.stringify(seen)).not.toContain(followToken)
  expect(JSON.stringify(seen)).not.toContain('13800001234')
  const { rows } = await d.db.owner.query('select * from message_delivery')
  expect(JSON.stringify(rows)).not.toMatch(new RegExp(`13800001234|${followToken}`))
})

test('told in the order of what happened, whichever message is taken up first', async () => {
  const { id } = await d.report(wanted)
  await d.give('Zhao', id, { kind: 'dispatch', classCode: 'E0102', unitId: d.units.cg })
  await d.give('Wang', id, { kind: 'start' })
  await listenOnce(d.messaging, DISTRICT)
  const backwards = (await deliveries(id)).items.map((one) => one.id).toReversed()
  await sendDelivery(d.messaging, DISTRICT, backwards[0] ?? '')
  expect(await lines(id)).toEqual([])
  for (let round = 0; round < 3; round++)
    await Promise.all(backwards.map((one) => sendDelivery(d.messaging, DISTRICT, one)))
  expect((await lines(id)).map(({ kind }) => kind)).toEqual(['reported', 'dispatched', 'started'])
})

test('a change whose cursor was not moved is told once all the same', async () => {
  const { rows } = await d.db.owner.query<{ snapshot: string }>(
    "select snapshot from outbox_cursor where follower = 'messages'",
  )
  const { id } = await d.report(wanted)
  expect(await listenOnce(d.messaging, DISTRICT)).toBe(1)
  // As if the process had died between the messages and the cursor.
  await d.db.owner.query("update outbox_cursor set snapshot = $1 where follower = 'messages'", [rows[0]?.snapshot])
  expect(await listenOnce(d.messaging, DISTRICT)).toBe(0)
  expect((await deliveries(id)).items).toHaveLength(1)
})

test('without telephone or wish nothing is written; switched off by one tap, what waits is dropped', async () => {
  const silent = await d.report({ reporter: { telephone: '13800001234' } })
  const { id, number, followToken } = await d.report(wanted)
  await listenOnce(d.messaging, DISTRICT)
  expect((await deliveries(silent.id)).items).toEqual([])
  const asked = { params: { number }, query: { token: followToken } }
  expect((await d.call(readFollowNotices, asked)).body.sms).toEqual({
    possible: true,
    on: true,
    maskedTelephone: '138****1234',
  })
  const off = await d.call(putFollowNotices, { ...asked, body: { sms: false } })
  expect(off.body.sms.on).toBe(false)
  await sendAll(id)
  expect((await deliveries(id)).items.map(({ state }) => state)).toEqual(['dropped'])
  expect(await lines(id)).toEqual([])
  const wrong = await d.call(putFollowNotices, {
    params: { number },
    query: { token: 'AAAAAAAAAA' },
    body: { sms: true },
  })
  expect(wrong.problem.code).toBe('ticket.follow_unknown')
})

test('no SMS at night: it waits for the morning, also when its attempt falls into the night', async () => {
  d.setTime('2026-03-05T22:30:00+08:00')
  const { id } = await d.report(wanted)
  await listenOnce(d.messaging, DISTRICT)
  const [item] = (await deliveries(id)).items
  expect(item?.nextAt).toBe('2026-03-06T00:00:00.000Z')
  await sendAll(id)
  expect(await lines(id)).toEqual([])
  d.setTime('2026-03-06T08:00:00+08:00')
  await sendAll(id)
  expect(await lines(id)).toHaveLength(1)
})

test('one WeChat message for one consent: it is the one with the answer', async () => {
  const { id, number, followToken } = await d.report()
  const asked = { params: { number }, query: { token: followToken } }
  const before = (await d.call(readFollowNotices, asked)).body
  expect(before.sms.possible).toBe(false)
  expect(before.wechat.subscribeUrl).toMatch(
    /^https:\/\/mp\.weixin\.qq\.com\/mp\/subscribemsg\?action=get_confirm&appid=wx1&/,
  )
  expect(before.wechat.subscribeUrl).not.toContain(followToken)
  await d.call(putFollowNotices, { ...asked, body: { wechatOpenid: 'oAbc_1234567' } })
  await d.give('Zhao', id, { kind: 'accept' })
  await d.give('Zhao', id, { kind: 'decline', reason: '不属于', publicReply: '请联系物业' })
  await listenOnce(d.messaging, DISTRICT)
  await sendAll(id)
  expect((await lines(id)).map(({ adapter, kind }) => [adapter, kind])).toEqual([['wechat', 'declined']])
  expect((await d.call(readFollowNotices, asked)).body.wechat.on).toBe(false)
})

test('the group of a unit hears of what comes to it, of urgent matters, and once of what its clock says', async () => {
  const params = { unitId: d.units.water, adapter: 'wecom' }
  const address = 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=K'
  await d.call(putUnitChannel, { params, body: { address, active: true }, as: 'Li' })
  const { id } = await d.report({ description: '新湖路积水很深' })
  await d.give('Zhao', id, { kind: 'classify', classCode: 'E0103', urgency: 'urgent' })
  const { dueAt } = await d.give('Zhao', id, { kind: 'dispatch', unitId: d.units.water })
  await tendAlarms(d.oversight, DISTRICT)
  await listenOnce(d.messaging, DISTRICT)
  await sendAll(id)
  expect((await lines(id)).map(({ adapter, kind }) => [adapter, kind])).toEqual([['wecom', 'unitUrgent']])
  d.setTime(dueAt ?? '')
  d.later(1)
  await tendAlarms(d.oversight, DISTRICT)
  expect(await listenOnce(d.messaging, DISTRICT)).toBe(1)
  await tendAlarms(d.oversight, DISTRICT)
  expect(await listenOnce(d.messaging, DISTRICT)).toBe(0)
  await sendAll(id)
  expect((await lines(id)).at(-1)?.text).toContain('已超期')
})

test('the reporter is told in the language the page had', async () => {
  const body = { id: d.id(), channel: 'residentPage', description: 'Lamp out', ...wanted } as const
  await d.call(reportPublic, { body, lang: 'en' })
  await listenOnce(d.messaging, DISTRICT)
  expect((await deliveries(body.id)).items[0]?.text).toContain('We received “Lamp out”')
})

test('who was added to a ticket is told like the first, with a code and a switch of their own', async () => {
  const { id, number, followToken } = await d.report(wanted)
  const added = { telephone: '13900005678', notifyBySms: true }
  d.later(1)
  const joined = await d.call(joinTicket, {
    params: { ticketId: id },
    body: { id: d.id(), text: '我也看到了', reporter: added },
    as: 'Qian',
  })
  const theirs = joined.body.followToken
  await d.give('Zhao', id, { kind: 'accept' })
  await listenOnce(d.messaging, DISTRICT)
  await sendAll(id)
  const told = await lines(id)
  expect(told.map(({ kind }) => kind).sort()).toEqual(['accepted', 'accepted', 'reported', 'reported'])
  const received = told.filter(({ kind }) => kind === 'reported').map(({ text }) => text)
  expect(received.map((text) => [text.includes(followToken), text.includes(theirs)]).sort()).toEqual([
    [false, true],
    [true, false],
  ])
  const asked = { params: { number }, query: { token: theirs } }
  const off = await d.call(putFollowNotices, { ...asked, body: { sms: false } })
  expect(off.body.sms).toEqual({ possible: true, on: false, maskedTelephone: '139****5678' })
  await d.give('Zhao', id, { kind: 'decline', reason: '不属于', publicReply: '请联系物业' })
  await listenOnce(d.messaging, DISTRICT)
  await sendAll(id)
  expect((await lines(id)).filter(({ kind }) => kind === 'declined')).toHaveLength(1)
})

test('a provider in trouble: tried again with pauses under the same id, given up at last; a refusal ends it', async () => {
  const answers: number[] = []
  const ids: unknown[] = []
  const server: Server = createServer((request, response) => {
    ids.push(request.headers['idempotency-key'])
    response.writeHead(answers.shift() ?? 503).end()
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const parts = { ...d.messaging, notifiers: new Map([['sms', new HttpSms({ url, token: '', sign: '' })] as const]) }
  const { id } = await d.report(wanted)
  await listenOnce(parts, DISTRICT)
  for (let tries = 0; tries < 8; tries++) {
    await sendAll(id, parts)
    await sendAll(id, parts) // not due yet: not tried
    d.setTime('2026-03-05T09:00:00+08:00')
    d.later((tries + 1) * 24 * 60)
  }
  const [item] = (await deliveries(id)).items
  expect(item).toMatchObject({ state: 'failed', attempts: 8, nextAt: null, failure: 'given up: HTTP 503' })
  expect(ids).toEqual(Array.from({ length: 8 }, () => item?.id))

  d.setTime('2026-03-05T09:00:00+08:00')
  const second = await d.report(wanted)
  await listenOnce(parts, DISTRICT)
  answers.push(400)
  await sendAll(second.id, parts)
  expect((await deliveries(second.id)).items[0]).toMatchObject({ state: 'failed', failure: 'HTTP 400' })
  server.closeAllConnections()
  await new Promise((done) => server.close(done))
})

test('an attempt whose process died is taken up again after its lease; a lost job is queued anew', async () => {
  const { id } = await d.report(wanted)
  await listenOnce(d.messaging, DISTRICT)
  const [item] = (await deliveries(id)).items
  await d.db.owner.query(
    "update message_delivery set state = 'sending', attempts = 1, next_attempt_at = $2 where id = $1",
    [item?.id, new Date(d.now() + 120_000)],
  )
  await sendAll(id)
  expect(await lines(id)).toEqual([])
  d.later(3)
  expect(await wakeStranded(d.messaging, DISTRICT)).toBeGreaterThan(0)
  const { rows } = await d.db.owner.query('select 1 from graphile_worker.jobs where key = $1', [
    `message:${item?.id ?? ''}`,
  ])
  expect(rows).toHaveLength(1)
  await sendAll(id)
  expect(await lines(id)).toHaveLength(1)
})

test('what was told is forgotten when its time is over; an erased telephone is told nothing', async () => {
  const { id } = await d.report(wanted)
  await listenOnce(d.messaging, DISTRICT)
  await d.db.owner.query("update ticket_reporter set telephone = '' where ticket_id = $1", [id])
  await sendAll(id)
  expect((await deliveries(id)).items.map(({ state }) => state)).toEqual(['dropped'])
  d.later(366 * 24 * 60)
  expect(await forgetOld(d.messaging, DISTRICT, 365)).toBeGreaterThan(0)
  expect((await deliveries(id)).items).toEqual([])
})
