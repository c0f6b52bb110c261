import {
  commandFollow,
  readFollow,
  readFollowPhoto,
  readNotice,
  readTicket,
  reportPublic,
  reportStaff,
} from '@lianxin/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { openDistrict, type OpenDistrict } from '../../testing/district.ts'
import { PLACES } from '../../testing/fixture.ts'
import { photoWithPosition } from '../../testing/photo.ts'
import { findFollowed } from './follow.ts'
import { DISTRICT } from '../../testing/fixture.ts'

let d: OpenDistrict
beforeAll(async () => {
  d = await openDistrict()
})
afterAll(() => d.end())

const detail = async (ticketId: string) => (await d.call(readTicket, { params: { ticketId }, as: 'Zhao' })).body

test('the same report sent again has one effect and the same answer; other content is refused', async () => {
  const body = { id: d.id(), channel: 'api', description: '路灯不亮', position: PLACES.inGrid1 } as const
  const answers = await Promise.all([1, 2, 3, 4].map(() => d.call(reportPublic, { body })))
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201])
  expect(new Set(answers.map(({ body: receipt }) => JSON.stringify(receipt))).size).toBe(1)
  await d.give('Zhao', body.id, { kind: 'dispatch', classCode: 'C0101' })
  expect((await d.call(reportPublic, { body })).body).toEqual(answers[0]?.body)
  const other = await d.call(reportPublic, { body: { ...body, description: '另一件事' } })
  expect(other.problem).toMatchObject({ status: 409, code: 'ticket.id_reused' })
})

test('a place is found by position, by sign, by photo; else the fallback desk locates it', async () => {
  const bySign = await d.report({ position: undefined as never, placeCode: 'qr0001' })
  expect(bySign.gridId).toBe(d.grids.grid1)
  expect((await detail(bySign.id)).address).toBe('湖东路 1 号')
  const photo = await d.upload(await photoWithPosition(PLACES.inGrid2))
  const byPhoto = await d.report({ position: undefined as never, uploadIds: [photo] })
  expect(byPhoto.gridId).toBe(d.grids.grid2)
  const nowhere = await d.report({ position: undefined as never, address: '湖边' })
  expect(nowhere).toMatchObject({ gridId: null, gridName: null, state: 'reported', holder: { unitId: d.units.desk } })
  expect(nowhere.dueAt).not.toBeNull()
  const unknownSign = await d.report({ position: undefined as never, placeCode: 'NO-SUCH' })
  expect(unknownSign.gridId).toBeNull()
})

test('a place outside of the district is not refused: the fallback desk gets it with a note', async () => {
  const { id, gridId, revision } = await d.report({ position: PLACES.outside, address: '郑州某处' })
  expect([gridId, revision]).toEqual([null, 2])
  const { steps, position, address } = await detail(id)
  expect(steps.map(({ kind, actor }) => [kind, actor.kind])).toEqual([
    ['reported', 'resident'],
    ['noted', 'system'],
  ])
  expect([position, address]).toEqual([PLACES.outside, '郑州某处'])
})

test('a photo that is not uploaded, an unknown class and a wrong date are named', async () => {
  const refused = async (given: object) => {
    const body = { id: d.id(), channel: 'api', description: '一', ...given } as const
    const { problem } = await d.call(reportPublic, { body })
    return [problem.status, problem.code, problem.errors?.[0]?.pointer]
  }
  expect(await refused({ uploadIds: ['f'.repeat(32)] })).toEqual([422, 'ticket.photo_unknown', '/uploadIds/0'])
  expect(await refused({ classCode: 'Z99' })).toEqual([422, 'catalogue.class_unknown', '/classCode'])
  expect(await refused({ originallyAt: '2026-13-01' })).toEqual([400, 'request.invalid', '/originallyAt'])
  expect(await refused({ originallyAt: '2027-01-01T00:00:00Z' })).toEqual([400, 'request.invalid', '/originallyAt'])
  expect(await refused({ description: '' })).toEqual([400, 'request.invalid', '/description'])
  expect(await refused({ id: 'no-uuid' })).toEqual([400, 'request.invalid', '/id'])
  expect(await refused({ description: '一\u0000二' })).toEqual([400, 'request.invalid', ''])
})

test('long texts are kept whole and the title is their first sentence', async () => {
  const description = `我要反映一件事。${'湖'.repeat(19_000)}`
  const { id } = await d.report({ description, originallyAt: '2019-03-05T08:00:00+08:00', externalNumber: 'A-1' })
  const read = await detail(id)
  expect(read.description).toBe(description)
  expect(read.title).toBe('我要反映一件事')
})

