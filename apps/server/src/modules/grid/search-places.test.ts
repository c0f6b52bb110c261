import type { FoundPlace } from '@lianxin/contract'
import { comparable, forgivingTokens, wantedTokens } from '@lianxin/domain'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { CORNER, SIDE, geoJson, openOffice, smallDistrict, type Office } from './grid.fixture.ts'
import { spellingOf, spellPlaces } from './spell-places.ts'
import { candidatesStatement } from './store-places.ts'

const DISTRICT = 370_890
let office: Office
let gridId = ''
const at = (x: number, y: number) => ({ lon: CORNER[0] + SIDE * x, lat: CORNER[1] + SIDE * y })

const PLACES = [
  ['L1', 'landmark', '太白湖湿地公园', '滨湖路1号', at(0.5, 0.5)],
  ['C1', 'compound', '重庆花园', '重庆路18号', at(0.4, 0.5)],
  ['C2', 'compound', '长安家园', '长江路6号', at(0.6, 0.4)],
  ['C3', 'compound', '绿地新城', '乐山路9号', at(0.2, 0.6)],
  ['L2', 'landmark', '长沟镇便民服务中心', '行政街2号', null],
  ['C4', 'compound', '航运佳苑', '船闸路7号', at(0.3, 0.3)],
  ['B1', 'building', '重庆花园3号楼', '重庆路18号3号楼', at(0.41, 0.5)],
  ['A1', 'address', '荷香路5号', '荷香路5号', at(0.7, 0.7)],
] as const

