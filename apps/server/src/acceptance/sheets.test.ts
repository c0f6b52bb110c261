import {
  beginSheetImport,
  confirmSheetImport,
  exportSheet,
  listPersons,
  listSettingChanges,
  listTexts,
  listUnits,
  putText,
  readCalendar,
  readCatalogue,
  readNotice,
  readSheetImport,
  restoreSetting,
  SHEETS,
  type SheetImportView,
  type SheetName,
} from '@lianxin/contract'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { readXlsxLines, writeXlsxLines } from '../platform/sheets/xlsx.ts'
import { CODES } from './second-street.ts'
import { AT, openTown, type Town } from './town.ts'

let town: Town
beforeAll(async () => {
  town = await openTown()
})
afterAll(() => town.end())

const ADMIN = { as: 'systemAdmin' } as const
type Table = string[][]

/** The table as a spreadsheet program would show it, heading first. */
async function exported(sheet: SheetName, lang: 'zh' | 'en' = 'zh', template = false): Promise<Table> {
  const query = template ? { template: 'true' } : {}
  const { body, status } = await town.call(exportSheet, { ...ADMIN, params: { sheet }, query, lang })
  if (status !== 200) throw new Error(JSON.stringify(body))
  return (await readXlsxLines(body as unknown as Buffer)).map(({ cells }) => [...cells])
}

async function settled(importId: string, lang: 'zh' | 'en' = 'zh'): Promise<SheetImportView> {
  for (;;) {
    const { body } = await town.call(readSheetImport, { ...ADMIN, params: { importId }, lang })
    if (body.state !== 'reading' && body.state !== 'writing') return body
    await new Promise((next) => setTimeout(next, 10))
  }
}

async function check(sheet: SheetName, table: Table, id = uuidv7()): Promise<SheetImportView> {
  const contentBase64 = Buffer.from(await writeXlsxLines('表', table)).toString('base64')
  const begun = await town.call(beginSheetImport, { ...ADMIN, body: { id, sheet, filename: '表.xlsx', contentBase64 } })
  expect(begun.status, JSON.stringify(begun.problem)).toBe(202)
  return settled(id)
}

const confirm = async (importId: string) => {
  const answer = await town.call(confirmSheetImport, { ...ADMIN, params: { importId } })
  expect(answer.status, JSON.stringify(answer.problem)).toBe(202)
  return settled(importId)
}
const counts = ({ state, created, changed, unchanged, removed }: SheetImportView) => [state, created, changed, unchanged, removed] // oxfmt-ignore
const at = (table: Table, heading: string): number => (table[0] ?? []).findIndex((name) => name.replace(' *', '') === heading) // oxfmt-ignore
const rowOf = (table: Table, text: string): string[] => {
  const row = table.find((cells) => cells.includes(text))
  if (!row) throw new Error(`no row with ${text}`)
  return row
}
const set = (table: Table, row: string[], heading: string, value: string): void =>
  void (row[at(table, heading)] = value)
const changesOf = async (kinds: string) => (await town.call(listSettingChanges, { ...ADMIN, query: { kinds } })).body.items // oxfmt-ignore

describe.each(SHEETS)('the table of %s', (sheet) => {
  test('comes back unchanged, in Chinese and in English', async () => {
    for (const lang of ['zh', 'en'] as const) {
      const table = await exported(sheet, lang)
      expect(table.length).toBeGreaterThan(1)
      const preview = await check(sheet, table)
      expect([preview.faults, counts(preview)]).toEqual([[], ['checked', 0, 0, table.length - 1, 0]])
      expect(counts(await confirm(preview.id))[0]).toBe('imported')
    }
  })

  test('has a template with every column and nothing else, and a file without them is refused as a whole', async () => {
    const [heading, ...rows] = await exported(sheet, 'zh', true)
    expect(rows).toEqual([])
    expect(heading).toEqual((await exported(sheet))[0])
    const wrong = await check(sheet, [['甲', '乙'], ['1', '2']]) // oxfmt-ignore
    expect([wrong.state, wrong.faultCount, wrong.faults[0]?.row]).toEqual(['refused', 1, 0])
  })
})