test('staff report with their own doors; a grid worker settles on the spot', async () => {
  const body = { id: d.id(), channel: 'gridWorker', description: '楼道堆物', gridId: d.grids.grid1 } as const
  const settled = await d.call(reportStaff, {
    body: { ...body, classCode: 'E0102', selfResolved: { publicReply: '已当场清理' } },
    as: 'Lin',
  })
  expect(settled.body, JSON.stringify(settled.body)).toMatchObject({
    state: 'resolved',
    holder: { unitId: d.units.grid1 },
  })
  const hotline = await d.call(reportStaff, {
    body: { id: d.id(), channel: 'hotline12345', description: '来电反映噪音', address: '石桥镇', urgency: 'urgent' },
    as: 'Qian',
  })
  expect(hotline.status).toBe(201)
  const nobody = await d.call(reportStaff, { body: { ...body, id: d.id() } })
  expect(nobody.problem.code).toBe('session.required')
  const auditor = await d.call(reportStaff, { body: { ...body, id: d.id() }, as: 'He' })
  expect(auditor.problem.code).toBe('right.missing')
  const clerk = await d.call(reportStaff, {
    body: { ...body, id: d.id(), selfResolved: { publicReply: '已答复' } },
    as: 'Qian',
  })
  expect(clerk.problem.code).toBe('right.missing')
  const unknown = await d.call(reportStaff, { body: { ...body, id: d.id(), gridId: d.id() }, as: 'Lin' })
  expect(unknown.problem.code).toBe('grid.not_found')
})

test('a reporter follows by number and token, adds, reminds, and sees only the own ticket', async () => {
  const photo = await d.upload(await photoWithPosition())
  const mine = await d.report({ uploadIds: [photo], reporter: { name: '李四' } })
  const other = await d.report()
  const params = { number: mine.number }
  const query = { token: mine.followToken }
  const { body } = await d.call(readFollow, { params, query })
  expect(body).toMatchObject({ id: mine.id, state: 'reported', available: ['supplement', 'remind'] })
  expect(body.photos).toHaveLength(1)
  const picture = await d.call(readFollowPhoto, {
    params: { ...params, photoId: body.photos[0]?.id ?? '' },
    query: { ...query, size: 'thumb' },
  })
  expect((picture.body as unknown as Buffer).subarray(8, 12).toString()).toBe('WEBP')

  const supplement = { kind: 'supplement', commandId: d.id(), text: '在东门' } as const
  const added = await d.call(commandFollow, { params, query, body: supplement })
  expect(added.body.timeline.map(({ kind, text }) => [kind, text])).toEqual([
    ['reported', null],
    ['supplemented', '在东门'],
  ])
  expect((await d.call(commandFollow, { params, query, body: supplement })).body).toEqual(added.body)
  const early = { kind: 'rate', commandId: d.id(), score: 1, comment: '' } as const
  expect((await d.call(commandFollow, { params, query, body: early })).problem.code).toBe('ticket.step_not_allowed')
  const asStaff = { kind: 'accept', commandId: d.id() } as never
  expect((await d.call(commandFollow, { params, query, body: asStaff })).problem.code).toBe('request.invalid')

  const wrong = await d.call(readFollow, { params: { number: other.number }, query })
  const unknown = await d.call(readFollow, { params, query: { token: 'AAAAAAAAAA' } })
  expect([wrong.problem.code, unknown.problem.code]).toEqual(['ticket.follow_unknown', 'ticket.follow_unknown'])
  expect(await findFollowed(d.deps, DISTRICT, mine.number, mine.followToken)).toEqual({
    districtId: DISTRICT,
    ticketId: mine.id,
  })
  expect(await findFollowed(d.deps, DISTRICT, other.number, mine.followToken)).toBeNull()
})

test('a reporter reopens within the window, and no longer after it', async () => {
  const { id, number, followToken: token } = await d.report()
  await d.give('Zhao', id, { kind: 'decline', reason: '不属于', publicReply: '请联系物业' })
  const asked = { params: { number }, query: { token } }
  const reopened = await d.call(commandFollow, {
    ...asked,
    body: { kind: 'reopen', commandId: d.id(), reason: '物业不管' },
  })
  expect(reopened.body.state).toBe('reported')
  await d.give('Zhao', id, { kind: 'decline', reason: '不属于', publicReply: '请联系住建局' })
  d.later(16 * 24 * 60)
  const late = await d.call(commandFollow, {
    ...asked,
    body: { kind: 'reopen', commandId: d.id(), reason: '还是没人管' },
  })
  expect(late.problem.code).toBe('ticket.reopen_window_closed')
  expect((await d.call(readFollow, asked)).body.available).not.toContain('reopen')
  d.later(-16 * 24 * 60)
})

test('the notice says what is stored, why and how long, in both languages', async () => {
  const { body } = await d.call(readNotice)
  expect(body).toMatchObject({ districtName: '太白湖新区', hotline: '12345' })
  expect(body.zh).toContain('2 年')
  expect(body.en).toContain('2 years')
})