beforeAll(async () => {
  office = await openOffice()
  await office.importFile(geoJson(smallDistrict()))
  await office.activate()
  gridId = (await office.grids.of(DISTRICT)).grids.find(({ code }) => code === '370890001001001')?.id ?? ''
  for (const [code, kind, name, address, position] of PLACES)
    await office.made.db.owner.query(
      `insert into place_code (district_id, code, kind, grid_id, name, address, lon, lat) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [DISTRICT, code, kind, gridId, name, address, position?.lon ?? null, position?.lat ?? null],
    )
  await spellPlaces(office.made.db, DISTRICT)
})
afterAll(() => office.close())

const search = async (q: string, near?: { lon: number; lat: number }): Promise<readonly FoundPlace[]> => {
  const from = near ? `&lon=${near.lon}&lat=${near.lat}` : ''
  const { body } = await office.call<{ items: FoundPlace[] }>(null, 'GET', `/places?q=${encodeURIComponent(q)}${from}`)
  return body.items
}

test.each([
  ['太白湖湿', '太白湖湿地公园'],
  ['taibaihu', '太白湖新区'],
  ['taibaihushi', '太白湖湿地公园'],
  ['tbhsd', '太白湖湿地公园'],
  ['重庆花园', '重庆花园'],
  ['chongqinghua', '重庆花园'],
  ['zhongqinghuayuan', '重庆花园'],
  ['cqhy', '重庆花园'],
  ['chongqhy', '重庆花园'],
  ['changan', '长安家园'],
  ['changgou', '长沟镇便民服务中心'],
  ['zhanggou', '长沟镇便民服务中心'],
  ['lvdi', '绿地新城'],
  ['ludi', '绿地新城'],
  ['乐山路', '绿地新城'],
  ['changjianglu', '长安家园'],
  ['bmfwzx', '长沟镇便民服务中心'],
  ['荷香路5', '荷香路5号'],
  ['hexianglu', '荷香路5号'],
  ['花园3号', '重庆花园3号楼'],
  ['许庄', '许庄街道'],
  ['yhsq', '运河社区'],
  ['幸福里', '幸福里网格'],
])('%s finds %s first', async (q, name) => {
  expect((await search(q))[0]?.name).toBe(name)
})

test.each([
  ['杭运佳苑', '航运佳苑', 'the same sound'],
  ['航远佳苑', '航运佳苑', 'one character wrong'],
  ['航运佳圆', '航运佳苑', 'the last character wrong'],
  ['hangyujiayuan', '航运佳苑', 'one letter left out'],
  ['chongqinhuayuan', '重庆花园', 'n for ng'],
])('%s still finds %s: %s', async (q, name) => {
  expect((await search(q)).map((place) => place.name)).toContain(name)
})

test('the very name comes before what begins with it, and that before what holds it', async () => {
  expect((await search('重庆花园')).map(({ name }) => name)).toEqual(['重庆花园', '重庆花园3号楼'])
  expect((await search('运河社区'))[0]?.name).toBe('运河社区')
})

test('what is found says what it is, in which community and grid, and how far it is where that is known', async () => {
  const [park] = await search('tbhsdgy', at(0.5, 0.5))
  expect(park).toMatchObject({
    kind: 'landmark',
    names: ['太白湖新区', '许庄街道', '运河社区', '运河社区第一网格'],
    grid: { name: '运河社区第一网格' },
    distance_m: 0,
  })
  expect((await search('tbhsdgy'))[0]?.distance_m).toBeNull()
  const [garden] = await search('cqhy', at(0.5, 0.5))
  expect(garden?.distance_m).toBeGreaterThan(10)
})

test('nothing that answers is an empty answer, blanks and marks alone too', async () => {
  for (const q of ['qqqqzzz', '某某某', ' ·- ']) expect(await search(q)).toEqual([])
})

test('a renamed place is found by its new name after the next round, and no longer by the old', async () => {
  await office.made.db.owner.query(`update place_code set name = '柳杭家园' where code = 'C2'`)
  expect(await spellPlaces(office.made.db, DISTRICT)).toBe(1)
  expect((await search('lhjy'))[0]?.name).toBe('柳杭家园')
  expect((await search('cajy')).map(({ code }) => code)).not.toContain('C2')
  expect(await spellPlaces(office.made.db, DISTRICT)).toBe(0)
})

test('among 100,000 places every part of a question is answered by an index', async () => {
  const names = ['荷香', '康宁', '桃源', '兰亭', '清河', '石桥', '泉城', '文昌', '金水', '长青']
  const kinds = ['花园', '小区', '家园', '新村', '公馆', '嘉园', '雅苑', '公寓', '大厦', '广场']
  const bases = names.flatMap((name) => kinds.map((kind) => spellingOf(name + kind, '')))
  await office.made.db.owner.query(
    `insert into place_code (district_id, code, kind, grid_id, name, address, name_key, pinyin, initials, search_tokens, spelled_from)
     select $1, 'N' || row_number() over (), 'compound', $2, base->>'name_key' || n, '', base->>'name_key' || n, base->>'pinyin' || n, base->>'initials' || n,
       array(select jsonb_array_elements_text(base->'search_tokens')) || (n::text), base->>'name_key' || n || ' '
     from jsonb_array_elements($3::jsonb) base, generate_series(1, 1000) n`,
    [DISTRICT, gridId, JSON.stringify(bases)],
  )
  await office.made.db.owner.query('analyze place_code')
  for (const typed of ['重庆花园', 'chongqinghuayuan', 'cqhy', '航远佳苑', 'chongqinhuayuan']) {
    const query = comparable(typed)
    const question = { beginnings: [query], tokenSets: [...wantedTokens(query), ...forgivingTokens(query)] }
    const statement = candidatesStatement(DISTRICT, question)
    const { rows } = await office.made.db.asOwner((db) =>
      sql<{ 'QUERY PLAN': string }>`explain ${statement}`.execute(db),
    )
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
    expect(plan, typed).not.toContain('Seq Scan on place_code')
    expect(plan, typed).toContain('place_code_by_token')
    expect(plan, typed).toContain('place_code_by_pinyin')
  }
  expect((await search('cqhy'))[0]?.name).toBe('重庆花园')
  expect((await search('杭运佳苑'))[0]?.name).toBe('航运佳苑')
})
