import { readFile, writeFile } from 'node:fs/promises'

import {
  briefDocument,
  findCount,
  listBriefs,
  produceBrief,
  readBrief,
  readBriefFile,
  readFigures,
  type BriefContent,
  type BriefFormat,
} from '@lianxin/contract'
import JSZip from 'jszip'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { readXlsxLines } from '../../../platform/sheets/xlsx.ts'
import { openDistrict, type OpenDistrict } from '../../../testing/district.ts'
import { DISTRICT, PLACES, type Who } from '../../../testing/fixture.ts'
import { ALL_ROLES } from '../../../testing/platform.ts'
import { countChanges, fillIn } from '../figures/follow.ts'
import { chartSvg } from './chart-svg.ts'
import { PaperMaker } from './paper.ts'
import { produceDue, produceWaiting } from './produce.ts'

/** Where files are put to be looked at; nowhere unless it is said. */
const KEPT = process.env['BRIEF_FILES_TO']
const DAY_min = 24 * 60
const MARCH = { month: '2026-03' } as const

/** 邻里纠纷, the confidential class of the test district (E0701 of the default catalogue). */
const NEIGHBOURS = 'E0301'
/** What was written of a confidential matter: nowhere but in the matter. */
const QUARREL = '张三与李四因漏水互殴，待调解'

let d: OpenDistrict
/** With the department: suspended, extended, asked for; one that is late; one of a class that is kept confidential. */
const matters = { suspended: '', extended: '', asked: '', late: '', confidential: '' }

async function sent(unit: 'grid1' | 'cg' | 'water', classCode = 'E0102'): Promise<string> {
  const { id } = await d.report({ position: PLACES.inGrid1 })
  await d.give('Zhao', id, { kind: 'dispatch', classCode, unitId: d.units[unit] })
  return id
}

beforeAll(async () => {
  d = await openDistrict({ roles: ALL_ROLES })
  while ((await fillIn(d.oversight, DISTRICT)).more);
  d.setTime('2026-02-10T09:00:00+08:00')
  await d.give('Lin', await sent('grid1'), { kind: 'resolve', publicReply: '已清理' })
  d.setTime('2026-03-05T09:00:00+08:00')
  for (let nth = 0; nth < 6; nth++) {
    const id = await sent('cg')
    if (nth === 5) d.later(2 * DAY_min)
    await d.give('Wang', id, { kind: 'resolve', publicReply: '已清运' })
  }
  for (let nth = 0; nth < 3; nth++) await d.give('Lin', await sent('grid1'), { kind: 'resolve', publicReply: '已清理' })
  const up = await sent('grid1', 'E0301')
  await d.give('Lin', up, { kind: 'escalate', reason: '需要社区协调' })
  await d.give('Feng', up, { kind: 'resolve', publicReply: '已协商' })
  matters.suspended = await sent('cg')
  await d.give('Wang', matters.suspended, {
    kind: 'requestSuspend',
    reason: '等待配件，联系 13812345678',
    until: '2026-05-11T09:00:00+08:00',
  })
  await d.give('Zhou', matters.suspended, { kind: 'approve' })
  matters.extended = await sent('water', 'E0103')
  await d.give('Wu', matters.extended, {
    kind: 'requestExtension',
    reason: '需要挖开路面',
    extra: { amount: 60, unit: 'workDay' },
  })
  await d.give('Zhou', matters.extended, { kind: 'approve' })
  matters.asked = await sent('cg')
  await d.give('Wang', matters.asked, {
    kind: 'requestExtension',
    reason: '等待审批',
    extra: { amount: 2, unit: 'workDay' },
  })
  matters.late = await sent('water', 'E0103')
  matters.confidential = await sent('water', NEIGHBOURS)
  await d.give('Wu', matters.confidential, {
    kind: 'requestSuspend',
    reason: QUARREL,
    until: '2026-05-11T09:00:00+08:00',
  })
  await d.give('Zhou', matters.confidential, { kind: 'approve' })
  await countChanges(d.oversight, DISTRICT)
}, 120_000)
afterAll(() => d.end())

const ask = (body: { month: string; unitId: string }, as: Who = 'Zhou', briefId = d.id()) =>
  d.call(produceBrief, { params: { briefId }, body, as })
const read = async (briefId: string, as: Who = 'Zhou') => d.call(readBrief, { params: { briefId }, as })
const file = (briefId: string, format: BriefFormat, as: Who = 'Zhou', lang: 'zh' | 'en' = 'zh') =>
  d.call(readBriefFile, { params: { briefId }, query: { format, lang }, as })
async function listed(as: Who = 'Zhou', query: { month?: string; unitId?: string } = {}) {
  return (await d.call(listBriefs, { query, as })).body
}
async function contentOf(unit: keyof OpenDistrict['units'], as: Who = 'Zhou'): Promise<BriefContent> {
  const { items } = await listed(as, { ...MARCH, unitId: d.units[unit] })
  const { body } = await read(items[0]?.id ?? '', as)
  if (!body.content) throw new Error('not produced')
  return body.content
}

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
  })

  test('missed months are made up for after a downtime', async () => {
    d.setTime('2026-06-03T09:00:00+08:00')
    expect(await produceDue(d.oversight, DISTRICT)).toBe(8)
    expect(new Set((await listed()).items.map(({ month }) => month))).toEqual(
      new Set(['2026-05', '2026-04', '2026-03', '2026-02']),
    )
  })
})

