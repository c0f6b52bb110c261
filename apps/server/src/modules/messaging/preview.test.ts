import {
  listTemplates,
  previewNotice,
  putTemplate,
  putUnitChannel,
  resetTemplate,
  type BodyOf,
  type ReplyOf,
} from '@lianxin/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { openDistrict, type OpenDistrict } from '../../testing/district.ts'

let d: OpenDistrict
beforeAll(async () => {
  d = await openDistrict()
})
afterAll(() => d.end())

const withTelephone = { reporter: { name: '李四', telephone: '13800001234', notifyBySms: true } } as const
async function preview(ticketId: string, body: BodyOf<typeof previewNotice>): Promise<ReplyOf<typeof previewNotice>> {
  const answer = await d.call(previewNotice, { params: { ticketId }, body, as: 'Zhao' })
  expect(answer.status, JSON.stringify(answer.problem)).toBe(200)
  return answer.body
}

test('shows what the page and the SMS will say, with unit and date, and without the follow code', async () => {
  const { id, number, followToken } = await d.report(withTelephone)
  const shown = await preview(id, { kind: 'dispatch', unitId: d.units.cg })
  expect(shown.notices.map(({ adapter }) => adapter)).toEqual(['page', 'sms'])
  const [page, sms] = shown.notices
  expect(page?.text).toContain('区城管局')
  expect(sms?.text).toContain(number)
  expect(sms?.text).toMatch(/\d+月\d+日\d\d:\d\d前答复/)
  const resolved = await preview(id, { kind: 'selfResolve', publicReply: '已清理完毕' })
  expect(resolved.notices[1]?.text).toContain('已清理完毕')
  expect(resolved.notices[1]?.text).toContain(`https://grid.example.cn/r/t/${number}`)
  expect(JSON.stringify([shown, resolved])).not.toContain(followToken)
})

test('says so where the command tells nobody, and where only the page does', async () => {
  const { id } = await d.report()
  expect(await preview(id, { kind: 'note' })).toEqual({ notices: [], toldNobody: true })
  const { notices, toldNobody } = await preview(id, { kind: 'accept' })
  expect([notices.map(({ adapter }) => adapter), toldNobody]).toEqual([['page'], false])
})

test('a confidential class is not described, in no way', async () => {
  const { id } = await d.report({ ...withTelephone, description: '邻居夜里吵闹', classCode: 'E0301' })
  const { notices } = await preview(id, { kind: 'selfResolve', publicReply: '已经上门调解' })
  expect(notices[1]?.text).not.toMatch(/吵闹|调解|纠纷/)
  expect(notices[1]?.text).toContain('一件事项')
})

test('the group of a unit hears of what comes to it; its address must be a robot’s and is not given out', async () => {
  const params = { unitId: d.units.cg, adapter: 'dingtalk' }
  const wrong = await d.call(putUnitChannel, {
    params,
    body: { address: 'https://evil.example/robot', active: true },
    as: 'Li',
  })
  expect([wrong.problem.code, wrong.problem.errors?.[0]?.pointer]).toEqual(['message.address_refused', '/address'])
  const address = 'https://oapi.dingtalk.com/robot/send?access_token=abc123'
  expect((await d.call(putUnitChannel, { params, body: { address, active: true }, as: 'Li' })).status).toBe(200)
  const { id } = await d.report()
  const { notices } = await preview(id, { kind: 'dispatch', unitId: d.units.cg })
  expect(notices.map(({ adapter, to }) => [adapter, to])).toEqual([
    ['page', 'reporter'],
    ['dingtalk', 'unit'],
  ])
})

test('an office writes its own texts; unknown holes are refused by name; the default comes back', async () => {
  const params = { kind: 'accepted' }
  const body = { zh: '【新区】{title}已受理', en: '{title} accepted', active: true }
  const saved = await d.call(putTemplate, { params, body, as: 'Li' })
  expect(saved.body).toMatchObject({ text: { zh: body.zh }, active: true, smsParts: { zh: 1 } })
  const { id } = await d.report(withTelephone)
  expect((await preview(id, { kind: 'accept' })).notices[1]?.text).toBe('【新区】湖东路垃圾成堆已受理')
  await d.call(putTemplate, { params, body: { ...body, active: false }, as: 'Li' })
  expect((await preview(id, { kind: 'accept' })).notices.map(({ adapter }) => adapter)).toEqual(['page'])

  const unknown = await d.call(putTemplate, { params, body: { ...body, zh: '{telephone}' }, as: 'Li' })
  expect(unknown.problem).toMatchObject({ status: 422, code: 'message.hole_unknown' })
  expect(unknown.problem.errors?.[0]?.pointer).toBe('/zh')
  const open = await d.call(putTemplate, { params, body: { ...body, en: '[{title}' }, as: 'Li' })
  expect(open.problem.code).toBe('message.text_invalid')
  expect((await d.call(resetTemplate, { params, as: 'Li' })).body.changedAt).toBeNull()
  const { items } = (await d.call(listTemplates, { as: 'Li' })).body
  expect(items.find(({ kind }) => kind === 'accepted')?.text.zh).toBe(
    '您反映的“{title}”（{number}）已受理[，{due}前答复]。',
  )
})
