import { suggestClasses, type ClassSuggestion, type QueryOf } from '@lianxin/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { openDistrict, type OpenDistrict } from '../../testing/district.ts'
import { PLACES, type Who } from '../../testing/fixture.ts'

let d: OpenDistrict
beforeAll(async () => {
  d = await openDistrict()
})
afterAll(() => d.end())

const suggest = async (query: QueryOf<typeof suggestClasses>, as: Who = 'Lin'): Promise<readonly ClassSuggestion[]> => {
  const answer = await d.call(suggestClasses, { query, as })
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.problem))
  return answer.body.items
}
const codes = async (query: QueryOf<typeof suggestClasses>, as?: Who): Promise<readonly string[]> =>
  (await suggest(query, as)).map(({ code }) => code)

test('before there are tickets, only the words of the catalogue count', async () => {
  expect(await suggest({})).toEqual([])
  expect((await suggest({ text: '门口的路灯坏了' }))[0]).toMatchObject({
    code: 'C0101',
    name: { zh: '路灯' },
    reason: 'words',
  })
  expect(await codes({ text: '成堆成片的生活垃圾' })).toContain('E0102')
})

test('what the like was called before, what is common in the grid, then what is common in the district', async () => {
  for (let n = 0; n < 3; n++)
    await d.report({ description: `电动车飞线充电从窗户拉下来 ${n}`, classCode: 'E0201', position: PLACES.inGrid2 })
  await d.report({ description: '巷口积水很深', classCode: 'E0103', position: PLACES.inGrid1 })
  await d.report({ description: '楼上楼下为漏水争吵', classCode: 'E0301', position: PLACES.inGrid1 })

  // No word of the catalogue is said, only what others said before.
  expect((await suggest({ text: '又有人飞线充电' }))[0]).toMatchObject({ code: 'E0201', reason: 'words' })
  expect(await suggest({ ...PLACES.inGrid1 })).toMatchObject([
    { code: 'E0103', reason: 'here' },
    { code: 'E0201', reason: 'often' },
  ])
  expect((await suggest({ gridId: d.grids.grid2 }))[0]).toMatchObject({ code: 'E0201', reason: 'here' })
  expect((await suggest({ ...PLACES.outside })).map(({ reason }) => reason)).toEqual(['often', 'often'])
})

test('a confidential class is proposed for its words, never because it occurred here', async () => {
  expect(await codes({ ...PLACES.inGrid1 })).not.toContain('E0301')
  expect(await codes({ text: '邻里纠纷' })).toContain('E0301')
})

test('each class once and at most six', async () => {
  const all = await codes({ text: '路灯 垃圾 积水 塌陷 纠纷', ...PLACES.inGrid1 })
  expect(new Set(all).size).toBe(all.length)
  expect(all.length).toBeLessThanOrEqual(6)
})
