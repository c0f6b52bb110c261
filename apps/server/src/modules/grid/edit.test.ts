import type { EditArea, GridEdit, GridNodeView, Problem, ReplyOf, previewActivation } from '@lianxin/contract'
import { area_m2, checkCoverage, type MultiPolygon } from '@lianxin/domain'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { box, CORNER, feature, geoJson, openOffice, SIDE, smallDistrict, TODAY, type Office } from './grid.fixture.ts'

type Corner = [number, number]
const DISTRICT = 370_890
const FIRST = '370890001001001'
const SECOND = '370890001001002'
const THIRD = '370890001001003'
const FOURTH = '370890001001004'

let office: Office
let ids: Record<string, string> = {}
beforeAll(async () => void (office = await openOffice()))
afterAll(() => office.close())
beforeEach(async () => {
  await office.made.db.owner.query(
    'truncate grid, grid_version, grid_import, grid_revision, grid_edit, ticket, outbox cascade',
  )
  office.grids.forget(DISTRICT)
  await office.importFile(geoJson(smallDistrict()))
  await office.activate()
  const { body } = await office.call<{ items: GridNodeView[] }>('gridWorker', 'GET', '/grids')
  ids = Object.fromEntries(body.items.map(({ code, id }) => [code, id]))
})

/** In sides of base grids, from the south-western corner of the district. */
const at = (x: number, y: number): Corner => box(x, y, 0, 0)[0]![0]![0]!
/** Where all four base grids meet. */
const MIDDLE = at(1, 1)

async function edit(
  edit: GridEdit,
  gridId = ids[FIRST]!,
  id = uuidv7(),
): Promise<{ status: number; body: EditArea & Problem }> {
  return office.call('systemAdmin', 'POST', `/grid-edits/${gridId}`, { id, edit })
}
const undo = (direction: 'undo' | 'redo' = 'undo') =>
  office.call<EditArea & Problem>('systemAdmin', 'POST', `/grid-edits/${ids[FIRST]!}/undo`, { direction })
const preview = async () =>
  (await office.call<ReplyOf<typeof previewActivation>>('systemAdmin', 'GET', '/grid-activations/preview')).body
const shapesOf = (area: EditArea) =>
  area.cells
    .map(({ id, polygon }) => ({ gridId: id, polygon: polygon as MultiPolygon }))
    .filter(({ polygon }) => polygon.length > 0)
const areaOf = (area: EditArea): number => shapesOf(area).reduce((sum, { polygon }) => sum + area_m2(polygon), 0)
const WHOLE = box(0, 0, 2, 2) as MultiPolygon

async function expectSeamless(area: EditArea): Promise<void> {
  expect(checkCoverage(shapesOf(area), WHOLE, { tolerance_m: 0 })).toEqual([])
  expect(areaOf(area) / area_m2(WHOLE)).toBeCloseTo(1, 12)
  expect((await preview()).findings).toBe(0)
}

describe('a corner', () => {
  test('moves for all four grids, is saved as drafts, and comes into force by activation', async () => {
    const moved = await edit({ kind: 'move', from: MIDDLE, to: at(1.2, 1.1) })
    expect([moved.status, moved.body.drafts, moved.body.undo, moved.body.redo]).toEqual([200, 4, 'move', null])
    await expectSeamless(moved.body)
    const shown = await office.call<EditArea>('systemAdmin', 'GET', `/grid-edits/${ids[FOURTH]!}`)
    expect(shown.body.cells.filter(({ draft }) => draft)).toHaveLength(4)
    expect(await office.activate()).toMatchObject({ status: 200, body: { activated: 4, retired: 4 } })
    expect((await undo()).body.code).toBe('grid.edit_nothing')
    const inside = { lon: at(1.1, 1)[0], lat: at(1, 1.09)[1] }
    expect((await office.grids.of(DISTRICT)).gridAt(inside)?.grid.code).toBe(THIRD)
  })

  test.each([
    ['over an edge', { kind: 'move', from: [1, 1], to: [2.5, 1] }, 'grid.edit_crosses'],
    ['at the rim', { kind: 'move', from: [0, 0], to: [0.1, 0.1] }, 'grid.edit_rim'],
    ['that is not there', { kind: 'move', from: [0.3, 0.3], to: [0.4, 0.4] }, 'grid.edit_no_corner'],
    ['that is needed', { kind: 'remove', at: [1, 1] }, 'grid.edit_corner_needed'],
    [
      'into the rim',
      {
        kind: 'insert',
        edge: [
          [0, 0],
          [1, 0],
        ],
        at: [0.5, 0],
      },
      'grid.edit_rim',
    ],
  ] as const)('%s is refused, and nothing is written', async (_words, given, code) => {
    const corner = ([x, y]: readonly [number, number]): Corner => at(x, y)
    const sent: GridEdit =
      given.kind === 'move'
        ? { kind: 'move', from: corner(given.from), to: corner(given.to) }
        : given.kind === 'remove'
          ? { kind: 'remove', at: corner(given.at) }
          : { kind: 'insert', edge: [corner(given.edge[0]), corner(given.edge[1])], at: corner(given.at) }
    const { status, body } = await edit(sent)
    expect([status >= 400, body.code]).toEqual([true, code])
    expect((await preview()).grids).toEqual([])
  })

  test('is inserted and removed again; then there is no draft left', async () => {
    const inserted = await edit({ kind: 'insert', edge: [MIDDLE, at(1, 2)], at: at(1.02, 1.5) })
    expect(inserted.body.drafts).toBe(2)
    await expectSeamless(inserted.body)
    const removed = await edit({ kind: 'remove', at: at(1.02, 1.5) })
    expect(removed.body.drafts).toBe(0)
  })

  test('the same step sent twice has one effect', async () => {
    const id = uuidv7()
    const step = { kind: 'move', from: MIDDLE, to: at(1.2, 1) } as const
    const [once, twice] = [await edit(step, ids[FIRST], id), await edit(step, ids[FIRST], id)]
    expect(twice.body).toEqual(once.body)
  })
})

