import { closeWall, listWalls, putWall, showWall, showWallOutlines, WALL_HEADER } from '@lianxin/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { openDistrict, type OpenDistrict } from '../../testing/district.ts'
import { PLACES, type Who } from '../../testing/fixture.ts'

let d: OpenDistrict
beforeAll(async () => {
  d = await openDistrict()
})
afterAll(() => d.end())

const HALL = { name: '指挥大厅', views: ['figures', 'map'] as ('figures' | 'map')[], secondsPerView: 30 }
const SHARED_FOR_MS = 2_000

async function openWall(as: Who): Promise<{ id: string; key: string }> {
  const { status, body } = await d.call(putWall, { params: { wallId: d.id() }, body: HALL, as })
  expect(status).toBe(200)
  if (body.key === null) throw new Error('a new screen has a key')
  return { id: body.id, key: body.key }
}
const show = (key: string) => d.call(showWall, { headers: { [WALL_HEADER]: key } })

test('a screen shows what is open, overdue and new in its territory, without a word of the matter', async () => {
  await d.report({ description: '张三家门口垃圾', position: PLACES.inGrid1 })
  const late = await d.report({ description: '李四电话 13800000000', position: PLACES.inGrid2 })
  const nowhere = await d.report({ position: undefined as never, address: '湖边' })
  await d.give('Zhao', late.id, { kind: 'classify', classCode: 'C0101', urgency: 'urgent' })
  const street = await openWall('Sun')
  const district = await openWall('Zhao')

  d.later(7 * 24 * 60)
  const fresh = await d.report({ description: '新的一件', position: PLACES.inGrid1 })
  const seen = await show(district.key)
  expect(seen.status).toBe(200)
  expect(seen.body.figures).toMatchObject({ receivedToday: 1, open: 4, overdue: 3, urgent: 1, unlocated: 1 })
  expect(seen.body.hours.at(-1)).toBe(1)
  expect(seen.body.newest[0]).toMatchObject({ id: fresh.id, className: null, state: 'reported' })
  expect(seen.body.newest.find(({ id }) => id === late.id)?.className?.zh).toBe('路灯')
  const text = JSON.stringify(seen.body)
  expect(['张三', '李四', '138', '湖边', '新的一件'].filter((word) => text.includes(word))).toEqual([])

  const below = await show(street.key)
  expect(below.body.figures).toMatchObject({ open: 3, unlocated: 0 })
  expect(below.body.newest.some(({ id }) => id === nowhere.id)).toBe(false)
  expect(below.body.units.reduce((all, unit) => all + unit.open, 0)).toBe(3)
  expect(below.body.grids.reduce((all, grid) => all + grid.open, 0)).toBe(3)
})

test('what was settled counts, and how much of it within what was told', async () => {
  const { key } = await openWall('Zhao')
  const before = (await show(key)).body.figures
  const { id } = await d.report({ position: PLACES.inGrid1 })
  await d.give('Zhao', id, { kind: 'dispatch', classCode: 'C0101' })
  await d.give('Lin', id, { kind: 'acknowledge' })
  await d.give('Lin', id, { kind: 'selfResolve', publicReply: '已清运' })
  await d.give('Zhao', id, { kind: 'verify' })
  await d.give('Zhao', id, { kind: 'close' })
  await new Promise((next) => setTimeout(next, SHARED_FOR_MS + 50))
  const after = (await show(key)).body.figures
  expect(after.settledToday).toBe(before.settledToday + 1)
  expect(after.lastDays).toEqual({ days: 30, onTime: before.lastDays.onTime + 1, of: before.lastDays.of + 1 })
})

test('outlines are those of the drawn level below the territory', async () => {
  const { key } = await openWall('Sun')
  const { status, body } = await d.call(showWallOutlines, { headers: { [WALL_HEADER]: key } })
  expect(status).toBe(200)
  const ids = (body.features as { properties: { id: string } }[]).map(({ properties }) => properties.id)
  expect(new Set(ids)).toEqual(new Set((await show(key)).body.grids.map(({ id }) => id)))
})

test('the key is told once; a change keeps it; a closed screen shows nothing', async () => {
  const { id, key } = await openWall('Zhao')
  const changed = { ...HALL, name: '一楼大厅', secondsPerView: 60 }
  const again = await d.call(putWall, { params: { wallId: id }, body: changed, as: 'Zhao' })
  expect(again.body).toEqual({ id, key: null })
  expect((await show(key)).body).toMatchObject({ name: '一楼大厅', secondsPerView: 60 })
  const listed = (await d.call(listWalls, { as: 'Zhao' })).body.items
  expect(listed.find((one) => one.id === id)).toMatchObject({
    name: '一楼大厅',
    madeBy: '赵派遣',
    gridName: '太白湖新区',
  })
  expect((await d.call(closeWall, { params: { wallId: id }, as: 'Zhao' })).status).toBe(200)
  expect((await show(key)).problem).toMatchObject({ status: 404, code: 'wall.key_unknown' })
  expect((await d.call(closeWall, { params: { wallId: id }, as: 'Zhao' })).problem.code).toBe('wall.not_found')
  expect((await d.call(putWall, { params: { wallId: id }, body: HALL, as: 'Zhao' })).problem.code).toBe(
    'wall.not_found',
  )
})

test('a street neither sees nor closes the screen of the district; who has no right opens none', async () => {
  const { id } = await openWall('Zhao')
  expect((await d.call(listWalls, { as: 'Sun' })).body.items.some((one) => one.id === id)).toBe(false)
  expect((await d.call(closeWall, { params: { wallId: id }, as: 'Sun' })).problem.code).toBe('wall.not_found')
  const refused = await d.call(putWall, { params: { wallId: d.id() }, body: HALL, as: 'Lin' })
  expect(refused.problem.code).toBe('right.missing')
  expect((await show('guessed')).problem.code).toBe('wall.key_unknown')
  expect((await d.call(showWall)).problem.code).toBe('wall.key_unknown')
})
