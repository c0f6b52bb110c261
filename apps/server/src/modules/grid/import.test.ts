import type { GridImportView, GridNodeView } from '@lianxin/contract'
import gcoordModule from 'gcoord'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { CORNER, SIDE, box, feature, geoJson, openOffice, smallDistrict, type Office } from './grid.fixture.ts'

const gcoord = gcoordModule as unknown as typeof gcoordModule.default

let office: Office
beforeAll(async () => void (office = await openOffice()))
afterAll(() => office.close())
beforeEach(async () => {
  await office.made.db.owner.query('truncate grid, grid_version, grid_import, grid_revision cascade')
  office.grids.forget(370_890)
})

async function rows(table: string): Promise<number> {
  const { rows: found } = await office.made.db.owner.query<{ n: number }>(`select count(*)::int as n from ${table}`)
  return found[0]!.n
}

test('imports a tree as drafts with levels, kinds and paths from the codes', async () => {
  const view = await office.importFile(geoJson(smallDistrict()))
  expect(view).toMatchObject({ state: 'imported', step: 'done', created: 7, changed: 0, faults: [], findings: [] })
  const { body } = await office.call<{ items: GridNodeView[] }>('gridWorker', 'GET', '/grids')
  expect(body.items.map(({ code, level, kind, status, path }) => [code, level, kind, status, path])).toEqual([
    ['370890', 0, 'area', 'draft', '1.'],
    ['370890001', 1, 'area', 'draft', '1.2.'],
    ['370890001001', 2, 'area', 'draft', '1.2.3.'],
    ['370890001001001', 3, 'base', 'draft', '1.2.3.4.'],
    ['370890001001002', 3, 'base', 'draft', '1.2.3.5.'],
    ['370890001001003', 3, 'base', 'draft', '1.2.3.6.'],
    ['370890001001004', 3, 'base', 'draft', '1.2.3.7.'],
  ])
  expect(body.items[0]?.childCount).toBe(1)
})

test('writes nothing at all when one boundary crosses itself, and names where', async () => {
  const features = smallDistrict()
  const [a, b, c, d, end] = box(0, 0, 1, 1)[0]![0]!
  features[5]!.geometry = { type: 'MultiPolygon', coordinates: [[[a, c, b, d, end]]] }
  const view = await office.importFile(geoJson(features))
  expect(view).toMatchObject({ state: 'refused', created: 0 })
  expect(view.faults).toHaveLength(1)
  expect(view.faults[0]).toMatchObject({ row: 6, code: '370890001001003', field: 'geometry' })
  expect(view.faults[0]!.detail).toContain('自相交')
  expect(view.faults[0]!.at!.lon).toBeCloseTo(CORNER[0] + SIDE / 2, 6)
  expect(view.faults[0]!.at!.lat).toBeCloseTo(CORNER[1] + SIDE / 2, 6)
  expect(await rows('grid')).toBe(0)
  expect(await rows('grid_version')).toBe(0)
})

test('names every fault of a file once, row by row', async () => {
  const rowsOfFile = [
    feature('', '无编码', box(0, 0, 1, 1)),
    feature('37089', '短编码', box(0, 0, 1, 1)),
    feature('370890', '', box(0, 0, 1, 1)),
    feature('370890', '总网格', box(0, 0, 2, 2)),
    feature('370890', '又一个', box(0, 0, 2, 2)),
    feature('410102', '第二个顶', box(0, 0, 1, 1)),
    feature('370890009001', '没有上级', box(0, 0, 1, 1)),
    feature('370890002', '层级不对', box(0, 0, 1, 1), { level: 4 }),
    feature('370890003', '互相包含', box(0, 0, 1, 1), { parentCode: '370890004' }),
    feature('370890004', '互相包含', box(0, 0, 1, 1), { parentCode: '370890003' }),
    feature('370890005', '类型', box(0, 0, 1, 1), { kind: 'block', setting: 'sea', households: 'many' }),
    feature('370890002001001', '没有边界', null),
    { ...feature('370890006', '不是面', null), geometry: { type: 'Point', coordinates: [1, 2] } },
    feature('370890007', '没闭合', [[box(0, 0, 1, 1)[0]![0]!.slice(0, 4)]]),
  ]
  const view = await office.importFile(geoJson(rowsOfFile))
  expect(view.state).toBe('refused')
  expect(view.faults.map(({ row, field }) => `${row} ${field}`)).toEqual([
    '1 code',
    '2 code',
    '3 name',
    '5 code',
    '6 parentCode',
    '7 parentCode',
    '8 level',
    '9 parentCode',
    '10 parentCode',
    '11 households',
    '11 kind',
    '11 setting',
    '12 geometry',
    '13 geometry',
    '14 geometry',
  ])
  for (const fault of view.faults) expect(fault.detail).toMatch(/。$/)
  expect(await rows('grid')).toBe(0)
})