describe('undo and redo', () => {
  test('go back to what is in force and forward again, step by step', async () => {
    const first = (await edit({ kind: 'move', from: MIDDLE, to: at(1.2, 1) })).body
    const second = (await edit({ kind: 'move', from: at(1.2, 1), to: at(1.2, 1.3) })).body
    expect(shapesOf((await undo()).body)).toEqual(shapesOf(first))
    const start = await undo()
    expect([start.body.drafts, start.body.undo, start.body.redo]).toEqual([0, null, 'move'])
    expect((await undo()).body.code).toBe('grid.edit_nothing')
    await undo('redo')
    expect(shapesOf((await undo('redo')).body)).toEqual(shapesOf(second))
    await undo()
    await edit({ kind: 'insert', edge: [at(1.2, 1), at(1, 2)], at: at(1.15, 1.5) })
    expect((await undo('redo')).body.code).toBe('grid.edit_nothing')
  })

  test('an import in between is not undone over', async () => {
    await edit({ kind: 'move', from: MIDDLE, to: at(1.2, 1) })
    await office.importFile(geoJson([feature(FIRST, '运河社区第一网格', box(0, 1, 1, 2))]))
    expect((await undo()).body.code).toBe('grid.edit_stale')
  })
})

describe('a grid', () => {
  const line = [at(1, 1.5), at(0.6, 1.4), at(0, 2)]

  test('is split in two: the new one gets the next code and is undone with its grid', async () => {
    const newGridId = uuidv7()
    const split = await edit({ kind: 'split', gridId: ids[FIRST]!, newGridId, newName: '运河社区第五网格', line })
    expect([split.status, split.body.code]).toEqual([200, undefined])
    await expectSeamless(split.body)
    const made = split.body.cells.find(({ id }) => id === newGridId)
    expect(made).toMatchObject({ code: '370890001001005', name: '运河社区第五网格', draft: true })
    expect((await undo()).body.cells.map(({ code }) => code).sort()).toEqual([FIRST, SECOND, THIRD, FOURTH])
    expect((await undo('redo')).body.cells).toHaveLength(5)
    const told = await preview()
    expect(told.grids.map(({ code, change }) => [code, change]).sort()).toEqual([
      [FIRST, 'changed'],
      [SECOND, 'changed'],
      ['370890001001005', 'new'],
    ])
    expect((await office.activate()).status).toBe(200)
    const index = await office.grids.of(DISTRICT)
    expect(index.gridByCode('370890001001005')?.active?.validFrom).toBe(TODAY)
  })

  test('is merged with a neighbour, which keeps its people and open tickets but no ground', async () => {
    await office.made.db.owner.query(
      `insert into ticket (district_id, id, number, revision, state, channel, urgency, title, description, address, lon, lat,
         grid_id, grid_path, holder_unit_id, holder_level, desk_unit_id, involved_unit_ids, clock_kind, clock_started_at,
         reported_at, changed_at, follow_hash, body)
       values (370890, $1, '1', 1, 'reported', 'resident', 'normal', 't', 'd', 'a', $2, $3, $4, '1.2.3.5.', $1, 3, $1,
         array[$1]::uuid[], 'acceptance', now(), now(), now(), '\\x00', '{}')`,
      [uuidv7(), CORNER[0] + SIDE * 1.5, CORNER[1] + SIDE * 1.5, ids[SECOND]],
    )
    const merged = await edit({ kind: 'merge', gridId: ids[FIRST]!, otherId: ids[SECOND]! })
    await expectSeamless(merged.body)
    const told = await preview()
    expect(told.grids.map(({ code, change, openTickets }) => [code, change, openTickets])).toEqual([
      [FIRST, 'changed', 0],
      [SECOND, 'gone', 1],
    ])
    expect(told.moves).toMatchObject([{ from: { code: SECOND }, to: { code: FIRST }, tickets: 1 }])
    expect(await office.activate()).toMatchObject({ status: 200, body: { activated: 1, retired: 2 } })
    const index = await office.grids.of(DISTRICT)
    expect(index.gridByCode(SECOND)).toMatchObject({ active: null, draft: null })
    expect(index.gridAt({ lon: at(1.5, 1)[0], lat: at(1, 1.5)[1] })?.grid.code).toBe(FIRST)
    expect((await office.activate()).body).toEqual({ activated: 0, retired: 0 })
  })

  test.each([
    [
      'split by a line that ends inside',
      () => ({
        kind: 'split',
        gridId: ids[FIRST]!,
        newGridId: uuidv7(),
        newName: '新',
        line: [at(1, 1.5), at(0.5, 1.5)],
      }),
      'grid.edit_line',
    ],
    [
      'merged with one it meets in a corner',
      () => ({ kind: 'merge', gridId: ids[FIRST]!, otherId: ids[FOURTH]! }),
      'grid.edit_not_neighbours',
    ],
    [
      'merged with one that is none',
      () => ({ kind: 'merge', gridId: ids[FIRST]!, otherId: uuidv7() }),
      'grid.not_found',
    ],
  ] as [string, () => GridEdit, string][])('is not %s', async (_words, given, code) => {
    expect((await edit(given())).body.code).toBe(code)
  })

  test('with grids below it is not merged; its corners take theirs along', async () => {
    await office.importFile(
      geoJson([
        feature(`${FIRST}01`, '微网格一', box(0, 1, 0.5, 2)),
        feature(`${FIRST}02`, '微网格二', box(0.5, 1, 1, 2)),
      ]),
    )
    await office.activate()
    expect((await edit({ kind: 'merge', gridId: ids[FIRST]!, otherId: ids[SECOND]! })).body.code).toBe(
      'grid.edit_has_parts',
    )
    const moved = await edit({ kind: 'move', from: MIDDLE, to: at(1.2, 1) })
    expect([moved.status, moved.body.drafts]).toEqual([200, 5])
    await expectSeamless(moved.body)
  })
})

