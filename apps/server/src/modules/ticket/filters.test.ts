import { findCount, listPoints, listTickets, type QueryOf } from '@lianxin/contract'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'

import { openDistrict, type OpenDistrict } from '../../testing/district.ts'
import { DISTRICT, PLACES, type Who } from '../../testing/fixture.ts'

let d: OpenDistrict
beforeAll(async () => {
  d = await openDistrict()
})
afterEach(async () => {
  for (const id of await list({ list: 'open', limit: 500 })) await end(id)
  d.setTime('2026-03-05T09:00:00+08:00')
})
afterAll(() => d.end())

const end = (id: string) => d.give('Zhao', id, { kind: 'void', reason: '测试', publicReply: '误报' })

type Query = QueryOf<typeof listTickets>
async function list(query: Query, as: Who = 'Zhao'): Promise<string[]> {
  const { body, problem } = await d.call(listTickets, { query, as })
  if (problem.code) throw new Error(JSON.stringify(problem))
  return body.items.map(({ id }) => id)
}
const faultOf = async (query: Record<string, string | number>): Promise<string | undefined> =>
  (await d.call(listTickets, { query, as: 'Zhao' })).problem.errors?.[0]?.pointer
const idOf = async (given: Parameters<OpenDistrict['report']>[0] = {}): Promise<string> => (await d.report(given)).id

test('deadlines: today, within 24 working hours, overdue, before a day; paused ones are left out', async () => {
  const atDesk = await idOf() // two working hours to accept it
  const inThreeDays = await idOf()
  await d.give('Zhao', inThreeDays, { kind: 'dispatch', classCode: 'C0101' })
  const inTwoDays = await idOf()
  await d.give('Zhao', inTwoDays, { kind: 'dispatch', classCode: 'E0103' })
  const paused = await idOf()
  await d.give('Zhao', paused, { kind: 'dispatch', classCode: 'E0102' })
  const until = '2026-04-05T09:00:00+08:00'
  await d.give('Lin', paused, { kind: 'requestSuspend', reason: '等待材料', until })
  await d.give('Zhao', paused, { kind: 'approve' })

  expect(await list({ due: 'today' })).toEqual([atDesk])
  expect(await list({ due: 'within24' })).toEqual([atDesk, inTwoDays])
  expect(await list({ due: 'overdue' })).toEqual([])
  expect(await list({ dueBefore: '2026-03-06T00:00:00+08:00' })).toEqual([atDesk])
  expect((await list({ dueBefore: '2026-03-11T00:00:00+08:00' })).sort()).toEqual(
    [atDesk, inTwoDays, inThreeDays].sort(),
  )
  d.later(3 * 60)
  expect(await list({ due: 'overdue' })).toEqual([atDesk])
  expect(await list({ due: 'today' })).toEqual([])
  d.later(60 * 24 * 60)
  expect((await list({ due: 'overdue', list: 'all' })).sort()).toEqual([atDesk, inTwoDays, inThreeDays].sort())
  d.setTime('2026-03-05T09:00:00+08:00')
})

test('place: a grid with those below it, and a rectangle of the map', async () => {
  const one = await idOf({ position: PLACES.inGrid1 })
  const two = await idOf({ position: PLACES.inGrid2 })
  await idOf({ position: PLACES.outside })
  expect(await list({ gridId: d.grids.grid2 })).toEqual([two])
  expect((await list({ gridId: d.grids.community })).sort()).toEqual([one, two].sort())
  const { lon, lat } = PLACES.inGrid1
  const around = [lon - 0.001, lat - 0.001, lon + 0.001, lat + 0.001].join(',')
  expect(await list({ bbox: around })).toEqual([one])
  expect((await list({ bbox: '116,35,117,36' })).sort()).toEqual([one, two].sort())
  const { body } = await d.call(listPoints, { query: { bbox: around }, as: 'Zhao' })
  expect(body).toMatchObject({ more: false, items: [{ id: one, position: PLACES.inGrid1, condition: 'nearDue' }] })
  const few = await d.call(listPoints, { query: { bbox: '116,35,117,36', limit: 1 }, as: 'Zhao' })
  expect(few.body).toMatchObject({ more: true, items: [{}] })
  expect((await d.call(listPoints, { query: {}, as: 'Chen' })).body.items.map(({ id }) => id)).toEqual([two])
  for (const bad of ['1,2,3', 'a,b,c,d', '2,1,1,2', '1,2,3,400', ''])
    expect(await faultOf({ bbox: bad }), bad).toBe('/bbox')
  expect(await faultOf({ gridId: d.id() })).toBe('/gridId')
})