test('a table needs the right of its rows; nobody confirms what was not seen', async () => {
  for (const as of ['auditor', 'dispatcher', 'securityAdmin'] as const)
    expect((await town.call(exportSheet, { as, params: { sheet: 'staff' } })).problem.code).toBe('right.missing')
  const importId = uuidv7()
  expect((await town.call(readSheetImport, { ...ADMIN, params: { importId } })).problem.code).toBe(
    'sheet.import_unknown',
  )
  const refused = await check('units', [['编码', '名称'], ['X1', '']]) // oxfmt-ignore
  expect((await town.call(confirmSheetImport, { ...ADMIN, params: { importId: refused.id } })).problem.code).toBe(
    'sheet.not_checked',
  )
  const broken = uuidv7()
  const body = { id: broken, sheet: 'units', filename: 'x.xlsx', contentBase64: 'bm8gemlw' } as const
  await town.call(beginSheetImport, { ...ADMIN, body })
  expect((await settled(broken)).faults[0]?.detail).toContain('打不开')
})

describe('units', () => {
  test('are added below each other, changed and seen in the history, and the same file again changes nothing', async () => {
    const table = await exported('units')
    const code = at(table, '编码')
    set(table, rowOf(table, CODES.cg), '名称', '区城市管理局')
    const width = table[0]?.length ?? 0
    const add = (values: Record<string, string>): void => {
      const row = Array.from({ length: width }, () => '')
      for (const [heading, value] of Object.entries(values)) row[at(table, heading)] = value
      table.push(row)
    }
    add({ 编码: '370890003001', 名称: '新社区', 上级单位编码: '370890003' })
    add({ 编码: '370890003', 名称: '新镇', 上级单位编码: '370890', 英文名称: 'New Town' })
    add({ 编码: 'YL', 名称: '区园林局', 类型: '部门', 上级单位编码: 'CG', 管辖网格编码: '370890' })
    const preview = await check('units', table)
    expect([preview.faults, counts(preview)]).toEqual([[], ['checked', 3, 1, table.length - 5, 0]])
    expect(preview.rows.find(({ name }) => name === '区城市管理局')?.fields).toEqual([
      { label: '名称', before: '区城管局', after: '区城市管理局' },
    ])
    const before = (await town.call(listUnits, ADMIN)).body.items.length
    const done = await confirm(preview.id)
    expect(counts(done)).toEqual(['imported', 3, 1, table.length - 5, 0])
    expect(await confirm(preview.id)).toEqual(done)
    const { items } = (await town.call(listUnits, ADMIN)).body
    expect(items.length).toBe(before + 3)
    const byCode = new Map(items.map((unit) => [unit.code, unit]))
    expect(byCode.get('370890003001')).toMatchObject({ level: 2, kind: 'territorial' })
    expect(byCode.get('370890003001')?.parentId).toBe(byCode.get('370890003')?.id)
    expect(byCode.get('370890003')?.nameEn).toBe('New Town')
    const history = await changesOf('unit')
    expect(history.filter(({ imported }) => imported).map(({ label }) => label)).toEqual(
      expect.arrayContaining(['区城市管理局', '新镇', '新社区', '区园林局']),
    )
    expect(counts(await check('units', table))).toEqual(['checked', 0, 0, table.length - 1, 0])
    expect(code).toBe(0)
  })

  test('with faults are refused cell by cell, and one that holds tickets is not closed here', async () => {
    const { id } = await town.report({ classCode: 'E0102', position: AT.inGrid1 })
    await town.give('dispatcher', id, { kind: 'dispatch' })
    const table = await exported('units')
    set(table, rowOf(table, CODES.grid1), '在用', '否')
    set(table, rowOf(table, CODES.water), '上级单位编码', 'NOBODY')
    set(table, rowOf(table, CODES.cg), '类型', '小组')
    const [community] = [rowOf(table, CODES.street)]
    set(table, community, '上级单位编码', CODES.community)
    table.push([...rowOf(table, CODES.desk)])
    const { state, faults, rows } = await check('units', table)
    expect([state, rows]).toEqual(['refused', []])
    expect(faults.map(({ column }) => column).sort()).toEqual(
      ['上级单位编码', '上级单位编码', '上级单位编码', '上级单位编码', '上级单位编码', '在用', '类型', '编码'].sort(),
    )
    expect(faults.find(({ column }) => column === '在用')?.detail).toContain('1 件在办事件')
    const en = await town.call(readSheetImport, { ...ADMIN, params: { importId: uuidv7() }, lang: 'en' })
    expect(en.problem.title).toBe('No such import')
  })

  test('that were changed elsewhere meanwhile are shown anew instead of written', async () => {
    const table = await exported('units')
    set(table, rowOf(table, CODES.water), '名称', '区水利局')
    const preview = await check('units', table)
    await town.db.asOwner((db) =>
      db.updateTable('unit').set({ name: '区水务水利局' }).where('code', '=', CODES.water).execute(),
    )
    const again = await confirm(preview.id)
    expect(again.state).toBe('checked')
    expect(again.rows[0]?.fields[0]).toMatchObject({ before: '区水务水利局', after: '区水利局' })
    expect((await confirm(preview.id)).state).toBe('imported')
  })
})

