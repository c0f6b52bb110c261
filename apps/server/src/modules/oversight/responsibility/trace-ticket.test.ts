import {
  askInquiry,
  issueOrder,
  putResponsibilityRules,
  readResponsibilityRules,
  readTrace,
  type BodyOf,
} from '@lianxin/contract'
import { DAY_MS, HOUR_MS, RESPONSIBILITY_RULES } from '@lianxin/domain'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { openDistrict, type OpenDistrict } from '../../../testing/district.ts'
import type { Who } from '../../../testing/fixture.ts'
import { overdueIn } from './example.ts'

let d: OpenDistrict
const { anew, missed, trace, draft, drafted, speak, decide } = overdueIn(() => d)
beforeAll(async () => {
  d = await openDistrict()
})
afterAll(() => d.end())
beforeEach(() => anew())

describe('the trace of a ticket', () => {
  test('names each holder with its working hours, what was due, what was missed and what reached it', async () => {
    const id = await missed()
    const found = await trace(id)
    expect(found.discovered).toMatchObject({ channel: 'residentPage', unit: null })
    expect(found.passedUp).toMatchObject([{ from: { name: '湖东第一网格' }, to: { name: '湖东社区' } }])
    expect(found.resolved).toMatchObject({ by: { name: '湖东社区' } })
    const hours = (ms: number | null) => (ms ?? 0) / HOUR_MS
    expect(found.stretches.map((one) => [one.unit.name, one.stage, hours(one.took_ms), hours(one.missed_ms)])).toEqual([
      ['区派遣台', 'acceptance', 0, 0],
      ['湖东第一网格', 'handling', 21, 17],
      ['湖东社区', 'handling', 70, 66],
      ['区派遣台', 'verification', 0, 0],
    ])
    const [, grid, community] = found.stretches
    expect(grid?.told.map(({ kind }) => kind)).toEqual(['nearDue', 'due', 'overdue', 'reminded', 'urged'])
    expect(grid?.told.at(-1)?.by?.name).toBe('区派遣台')
    expect(community?.told.at(-1)).toMatchObject({ kind: 'criticised', told: true })
  })

  test('says who was told by an order, by a question', async () => {
    const { id } = await d.report()
    await d.give('Zhao', id, { kind: 'dispatch', classCode: 'E0102' })
    await d.give('Lin', id, { kind: 'escalate', reason: '网格无力处理' })
    d.later(60)
    const order = { ticketIds: [id], reason: '群众反映强烈', limit: { amount: 2, unit: 'workDay' } } as const
    await d.call(issueOrder, { params: { orderId: d.id() }, body: { ...order, ticketIds: [id] }, as: 'Zhou' })
    const orderedAt = new Date(d.now()).toISOString()
    d.setTime('2026-03-16T18:30:00+08:00')
    await d.call(askInquiry, {
      params: { ticketId: id },
      body: { id: d.id(), question: '为何至今未解决？' },
      as: 'Lin',
    })
    const told = (await trace(id)).stretches.map(({ unit, told: all }) => [
      unit.name,
      all.filter(({ kind }) => kind === 'ordered' || kind === 'asked').map(({ kind, at, by }) => [kind, at, by?.name]),
    ])
    expect(told).toEqual([
      ['区派遣台', []],
      ['湖东第一网格', []],
      [
        '湖东社区',
        [
          ['ordered', orderedAt, '太白湖新区'],
          ['asked', new Date(d.now()).toISOString(), '湖东第一网格'],
        ],
      ],
    ])
  })

  test('counts an emergency by the clock, over night and weekend', async () => {
    d.setTime('2026-03-06T20:00:00+08:00') // a Friday
    const { id } = await d.report()
    await d.give('Zhao', id, { kind: 'dispatch', classCode: 'E0201' })
    d.setTime('2026-03-08T20:00:00+08:00')
    const { stretches, proposals } = await trace(id)
    expect(stretches[1]).toMatchObject({
      dueAt: '2026-03-06T14:00:00.000Z',
      countedIn: 'hour',
      isLate: true,
      took_ms: 48 * HOUR_MS,
      missed_ms: 46 * HOUR_MS,
    })
    expect(proposals?.items).toMatchObject([
      { unit: { name: '湖东第一网格' }, missed: { work_ms: 0, clock_ms: 46 * HOUR_MS }, measure: 'writtenNotice' },
    ])
  })

  test('is for whoever sees the ticket; proposals only for those who may draft, in their territory', async () => {
    const id = await missed()
    const [first, second] = (await trace(id)).proposals?.items ?? []
    expect(first).toMatchObject({ unit: { name: '湖东社区' }, share: 'primary', measure: 'writtenNotice' })
    expect(first?.missed).toEqual({ work_ms: 66 * HOUR_MS, clock_ms: 0 })
    expect(second).toMatchObject({ unit: { name: '湖东第一网格' }, share: 'joint', measure: 'talk' })
    expect((await trace(id, 'Sun')).proposals?.items).toHaveLength(2)
    expect((await trace(id, 'Feng')).proposals).toBeNull()
    expect((await d.call(readTrace, { params: { ticketId: id }, as: 'Wang' })).problem.code).toBe('ticket.not_found')
  })
})

