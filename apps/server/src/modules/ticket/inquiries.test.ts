import { countTickets, listTickets } from '@lianxin/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { openDistrict, type OpenDistrict } from '../../testing/district.ts'

let d: OpenDistrict
beforeAll(async () => {
  d = await openDistrict()
})
afterAll(() => d.end())

async function inquiries(): Promise<string[]> {
  const { body } = await d.call(listTickets, { query: { list: 'inquiries' }, as: 'Zhou' })
  const counts = await d.call(countTickets, { as: 'Zhou' })
  expect(counts.body.lists.inquiries).toBe(body.items.length)
  return body.items.map(({ id }) => id)
}

async function passedUp(): Promise<string> {
  const { id } = await d.report()
  await d.give('Zhao', id, { kind: 'dispatch', classCode: 'E0102' })
  await d.give('Lin', id, { kind: 'escalate', reason: '网格无力处理' })
  return id
}

test('seven working days after a matter was passed up the lower level may inquire, however often it is passed on', async () => {
  d.setTime('2026-03-05T09:00:00+08:00') // a Thursday
  const id = await passedUp()
  expect(await inquiries()).toEqual([])
  // Passing it on to a department, and further up, wins no time.
  d.setTime('2026-03-10T09:00:00+08:00')
  await d.give('Feng', id, { kind: 'escalate', reason: '社区无力处理' })
  d.setTime('2026-03-11T09:00:00+08:00')
  await d.give('Sun', id, { kind: 'reassign', unitId: d.units.cg, reason: '属城管职责' })
  // Two weekends lie between: the seventh working day after the fifth is Monday the sixteenth.
  d.setTime('2026-03-16T16:00:00+08:00')
  expect(await inquiries()).toEqual([])
  d.setTime('2026-03-16T18:30:00+08:00')
  expect(await inquiries()).toEqual([id])

  await d.give('Wang', id, { kind: 'resolve', publicReply: '已清理' })
  expect(await inquiries()).toEqual([])
  await d.give('Zhao', id, { kind: 'rework', reason: '没有清理干净' })
  expect(await inquiries()).toEqual([id])
  await d.give('Wang', id, { kind: 'resolve', publicReply: '已再次清理' })
  await d.give('Zhao', id, { kind: 'verify' })
  await d.give('Zhao', id, { kind: 'close' })
  expect(await inquiries()).toEqual([])
})

test('handing it back to the desk wins no time either, unless the unit that passed it up does so itself', async () => {
  d.setTime('2026-03-05T09:00:00+08:00')
  const id = await passedUp()
  await d.give('Feng', id, { kind: 'returnToDispatcher', reason: '不属本社区' })
  d.setTime('2026-04-05T09:00:00+08:00')
  expect(await inquiries()).toEqual([id])
  await d.give('Zhao', id, { kind: 'dispatch' })
  await d.give('Lin', id, { kind: 'returnToDispatcher', reason: '不属本网格' })
  expect(await inquiries()).toEqual([])
})
