import type { Problem } from '@lianxin/contract'
import type { MultiPolygon } from '@lianxin/domain'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { CORNER, feature, geoJson, openOffice, SIDE, smallDistrict, type Office } from './grid.fixture.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
  const features = smallDistrict()
  // A northern rim with a corner every metre or so, which no public map needs.
  const [x, y] = CORNER
  const rim = Array.from({ length: 200 }, (_, i) => [x + (SIDE * (200 - i)) / 200, y + SIDE * 2 + (i % 2) * 1e-6])
  const jagged = [[[[x, y + SIDE], [x + SIDE, y + SIDE], ...rim, [x, y + SIDE * 2], [x, y + SIDE]]]]
  features[3] = feature('370890001001001', '运河社区第一网格', jagged as never)
  for (const at of [0, 1, 2]) features[at] = { ...features[at]!, geometry: null }
  await office.importFile(geoJson(features))
  expect((await office.activate()).status).toBe(200)
})
afterAll(() => office.close())

test('without a setting there is no base map, and anybody may ask', async () => {
  expect((await office.call(null, 'GET', '/base-map')).body).toEqual({ kind: 'none' })
  expect((await office.call(null, 'GET', '/base-map.pmtiles')).status).toBe(404)
})

test('the outline of the grid of a sign is told to anybody, coarse', async () => {
  const { status, body } = await office.call<{ grid: { name: string }; polygon: MultiPolygon }>(
    null,
    'GET',
    '/places/370890001001001/outline',
  )
  expect([status, body.grid.name]).toEqual([200, '运河社区第一网格'])
  expect(body.polygon.flat(2).length).toBeLessThan(8)
})

test.each(['370890', 'NO-SUCH-SIGN'])('%s is no sign: no outline', async (code) => {
  const { status, body } = await office.call<Problem>(null, 'GET', `/places/${code}/outline`)
  expect([status, body.code]).toEqual([404, 'grid.not_found'])
})

test('the code of a grid card leads to the reporting page', async () => {
  const { body } = await office.call<{ items: { id: string }[] }>('gridWorker', 'GET', '/grids?level=3')
  const qr = await office.call(null, 'GET', `/grid-cards/${body.items[0]!.id}/qr`)
  expect([qr.status, qr.type]).toEqual([200, 'image/svg+xml'])
  expect(qr.raw.toString()).toContain('<svg')
})
