import {
  exportFigures,
  figureFilterText,
  findCount,
  listTickets,
  percent,
  readFigures,
  toldRate,
  type FigureQuestion,
} from '@lianxin/contract'
import { FIGURES, type Figure } from '@lianxin/domain'
import JSZip from 'jszip'
import { sql } from 'kysely'
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { readXlsxLines } from '../../../platform/sheets/xlsx.ts'
import { openDistrict, type OpenDistrict } from '../../../testing/district.ts'
import { DISTRICT, PLACES, type Who } from '../../../testing/fixture.ts'
import { COLUMNS } from './columns.ts'
import { countChanges, fillIn, rebuildFigures } from './follow.ts'
import { planOf } from './plan.ts'

const DAY = '2026-03-05'
const HOUR_min = 60
const DAY_min = 24 * HOUR_min

let d: OpenDistrict
beforeAll(async () => {
  d = await openDistrict()
})
afterAll(() => d.end())
beforeEach(async () => {
  d.setTime('2026-03-05T09:00:00+08:00')
  await d.db.asOwner(async (owner) => {
    for (const table of [
      'figure_line',
      'figure_count',
      'figure_cursor',
      'outbox_cursor',
      'ticket_step',
      'ticket_reporter',
      'ticket',
    ])
      await sql`delete from ${sql.table(table)}`.execute(owner)
  })
  await follow()
})

async function follow(): Promise<void> {
  await countChanges(d.oversight, DISTRICT)
  while ((await fillIn(d.oversight, DISTRICT)).more);
}
const ask = (query: Partial<FigureQuestion> = {}, as: Who = 'Zhao') =>
  d.call(readFigures, { query: { from: '2026-03-01', to: '2026-03-31', ...query }, as })
async function totals(query: Partial<FigureQuestion> = {}, as: Who = 'Zhao'): Promise<Partial<Record<Figure, number>>> {
  const { body, problem } = await ask(query, as)
  if (problem.code) throw new Error(JSON.stringify(problem))
  return Object.fromEntries(Object.entries(body.total.counts).filter(([, count]) => count !== 0))
}
async function rowsOf(query: Partial<FigureQuestion>, figure: Figure, as: Who = 'Zhao') {
  const { body } = await ask(query, as)
  return body.rows.map(({ key, name, counts }) => [name || key, counts[figure]])
}

/** Six matters: in two grids, settled, passed up, sent back, declined, with a department, and one without a place. */
async function someMonth(): Promise<void> {
  const sent = async (unit: 'grid1' | 'grid2' | 'cg', position = PLACES.inGrid1, classCode = 'E0102') => {
    const { id } = await d.report({ position })
    await d.give('Zhao', id, { kind: 'dispatch', classCode, unitId: d.units[unit] })
    return id
  }
  const settled = await sent('grid1')
  await d.give('Lin', settled, { kind: 'resolve', publicReply: '已清理' })
  const up = await sent('grid2', PLACES.inGrid2, 'E0301')
  await d.give('Chen', up, { kind: 'escalate', reason: '需要社区协调' })
  d.later(DAY_min)
  const back = await sent('cg')
  await d.give('Wang', back, { kind: 'resolve', publicReply: '已清运' })
  await d.give('Zhao', back, { kind: 'rework', reason: '没有清完' })
  await d.give('Wang', back, { kind: 'resolve', publicReply: '已清完' })
  await d.give('Feng', up, { kind: 'resolve', publicReply: '双方已达成一致' })
  const declined = await d.report({})
  await d.give('Zhao', declined.id, { kind: 'decline', publicReply: '请拨打 110', reason: '不属受理范围' })
  d.later(27 * DAY_min)
  await d.report({ position: undefined as never, address: '湖边' })
  await sent('cg')
  await follow()
}

/** Counters that no line stands behind, or the other way round. */
async function differences(): Promise<unknown[]> {
  const sums = sql.raw(COLUMNS.map((column) => `sum(${column})::int as ${column}`).join(', '))
  const same = sql.raw(COLUMNS.map((column) => `counted.${column} = summed.${column}`).join(' and '))
  return d.db.asOwner(async (owner) => {
    const { rows } = await sql`
      with summed as (
        select 'all' as split, day, '00000000-0000-0000-0000-000000000000'::uuid as unit_id, '' as class_code, ${sums} from figure_line group by day
        union all select 'unit', day, unit_id, '', ${sums} from figure_line group by day, unit_id
        union all select 'class', day, '00000000-0000-0000-0000-000000000000', class_code, ${sums} from figure_line group by day, class_code
        union all select 'unit class', day, unit_id, class_code, ${sums} from figure_line group by day, unit_id, class_code)
      select * from summed full join
        (select * from figure_count where span = 'day' and grid_path = '1.' and split in ('all', 'unit', 'class', 'unit class')
          and (${sql.raw(COLUMNS.map((column) => `${column} <> 0`).join(' or '))})) counted
        using (split, day, unit_id, class_code)
      where (${same}) is not true`.execute(owner)
    return rows
  })
}

