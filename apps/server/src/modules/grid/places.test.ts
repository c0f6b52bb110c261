import type { GridDetail, PlaceView, Problem, StaffingBreach } from '@lianxin/contract'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { spellPlaces } from './spell-places.ts'
import { CORNER, SIDE, TODAY, geoJson, openOffice, smallDistrict, type Office } from './grid.fixture.ts'

let office: Office
const ids = new Map<string, string>()
const idOf = (end: string): string => ids.get(`370890001001${end}`)!

beforeAll(async () => {
  office = await openOffice({ communityLeader: '1.2.3.', subdistrictLeader: '1.9.' })
  await office.importFile(geoJson(smallDistrict()))
  await office.activate()
  for (const grid of (await office.grids.of(370_890)).grids) ids.set(grid.code, grid.id)
  await office.made.db.owner.query(
    `insert into place_code (district_id, code, grid_id, name, address, lon, lat)
     values (370890, 'AB12', $1, '重庆小区3号楼', '荷花路8号', 116.502, 35.306), (370890, 'AB13', $1, '菜市场', '运河路', null, null)`,
    [idOf('001')],
  )
  office.grids.forget(370_890)
  await spellPlaces(office.made.db, 370_890)
})
afterAll(() => office.close())

const centreOf = (x: number, y: number) => `lon=${CORNER[0] + SIDE * x}&lat=${CORNER[1] + SIDE * y}`

test('anybody may ask for the grid at a point; shared edges have one owner; outside there is none', async () => {
  const at = async (x: number, y: number) =>
    (await office.call<{ grid: { name: string } | null; names: string[] }>(null, 'GET', `/grid-at?${centreOf(x, y)}`))
      .body
  expect((await at(1.5, 0.5)).names).toEqual(['太白湖新区', '许庄街道', '运河社区', '幸福里网格'])
  expect((await at(1, 0.5)).grid?.name).toBe('幸福里网格')
  expect((await at(1, 1)).grid?.name).toBe('运河社区第二网格')
  expect((await at(3, 1)).grid).toBeNull()
})

test('another district is asked for by its number', async () => {
  expect(
    (await office.call<{ grid: null }>(null, 'GET', `/grid-at?${centreOf(0.5, 0.5)}&district=410100`)).body.grid,
  ).toBeNull()
  expect((await office.call(null, 'GET', `/grid-at?${centreOf(0.5, 0.5)}&district=x`)).status).toBe(400)
})

test.each([
  ['幸福里', '幸福里网格'],
  ['xingfuli', '幸福里网格'],
  ['XFL', '幸福里网格'],
  ['xing fu li', '幸福里网格'],
  ['chongqing', '重庆小区3号楼'],
  ['cqxq', '重庆小区3号楼'],
  ['菜市场', '菜市场'],
  ['荷花路', '重庆小区3号楼'],
  ['shichang', '菜市场'],
  ['370890001001004', '幸福里网格'],
  ['太白湖', '太白湖新区'],
])('search %s finds %s first', async (q, name) => {
  const { body } = await office.call<{ items: PlaceView[] }>(null, 'GET', `/places?q=${encodeURIComponent(q)}`)
  expect(body.items[0]?.name).toBe(name)
})

test('the place of a QR code, whatever its letters; a code nobody printed is not found', async () => {
  const { body } = await office.call<PlaceView>(null, 'GET', '/places/ab12')
  expect(body).toMatchObject({
    code: 'AB12',
    position: { lon: 116.502, lat: 35.306 },
    grid: { name: '运河社区第一网格' },
  })
  expect((await office.call<Problem>(null, 'GET', '/places/ZZ99')).body.code).toBe('grid.not_found')
})

const assign = (
  personId: string,
  grid: string,
  duty: string,
  more: object = {},
  id = uuidv7(),
  as = 'systemAdmin' as const,
) =>
  office.call<Problem>(as, 'PUT', `/grid-staff/${id}`, {
    gridId: idOf(grid),
    personId,
    duty,
    validFrom: '2026-01-01',
    validTo: null,
    ...more,
  })

