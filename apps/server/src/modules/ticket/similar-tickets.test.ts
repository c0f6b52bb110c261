import { findTickets, similarTickets, type QueryOf } from '@lianxin/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { openDistrict, type OpenDistrict } from '../../testing/district.ts'
import { PLACES, type Who } from '../../testing/fixture.ts'
import { photoOfCorner } from '../../testing/photo.ts'

let d: OpenDistrict
beforeAll(async () => {
  d = await openDistrict()
})
afterAll(() => d.end())

const similar = async (query: QueryOf<typeof similarTickets>, as: Who = 'Qian') =>
  (await d.call(similarTickets, { query, as })).body.items
const east = (metres: number) => ({ ...PLACES.inGrid1, lon: PLACES.inGrid1.lon + metres / 90_800 })

test('alike words are a sign, with how far and how long ago', async () => {
  const { id, number } = await d.report({ description: '幸福里东门石榴树倒在路上' })
  d.later(120)
  const [found] = await similar({ text: '石榴树倒了，在幸福里东门的路上', ...east(80) })
  expect(found).toMatchObject({ id, number, signs: ['words', 'near', 'recent'], reporterCount: 1 })
  expect(found?.distance_m).toBeGreaterThan(70)
  expect(found?.distance_m).toBeLessThan(90)
  const [withoutPlace] = await similar({ text: '石榴树倒了，在幸福里东门的路上' })
  expect(withoutPlace).toMatchObject({ id, signs: ['words', 'recent'], distance_m: null })
})

test('an alike photo is a sign before anything is written; another corner is none, nor is a photo far away', async () => {
  const [first, second, other] = await Promise.all([
    photoOfCorner().then(d.upload),
    photoOfCorner({ shade: 15, quality: 60 }).then(d.upload),
    photoOfCorner({ turn: 300 }).then(d.upload),
  ])
  const { id } = await d.report({ description: '井盖破了一半', uploadIds: [first] })
  const [found] = await similar({ uploadIds: second, ...east(30) })
  expect(found).toMatchObject({ id, signs: ['photo', 'near', 'recent'] })
  expect(await similar({ uploadIds: other, ...east(30) })).toEqual([])
  expect(await similar({ uploadIds: second, ...east(2500) })).toEqual([])
  expect(await similar({ uploadIds: 'f'.repeat(32) })).toEqual([])
  // Looking did not take the upload: it can still be sent.
  const { id: later } = await d.report({ description: '另一件', uploadIds: [second] })
  expect(later).not.toBe(id)
})

test('the same class on the same spot is a sign, elsewhere it is none', async () => {
  const { id } = await d.report({ description: '甲乙丙丁', classCode: 'C0101', position: east(300) })
  const [found] = await similar({ text: '完全不同的话', classCode: 'C0101', ...east(340) })
  expect(found).toMatchObject({ id, signs: ['class', 'near', 'recent'] })
  expect(await similar({ text: '完全不同的话', classCode: 'C0101', ...east(600) })).toEqual([])
  expect(await similar({ text: '完全不同的话', classCode: 'E0103', ...east(340) })).toEqual([])
})

test('older than 30 days, closed or confidential matters are not offered', async () => {
  const text = '银杏大道喷泉夜里噪音很大'
  const { id } = await d.report({ description: text })
  expect((await similar({ text }))[0]?.id).toBe(id)
  await d.give('Zhao', id, { kind: 'decline', reason: '不属于', publicReply: '请联系物业' })
  expect(await similar({ text })).toEqual([])
  await d.report({ description: text, classCode: 'E0301' })
  expect(await similar({ text })).toEqual([])
  await d.report({ description: '梧桐巷口电线垂下来了' })
  d.later(31 * 24 * 60)
  expect(await similar({ text: '梧桐巷口电线垂下来了' })).toEqual([])
})

test('what lies outside of the area of a post is not offered to it', async () => {
  const { id } = await d.report({ description: '樱花小径长椅坏了', position: PLACES.inGrid2 })
  expect((await similar({ text: '樱花小径长椅坏了' }))[0]?.id).toBe(id)
  expect(await similar({ text: '樱花小径长椅坏了' }, 'Lin')).toEqual([])
})

test('tickets are found by number, words, pinyin and initials of the title, confidential ones by the name of their class', async () => {
  const find = async (q: string, as: Who = 'Qian') => (await d.call(findTickets, { query: { q }, as })).body.items
  const { id, number } = await d.report({ description: '紫藤花架松动，快要倒了' })
  for (const q of [number, number.slice(0, 9), '紫藤花架', 'zitenghuajia', 'zthj', 'zitenghj', '快要倒了'])
    expect(
      (await find(q)).map((one) => one.id),
      q,
    ).toContain(id)
  for (const q of ['ztzz', '没有这回事', 'q'])
    expect((await find(q)) ?? [], q).not.toContainEqual(expect.objectContaining({ id }))
  const hidden = await d.report({ description: '紫藤苑夫妻争吵', classCode: 'E0301' })
  for (const q of ['zty', '紫藤苑夫妻'])
    expect((await find(q)).find((one) => one.id === hidden.id)?.title, q).toBe('邻里纠纷')
  const elsewhere = await d.report({ description: '紫藤路积水', position: PLACES.inGrid2 })
  expect((await find('ztl', 'Lin')).map((one) => one.id)).not.toContain(elsewhere.id)
})
