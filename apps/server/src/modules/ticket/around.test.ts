import { listReporterTickets, nearbyTickets } from '@lianxin/contract'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { systemScope } from '../../platform/db/scope.ts'
import { openDistrict, type OpenDistrict } from '../../testing/district.ts'
import { DISTRICT, PLACES, type Who } from '../../testing/fixture.ts'
import { hashTelephones } from '../intake/hash-telephones.ts'
import { eraseReporters } from './rules-by-time.ts'

let d: OpenDistrict
beforeAll(async () => {
  d = await openDistrict()
})
afterAll(() => d.end())

const HERE = PLACES.inGrid1
/** So many metres to the north. */
const north = (metres: number) => ({ lon: HERE.lon, lat: HERE.lat + metres / 111_320 })
const tracesOf = (kind: string, ticketId: string) =>
  d.db.asOwner((owner) =>
    owner
      .selectFrom('trace')
      .select(['person_id', 'purpose', 'result'])
      .where('kind', '=', kind)
      .where('subject', '=', `ticket:${ticketId}`)
      .orderBy('id')
      .execute(),
  )
const PURPOSE = '核对是否重复反映'
const others = (as: Who, ticketId: string, purpose = PURPOSE) =>
  d.call(listReporterTickets, { params: { ticketId }, body: { purpose }, as })

test('neighbours are open, within 500 metres, of the same class first and then by distance', async () => {
  const own = await d.report({ position: HERE, classCode: 'E0102' })
  const near = await d.report({ position: north(100), classCode: 'E0103' })
  const same = await d.report({ position: north(400), classCode: 'E0102' })
  const far = await d.report({ position: north(520), classCode: 'E0102' })
  const ended = await d.report({ position: north(50), classCode: 'E0102' })
  await d.give('Zhao', ended.id, { kind: 'void', reason: '误录', publicReply: '误录' })
  const { body } = await d.call(nearbyTickets, { params: { ticketId: own.id }, as: 'Zhao' })
  expect(body.radius_m).toBe(500)
  expect(body.items.map(({ id, sameClass }) => [id, sameClass])).toEqual([
    [same.id, true],
    [near.id, false],
  ])
  expect(Math.abs((body.items[0]?.distance_m ?? 0) - 400)).toBeLessThan(3)
  expect(body.items.map(({ id }) => id)).not.toContain(far.id)
})

test('a neighbour outside of one’s territory is not shown, and of a ticket one cannot see nothing is told', async () => {
  const edge = { lon: PLACES.inGrid2.lon - 0.0049, lat: HERE.lat }
  const [mine, theirs] = [
    await d.report({ position: { lon: edge.lon - 0.0002, lat: edge.lat } }),
    await d.report({ position: edge }),
  ]
  const seen = async (as: Who) =>
    (await d.call(nearbyTickets, { params: { ticketId: mine.id }, as })).body.items.map(({ id }) => id)
  expect(await seen('Zhao')).toContain(theirs.id)
  expect(await seen('Lin')).not.toContain(theirs.id)
  const refused = await d.call(nearbyTickets, { params: { ticketId: theirs.id }, as: 'Lin' })
  expect(refused.problem.code).toBe('ticket.not_found')
})

test('a matter without a point has no neighbours', async () => {
  const { id } = await d.report({ position: undefined as never })
  expect((await d.call(nearbyTickets, { params: { ticketId: id }, as: 'Zhao' })).body.items).toEqual([])
})

test('the reporter’s other tickets are found by the telephone, however it was written, with a trace', async () => {
  const by = (telephone: string, confidential = false, position: { lon: number; lat: number } = HERE) =>
    d.report({ position, reporter: { name: '张三', telephone, confidential } })
  const one = await by('13812345678')
  const two = await by('+86 138-1234-5678')
  const secret = await by('138 1234 5678', true)
  const away = await by('13812345678', false, PLACES.inGrid2)
  const stranger = await by('13812345679')
  const answer = await others('Zhao', one.id)
  expect(answer.body.known).toBe(true)
  expect(answer.body.items.map(({ id }) => id).sort()).toEqual([two.id, secret.id, away.id].sort())
  // Within the territory only, and never tells who asked for confidentiality.
  expect((await others('Lin', one.id)).body.items.map(({ id }) => id)).toEqual([two.id])
  expect((await others('Zhao', stranger.id)).body.items).toEqual([])

  const traces = await tracesOf('reporter.tickets_listed', one.id)
  expect(traces).toEqual([
    { person_id: d.persons.Zhao, purpose: PURPOSE, result: 'done' },
    { person_id: d.persons.Lin, purpose: PURPOSE, result: 'done' },
  ])
})

test('who may not know the reporter is refused, and the attempt leaves its trace', async () => {
  const { id } = await d.report({ reporter: { telephone: '13800001111', confidential: true } })
  expect((await others('Lin', id)).problem).toMatchObject({ status: 403, code: 'right.missing' })
  expect(await tracesOf('reporter.tickets_listed', id)).toEqual([
    { person_id: d.persons.Lin, purpose: PURPOSE, result: 'refused' },
  ])
  expect((await others('Zhou', id)).problem.code).toBe('right.missing')
  expect((await others('Chen', id)).problem.code).toBe('ticket.not_found')
  expect((await others('Zhao', id, '看')).problem.code).toBe('request.invalid')
})

test('short numbers and missing ones link nobody', async () => {
  const [a, b] = [
    await d.report({ reporter: { telephone: '110' } }),
    await d.report({ reporter: { telephone: '110' } }),
  ]
  expect((await others('Zhao', a.id)).body).toEqual({ known: true, items: [] })
  const none = await d.report({})
  expect((await others('Zhao', none.id)).body).toEqual({ known: false, items: [] })
  expect(b.id).not.toBe(a.id)
})

test('reports of before get their comparison value, and erasing the reporter erases it', async () => {
  const [a, b] = [
    await d.report({ reporter: { telephone: '13711112222' } }),
    await d.report({ reporter: { telephone: '13711112222' } }),
  ]
  const rows = (where: string) =>
    d.db.asOwner(async (owner) => {
      const { rows: found } = await sql<{ n: number }>`select count(*)::int as n from ticket_reporter
        where ticket_id in (${a.id}, ${b.id}) and ${sql.raw(where)}`.execute(owner)
      return found[0]?.n
    })
  await d.db.withScope(systemScope(DISTRICT), (tx) =>
    sql`update ticket_reporter set telephone_hash = null where ticket_id in (${a.id}, ${b.id})`.execute(tx),
  )
  expect((await others('Zhao', a.id)).body.items).toEqual([])
  expect(await hashTelephones(d.deps, DISTRICT)).toBe(2)
  expect((await others('Zhao', a.id)).body.items.map(({ id }) => id)).toEqual([b.id])
  await eraseReporters(d.deps, DISTRICT, d.now() + 3 * 366 * 86_400_000)
  expect(await rows('telephone_hash is null')).toBe(2)
  expect((await others('Zhao', a.id)).body).toEqual({ known: false, items: [] })
})