test('staff rules: what a grid lacks on a day', async () => {
  const breaches = async () => {
    const { body } = await office.call<{ items: StaffingBreach[]; grids: number }>(
      'gridWorker',
      'GET',
      '/grid-staffing/breaches',
    )
    expect(body.grids).toBe(4)
    return body.items
      .filter(({ gridCode }) => gridCode.endsWith('003'))
      .map(({ rule, found, wanted }) => ({ rule, found, wanted }))
  }
  expect(await breaches()).toEqual([
    { rule: 'fullTimeWorkerMissing', found: 0, wanted: '≥ 1' },
    { rule: 'leaderMissing', found: 0, wanted: '≥ 1' },
    { rule: 'tooFewStaff', found: 0, wanted: '≥ 5' },
    { rule: 'loadOutsideRange', found: 610, wanted: '300–500' },
  ])
  const lin = await office.addPerson('林静', 'staff')
  const zhao = await office.addPerson('赵平', 'publicOfficial')
  expect((await assign(lin, '003', 'fullTimeGridWorker')).status).toBe(200)
  expect((await assign(lin, '003', 'gridLeader')).status).toBe(200)
  expect((await breaches())[0]).toEqual({ rule: 'leaderNotOfficial', found: 0, wanted: '公职人员' })
  await office.made.db.owner.query(
    `update district set settings = '{"staffing":{"minimumStaff":2,"householdsTo":700}}'`,
  )
  await assign(zhao, '003', 'partTimeGridWorker')
  expect(await breaches()).toEqual([{ rule: 'leaderNotOfficial', found: 0, wanted: '公职人员' }])

  const { body: card } = await office.call<{ staff: unknown[]; names: string[] }>(
    null,
    'GET',
    `/grid-cards/${idOf('003')}`,
  )
  expect(card.names.at(-1)).toBe('运河社区第三网格')
  expect(card.staff[0]).toEqual({ name: '林静', duty: 'gridLeader', telephone: '0537-1234567' })
  const { body: detail } = await office.call<GridDetail>('gridWorker', 'GET', `/grids/${idOf('003')}`)
  expect(detail.staff).toHaveLength(3)
  expect(detail.breaches.map(({ rule }) => rule)).toEqual(['leaderNotOfficial'])
  expect(detail.ancestors.map(({ level }) => level)).toEqual([0, 1, 2])
})

test('an assignment is refused for what it breaks, and may be sent again', async () => {
  const person = await office.addPerson('周宁', 'staff')
  const id = uuidv7()
  expect((await assign(person, '001', 'assistant', {}, id)).status).toBe(200)
  expect((await assign(person, '001', 'assistant', {}, id)).status).toBe(200)
  expect((await assign(person, '001', 'assistant', { validTo: TODAY }, id)).status).toBe(200)
  expect((await assign(person, '001', 'assistant', { validFrom: TODAY })).status).toBe(200)
  for (const refused of [
    await assign(person, '001', 'assistant', { validFrom: '2026-02-01' }),
    await assign(person, '002', 'assistant', {}, id),
    await assign(uuidv7(), '001', 'assistant'),
    await assign(person, '002', 'assistant', { validTo: '2026-01-01' }),
  ]) {
    expect(refused.status).toBe(409)
    expect(refused.body).toMatchObject({ code: 'organisation.conflict' })
    expect(refused.body.detail).toMatch(/。$/)
  }
  expect((await assign(person, '001', 'assistant', { gridId: uuidv7() })).body.code).toBe('grid.not_found')
})

test('a leader assigns staff in the own territory only; a worker not at all', async () => {
  const person = await office.addPerson('吴畅', 'staff')
  const put = (as: 'communityLeader' | 'subdistrictLeader' | 'gridWorker') =>
    office.call<Problem>(as, 'PUT', `/grid-staff/${uuidv7()}`, {
      gridId: idOf('002'),
      personId: person,
      duty: 'fullTimeGridWorker',
      validFrom: `2026-0${as === 'gridWorker' ? 3 : 1}-01`,
      validTo: null,
    })
  expect((await put('subdistrictLeader')).body.code).toBe('right.missing')
  expect((await put('gridWorker')).status).toBe(403)
  expect((await put('communityLeader')).status).toBe(200)
})

test('tiles, outlines and coverage are served', async () => {
  const [lon, lat] = CORNER
  const z = 14
  const x = Math.floor(((lon + 0.002 + 180) / 360) * 2 ** z)
  const radians = ((lat + 0.002) * Math.PI) / 180
  const y = Math.floor(((1 - Math.log(Math.tan(radians) + 1 / Math.cos(radians)) / Math.PI) / 2) * 2 ** z)
  const tile = await office.call('gridWorker', 'GET', `/grid-tiles/3/${z}/${x}/${y}`)
  expect(tile.type).toContain('vector-tile')
  expect(tile.raw.toString('utf8')).toContain('运河社区第三网格')
  expect((await office.call('gridWorker', 'GET', '/grid-tiles/3/14/0/0')).raw).toHaveLength(0)
  const outlines = await office.call<{ features: unknown[] }>('gridWorker', 'GET', '/grid-outlines?level=3&under=1.2.')
  expect(outlines.body.features).toHaveLength(4)
  const coverage = await office.call<{ grids: number }>('gridWorker', 'POST', '/grid-coverage', { under: '1.2.3.' })
  expect(coverage.body).toMatchObject({ grids: 5, drafts: 0, findings: [] })
})

test.each([
  ['GET', `/grids/${uuidv7()}`, 'gridWorker'],
  ['GET', `/grid-cards/${uuidv7()}`, null],
  ['GET', `/grid-imports/${uuidv7()}`, 'systemAdmin'],
] as const)('%s %s is not found', async (method, path, as) => {
  const { status, body } = await office.call<Problem>(as, method, path)
  expect(status).toBe(404)
  expect(body.code).toBe('grid.not_found')
})