describe('figures', () => {
  test('hold the identity of the reports, and are the sum of what the tickets add', async () => {
    await someMonth()
    const counts = await totals({ to: '2026-04-30' })
    expect(counts).toMatchObject({ received: 6, dispatched: 5, reportedUp: 1, settled: 3, settledHere: 2 })
    expect(counts).toMatchObject({ reworked: 1, failedVerifications: 1, endedOtherwise: 1, settledOfReceived: 3 })
    expect((counts.dispatched ?? 0) + (counts.reportedUp ?? 0)).toBe(counts.received)
    expect(await differences()).toEqual([])
  })

  test('tell the period by months and days alike', async () => {
    await someMonth()
    const whole = await totals({ from: '2026-03-01', to: '2026-04-30' })
    const parts = [
      await totals({ from: '2026-03-01', to: '2026-03-05' }),
      await totals({ from: '2026-03-06', to: '2026-04-01' }),
      await totals({ from: '2026-04-02', to: '2026-04-30' }),
    ]
    for (const figure of FIGURES)
      expect(parts.reduce((sum, part) => sum + (part[figure] ?? 0), 0)).toBe(whole[figure] ?? 0)
    expect(await totals({ from: '2026-02-10', to: '2026-05-20' })).toEqual(whole)
  })

  test('add up to the same total whatever they are told apart by', async () => {
    await someMonth()
    const period = { from: '2026-03-02', to: '2026-04-30' }
    for (const as of ['Zhao', 'Sun', 'Feng', 'Wang'] as const) {
      const total = (await ask(period, as)).body.total
      for (const groupBy of ['unit', 'level', 'class', 'channel', 'day', 'month'] as const) {
        const { body } = await ask({ ...period, groupBy }, as)
        expect(body.total).toEqual(total)
        for (const figure of FIGURES)
          expect(body.rows.reduce((sum, { counts }) => sum + counts[figure], 0)).toBe(total.counts[figure])
      }
    }
    expect(await rowsOf({ groupBy: 'unit' }, 'settled')).toEqual(
      expect.arrayContaining([
        ['区城管局', 1],
        ['湖东社区', 1],
        ['湖东第一网格', 1],
      ]),
    )
    expect(await rowsOf({ groupBy: 'level' }, 'settled')).toEqual([
      ['3', 1],
      ['2', 1],
      ['0', 1],
    ])
  })

  test('are filtered by unit, class, channel and place, also together and where no counter is kept', async () => {
    await someMonth()
    expect(await totals({ unitId: d.units.cg })).toMatchObject({ received: 1, settled: 1, reworked: 1 })
    expect(await totals({ classCode: 'E03' })).toMatchObject({ received: 1, reportedUp: 1 })
    expect(await totals({ classCode: 'E0102', unitId: d.units.grid1 })).toMatchObject({ received: 1, settled: 1 })
    expect(await totals({ under: '1.2.3.5.' })).toMatchObject({ received: 1, reportedUp: 1 })
    expect(await totals({ under: '1.2.3.5.', classCode: 'E0102' })).toEqual({})
    expect(
      await totals({ under: '1.2.3.', classCode: 'E03', unitId: d.units.community, channel: 'residentPage' }),
    ).toEqual(await totals({ classCode: 'E03', unitId: d.units.community }))
    expect(await totals({ channel: 'camera' })).toEqual({})
  })

  test('of one class and channel by unit are read from months, and from lines only at the edges of the period', async () => {
    await someMonth()
    const narrow = { classCode: 'E0102', channel: 'residentPage' } as const
    const whole = { from: '2026-02-10', to: '2026-05-20', groupBy: 'unit', ...narrow } as const
    const pieces = planOf({ ...whole, path: '1.', unitIds: null })
    expect(pieces.map(({ source }) => source)).toEqual(['lines', 'month', 'lines'])
    expect(await rowsOf(whole, 'received')).toEqual(await rowsOf({ ...whole, classCode: 'E01' }, 'received'))
    expect(new Map((await rowsOf(whole, 'received')).map(([name, count]) => [name, count]))).toEqual(
      new Map([
        ['湖东第一网格', 1],
        ['区城管局', 2],
        ['区派遣台', 0],
      ]),
    )
    expect(await rowsOf({ ...whole, channel: 'camera' }, 'received')).toEqual([])
    // Counters that a migration writes of the lines there are, are those that are kept with the events.
    const three = `select * from figure_count where split = 'unit class channel'`
    const order = 'order by grid_path, day, unit_id, class_code, channel'
    const before = (await d.db.owner.query(`${three} ${order}`)).rows
    expect(before.length).toBeGreaterThan(0)
    const migration = await readFile(
      new URL('../../../../migrations/0211_figures_of_three.sql', import.meta.url),
      'utf8',
    )
    const fill = /insert into figure_count[^;]+;/.exec(migration)?.[0] ?? ''
    await d.db.owner.query(`delete from figure_count where split = 'unit class channel'; ${fill}`)
    expect((await d.db.owner.query(`${three} ${order}`)).rows).toEqual(before)
  })

  test('give shares with what they are shares of, and none of nothing', async () => {
    await someMonth()
    const { rates } = (await ask()).body.total
    expect(rates.here).toEqual({ numerator: 2, denominator: 3, rate: 2 / 3 })
    expect(rates.satisfaction).toEqual({ numerator: 0, denominator: 0, rate: null })
  })

  test('are seen as far as the post reaches', async () => {
    await someMonth()
    expect((await totals({}, 'Wang')).received).toBe(1)
    expect((await totals({}, 'Wu')).received).toBeUndefined()
    expect((await totals({ to: '2026-04-30' }, 'Sun')).received).toBe(5)
    expect((await totals({ to: '2026-04-30' }, 'He')).received).toBe(6)
    const refused = [
      await ask({ unitId: d.units.water }, 'Wang'),
      await ask({ under: '1.9.' }, 'Sun'),
      await ask({ from: '2026-03-31', to: '2026-03-01' }),
      await ask({ from: '2024-01-01' }),
      await ask({}, 'Lin'),
    ]
    expect(refused.map(({ problem }) => problem.code)).toEqual([
      'figure.outside_reach',
      'figure.outside_reach',
      'figure.period_invalid',
      'figure.period_invalid',
      'right.missing',
    ])
  })

  test('lead to as many tickets as they count', async () => {
    await someMonth()
    const { total } = (await ask({ to: '2026-04-30' })).body
    for (const figure of FIGURES) {
      const text = figureFilterText({ figure, from: '2026-03-01', to: '2026-04-30' })
      const found = await d.call(findCount, { query: { list: 'all', figure: text }, as: 'Zhao' })
      expect([figure, found.body.found]).toEqual([figure, total.counts[figure]])
    }
    const { rows } = (await ask({ groupBy: 'class' })).body
    for (const { key, counts } of rows) {
      const figure = figureFilterText({ figure: 'received', from: '2026-03-01', to: '2026-03-31', classCode: key })
      const { body } = await d.call(listTickets, { query: { list: 'all', figure }, as: 'Zhao' })
      expect(body.items).toHaveLength(counts.received)
    }
    const [city] = (await ask({ groupBy: 'level', to: '2026-04-30' })).body.rows.filter(({ key }) => key === '-1')
    expect(city).toBeUndefined()
    const { id } = await d.report()
    await d.give('Zhao', id, { kind: 'dispatch', classCode: 'E0102', unitId: d.units.district })
    await d.give('Zhou', id, { kind: 'escalate', reason: '需市级协调' })
    await follow()
    const levels = (await ask({ groupBy: 'level', to: '2026-04-30' })).body.rows
    expect(levels.map(({ key }) => key)).toEqual(['3', '2', '0', '-1'])
    for (const { key, counts } of levels) {
      const figure = figureFilterText({ figure: 'received', from: '2026-03-01', to: '2026-04-30', level: Number(key) })
      const { body } = await d.call(findCount, { query: { list: 'all', figure }, as: 'Zhao' })
      expect([key, body.found]).toEqual([key, counts.received])
    }
    const own = figureFilterText({ figure: 'settled', from: DAY, to: '2026-03-31', unitId: d.units.cg, level: 0 })
    const found = await d.call(findCount, { query: { list: 'all', figure: own }, as: 'Wang' })
    expect(found.body.found).toBe((await totals({}, 'Wang')).settled)
    const bad = await d.call(findCount, { query: { list: 'all', figure: 'logins,2026-03-01,2026-03-02' }, as: 'Zhao' })
    expect(bad.problem.code).toBe('request.invalid')
  })

  test('come as a file in either language and format', async () => {
    await someMonth()
    const query = { from: '2026-03-01', to: '2026-03-31', groupBy: 'unit' } as const
    const csv = await d.call(exportFigures, { query: { ...query, format: 'csv' }, as: 'Zhao' })
    const lines = Buffer.from(csv.body).toString().split('\n')
    expect(lines[0]).toContain('单位,受理,派发,上报')
    expect(lines.find((line) => line.startsWith('区城管局'))).toMatch(/^区城管局,1,1,0,1/)
    expect(lines.find((line) => line.startsWith('区城管局'))).toContain('100.0%')
    // In the language of the page, whatever the browser prefers.
    const xlsx = await d.call(exportFigures, {
      query: { ...query, format: 'xlsx', lang: 'en' },
      as: 'Zhao',
      lang: 'zh',
    })
    const book = xlsx.body as unknown as Uint8Array
    const read = await readXlsxLines(book)
    expect(read[0]?.cells.slice(0, 3)).toEqual(['Unit', 'Received', 'Dispatched'])
    const row = read.find(({ cells }) => cells[0] === '区城管局')?.row ?? 0
    const sheet = await (await JSZip.loadAsync(book)).file('xl/worksheets/sheet1.xml')?.async('string')
    expect(sheet).toMatch(new RegExp(`<c r="B${row}"[^>]*><v>1</v>`))
    expect(sheet).toMatch(new RegExp(`<c r="S${row}" s="\\d+"><v>1</v>`))
  })

  test('shares are told alike on the screen, in files and in briefs: all only where nothing is missing', () => {
    expect([percent(0.99999), percent(1), percent(0.2851), percent(null)]).toEqual(['99.9%', '100.0%', '28.5%', '—'])
    expect([toldRate(0.99999), toldRate(1), toldRate(0)]).toEqual([0.999, 1, 0])
  })
})