describe('the rules', () => {
  test('are data of the district; what was proposed keeps those it was proposed by', async () => {
    const read = () => d.call(readResponsibilityRules, { as: 'Feng' })
    expect((await read()).body).toMatchObject({ version: 0, rules: RESPONSIBILITY_RULES, changedBy: null })
    const before = await drafted()
    const stricter = {
      ...RESPONSIBILITY_RULES,
      ladder: RESPONSIBILITY_RULES.ladder.map((rung, nth) => ({ ...rung, from_hours: nth + 1 })),
      lasts_days: { ...RESPONSIBILITY_RULES.lasts_days, talk: 7 },
    }
    const put = (version: number, rules: BodyOf<typeof putResponsibilityRules>['rules'] = stricter, as: Who = 'Zhou') =>
      d.call(putResponsibilityRules, { body: { version, rules, reason: '试行' }, as })
    expect((await put(0)).body).toMatchObject({ version: 1, changedBy: '周区长', reason: '试行' })
    expect((await put(0)).body.version).toBe(1)
    expect((await put(0, { ...stricter, jointMilder: 0 })).problem.code).toBe('responsibility.rules_stale')
    const broken = { ...stricter, ladder: stricter.ladder.toReversed() }
    expect((await put(1, broken)).problem.code).toBe('responsibility.rules_invalid')
    const halfDay = await put(1, { ...stricter, hearWithin: { amount: 0.5, unit: 'workDay' } })
    expect([halfDay.problem.code, halfDay.problem.errors?.[0]?.pointer]).toEqual([
      'responsibility.rules_invalid',
      '/rules/hearWithin',
    ])
    expect((await put(1, stricter, 'Feng')).problem.code).toBe('right.missing')
    // Who is primary is data too: here the grid, as it was late itself.
    const gridFirst = { ...stricter, primary: 'lowestLevel', jointMilder: 0 } as const
    expect((await put(1, gridFirst)).body.rules).toEqual(gridFirst)
    expect((await trace(before.ticketId)).proposals?.items[0]).toMatchObject({
      unit: { name: '湖东第一网格' },
      share: 'primary',
      measure: 'yellowCard',
    })
    expect((await put(2)).body.version).toBe(3)
    const [after] = (await draft(before.ticketId, 'grid1')).body.items
    expect(after).toMatchObject({ rulesVersion: 3, proposed: 'writtenNotice' })
    await speak(before.id, 'speak')
    expect(Date.parse((await decide(before.id)).body.endsAt ?? '')).toBe(d.now() + 30 * DAY_MS)
  })
})
