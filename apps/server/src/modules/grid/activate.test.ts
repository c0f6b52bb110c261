import type { GridDetail, GridNodeView, Problem } from '@lianxin/contract'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'

import { CORNER, SIDE, TODAY, box, feature, geoJson, openOffice, smallDistrict, type Office } from './grid.fixture.ts'

let office: Office
beforeAll(async () => void (office = await openOffice()))
afterAll(() => office.close())
beforeEach(async () => {
  await office.made.db.owner.query('truncate grid, grid_version, grid_import, grid_revision, outbox cascade')
  office.grids.forget(370_890)
})

const FIRST = '370890001001001'
const SECOND = '370890001001002'

/** The four base grids with the border between the first and the second moved by this many sides. */
function moved(by: number) {
  return [
    feature(FIRST, '运河社区第一网格', box(0, 1, 1 + by, 2)),
    feature(SECOND, '运河社区第二网格', box(1 + by, 1, 2, 2)),
  ]
}

async function gridOf(code: string): Promise<GridNodeView> {
  const { body } = await office.call<{ items: GridNodeView[] }>('gridWorker', 'GET', `/grids?q=${code}`)
  return body.items[0]!
}

test('a gap blocks activation until it is mended', async () => {
  const features = smallDistrict()
  features[3] = feature(FIRST, '运河社区第一网格', box(0, 1, 0.9, 2))
  const view = await office.importFile(geoJson(features))
  expect(view.findings).toHaveLength(1)
  expect(view.findings[0]).toMatchObject({ kind: 'gap', level: 3, parentCode: '370890001001' })

  const refused = await office.call<Problem>('systemAdmin', 'POST', '/grid-activations', { validFrom: TODAY })
  expect(refused.status).toBe(409)
  expect(refused.body).toMatchObject({ code: 'grid.coverage_broken', params: { count: 1 } })
  expect((await gridOf(FIRST)).status).toBe('draft')

  await office.importFile(geoJson([smallDistrict()[3]!]))
  expect(await office.activate()).toMatchObject({ status: 200, body: { activated: 7, retired: 0 } })
  expect((await gridOf(FIRST)).status).toBe('active')
})

test('a changed boundary is a new version; a ticket keeps the old one, and a point is located by the new one', async () => {
  await office.importFile(geoJson(smallDistrict()))
  await office.activate()
  const between = { lon: CORNER[0] + SIDE * 1.1, lat: CORNER[1] + SIDE * 1.5 }
  const before = (await office.grids.of(370_890)).gridAt(between)!
  expect(before.grid.code).toBe(SECOND)
  const ticketId = uuidv7()
  await office.made.db.owner.query(
    `insert into ticket (district_id, id, number, revision, state, channel, urgency, title, description, address, grid_id,
       grid_version_id, grid_path, holder_unit_id, holder_level, desk_unit_id, involved_unit_ids, clock_kind,
       clock_started_at, due_at, reported_at, changed_at, follow_hash, body)
     values (370890, $1, '1', 1, 'reported', 'resident', 'normal', 't', 'd', 'a', $2, $3, $4, $1, 3, $1, array[$1]::uuid[],
       'acceptance', now(), '2026-03-01T00:00Z', now(), now(), '\\x00', '{}')`,
    [ticketId, before.ref.gridId, before.ref.gridVersionId, before.ref.path],
  )

  expect(await office.importFile(geoJson(moved(0.25)))).toMatchObject({ created: 0, changed: 2, findings: [] })
  expect((await office.grids.of(370_890)).gridAt(between)!.grid.code).toBe(SECOND)
  // the two, and the grids and outlines that took the new corner of the border
  const done = await office.activate()
  expect(done.status).toBe(200)
  expect(done.body.retired).toBe(done.body.activated)

  const after = (await office.grids.of(370_890)).gridAt(between)!
  expect(after.grid.code).toBe(FIRST)
  const { rows } = await office.made.db.owner.query<{ status: string; valid_to: string }>(
    `select v.status, v.valid_to from ticket t join grid_version v on v.district_id = t.district_id and v.id = t.grid_version_id
     where t.id = $1`,
    [ticketId],
  )
  expect(rows).toEqual([{ status: 'retired', valid_to: TODAY }])
  const { body } = await office.call<GridDetail>('gridWorker', 'GET', `/grids/${before.grid.id}`)
  expect(body.versions.map(({ status }) => status).sort()).toEqual(['active', 'retired'])
  await office.made.db.owner.query('delete from ticket')
})

