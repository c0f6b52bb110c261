import { listViews, putView, removeView, type BodyOf } from '@lianxin/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { openDistrict, type OpenDistrict } from '../../testing/district.ts'
import type { Who } from '../../testing/fixture.ts'

let d: OpenDistrict
beforeAll(async () => {
  d = await openDistrict()
})
afterAll(() => d.end())

const VIEW: BodyOf<typeof putView> = {
  name: '石桥镇路灯',
  shared: false,
  query: { list: 'open', classCode: 'C0101', sort: 'holder' },
  columns: ['number', 'title', 'holder'],
}
const put = (as: Who, viewId: string, more: Partial<typeof VIEW> = {}) =>
  d.call(putView, { params: { viewId }, body: { ...VIEW, ...more }, as })
const names = async (as: Who) => (await d.call(listViews, { as })).body.items.map(({ name }) => name)

test('a view is one’s own, sent twice it is one, and comes back as it was saved', async () => {
  const id = d.id()
  const saved = await put('Zhao', id)
  expect(saved.body).toMatchObject({ ...VIEW, id, own: true, makerName: '赵派遣' })
  expect((await put('Zhao', id)).status).toBe(200)
  expect((await d.call(listViews, { as: 'Zhao' })).body.items).toMatchObject([{ id, ...VIEW }])
  expect(await names('Qian')).toEqual([])
  await put('Zhao', id, { name: ' 路灯 ' })
  expect(await names('Zhao')).toEqual(['路灯'])
  expect((await d.call(removeView, { params: { viewId: id }, as: 'Zhao' })).status).toBe(200)
  expect(await names('Zhao')).toEqual([])
})

test('a shared view is seen by the unit and changed by its maker only', async () => {
  const id = d.id()
  await put('Zhao', id, { shared: true })
  const { items } = (await d.call(listViews, { as: 'Qian' })).body
  expect(items).toMatchObject([{ id, own: false, makerName: '赵派遣' }])
  expect(await names('Wang')).toEqual([])
  expect((await put('Qian', id)).problem.code).toBe('view.not_own')
  expect((await d.call(removeView, { params: { viewId: id }, as: 'Qian' })).problem.code).toBe('view.not_own')
  // Nobody outside learns that it exists, and its id cannot be taken.
  expect((await d.call(removeView, { params: { viewId: id }, as: 'Wang' })).problem.code).toBe('view.not_found')
  expect((await put('Wang', id)).problem.code).toBe('view.not_own')
  expect(await names('Zhao')).toEqual([VIEW.name])
  await put('Zhao', id, { shared: false })
  expect(await names('Qian')).toEqual([])
})

test('a name is needed, a filter must be one the queue knows, and there is an end to how many are kept', async () => {
  expect((await put('Qian', d.id(), { name: '  ' })).problem.errors?.[0]?.pointer).toBe('/name')
  const query = { list: 'gone' } as unknown as typeof VIEW.query
  expect((await put('Qian', d.id(), { query })).problem.code).toBe('request.invalid')
  for (let nth = 0; nth < 50; nth++) expect((await put('Qian', d.id(), { name: `视图 ${nth}` })).status).toBe(200)
  expect((await put('Qian', d.id())).problem.code).toBe('view.too_many')
})