test.each([
  ['geojson', '{"type":'],
  ['geojson', '[]'],
  ['geojson', '{"type":"FeatureCollection","features":[]}'],
  ['csv', '名称,边界\n甲,'],
  ['xlsx', 'no workbook'],
])('refuses a %s file that is none: %s', async (format, content) => {
  const view = await office.importFile(Buffer.from(content), { format })
  expect(view.state).toBe('refused')
  expect(view.faults).toHaveLength(1)
})

test('the same id is the same import', async () => {
  const id = uuidv7()
  await office.importFile(geoJson(smallDistrict()), { id })
  const again = await office.importFile(geoJson([]), { id })
  expect(again).toMatchObject({ id, state: 'imported', created: 7 })
  expect(await rows('grid_import')).toBe(1)
})

test('shows an import whose process ended as failed', async () => {
  const id = uuidv7()
  await office.made.db.owner.query(
    `insert into grid_import (district_id, id, filename, format, crs, started_at, changed_at)
     values (370890, $1, 'x', 'csv', 'WGS84', '2026-03-05T08:00+08', '2026-03-05T08:00+08')`,
    [id],
  )
  const { body } = await office.call<GridImportView>('systemAdmin', 'GET', `/grid-imports/${id}`)
  expect(body.state).toBe('failed')
  expect(body.faults[0]!.detail).toContain('中断')
})

test('converts GCJ-02, so that a grid lies where it is and not half a kilometre off', async () => {
  const shifted = smallDistrict().map((each) => ({
    ...each,
    geometry: {
      type: 'MultiPolygon',
      coordinates: (each.geometry!.coordinates as [number, number][][][]).map((part) =>
        part.map((ring) => ring.map((at) => gcoord.transform(at, gcoord.WGS84, gcoord.GCJ02))),
      ),
    },
  }))
  const view = await office.importFile(geoJson(shifted), { crs: 'GCJ02' })
  expect(view).toMatchObject({ state: 'imported', findings: [] })
  await office.activate()
  const index = await office.grids.of(370_890)
  const inFirst = { lon: CORNER[0] + SIDE / 2, lat: CORNER[1] + SIDE * 1.5 }
  expect(index.gridAt(inFirst)?.names).toEqual(['太白湖新区', '许庄街道', '运河社区', '运河社区第一网格'])
  const [west, south] = shifted[5]!.geometry.coordinates[0]![0]![0]!
  expect(Math.hypot((west - CORNER[0]) * 90_000, (south - CORNER[1]) * 111_000)).toBeGreaterThan(300)
})

test('fits corners that miss each other by centimetres, and reports how far they moved', async () => {
  const features = smallDistrict()
  const off = 2e-7 // about 2 cm
  const ring = (features[4]!.geometry!.coordinates as [number, number][][][])[0]![0]!
  features[4]!.geometry = {
    type: 'MultiPolygon',
    coordinates: [[ring.map(([lon, lat]) => [Number((lon + off).toFixed(7)), lat])]],
  }
  const view = await office.importFile(geoJson(features))
  expect(view).toMatchObject({ state: 'imported', findings: [] })
  expect(view.repair!.merged).toBeGreaterThan(0)
  expect(view.repair!.shift_m).toBeGreaterThan(0.01)
  expect(view.repair!.shift_m).toBeLessThan(0.05)
})

test('lets a neighbour that is not in the file take a corner on its edge, as a draft of its own', async () => {
  await office.importFile(geoJson(smallDistrict()))
  await office.activate()
  const split = [
    feature('370890001001004', '幸福里网格', box(1, 0, 2, 0.5)),
    feature('370890001001005', '幸福里北网格', box(1, 0.5, 2, 1)),
  ]
  const view = await office.importFile(geoJson(split))
  expect(view).toMatchObject({ state: 'imported', created: 1, changed: 1, findings: [] })
  // the third grid to the west, and the outlines of community, subdistrict and district to the east
  expect(view.repair).toMatchObject({ neighbours: 4, shift_m: 0 })
})

describe('round trip', () => {
  test.each(['geojson', 'csv', 'xlsx'])('%s: what was exported is what is there', async (format) => {
    await office.importFile(geoJson(smallDistrict()))
    await office.activate()
    const exported = await office.call('gridWorker', 'GET', `/grid-export?format=${format}`)
    expect(exported.status).toBe(200)
    const view = await office.importFile(exported.raw, { format })
    expect(view).toMatchObject({ state: 'imported', created: 0, changed: 0, findings: [], faults: [] })

    await office.made.db.owner.query('truncate grid, grid_version, grid_revision cascade')
    expect(await office.importFile(exported.raw, { format })).toMatchObject({ created: 7, findings: [] })
    const again = await office.call('gridWorker', 'GET', `/grid-export?format=${format === 'xlsx' ? 'csv' : format}`)
    if (format !== 'xlsx') expect(again.raw.equals(exported.raw)).toBe(true)
    else expect(again.raw.toString()).toContain('运河社区第一网格')
  })
})