describe('people and posts', () => {
  const heading = ['姓名', '工作电话', '单位编码', '角色', '结束日期']
  test('are recognised by name and number, given posts, and not doubled by the same file', async () => {
    const table: Table = [
      heading,
      ['顾一', '13800000001', CODES.grid1, '网格员', ''],
      ['顾一', '13800000001', CODES.grid2, '网格员', ''],
      ['顾二', '', CODES.grid2, 'gridWorker', '2026-12-31'],
    ]
    const id = uuidv7()
    const preview = await check('staff', table, id)
    expect([preview.faults, counts(preview)]).toEqual([[], ['checked', 3, 0, 0, 0]])
    expect(counts(await confirm(id))).toEqual(['imported', 3, 0, 0, 0])
    expect(counts(await check('staff', table))).toEqual(['checked', 0, 0, 3, 0])
    const { items } = (await town.call(listPersons, { ...ADMIN, query: { q: '顾' } })).body
    expect(items.map(({ name, posts }) => [name, posts.length])).toEqual([
      ['顾一', 2],
      ['顾二', 1],
    ])
    const rows = await town.db.asOwner((db) => db.selectFrom('sheet_import').selectAll().where('id', '=', id).execute())
    expect([rows[0]?.content, JSON.stringify(rows[0]?.result).includes('13800000001')]).toEqual([null, false])
  })

  test('with separated duties, own rights, wrong days and posts of others are refused', async () => {
    const full = await exported('staff')
    const self = rowOf(full, 'systemAdmin')
    set(full, self, '在职', '否')
    const own = await check('staff', full)
    expect(own.faults.map(({ column }) => column)).toEqual(['在职'])
    const { state, faults } = await check('staff', [
      ['姓名', '单位编码', '角色', '开始日期', '岗位编号'],
      ['郑一', CODES.district, '系统管理员', '', ''],
      ['郑二', CODES.district, '审计员', '2026-02-30', ''],
      ['郑三', 'NOWHERE', '网格员', '', ''],
      ['郑四', '', '网格员', '', ''],
      ['auditor', CODES.district, '安全管理员', '', ''],
      ['郑五', CODES.grid1, '网格员', '', uuidv7()],
    ])
    expect(state).toBe('refused')
    expect(faults.map(({ row, column }) => [row, column])).toEqual([
      [3, '开始日期'],
      [4, '单位编码'],
      [5, '单位编码'],
      [7, '岗位编号'],
    ])
    const { items } = (await town.call(listPersons, { ...ADMIN, query: { q: 'auditor' } })).body
    const clash = await check('staff', [
      ['姓名', '单位编码', '角色', '人员编号'],
      ['auditor', CODES.district, '安全管理员', items[0]?.id ?? ''],
    ])
    expect(clash.faults.map(({ column }) => column)).toEqual(['角色'])
  })
})

