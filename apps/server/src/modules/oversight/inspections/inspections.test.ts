import {
  drawInspection,
  handCheck,
  listChecks,
  listInspections,
  listInspectors,
  readInspection,
  readTicket,
  recordCheck,
  type BodyOf,
} from '@lianxin/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { openDistrict, type OpenDistrict } from '../../../testing/district.ts'
import { PLACES, type Who } from '../../../testing/fixture.ts'

const DAY_MIN = 24 * 60
const TODAY = '2026-04-05'

let d: OpenDistrict
/** Closed matters: of the department, and of the two grids. */
const closed: string[] = []
let confidential: string

async function closedMatter(classCode: string, unitId: string, as: Who, position = PLACES.inGrid1): Promise<string> {
  const { id } = await d.report({ position, reporter: { name: '张三', telephone: '13800001111' } })
  await d.give('Zhao', id, { kind: 'dispatch', classCode, unitId })
  await d.give(as, id, { kind: 'resolve', publicReply: '已清运完毕' })
  await d.give('Zhou', id, { kind: 'verify' })
  await d.give('Zhou', id, { kind: 'close' })
  return id
}

beforeAll(async () => {
  d = await openDistrict()
  for (let count = 0; count < 6; count++) closed.push(await closedMatter('E0102', d.units.cg, 'Wang'))
  closed.push(await closedMatter('E0102', d.units.grid1, 'Lin'))
  closed.push(await closedMatter('E0102', d.units.grid2, 'Chen', PLACES.inGrid2))
  confidential = await closedMatter('E0301', d.units.cg, 'Wang')
  // A month later: the window in which reporters may reopen has passed.
  d.later(31 * DAY_MIN)
})
afterAll(() => d.end())

const draw = (more: Partial<BodyOf<typeof drawInspection>> = {}, as: Who = 'Zhou', id = d.id()) =>
  d.call(drawInspection, {
    params: { inspectionId: id },
    body: {
      from: '2026-03-01',
      to: TODAY,
      dueOn: '2026-04-20',
      strata: 'unit',
      take: { kind: 'count', count: 5 },
      inspectorIds: [d.persons.Han],
      ...more,
    },
    as,
  })
const record = (inspectionId: string, ticketId: string, body: BodyOf<typeof recordCheck>, as: Who = 'Han') =>
  d.call(recordCheck, { params: { inspectionId, ticketId }, body, as })
const read = async (inspectionId: string, as: Who = 'Zhou') =>
  (await d.call(readInspection, { params: { inspectionId }, as })).body
const found = { verdict: 'confirmed', seen: '现场干净' } as const