test('grids in different communities are not merged, but their common border moves with that of the communities', async () => {
  await office.made.db.owner.query('truncate grid, grid_version, grid_import, grid_revision, grid_edit cascade')
  office.grids.forget(DISTRICT)
  await office.importFile(
    geoJson([
      feature('370890', '太白湖新区', WHOLE as never),
      feature('370890001', '许庄街道', WHOLE as never),
      feature('370890001001', '东社区', box(0, 0, 1, 2)),
      feature('370890001002', '西社区', box(1, 0, 2, 2)),
      feature('370890001001001', '东一', box(0, 0, 1, 1)),
      feature('370890001001002', '东二', box(0, 1, 1, 2)),
      feature('370890001002001', '西一', box(1, 0, 2, 1)),
      feature('370890001002002', '西二', box(1, 1, 2, 2)),
    ]),
  )
  await office.activate()
  const index = await office.grids.of(DISTRICT)
  const [one, other] = ['370890001001001', '370890001002001'].map((code) => index.gridByCode(code)!.id)
  expect((await edit({ kind: 'merge', gridId: one!, otherId: other! }, one)).body.code).toBe('grid.edit_other_parent')
  const moved = await edit({ kind: 'move', from: MIDDLE, to: at(1.1, 0.9) }, one)
  expect([moved.status, moved.body.drafts]).toEqual([200, 6])
  await expectSeamless(moved.body)
})

test.each([
  ['GET', '/grid-edits/:id', undefined],
  ['POST', '/grid-edits/:id', { id: uuidv7(), edit: { kind: 'remove', at: [116, 35] } }],
  ['POST', '/grid-edits/:id/undo', { direction: 'undo' }],
  ['GET', '/grid-activations/preview', undefined],
] as const)('%s %s is for those who keep the grids', async (method, path, body) => {
  const url = path.replace(':id', ids[FIRST]!)
  expect((await office.call('communityLeader', method, url, body)).status).toBe(403)
  expect((await office.call(null, method, url, body)).status).toBe(401)
})
