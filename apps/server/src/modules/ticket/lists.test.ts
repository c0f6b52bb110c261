import { countTickets, listTickets, mapTickets, similarTickets, type QueryOf } from '@lianxin/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { openDistrict, type OpenDistrict } from '../../testing/district.ts'
import { PLACES, type Who } from '../../testing/fixture.ts'

let d: OpenDistrict
beforeAll(async () => {
  d = await openDistrict()
})
afterAll(() => d.end())

const list = async (query: QueryOf<typeof listTickets>, as: Who = 'Zhao'): Promise<string[]> => {
  const { body, problem } = await d.call(listTickets, { query, as })
  if (problem.code) throw new Error(JSON.stringify(problem))
  return body.items.map(({ id }) => id)
}
const idOf = async (given: Parameters<OpenDistrict['report']>[0]): Promise<string> => (await d.report(given)).id

test('each work list holds what it is for, and its number', async () => {
  const waiting = await idOf({})
  const nowhere = await idOf({ id: d.id() })
  const unlocated = (await d.report({ position: PLACES.outside })).id
  const held = await idOf({})
  await d.give('Zhao', held, { kind: 'dispatch', classCode: 'E0102' })
  const resolved = await idOf({})
  await d.give('Zhao', resolved, { kind: 'dispatch', classCode: 'E0102' })
  await d.give('Lin', resolved, { kind: 'resolve', publicReply: '已办' })
  const asked = await idOf({})
  await d.give('Zhao', asked, { kind: 'dispatch', classCode: 'E0102' })
  await d.give('Lin', asked, { kind: 'requestExtension', reason: '雨', extra: { amount: 1, unit: 'workDay' } })
  const reopened = await idOf({})
  await d.give('Zhao', reopened, { kind: 'decline', reason: '不属于', publicReply: '请联系物业' })
  await d.give('Qian', reopened, { kind: 'reopen', reason: '来电要求重办' })
  const ended = await idOf({})
  await d.give('Zhao', ended, { kind: 'void', reason: '测试', publicReply: '误报' })

  const sorted = async (query: QueryOf<typeof listTickets>, as?: Who) => (await list(query, as)).sort()
  expect(await sorted({ list: 'desk' })).toEqual([waiting, nowhere, unlocated, reopened].sort())
  expect(await sorted({ list: 'unlocated' })).toEqual([unlocated])
  expect(await sorted({ list: 'mine' }, 'Lin')).toEqual([held, asked].sort())
  expect(await sorted({ list: 'unit' }, 'Lin')).toEqual([held, asked, resolved].sort())
  expect(await sorted({ list: 'approval' })).toEqual([asked])
  expect(await sorted({ list: 'verification' })).toEqual([resolved])
  expect(await sorted({ list: 'reopened' })).toEqual([reopened])
  expect(await sorted({ list: 'open' })).not.toContain(ended)
  expect(await sorted({ list: 'all' })).toContain(ended)
  expect(await sorted({ list: 'overdue' })).toEqual([])
  expect((await sorted({ list: 'nearDue' })).length).toBeGreaterThan(0)
  d.later(5 * 60 + 1)
  expect(await sorted({ list: 'overdue' })).toEqual([waiting, nowhere, unlocated, held, asked, reopened].sort())
  const { body } = await d.call(countTickets, { as: 'Zhao' })
  expect(body).toMatchObject({
    capped: 1000,
    lists: { desk: 4, unlocated: 1, approval: 1, open: 7, all: 8, overdue: 6 },
  })
  const lin = await d.call(countTickets, { as: 'Lin' })
  expect(lin.body.lists, JSON.stringify(lin.problem)).toMatchObject({ mine: 2, unit: 3, unlocated: 0, open: 6, all: 7 })
  const wang = await d.call(countTickets, { as: 'Wang' })
  expect(wang.body.lists).toMatchObject({ open: 0, all: 0 })
  d.later(-5 * 60 - 1)
})