describe('rules', () => {
  test('a catalogue becomes a draft with the rows of the file; what it leaves out is named', async () => {
    const table = await exported('catalogue')
    set(table, rowOf(table, '暴露垃圾'), '期限', '清理 2 工作时 / 复查 1 工作日')
    const without = table.filter((row) => !row.includes('邻里纠纷'))
    const preview = await check('catalogue', without)
    expect([preview.faults, counts(preview)]).toEqual([[], ['checked', 0, 1, without.length - 2, 1]])
    const done = await confirm(preview.id)
    const { body } = await town.call(readCatalogue, { query: { version: done.version ?? 0 } })
    expect([body.status, body.classes.length]).toEqual(['draft', without.length - 1])
    expect(body.classes.find(({ minor }) => minor === '暴露垃圾')?.stages).toEqual([
      { name: '清理', limit: { amount: 2, unit: 'workHour' } },
      { name: '复查', limit: { amount: 1, unit: 'workDay' } },
    ])
    const [change] = await changesOf('catalogue')
    expect(change).toMatchObject({ action: 'created', imported: true })
    const undone = await town.call(restoreSetting, { ...ADMIN, params: { changeId: change?.id ?? '' }, body: {} })
    expect(undone.status).toBe(200)
    set(table, rowOf(table, '暴露垃圾'), '期限', '很快')
    set(table, rowOf(table, '道路积水'), '责任单位', '0:NOBODY')
    expect((await check('catalogue', table)).faults.map(({ column }) => column)).toEqual(['期限', '责任单位'])
  })

  test('a year of days gives waiting tickets their dates', async () => {
    const table = await exported('calendar')
    const row = (kind: string, day: string, name: string): string[] => [kind, day, name, '', '', '国办通知']
    table.push(row('放假', '2027/1/1', '元旦'), row('调休上班', '2027年2月6日', '春节'))
    const preview = await check('calendar', table)
    expect([preview.faults, counts(preview)]).toEqual([[], ['checked', 2, 0, table.length - 3, 0]])
    await confirm(preview.id)
    const { years, exceptions } = (await town.call(readCalendar, ADMIN)).body
    expect(years).toContainEqual({ year: 2027, source: '国办通知' })
    expect(exceptions).toContainEqual({ day: '2027-02-06', working: true, name: '春节' })
    const wrong = await check('calendar', [['类别', '日期', '从', '到'], ['放假', '2027-13-01', '', ''], ['工作时间', '', '18:00', '9点']]) // oxfmt-ignore
    expect(wrong.faults.map(({ row: at, column }) => [at, column])).toEqual([
      [2, '日期'],
      [3, '到'],
    ])
  })

  test('texts: written, read by the resident, held against their holes, restored', async () => {
    const texts = (await town.call(listTexts, ADMIN)).body.items
    expect(texts.find(({ key }) => key === 'resident.notice')).toMatchObject({ zh: null })
    const put = (key: string, zh: string | null, en: string | null = null) =>
      town.call(putText, { ...ADMIN, params: { key }, body: { zh, en } })
    const wrong = await put('resident.notice', '您好，{name}。')
    expect(wrong.problem).toMatchObject({ code: 'text.not_valid', errors: [{ pointer: '/zh' }] })
    expect(wrong.problem.detail).toContain('{district}')
    expect((await put('resident.notice', ' ')).problem.errors?.[0]?.pointer).toBe('/zh')
    expect((await put('district.hotline', '一二三')).problem.code).toBe('text.not_valid')
    expect((await put('no.such', 'x')).problem.code).toBe('text.unknown')
    expect((await put('district.name', null)).problem.code).toBe('text.not_valid')

    const before = (await town.call(readNotice)).body
    expect((await put('resident.notice', '{district}：信息只用于办理，{years} 年后清除。')).status).toBe(200)
    const after = (await town.call(readNotice)).body
    expect(after.zh).toBe('太白湖新区：信息只用于办理，2 年后清除。')
    expect([after.en, after.version > before.version]).toEqual([after.zh, true])
    const [change] = await changesOf('text')
    expect(change?.fields).toEqual([
      { label: '中文', before: null, after: '{district}：信息只用于办理，{years} 年后清除。' },
    ])
    await town.call(restoreSetting, { ...ADMIN, params: { changeId: change?.id ?? '' }, body: {} })
    expect((await town.call(readNotice)).body.zh).toBe(before.zh)

    const table = await exported('texts')
    set(table, rowOf(table, 'replies.E0102'), '中文', '已清理。\n\n 已安排保洁。 ')
    const preview = await check('texts', table)
    expect(counts(preview)).toEqual(['checked', 0, 1, table.length - 2, 0])
    await confirm(preview.id)
    const { classes } = (await town.call(readCatalogue)).body
    expect(classes.find(({ code }) => code === 'E0102')?.standardReplies).toEqual(['已清理。', '已安排保洁。'])
  })
})