describe('counting', () => {
  const kept = async () =>
    d.db.asOwner(async (owner) => {
      const { rows } = await sql`select * from figure_line order by ticket_id, day, unit_id`.execute(owner)
      const counts = await sql`select * from figure_count
        where ${sql.raw(COLUMNS.map((column) => `${column} <> 0`).join(' or '))}
        order by span, grid_path, split, day, unit_id, class_code, channel`.execute(owner)
      return { rows, counts: counts.rows }
    })

  test('a repeated or simultaneous look changes nothing', async () => {
    await someMonth()
    const before = await kept()
    await d.db.owner.query(`update outbox_cursor set snapshot = '3:3:' where follower = 'figures'`)
    await Promise.all([countChanges(d.oversight, DISTRICT), countChanges(d.oversight, DISTRICT)])
    expect(await kept()).toEqual(before)
  })

  test('what was taken back is counted no longer', async () => {
    const { id } = await d.report({})
    await follow()
    const before = await kept()
    const receipt = await d.give('Zhao', id, {
      kind: 'dispatch',
      classCode: 'E0102',
      unitId: d.units.cg,
      commandId: d.id(),
    })
    await follow()
    expect(await kept()).not.toEqual(before)
    const steps = await d.db.owner.query<{ command_id: string }>(
      'select command_id from ticket_step where ticket_id = $1 order by seq desc limit 1',
      [id],
    )
    expect(receipt.revision).toBeGreaterThan(1)
    await d.give('Zhao', id, { kind: 'undo', ofCommandId: steps.rows[0]?.command_id ?? '' })
    await follow()
    expect(await kept()).toEqual(before)
  })

  test('anew from the histories gives the same counters, and the screen says that it is under way', async () => {
    await someMonth()
    const before = await kept()
    const said: number[] = []
    await d.db.owner.query('delete from figure_line; delete from figure_count; delete from figure_cursor;')
    expect((await ask()).body.filled).toBe(0)
    await rebuildFigures(d.oversight, DISTRICT, (filled) => said.push(filled))
    expect(said).toEqual([6])
    expect((await ask()).body.filled).toBeNull()
    expect(await kept()).toEqual(before)
  })

  test('a cursor that did not move counts the same tickets once', async () => {
    const { rows } = await d.db.owner.query<{ snapshot: string }>(
      `select snapshot from outbox_cursor where follower = 'figures'`,
    )
    await d.report({})
    expect(await countChanges(d.oversight, DISTRICT)).toBe(1)
    await d.db.owner.query(`update outbox_cursor set snapshot = $1 where follower = 'figures'`, [rows[0]?.snapshot])
    expect(await countChanges(d.oversight, DISTRICT)).toBe(0)
    expect((await totals()).received).toBe(1)
  })
})