describe('a draw', () => {
  test('is refused with what is wrong', async () => {
    const codeOf = async (more: Partial<BodyOf<typeof drawInspection>>, as: Who = 'Zhou') =>
      (await draw(more, as)).problem.code
    expect(await codeOf({}, 'Wang')).toBe('right.missing')
    expect(await codeOf({ from: '2026-04-06' })).toBe('inspection.period_wrong')
    expect(await codeOf({ to: '2026-04-06' })).toBe('inspection.period_wrong')
    expect(await codeOf({ dueOn: '2026-04-04' })).toBe('inspection.period_wrong')
    expect(await codeOf({ to: '2026-03-02' })).toBe('inspection.pool_empty')
    expect(await codeOf({ inspectorIds: [d.persons.Wang] })).toBe('inspection.inspector_unknown')
    // The street's own grids and the desk's own verification: nobody of the street may check them.
    expect(await codeOf({ inspectorIds: [d.persons.Feng] })).toBe('inspection.nobody_free')
  })

  let id: string
  test('takes some of each unit, gives them away, and can be repeated', async () => {
    id = d.id()
    const first = await draw({}, 'Zhou', id)
    expect(first.body).toMatchObject({ pool: 8, drawn: 5, checked: 0, units: [], repeat: { same: true } })
    const { items } = first.body
    expect(new Set(items.map(({ ticketId }) => ticketId)).size).toBe(5)
    expect(items.filter(({ unit }) => unit.name === '区城管局')).toHaveLength(3)
    expect(items.every(({ ticketId, inspector }) => closed.includes(ticketId) && inspector === '韩代表')).toBe(true)
    expect(items.some(({ ticketId }) => ticketId === confidential)).toBe(false)
    expect((await draw({}, 'Zhou', id)).body).toEqual(first.body)
    expect((await draw({ dueOn: '2026-04-21' }, 'Zhou', id)).problem.code).toBe('inspection.id_reused')
  })

  test('draws nothing that it drew before, and at least one of each stratum', async () => {
    const rest = await draw({ strata: 'class', take: { kind: 'percent', percent: 1 } })
    expect(rest.body).toMatchObject({ pool: 3, drawn: 1 })
    const before = (await read(id)).items.map(({ ticketId }) => ticketId)
    expect(before).not.toContain(rest.body.items[0]?.ticketId)
    expect((await d.call(readInspection, { params: { inspectionId: d.id() }, as: 'Zhou' })).problem.code).toBe(
      'inspection.not_found',
    )
  })

  test('is hidden from the units it is about until it is checked, seed and pool included', async () => {
    const theirs = await read(id, 'Wang')
    expect(theirs).toMatchObject({ items: [], units: [], repeat: null, mayHand: false })
    expect(JSON.stringify(theirs)).not.toContain((await read(id)).repeat?.seed)
    expect((await read(id, 'He')).repeat?.same).toBe(true)
    expect((await d.call(listInspections, { as: 'Lin' })).problem.code).toBe('right.missing')
  })

  test('tells an inspector number, class, place and what was done, and nothing of the reporter', async () => {
    const { items } = (await d.call(listChecks, { as: 'Han' })).body
    expect(items).toHaveLength(6)
    expect(items[0]).toMatchObject({ className: { zh: '暴露垃圾' }, publicReply: '已清运完毕', verdict: null })
    expect(items[0]?.timeline.map(({ kind }) => kind)).toContain('closed')
    expect(JSON.stringify(items)).not.toMatch(/张|13800001111|垃圾成堆|王科员/)
    const [first] = items
    expect((await d.call(readTicket, { params: { ticketId: first?.ticketId ?? '' }, as: 'Han' })).problem.code).toBe(
      'right.missing',
    )
  })

  test('that is refuted opens the matter again by the core, though the window of reporters has passed', async () => {
    const { items } = await read(id)
    const [wrong, ...others] = items.filter(({ unit }) => unit.name === '区城管局')
    const ticketId = wrong?.ticketId ?? ''
    const refuted = { verdict: 'refuted', seen: '垃圾仍在，未清运' } as const
    const answers = await Promise.all([record(id, ticketId, refuted), record(id, ticketId, refuted)])
    for (const { body } of answers) expect(body).toMatchObject({ verdict: 'refuted', reopened: true })
    const ticket = (await d.call(readTicket, { params: { ticketId }, as: 'Zhou' })).body
    expect(ticket).toMatchObject({ state: 'filed', closedAt: null })
    const reopened = ticket.steps.filter(({ kind }) => kind === 'reopened')
    expect(reopened).toHaveLength(1)
    expect(reopened[0]?.facts).toMatchObject({ reason: '垃圾仍在，未清运', cause: 'recheck' })
    for (const { ticketId: one } of others) await record(id, one, found)
    const detail = await read(id)
    expect(detail.units).toEqual([
      { unit: expect.objectContaining({ name: '区城管局' }), checked: 3, confirmed: 2, confirmed_percent: 66.7 },
    ])
    expect((await read(id, 'Wang')).items.map(({ seen, inspector }) => [seen, inspector])).toContainEqual([
      '垃圾仍在，未清运',
      '',
    ])
    const list = (await d.call(listInspections, { as: 'Wang' })).body
    expect(list.units).toMatchObject([{ checked: 3, confirmed: 2 }])
    expect(list.items.find((one) => one.id === id)).toMatchObject({ checked: 3, confirmed: 2 })
    expect((await read(id)).repeat?.same).toBe(true)
  })

  test('that is refuted where the matter was opened again meanwhile leaves it as it is', async () => {
    const open = (await read(id)).items.find(({ verdict }) => verdict === null)
    const ticketId = open?.ticketId ?? ''
    await d.db.owner.query(
      `update ticket set state = 'filed', closed_at = null,
         body = body || '{"state": "filed", "closedAt": null}'::jsonb where id = $1`,
      [ticketId],
    )
    const answer = await record(id, ticketId, { verdict: 'refuted', seen: '没有处理' })
    expect(answer.body).toMatchObject({ verdict: 'refuted', reopened: false })
  })

  test('is checked by whom it was given to, once, and never by the unit itself', async () => {
    const codeOf = async (...what: Parameters<typeof record>) => (await record(...what)).problem.code
    const { items } = await read(id)
    const open = items.find(({ verdict }) => verdict === null)?.ticketId ?? ''
    const done = items.find(({ verdict }) => verdict === 'confirmed')?.ticketId ?? ''
    expect(await codeOf(id, open, found, 'Wang')).toBe('right.missing')
    expect(await codeOf(id, open, found, 'Feng')).toBe('inspection.not_assigned')
    expect(await codeOf(id, d.id(), found)).toBe('inspection.not_assigned')
    expect(await codeOf(id, done, { verdict: 'refuted', seen: '又看了' })).toBe('inspection.done_already')
    await d.db.owner.query('update inspection_check set inspector_id = $1 where ticket_id = $2', [d.persons.Feng, open])
    expect(await codeOf(id, open, found, 'Feng')).toBe('inspection.own_work')
  })

  test('is handed to another inspector by those who drew, never into the own unit', async () => {
    const { items } = await read(id)
    const open = items.find(({ verdict }) => verdict === null)?.ticketId ?? ''
    const hand = (inspectorId: string, ticketId = open, as: Who = 'Zhou') =>
      d.call(handCheck, { params: { inspectionId: id, ticketId }, body: { inspectorId }, as })
    expect((await hand(d.persons.Sun)).problem.code).toBe('inspection.nobody_free')
    expect((await hand(d.persons.Wang)).problem.code).toBe('inspection.inspector_unknown')
    expect((await hand(d.persons.Han, d.id())).problem.code).toBe('inspection.not_found')
    expect((await hand(d.persons.Han, open, 'Sun')).problem.code).toBe('inspection.not_found')
    const done = items.find(({ verdict }) => verdict !== null)?.ticketId ?? ''
    expect((await hand(d.persons.Han, done)).problem.code).toBe('inspection.done_already')
    expect((await hand(d.persons.Han)).body.items.find(({ ticketId }) => ticketId === open)?.inspector).toBe('韩代表')
    const people = (await d.call(listInspectors, { as: 'Zhou' })).body.items
    expect(people.map(({ name, citizen }) => [name, citizen]).toSorted()).toEqual([
      ['冯书记', false],
      ['孙主任', false],
      ['韩代表', true],
    ])
  })
})