test('pages follow each other without gap or repetition in every order', async () => {
  for (let count = 0; count < 7; count++) {
    await d.report()
    d.later(1)
  }
  const { body: all } = await d.call(listTickets, { query: { list: 'all', limit: 500 }, as: 'Zhao' })
  for (const sort of ['due', 'reported', 'changed'] as const) {
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const query: Record<string, string | number> = { list: 'all', sort, limit: 3, ...(cursor ? { cursor } : {}) }
      const { body } = await d.call(listTickets, { query, as: 'Zhao' })
      seen.push(...body.items.map(({ id }) => id))
      cursor = body.nextCursor
    } while (cursor !== null)
    expect(seen).toHaveLength(all.items.length)
    expect(new Set(seen).size).toBe(seen.length)
  }
  const { problem } = await d.call(listTickets, { query: { cursor: 'nonsense' }, as: 'Zhao' })
  expect(problem.errors?.[0]?.pointer).toBe('/cursor')
})

test('search finds by the beginning of a number and by words, filters narrow', async () => {
  const { id, number } = await d.report({
    description: '石榴小区东门口窨井盖破损，电动车险些翻倒',
    address: '石榴路 18 号',
  })
  expect(await list({ q: number })).toEqual([id])
  expect(await list({ q: `${number.slice(0, 6)}-${number.slice(6, 12)}` })).toContain(id)
  expect(await list({ q: '窨井盖' })).toEqual([id])
  expect(await list({ q: '石榴路 18' })).toEqual([id])
  expect(await list({ q: '窨井盖丢失' })).toEqual([])
  expect(await list({ q: '窨井盖' }, 'Chen')).toEqual([])
  expect(await list({ q: '龙', list: 'all' })).toEqual([])
  expect(await list({ q: '石', list: 'all' })).toEqual([id])
  const urgent = await d.report({ classCode: 'E0201', position: PLACES.inGrid2 })
  expect(await list({ urgency: 'urgent' })).toEqual([urgent.id])
  expect(await list({ classCode: 'E0201' })).toEqual([urgent.id])
  expect(await list({ under: '1.2.3.5.' })).toEqual([urgent.id])
  expect(await list({ state: 'closed,void', list: 'open' })).toEqual([])
  expect(await list({ unitId: d.units.grid1, list: 'verification' })).toHaveLength(1)
  for (const [field, value] of [
    ['state', 'lost'],
    ['under', '1%'],
  ] as const) {
    const { problem } = await d.call(listTickets, { query: { [field]: value }, as: 'Zhao' })
    expect(problem.errors?.[0]?.pointer).toBe(`/${field}`)
  }
})

test('a confidential class shows its name in place of what was written', async () => {
  const { id } = await d.report({ description: '楼上邻居半夜打麻将吵架', classCode: 'E0301' })
  const { body } = await d.call(listTickets, { query: { classCode: 'E0301' }, as: 'Lin' })
  expect(body.items).toMatchObject([{ id, title: '邻里纠纷' }])
  const { items } = (await d.call(mapTickets, { as: 'Zhao' })).body
  expect(items.find((item) => item.id === id)?.title).toBe('邻里纠纷')
  expect(items.find((item) => item.id === id)?.position).toEqual(PLACES.inGrid1)
})

test('likely duplicates are alike in words, and nearer ones come first', async () => {
  const far = await d.report({ description: '幸福里小区三号楼路灯不亮已有一周', position: PLACES.inGrid2 })
  const near = await d.report({ description: '幸福里小区路灯不亮', position: PLACES.inGrid1 })
  const { body } = await d.call(similarTickets, {
    query: { text: '幸福里小区门口路灯不亮', ...PLACES.inGrid1 },
    as: 'Qian',
  })
  expect(body.items.slice(0, 2).map(({ id }) => id)).toEqual([near.id, far.id])
  expect(body.items[0]).toMatchObject({ distance_m: 0 })
  const without = await d.call(similarTickets, {
    query: { text: '幸福里小区路灯不亮', excludeId: near.id },
    as: 'Qian',
  })
  expect(without.body.items.map(({ id }) => id)).not.toContain(near.id)
})