describe('files', () => {
  const bytesOf = async (format: BriefFormat, lang: 'zh' | 'en' = 'zh'): Promise<Buffer> => {
    const { items } = await listed('Zhou', { ...MARCH, unitId: d.units.district })
    const { body, status } = await file(items[0]?.id ?? '', format, 'Zhou', lang)
    expect(status).toBe(200)
    const bytes = Buffer.from(body as unknown as Uint8Array)
    if (KEPT) await writeFile(`${KEPT}/brief-${lang}.${format}`, bytes)
    return bytes
  }

  test('a document of Word: its parts are XML, its charts drawings with a picture', async () => {
    const zip = await JSZip.loadAsync(await bytesOf('docx'))
    const text = (await zip.file('word/document.xml')?.async('string')) ?? ''
    expect(text).toContain('太白湖新区网格治理每月简报')
    expect(text).toContain('本简报统计单位，不统计个人')
    expect(text.match(/<w:tblHeader/g)?.length).toBeGreaterThan(5)
    const parts = Object.keys(zip.files)
    for (const name of parts.filter((part) => /\.(xml|rels)$/.test(part))) {
      const xml = Buffer.from((await zip.file(name)?.async('nodebuffer')) ?? '')
      await expect(wellFormed(xml.toString())).resolves.toBe(true)
    }
    const pictures = parts.filter((part) => part.endsWith('.png'))
    expect(pictures.length).toBe(2)
    expect(parts.filter((part) => part.endsWith('.svg'))).toHaveLength(2)
    const english = await JSZip.loadAsync(await bytesOf('docx', 'en'))
    expect(await english.file('word/document.xml')?.async('string')).toContain('Monthly brief of grid governance')
  })

  test('a PDF, set with Chinese fonts; without one a refusal that says what to install', async () => {
    const bytes = await bytesOf('pdf')
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
    const source = briefDocument(await contentOf('district'), 1, 'zh')
    const papers = new PaperMaker()
    const drawn = await papers.pdf(source, { drawing: true })
    expect(drawn.pages).toBeGreaterThan(1)
    if (KEPT) await writeFile(`${KEPT}/brief-zh.svg`, drawn.bytes)
    await bytesOf('pdf', 'en')
    await expect(papers.pdf(source, { fontPlaces: ['/nowhere'] })).rejects.toMatchObject({ code: 'brief.font_missing' })
    await papers.close()
  })

  test('nothing written in a brief is read as a command of the papers', async () => {
    const content = await contentOf('district')
    const name = '"#panic()\\ $x$ [a] *b* <c>'
    const papers = new PaperMaker()
    const evil = { ...content, unit: { ...content.unit, name }, district: name }
    expect((await papers.pdf(briefDocument(evil, 1, 'zh'))).pages).toBeGreaterThan(1)
    await papers.close()
  })

  test('a workbook: a sheet for each table, numbers as numbers', async () => {
    const lines = await readXlsxLines(await bytesOf('xlsx'))
    expect(lines[0]?.cells[0]).toBe('太白湖新区网格治理每月简报')
    const zip = await JSZip.loadAsync(await bytesOf('xlsx'))
    const book = (await zip.file('xl/workbook.xml')?.async('string')) ?? ''
    for (const sheet of ['数量', '按来源渠道', '按事项类别', '各层级解决情况', '部门', '超期台账', '挂账台账'])
      expect(book).toContain(`name="${sheet}"`)
    const sheet = (await zip.file('xl/worksheets/sheet2.xml')?.async('string')) ?? ''
    expect(sheet).toMatch(/<c r="B2"[^>]*><v>\d+<\/v>/)
  })

  test('charts show their letters', async () => {
    const chart = briefDocument(await contentOf('district'), 1, 'zh').blocks.flatMap((block) =>
      block.kind === 'chart' ? [block.chart] : [],
    )[0]
    if (!chart) throw new Error('no chart')
    if (KEPT) await writeFile(`${KEPT}/chart.svg`, chartSvg(chart))
    const text = { left: 18, top: 2, width: 26, height: 14 }
    const darkest = async (svg: string): Promise<number> => {
      const { data } = await sharp(Buffer.from(svg), { density: 72 })
        .extract(text)
        .greyscale()
        .raw()
        .toBuffer({ resolveWithObject: true })
      return data.filter((level) => level < 128).length
    }
    const marks = chart.marks.filter(({ kind }) => kind !== 'text')
    expect(await darkest(chartSvg({ ...chart, marks }))).toBe(0)
    expect(await darkest(chartSvg(chart))).toBeGreaterThan(30)
  })
})

/** Whether a text is XML: every element closed in its order, no stray sign. */
async function wellFormed(xml: string): Promise<boolean> {
  const open: string[] = []
  for (const [, close, name = '', alone] of xml.matchAll(
    /<(\/?)([A-Za-z][\w:.-]*)(?:\s+[\w:.-]+="[^"<]*")*\s*(\/?)>/g,
  )) {
    if (close) {
      if (open.pop() !== name) return Promise.reject(new Error(`</${name}> closes another element`))
    } else if (!alone) open.push(name)
  }
  return open.length === 0
}
