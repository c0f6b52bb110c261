import { listTickets, readFollow, readTicket, reportPublic, commandFollow } from '@lianxin/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { openDistrict, type OpenDistrict } from '../../testing/district.ts'
import { PLACES } from '../../testing/fixture.ts'

let d: OpenDistrict
beforeAll(async () => {
  d = await openDistrict()
})
afterAll(() => d.end())

test('a matter is reported, dispatched, escalated, handed to a department, resolved, verified, closed and rated', async () => {
  const id = d.id()
  const reported = await d.call(reportPublic, {
    body: {
      id,
      channel: 'residentQr',
      description: '湖东路 1 号楼前垃圾成堆。已经三天没有人清理了！',
      position: PLACES.inGrid1,
      reporter: { name: '张三', telephone: '13812345678' },
    },
  })
  expect(reported.status, JSON.stringify(reported.body)).toBe(201)
  expect(reported.body).toMatchObject({
    id,
    revision: 1,
    state: 'reported',
    gridId: d.grids.grid1,
    gridName: '湖东第一网格',
    holder: { unitId: d.units.desk },
    dueAt: '2026-03-05T03:00:00.000Z',
  })
  expect(reported.body.number).toMatch(/^260305\d{7}$/)

  const queue = await d.call(listTickets, { query: { list: 'desk' }, as: 'Zhao' })
  expect(queue.body.items).toHaveLength(1)
  expect(queue.body.items[0]).toMatchObject({ id, title: '湖东路 1 号楼前垃圾成堆', className: null })

  d.later(10)
  const dispatched = await d.give('Zhao', id, { kind: 'dispatch', classCode: 'E0102' })
  expect(dispatched).toMatchObject({ state: 'dispatched', revision: 5, holder: { unitId: d.units.grid1 } })
  await d.give('Lin', id, { kind: 'acknowledge' })
  d.later(30)
  const escalated = await d.give('Lin', id, { kind: 'escalate', reason: '需要清运车' })
  expect(escalated.holder.unitId).toBe(d.units.community)
  await d.give('Feng', id, { kind: 'escalate', reason: '社区没有车辆' })
  const detail = await d.call(readTicket, { params: { ticketId: id }, as: 'Sun' })
  expect(detail.body).toMatchObject({
    reporterLabel: '张* 138****5678',
    suggestedUnit: { id: d.units.cg },
    gridNames: ['太白湖新区', '石桥镇', '湖东社区', '湖东第一网格'],
    holder: { id: d.units.street },
  })
  expect(detail.body.available).toContain('reassign')
  expect(detail.body.steps.map(({ kind }) => kind)).toEqual([
    'reported',
    'classified',
    'accepted',
    'filed',
    'dispatched',
    'acknowledged',
    'escalated',
    'escalated',
  ])
  expect(detail.body.steps[6]).toMatchObject({
    actor: { personName: '林网格', unitName: '湖东第一网格' },
    facts: { reason: '需要清运车', from: { name: '湖东第一网格' }, to: { name: '湖东社区' } },
  })
  expect(detail.body.steps[4]?.heldWorking_ms).toBe(30 * 60_000)

  await d.give('Sun', id, { kind: 'reassign', unitId: d.units.cg, reason: '清运由城管局负责' })
  await d.give('Wang', id, { kind: 'start' })
  await d.give('Wang', id, { kind: 'resolve', publicReply: '垃圾已清运，并增加每日一次巡查。' })
  await d.give('Zhao', id, { kind: 'verify' })
  const closed = await d.give('Zhao', id, { kind: 'close' })
  expect(closed.state).toBe('closed')

  const { number, followToken } = reported.body
  const rated = await d.call(commandFollow, {
    params: { number },
    query: { token: followToken },
    body: { kind: 'rate', commandId: d.id(), score: 5, comment: '很快' },
  })
  expect(rated.body, JSON.stringify(rated.body)).toMatchObject({ rating: { score: 5 }, state: 'closed' })
  const followed = await d.call(readFollow, { params: { number }, query: { token: followToken.toLowerCase() } })
  expect(followed.body.timeline.map(({ kind }) => kind)).toEqual([
    'reported',
    'accepted',
    'filed',
    'dispatched',
    'acknowledged',
    'escalated',
    'escalated',
    'reassigned',
    'acknowledged',
    'started',
    'resolved',
    'verified',
    'closed',
    'rated',
  ])
  expect(JSON.stringify(followed.body)).not.toMatch(/林网格|王科员|孙主任|赵派遣|需要清运车/)
  expect(followed.body.publicReply).toContain('已清运')
})
