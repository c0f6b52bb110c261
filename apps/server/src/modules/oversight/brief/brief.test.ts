import { briefDocument, figureFilterText, findCount, readFigures } from '@lianxin/contract'
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { DISTRICT } from '../../../testing/fixture.ts'
import { countChanges } from '../figures/follow.ts'
import { MARCH, openMarch, QUARREL, type March } from './march.ts'
import { produceDue, produceWaiting } from './produce.ts'

const FIRST_MS = 120_000

let d: March['d']
let matters: March['matters']
let sent: March['sent']
let ask: March['ask']
let read: March['read']
let file: March['file']
let listed: March['listed']
let contentOf: March['contentOf']
beforeAll(async () => {
  ;({ d, matters, sent, ask, read, file, listed, contentOf } = await openMarch())
}, FIRST_MS)
afterAll(() => d.end())

describe('briefs', () => {
  test('are produced by themselves on the first working day, once for each unit, however many do it', async () => {
    // Wednesday, 1 April 2026.
    d.setTime('2026-03-31T23:59:00+08:00')
    // Where there never was one, the month before; March not yet.
    expect(await produceDue(d.oversight, DISTRICT)).toBe(4)
    expect(await produceDue(d.oversight, DISTRICT)).toBe(0)
    d.setTime('2026-04-01T00:00:00+08:00')
    const written = await Promise.all([produceDue(d.oversight, DISTRICT), produceDue(d.oversight, DISTRICT)])
    expect(written[0] + written[1]).toBe(4)
    expect(await produceDue(d.oversight, DISTRICT)).toBe(0)
    const { items, present } = await listed('Zhou', MARCH)
    expect(present).toBe('2026-04')
    expect(items.map(({ unit, month, version, byName }) => [unit.name, unit.kind, month, version, byName])).toEqual([
      ['太白湖新区', 'district', '2026-03', 1, null],
      ['石桥镇', 'subdistrict', '2026-03', 1, null],
      ['区城管局', 'department', '2026-03', 1, null],
      ['区水务局', 'department', '2026-03', 1, null],
    ])
  })

  test('an interrupted run is finished without a second brief of any unit', async () => {
    await d.db.owner.query(`delete from brief where month = '2026-03-01' and unit_id = any($1)`, [
      [d.units.district, d.units.street],
    ])
    expect(await produceDue(d.oversight, DISTRICT)).toBe(2)
    expect((await listed('Zhou', MARCH)).items).toHaveLength(4)
  })

  test('tell the figures of the statistics screen', async () => {
    const period = { from: '2026-03-01', to: '2026-03-31' }
    for (const [unit, as] of [
      ['district', 'Zhou'],
      ['street', 'Sun'],
      ['cg', 'Wang'],
    ] as const) {
      const content = await contentOf(unit, as)
      const screen = async (groupBy: 'none' | 'class' | 'channel' | 'level' | 'day') =>
        (await d.call(readFigures, { query: { ...period, groupBy }, as })).body
      const { total } = await screen('none')
      expect(content.total).toEqual(total.counts)
      for (const [rate, { numerator, denominator, rate: value }] of Object.entries(total.rates))
        expect(content.rates[rate as 'onTime']).toMatchObject({ numerator, denominator, rate: value })
      const pairs = [
        ['class', content.classes],
        ['channel', content.channels],
        ['level', content.levels],
      ] as const
      for (const [groupBy, lines] of pairs) {
        const rows = (await screen(groupBy)).rows.map(({ key, counts }) => [key, counts] as const)
        const told = lines.filter(({ counts }) => Object.values(counts).some((count) => count !== 0))
        expect(new Map(told.map(({ key, counts }) => [key, counts]))).toEqual(new Map(rows))
      }
      const days = (await screen('day')).rows
      expect(content.days).toHaveLength(31)
      for (const { day, received } of content.days)
        expect(received).toBe(days.find(({ key }) => key === day)?.counts.received ?? 0)
    }
  })

  test('lead from each number to as many tickets', async () => {
    for (const [unit, as] of [
      ['district', 'Zhou'],
      ['street', 'Sun'],
      ['cg', 'Wang'],
    ] as const) {
      const { blocks } = briefDocument(await contentOf(unit, as), 1, 'zh')
      const cells = blocks.flatMap((block) => (block.kind === 'table' ? block.rows.flat() : []))
      const leading = cells.flatMap(({ filter, text }) => (filter ? [{ filter, text }] : []))
      expect(leading.length).toBeGreaterThan(10)
      for (const { filter, text } of leading) {
        const { body } = await d.call(findCount, { query: { list: 'all', figure: figureFilterText(filter) }, as })
        expect([filter, body.found]).toEqual([filter, Number(text)])
      }
    }
  })

  test('compare with the month before, and rank units with enough matters', async () => {
    const { before, rates, rankings, hotSpots, total } = await contentOf('district')
    expect(before.received).toBe(1)
    expect(rates.here).toMatchObject({ numerator: 9, denominator: 10, before: 1 })
    expect(rates.here.change_points).toBeCloseTo(-10)
    expect(rankings.map(({ subject, of }) => [subject, of])).toEqual([
      ['subdistricts', 1],
      ['departments', 1],
    ])
    expect(rankings[1]?.rows.map(({ name, place }) => [name, place])).toEqual([
      ['区城管局', 1],
      ['区水务局', null],
    ])
    expect(hotSpots[0]).toMatchObject({ grid: '湖东社区 湖东第一网格', name: '暴露垃圾', before: 1 })
    expect(hotSpots[0]?.received).toBeLessThanOrEqual(total.received)
    expect((await contentOf('cg')).hotSpots[0]).toMatchObject({ name: '暴露垃圾', received: 8 })
  })

  test('hold the ledgers of the unit with reasons and new dates, and nothing of reporters', async () => {
    const { overdue, pending } = await contentOf('district')
    const found = await d.call(findCount, { query: { list: 'all', due: 'overdue' }, as: 'Zhou' })
    expect(overdue.total).toBe(found.body.found)
    expect(overdue.rows.map(({ ticketId }) => ticketId)).toContain(matters.late)
    expect(new Map(pending.rows.map((row) => [row.ticketId, [row.pending, row.reason, row.until !== null]]))).toEqual(
      new Map([
        [matters.suspended, ['suspended', '等待配件，联系 ***', true]],
        [matters.extended, ['extended', '需要挖开路面', true]],
        [matters.asked, ['asked', '等待审批', false]],
        [matters.confidential, ['suspended', null, true]],
      ]),
    )
    const own = await contentOf('water', 'Wu')
    const waiting = own.pending.rows.map(({ ticketId }) => ticketId)
    expect(new Set(waiting)).toEqual(new Set([matters.extended, matters.confidential]))
    expect(own.overdue.rows.map(({ ticketId }) => ticketId)).toEqual([matters.late])
    expect(JSON.stringify(own)).not.toContain('湖东路')
  })

  test('keep the words of confidential matters to themselves, also those produced before they did', async () => {
    const content = await contentOf('district')
    const stored = await d.db.owner.query<{ content: unknown }>('select content from brief')
    expect(JSON.stringify(stored.rows)).not.toContain(QUARREL)
    for (const lang of ['zh', 'en'] as const) {
      const ledger = briefDocument(content, 1, lang).blocks.find(
        (block) => block.kind === 'table' && block.id === 'pending',
      )
      const closed = ledger?.kind === 'table' ? ledger.rows.find(([one]) => one?.ticketId === matters.confidential) : []
      expect(closed?.map(({ text }) => text)).toEqual(
        expect.arrayContaining(lang === 'zh' ? ['邻里纠纷', '保密类别，不公开'] : ['Confidential class: not shown']),
      )
    }
    const rows = content.pending.rows.map((row) =>
      row.ticketId === matters.confidential ? { ...row, reason: QUARREL } : row,
    )
    const older = JSON.stringify({ ...content, pending: { ...content.pending, rows } })
    await d.db.owner.query('update brief set content = $1 where unit_id = $2 and month = $3', [
      older,
      d.units.district,
      '2026-03-01',
    ])
    expect(await contentOf('district')).not.toEqual(content)
    const migration = new URL('../../../../migrations/0210_brief_confidential_reasons.sql', import.meta.url)
    await d.db.owner.query(await readFile(migration, 'utf8'))
    expect(await contentOf('district')).toEqual(content)
  })

  test('are seen by their unit and those above it', async () => {
    expect((await listed('Sun', MARCH)).items.map(({ unit }) => unit.name)).toEqual(['石桥镇'])
    const own = await listed('Wang', MARCH)
    expect([own.items, own.units].map((all) => all.length)).toEqual([1, 1])
    expect((await listed('Feng')).items).toEqual([])
    const { id } = (await listed('Wu', MARCH)).items[0] ?? { id: '' }
    expect((await read(id, 'Wang')).problem.code).toBe('brief.not_found')
    expect((await file(id, 'xlsx', 'Sun')).problem.code).toBe('brief.not_found')
    expect((await read(id, 'Lin')).problem.code).toBe('right.missing')
    // A department learns its own place, and no figure of another one.
    const { rankings } = await contentOf('water', 'Wu')
    expect(rankings.flatMap(({ rows }) => rows.map(({ name }) => name))).toEqual(['区水务局'])
  })

  test('on demand are versions beside those there are; refusals say why not', async () => {
    const id = d.id()
    const first = await ask({ ...MARCH, unitId: d.units.cg }, 'Wang', id)
    expect([first.status, first.body.version, first.body.producedAt]).toEqual([202, 2, null])
    expect((await ask({ ...MARCH, unitId: d.units.cg }, 'Wang', id)).body.id).toBe(id)
    expect((await file(id, 'xlsx', 'Wang')).problem.code).toBe('brief.not_ready')
    const refused = [
      await ask({ month: '2026-02', unitId: d.units.cg }, 'Wang', id),
      await ask({ ...MARCH, unitId: d.units.cg }),
      await ask({ ...MARCH, unitId: d.units.water }, 'Wang'),
      await ask({ ...MARCH, unitId: d.units.community }),
      await ask({ month: '2026-05', unitId: d.units.cg }),
      await ask({ ...MARCH, unitId: d.units.district }, 'He'),
    ]
    expect(refused.map(({ problem }) => problem.code)).toEqual([
      'brief.id_reused',
      'brief.under_way',
      'brief.unit_unknown',
      'brief.unit_unknown',
      'brief.month_not_begun',
      'right.missing',
    ])
    const before = await d.db.owner.query('select content from brief where version = 1 order by unit_id')
    expect(await produceWaiting(d.oversight, DISTRICT)).toBe(1)
    expect(await produceWaiting(d.oversight, DISTRICT)).toBe(0)
    const { body } = await read(id, 'Wang')
    expect(body).toMatchObject({ version: 2, preliminary: false, byName: '王科员' })
    expect(body.content?.total).toEqual((await contentOf('cg')).total)
    const after = await d.db.owner.query('select content from brief where version = 1 order by unit_id')
    expect(after.rows).toEqual(before.rows)
  })

  test('of the running month are preliminary and compared with as many days', async () => {
    d.setTime('2026-04-10T10:00:00+08:00')
    const below = await sent('grid1')
    await sent('grid1')
    await countChanges(d.oversight, DISTRICT)
    // One of them in a micro grid of that grid.
    await d.db.owner.query(`update figure_line set grid_path = grid_path || '9.' where ticket_id = $1`, [below])
    const { body } = await ask({ month: '2026-04', unitId: d.units.district })
    expect(body.preliminary).toBe(true)
    await produceWaiting(d.oversight, DISTRICT)
    const { content } = (await read(body.id)).body
    expect(content).toMatchObject({
      preliminary: true,
      period: { from: '2026-04-01', to: '2026-04-10' },
      beforePeriod: { from: '2026-03-01', to: '2026-03-10' },
    })
    expect(content?.before.received).toBeGreaterThan(0)
    // All of March lie within its first ten days.
    expect(content?.hotSpots).toEqual([
      expect.objectContaining({ path: '1.2.3.4.', classCode: 'E0102', received: 2, before: 11 }) as object,
    ])
  })

  test('of a unit that is closed while it waits is produced; those there are keep its name', async () => {
    const { body } = await ask({ ...MARCH, unitId: d.units.water })
    await d.db.owner.query('update unit set active = false where id = $1', [d.units.water])
    expect(await produceWaiting(d.oversight, DISTRICT)).toBe(1)
    expect((await read(body.id)).body.content?.unit).toMatchObject({ name: '区水务局', kind: 'department' })
    const { items, units } = await listed('Zhou', { ...MARCH, unitId: d.units.water })
    expect(items.map(({ unit, version }) => [unit.name, version])).toEqual([
      ['区水务局', 2],
      ['区水务局', 1],
    ])
    expect(units.map(({ name }) => name)).not.toContain('区水务局')
    expect((await ask({ ...MARCH, unitId: d.units.water })).problem.code).toBe('brief.unit_unknown')
    await d.db.owner.query('update unit set active = true where id = $1', [d.units.water])
  })

  test('are listed up to a number, and say so; months are listed whatever is asked for', async () => {
    const before = await listed()
    expect(before.truncated).toBe(false)
    await d.db.owner.query(
      `insert into brief (district_id, id, unit_id, unit_path, month, version, preliminary, asked_at, asked_by, produced_at, content)
        select district_id, gen_random_uuid(), unit_id, unit_path, '2020-01-01', n, false, now(), $2, now(), content
        from brief, generate_series(1, 201) n where id = $1`,
      [before.items[0]?.id, d.persons.Zhou],
    )
    const all = await listed()
    expect([all.items.length, all.truncated]).toEqual([200, true])
    expect(all.items.slice(0, before.items.length)).toEqual(before.items)
    const ofMarch = await listed('Zhou', MARCH)
    expect([ofMarch.truncated, ofMarch.months]).toEqual([false, [...before.months, '2020-01']])
    await d.db.owner.query(`delete from brief where month = '2020-01-01'`)
  })

  test('missed months are made up for after a downtime', async () => {
    d.setTime('2026-06-03T09:00:00+08:00')
    expect(await produceDue(d.oversight, DISTRICT)).toBe(8)
    expect(new Set((await listed()).items.map(({ month }) => month))).toEqual(
      new Set(['2026-05', '2026-04', '2026-03', '2026-02']),
    )
  })
})