test('counts open and overdue tickets of a whole subtree', async () => {
  await office.importFile(geoJson(smallDistrict()))
  await office.activate()
  const grid = await gridOf(FIRST)
  const insert = (number: string, due: string): Promise<unknown> =>
    office.made.db.owner.query(
      `insert into ticket (district_id, id, number, revision, state, channel, urgency, title, description, address, grid_id,
         grid_path, holder_unit_id, holder_level, desk_unit_id, involved_unit_ids, clock_kind, clock_started_at, due_at,
         reported_at, changed_at, follow_hash, body)
       values (370890, $1, $2, 1, 'reported', 'resident', 'normal', 't', 'd', 'a', $3, $4, $1, 3, $1, array[$1]::uuid[],
         'acceptance', now(), $5, now(), now(), '\\x00', '{}')`,
      [uuidv7(), number, grid.id, grid.path, due],
    )
  await insert('1', '2026-03-04T00:00+08:00')
  await insert('2', '2026-03-06T00:00+08:00')
  const { body } = await office.call<{ items: GridNodeView[] }>('gridWorker', 'GET', '/grids')
  const counted = Object.fromEntries(body.items.map((item) => [item.code, [item.openTickets, item.overdueTickets]]))
  expect(counted['370890']).toEqual([2, 1])
  expect(counted['370890001001']).toEqual([2, 1])
  expect(counted[FIRST]).toEqual([2, 1])
  expect(counted[SECOND]).toEqual([0, 0])
  await office.made.db.owner.query('delete from ticket')
})

test('outlines nobody drew follow from the grids below, again after each change', async () => {
  const features = smallDistrict()
  for (const each of features.slice(0, 3)) each.geometry = null
  await office.importFile(geoJson(features))
  expect((await office.activate()).body).toEqual({ activated: 7, retired: 0 })
  const outline = async () => {
    const { body } = await office.call<{ features: { geometry: { coordinates: unknown[][][] } }[] }>(
      'gridWorker',
      'GET',
      '/grid-outlines?level=0',
    )
    return new Set(body.features[0]!.geometry.coordinates.flat(2).map(String))
  }
  expect((await outline()).has(String(box(0, 0, 2, 2)[0]![0]![2]))).toBe(true)
  await office.importFile(geoJson([feature(SECOND, '运河社区第二网格', box(1, 1, 3, 2))]))
  expect((await office.activate()).status).toBe(200)
  expect((await outline()).has(String(box(1, 1, 3, 2)[0]![0]![2]))).toBe(true)
})

test('an overlap and an overhang are told apart', async () => {
  const features = smallDistrict()
  features[3] = feature(FIRST, '运河社区第一网格', box(-0.5, 1, 1.25, 2))
  const { findings } = await office.importFile(geoJson(features))
  expect(findings.map(({ kind }) => kind).sort()).toEqual(['outsideParent', 'overlap'])
})

test('boundaries come into force today, not tomorrow and not before those they replace', async () => {
  await office.importFile(geoJson(smallDistrict()))
  expect((await office.activate('2026-03-06')).status).toBe(400)
  expect((await office.activate('2026-03-04')).status).toBe(200)
  await office.importFile(geoJson(moved(0.25)))
  expect((await office.activate('2026-03-03')).status).toBe(400)
  expect((await office.activate('2026-03-05')).status).toBe(200)
  expect((await office.activate('2026-03-05')).body).toEqual({ activated: 0, retired: 0 })
})

test('tells every process: revision and live message', async () => {
  await office.importFile(geoJson(smallDistrict()))
  await office.activate()
  const { rows } = await office.made.db.owner.query('select topic, audience_path, payload from outbox')
  expect(rows).toEqual([{ topic: 'grids.activated', audience_path: '1.', payload: { activated: 7 } }])
})

test('another process notices within the recheck', async () => {
  const { Grids } = await import('./index.ts')
  const other = new Grids(office.made.db)
  expect((await other.of(370_890)).grids).toHaveLength(0)
  await office.importFile(geoJson(smallDistrict()))
  await office.activate()
  await expect.poll(async () => (await other.of(370_890)).grids.length, { timeout: 10_000 }).toBe(7)
})

test.each([
  ['/grid-activations', { validFrom: TODAY }],
  [
    '/grid-imports',
    { id: uuidv7(), filename: 'a', format: 'csv', crs: 'WGS84', validFrom: TODAY, contentBase64: 'YQ==' },
  ],
])('only who keeps the grids may call %s', async (path, body) => {
  expect((await office.call('gridLeader', 'POST', path, body)).status).toBe(403)
  expect((await office.call(null, 'POST', path, body)).status).toBe(401)
})