test('a rectangle is answered from its index under row-level security', async () => {
  const rows = Array.from({ length: 2_000 }, (_unused, nth) => nth)
  const plan = await d.db.asOwner(async (owner) => {
    const ids = rows.map(() => d.id())
    await sql`insert into ticket (district_id, id, number, revision, state, channel, urgency, title, description, address,
        lon, lat, grid_path, holder_unit_id, holder_level, desk_unit_id, involved_unit_ids, clock_kind, clock_started_at,
        due_at, reported_at, changed_at, follow_hash, body)
      select ${DISTRICT}, id, 'P' || nth, 1, 'reported', 'residentPage', 'normal', '', '', '', 116 + nth * 0.0004, 35, '1.',
        ${d.units.desk}::uuid, 0, ${d.units.desk}::uuid, '{}', 'acceptance', now(), now(), now(), now(), '\\x00', '{}'
      from unnest(${ids}::uuid[]) with ordinality as given(id, nth)`.execute(owner)
    await sql`analyze ticket`.execute(owner)
    return ids
  })
  const scope = { districtId: DISTRICT, territory: '1.', unitIds: [d.units.desk], rights: ['ticket.read'] }
  const text = await d.db.withScope(scope, async (tx) => {
    const { rows: lines } = await sql<{ 'QUERY PLAN': string }>`explain select id from ticket
      where district_id = ${DISTRICT} and closed_at is null and lon >= 116.1 and lon <= 116.11 and lat >= 34.9 and lat <= 35.1`.execute(
      tx,
    )
    return lines.map((line) => line['QUERY PLAN']).join('\n')
  })
  await d.db.asOwner((owner) => sql`delete from ticket where id = any(${plan}::uuid[])`.execute(owner))
  expect(text).toContain('ticket_open_lon_lat')
})

test('everything: what is open by its deadline, then what has ended by its last change; pages and positions agree', async () => {
  const open: string[] = []
  const ended: string[] = []
  for (let nth = 0; nth < 4; nth++) {
    const id = await idOf()
    const over = await idOf()
    await end(over)
    open.push(id)
    ended.unshift(over)
    d.later(1)
  }
  const whole = await list({ list: 'all', sort: 'due', limit: 500 })
  expect(whole.slice(0, 8)).toEqual([...open, ...ended])
  for (const sort of ['due', 'holder', 'class', 'state', 'grid', 'oldest'] as const) {
    const all = await list({ list: 'all', sort, limit: 500 })
    expect(new Set(all).size).toBe(all.length)
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const query: Record<string, string | number> = { list: 'all', sort, limit: 3, ...(cursor ? { cursor } : {}) }
      const { body } = await d.call(listTickets, { query, as: 'Zhao' })
      seen.push(...body.items.map(({ id }) => id))
      cursor = body.nextCursor
    } while (cursor !== null)
    expect(seen, sort).toEqual(all)
    for (const offset of [0, 2, 3, 4, 5, 9, all.length, all.length + 5])
      expect(await list({ list: 'all', sort, limit: 3, offset }), `${sort} ${offset}`).toEqual(
        all.slice(offset, offset + 3),
      )
  }
  const { body } = await d.call(listTickets, { query: { list: 'all', sort: 'holder', limit: 1 }, as: 'Zhao' })
  expect(await faultOf({ list: 'all', sort: 'due', cursor: body.nextCursor ?? '' })).toBe('/cursor')
  expect(await faultOf({ list: 'all', sort: 'holder', cursor: body.nextCursor ?? '', offset: 1 })).toBe('/offset')
})

test('by holder, class and grid rows of one kind stand together, the nearest deadline first', async () => {
  const given = [
    ['E0103', PLACES.inGrid2],
    ['E0102', PLACES.inGrid1],
    ['E0103', PLACES.inGrid1],
    ['E0102', PLACES.inGrid2],
  ] as const
  const ids: string[] = []
  for (const [classCode, position] of given) {
    const id = await idOf({ position })
    await d.give('Zhao', id, { kind: 'dispatch', classCode })
    ids.push(id)
  }
  const places = async (sort: NonNullable<Query['sort']>) => (await list({ sort })).map((id) => ids.indexOf(id))
  expect(await places('due')).toEqual([1, 3, 0, 2])
  expect(await places('class')).toEqual([1, 3, 0, 2])
  expect(await places('holder')).toEqual([1, 2, 3, 0])
  expect(await places('grid')).toEqual([1, 2, 3, 0])
})

test('what a filter finds is counted within what one may see, up to a limit', async () => {
  for (const position of [PLACES.inGrid1, PLACES.inGrid1, PLACES.inGrid2]) await idOf({ position })
  const found = async (query: QueryOf<typeof findCount>, as: Who) => (await d.call(findCount, { query, as })).body
  expect(await found({ list: 'desk' }, 'Zhao')).toEqual({ found: 3, capped: false })
  expect(await found({ list: 'desk', most: 2 }, 'Zhao')).toEqual({ found: 2, capped: true })
  expect(await found({ list: 'desk' }, 'Chen')).toEqual({ found: 1, capped: false })
  expect(await found({ list: 'desk', gridId: d.grids.grid1 }, 'Zhao')).toEqual({ found: 2, capped: false })
})
