import type { GridImportView, GridNodeView } from '@lianxin/contract'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { openOffice, type Office } from './grid.fixture.ts'

/** Outlines of real divisions have no licence and are not shipped: read where they lie, else the tests are left out. */
const SHARED =
  process.env['LIANXIN_SHARED_DATA'] ?? fileURLToPath(new URL('../../../../../../shared/data', import.meta.url))
const fileOf = (city: string): string => `${SHARED}/boundaries/${city}-districts.gcj02.geojson`

describe.runIf(existsSync(fileOf('zhengzhou')))('real districts', () => {
  let office: Office
  beforeAll(async () => void (office = await openOffice()))
  afterAll(() => office.close())

  let view: GridImportView
  test('twelve districts of Zhengzhou in GCJ-02 import below a city that is made from them', async () => {
    view = await office.importFile(readFileSync(fileOf('zhengzhou')), { crs: 'GCJ02' })
    expect(view.faults).toEqual([])
    expect(view).toMatchObject({ state: 'imported', created: 13, changed: 0 })
  })

  test('they share their corners exactly: nothing had to be repaired and nothing is left to be found', () => {
    expect(view.findings).toEqual([])
    expect(view.repair).toEqual({ tolerance_m: 0.05, inserted: 0, merged: 0, shift_m: 0, neighbours: 0 })
  })

  test('they come into force, and the city is as large as all twelve', async () => {
    expect((await office.activate()).body).toEqual({ activated: 13, retired: 0 })
    const { body } = await office.call<{ items: GridNodeView[] }>('gridWorker', 'GET', '/grids')
    expect(body.items.map(({ code, level }) => `${level} ${code}`)).toEqual([
      '0 410100',
      ...['02', '03', '04', '05', '06', '08', '22', '81', '82', '83', '84', '85'].map((end) => `1 4101${end}`),
    ])
    const { rows } = await office.made.db.owner.query<{ level: number; km2: number }>(
      `select g.level, sum(v.area_m2)::float8 / 1e6 as km2 from grid g join grid_version v on v.grid_id = g.id group by g.level order by 1`,
    )
    expect(rows[0]!.km2).toBeCloseTo(rows[1]!.km2, 3)
    expect(rows[1]!.km2).toBeGreaterThan(7400) // the yearbook says 7567 km²
    expect(rows[1]!.km2).toBeLessThan(7700)
  })

  test('a district that is cut short opens a gap that is found', async () => {
    const file = JSON.parse(readFileSync(fileOf('zhengzhou'), 'utf8')) as {
      features: { properties: { adcode: number }; geometry: { coordinates: [number, number][][][] } }[]
    }
    const district = file.features.find(({ properties }) => properties.adcode === 410105)!
    const ring = district.geometry.coordinates[0]![0]!
    const isShared = (at: number): boolean =>
      file.features.filter(({ geometry }) =>
        geometry.coordinates.flat(2).some((point) => point.join() === ring[at]!.join()),
      ).length === 2
    const inBorder = ring.findIndex((_point, i) => i > 0 && [i - 1, i, i + 1].every(isShared))
    ring.splice(inBorder, 1)
    const broken = await office.importFile(Buffer.from(JSON.stringify(file)), { crs: 'GCJ02' })
    expect(broken.state).toBe('imported')
    expect(broken.findings.length).toBeGreaterThan(0)
    expect((await office.activate()).status).toBe(409)
  })
})
