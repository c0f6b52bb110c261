import {
  commandTicket,
  importCatalogue,
  importGrids,
  importUnits,
  putCalendarYear,
  putDuty,
  readGridImport,
  readPlaceCode,
  readTicket,
  reportPublic,
  reportStaff,
  type OperationShape,
  type Problem,
} from '@lianxin/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { uuidv7 } from 'uuidv7'

import { AT, openTown, type Asked, type Given, type Town } from './town.ts'

const MEBIBYTE = 1024 * 1024
let town: Town
let address: string
beforeAll(async () => {
  town = await openTown({ uploadLimit_mib: 1 })
  address = await town.app.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(() => town.end())

const TABLES = ['ticket', 'ticket_step', 'ticket_reporter', 'photo', 'outbox', 'grid', 'grid_version', 'unit'] as const
const MORE = ['catalogue_version', 'catalogue_class', 'calendar_exception', 'duty_shift'] as const
/** Rows of every table a refused request could have written to. */
async function written(): Promise<unknown> {
  const counts = [...TABLES, ...MORE].map((table) => `(select count(*)::int from ${table}) as ${table}`)
  const revisions = '(select coalesce(sum(revision), 0)::int from ticket) as revisions'
  return (await town.db.owner.query(`select ${[...counts, revisions].join()}`)).rows[0]
}

const CHINESE = /[\u4e00-\u9fff]/
/** A problem people can act on: in their language, with a remedy, without a hole in it. */
function expectClear(problem: Problem, lang: 'zh' | 'en'): void {
  for (const text of [problem.title, problem.detail, ...(problem.errors ?? []).map(({ detail }) => detail)]) {
    expect(text, problem.code).not.toMatch(/^$|[{}]|–|undefined|null/)
    expect(CHINESE.test(text), text).toBe(lang === 'zh')
  }
}

interface Wanted {
  readonly status: number
  readonly code: string
  /** The field at fault; undefined where no single one is. */
  readonly at?: string
}

/** Sends it in both languages: refused as wanted, clearly, and with nothing written. @returns the Chinese problem */
async function refuse(operation: OperationShape, asked: Asked, wanted: Wanted): Promise<Problem> {
  const before = await written()
  const zh = await town.call(operation, { ...asked, lang: 'zh' })
  const en = await town.call(operation, { ...asked, lang: 'en' })
  for (const [{ status, problem }, lang] of [
    [zh, 'zh'],
    [en, 'en'],
  ] as const) {
    expect([status, problem.code], JSON.stringify(problem)).toEqual([wanted.status, wanted.code])
    if (wanted.at !== undefined) expect(problem.errors?.map(({ pointer }) => pointer)).toContain(wanted.at)
    expectClear(problem, lang)
  }
  expect(await written()).toEqual(before)
  return zh.problem
}

const body = (given: object = {}) => ({ id: uuidv7(), channel: 'api', description: '路灯不亮', ...given })
const INVALID = { status: 400, code: 'request.invalid' } as const

describe('a report', () => {
  test.each<[string, object, Wanted]>([
    ['an unknown class', { classCode: 'Z99' }, { status: 422, code: 'catalogue.class_unknown', at: '/classCode' }],
    [
      'a photo that was never sent',
      { uploadIds: ['f'.repeat(32)] },
      { status: 422, code: 'ticket.photo_unknown', at: '/uploadIds/0' },
    ],
    ['a date that is none', { originallyAt: '去年春天' }, { ...INVALID, at: '/originallyAt' }],
    ['a day that does not exist', { originallyAt: '2025-02-30T08:00:00+08:00' }, { ...INVALID, at: '/originallyAt' }],
    ['a date without offset', { originallyAt: '2025-02-03T08:00:00' }, { ...INVALID, at: '/originallyAt' }],
    ['a date to come', { originallyAt: '2031-01-01T08:00:00Z' }, { ...INVALID, at: '/originallyAt' }],
    ['an id that is none', { id: '17' }, { ...INVALID, at: '/id' }],
    ['no text', { description: '' }, { ...INVALID, at: '/description' }],
    ['a text that is a number', { description: 17 }, { ...INVALID, at: '/description' }],
    ['a text that is too long', { description: '长'.repeat(20_001) }, { ...INVALID, at: '/description' }],
    ['a NUL character', { description: '一\u0000二' }, INVALID],
    ['a longitude beyond the earth', { position: { lon: 216.5, lat: 35.3 } }, { ...INVALID, at: '/position/lon' }],
    ['half a position', { position: { lon: 116.5 } }, { ...INVALID, at: '/position/lat' }],
    ['a channel of staff', { channel: 'gridWorker' }, { ...INVALID, at: '/channel' }],
    ['a telephone in words', { reporter: { telephone: '一三八' } }, { ...INVALID, at: '/reporter/telephone' }],
  ])('with %s is refused by the field', async (_what, given, wanted) => {
    await refuse(reportPublic, { body: body(given) }, wanted)
  })

  test('with blanks only for a text is no report', async () => {
    await refuse(reportPublic, { body: body({ description: ' \n\u3000 ' }) }, { ...INVALID, at: '/description' })
  })

  test('outside of the district is taken in by the fallback desk, with a receipt', async () => {
    const receipt = await town.report({ position: AT.outside, address: '郑州某处' })
    expect(receipt).toMatchObject({ gridId: null, holder: { unitId: town.units.desk }, state: 'reported' })
    expect([receipt.number.length, receipt.dueAt === null, receipt.followToken.length]).toEqual([13, false, 10])
  })

  test('under an id that stands for another is refused, and the first stays as it was', async () => {
    const { id } = await town.report({ description: '第一件' })
    await refuse(reportPublic, { body: body({ id }) }, { status: 409, code: 'ticket.id_reused', at: '/id' })
    const read = await town.call(readTicket, { params: { ticketId: id }, as: 'dispatcher' })
    expect(read.body.description).toBe('第一件')
  })

  test('for a grid that does not exist is refused by that field', async () => {
    const asked = { body: body({ channel: 'hotline12345', gridId: uuidv7() }), as: 'hotlineClerk' } as const
    await refuse(reportStaff, asked, { status: 404, code: 'grid.not_found', at: '/gridId' })
    await refuse(readPlaceCode, { params: { code: 'NO-SUCH-SIGN' } }, { status: 404, code: 'grid.not_found' })
  })

  test('as something else than JSON is refused, however broken', async () => {
    const before = await written()
    const send = async (payload: string | Buffer, type = 'application/json', lang = 'zh') => {
      const headers = { 'content-type': type, 'accept-language': lang }
      const response = await town.app.inject({ method: 'POST', url: '/api/v1/reports', headers, payload })
      const problem = response.json() as Problem
      expectClear(problem, lang === 'zh' ? 'zh' : 'en')
      return [response.statusCode, problem.code]
    }
    const deep = `{"id":${'['.repeat(200_000)}${']'.repeat(200_000)}}`
    for (const lang of ['zh', 'en']) {
      expect(await send('{"id":', undefined, lang)).toEqual([400, 'request.invalid'])
      expect(await send('id=17', 'application/x-www-form-urlencoded', lang)).toEqual([415, 'request.media_type'])
      expect(await send('<a/>', 'text/xml', lang)).toEqual([415, 'request.media_type'])
      expect(await send(deep, undefined, lang)).toEqual([400, 'request.invalid'])
      expect(await send('{"__proto__":{"id":1}}', undefined, lang)).toEqual([400, 'request.invalid'])
      expect(await send('[]', undefined, lang)).toEqual([400, 'request.invalid'])
      expect(await send('null', undefined, lang)).toEqual([400, 'request.invalid'])
      expect(await send(JSON.stringify(body({ title: 'x'.repeat(MEBIBYTE) })), undefined, lang)).toEqual([
        413,
        'request.body_too_large',
      ])
    }
    expect(await written()).toEqual(before)
  })

  test('with odd but honest characters is kept to the letter', async () => {
    const description = '<script>alert(1)</script> \u{1F6A7}𠮷 %s {{x}} \'); drop table ticket; -- \u202E\t"\\"'
    const { id } = await town.report({ description })
    const read = await town.call(readTicket, { params: { ticketId: id }, as: 'dispatcher' })
    expect(read.body.description).toBe(description)
  })
})

describe('a command', () => {
  const command = (given: Given) => ({ commandId: uuidv7(), ...given })

  test('on an outdated view is refused with the revision it is at', async () => {
    const { id } = await town.report()
    await town.give('dispatcher', id, { kind: 'accept' })
    const stale = command({ kind: 'file', expectedRevision: 1 })
    const asked = { params: { ticketId: id }, body: stale, as: 'dispatcher' } as const
    const problem = await refuse(commandTicket, asked, { status: 409, code: 'ticket.stale', at: '/expectedRevision' })
    expect(problem.detail).toContain('第 2 版')
  })

  test('that the state does not allow is refused in words', async () => {
    const { id } = await town.report()
    const asked = { params: { ticketId: id }, body: command({ kind: 'close' }), as: 'dispatcher' } as const
    const problem = await refuse(commandTicket, asked, { status: 409, code: 'ticket.step_not_allowed' })
    expect(problem).toMatchObject({
      detail: '事件处于“待受理”，不能“结案”。',
      params: { state: 'reported', command: 'close' },
    })
  })

  test('of a kind that does not exist, or without its text, is refused by the field', async () => {
    const { id } = await town.report()
    const give = (given: object) => ({ params: { ticketId: id }, body: given, as: 'dispatcher' }) as const
    await refuse(commandTicket, give({ commandId: uuidv7(), kind: 'destroy' }), { ...INVALID, at: '/kind' })
    await refuse(commandTicket, give({ commandId: uuidv7(), kind: 'note' }), { ...INVALID, at: '/text' })
    await refuse(commandTicket, give(command({ kind: 'note', text: ' ' })), {
      status: 422,
      code: 'ticket.text_missing',
      at: '/text',
    })
  })

  test('with a limit beyond the calendar stands, says so, and gets its date with the missing year', async () => {
    const { id } = await town.report()
    const far = { kind: 'dispatch', classCode: 'E0102', limit: { amount: 400, unit: 'workDay' } } as const
    expect(await town.give('dispatcher', id, far)).toMatchObject({ calendarMissingYear: 2027, dueAt: null })
    const read = await town.call(readTicket, { params: { ticketId: id }, as: 'dispatcher' })
    expect(read.body.clock).toMatchObject({ calendarMissingYear: 2027, dueAt: null })
    const year = { source: '测试', exceptions: [{ day: '2027-01-01', working: false, name: '元旦' }] }
    const wrong = {
      params: { year: '2027' },
      body: { ...year, exceptions: [{ ...year.exceptions[0], day: '2028-01-01' }] },
    }
    await refuse(putCalendarYear, { ...wrong, as: 'systemAdmin' }, { ...INVALID, at: '/exceptions/0/day' })
    const entered = await town.call(putCalendarYear, { params: { year: '2027' }, body: year, as: 'systemAdmin' })
    expect(entered.body).toMatchObject({ replanned: 1 })
    const again = await town.call(readTicket, { params: { ticketId: id }, as: 'dispatcher' })
    expect(again.body.clock.calendarMissingYear).toBeNull()
    expect(again.body.clock.dueAt).toMatch(/^2027-/)
  })
})

describe('a photo', () => {
  const HEAD = { 'tus-resumable': '1.0.0', 'x-lianxin': '1' }
  async function send(bytes: Buffer, lang: string): Promise<Response> {
    const headers = { ...HEAD, 'accept-language': lang }
    const filename = `filename ${Buffer.from('IMG_0001.jpg').toString('base64')}`
    const begun = await fetch(`${address}/api/v1/uploads`, {
      method: 'POST',
      headers: { ...headers, 'upload-length': String(bytes.length), 'upload-metadata': filename },
    })
    if (begun.status !== 201) return begun
    return fetch(new URL(begun.headers.get('location') ?? '', address), {
      method: 'PATCH',
      headers: { ...headers, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
      body: new Uint8Array(bytes),
    })
  }

  test.each<[string, Buffer, number, string]>([
    ['that is too large', Buffer.alloc(MEBIBYTE + 1), 413, 'photo.too_large'],
    ['that is a text', Buffer.from('#!/bin/sh\necho'), 415, 'photo.not_an_image'],
    [
      'that is a drawing with a script',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
      415,
      'photo.not_an_image',
    ],
    ['that breaks off', Buffer.from('ffd8ffe000104a46494600010100', 'hex'), 415, 'photo.not_an_image'],
  ])('%s is refused whatever its name says', async (_what, bytes, status, code) => {
    for (const lang of ['zh', 'en'] as const) {
      const response = await send(bytes, lang)
      expect(response.headers.get('content-type')).toContain('application/problem+json')
      const problem = (await response.json()) as Problem
      expect([response.status, problem.code]).toEqual([status, code])
      expectClear(problem, lang)
    }
  })
})

describe('an import', () => {
  const square = (code: string, ring: number[][]) => ({
    type: 'Feature',
    properties: { code, name: '新网格' },
    geometry: { type: 'Polygon', coordinates: [ring] },
  })
  const BOW = [
    [116.7, 35.3],
    [116.71, 35.31],
    [116.71, 35.3],
    [116.7, 35.31],
    [116.7, 35.3],
  ]
  const OPEN = [
    [116.7, 35.3],
    [116.71, 35.3],
    [116.71, 35.31],
  ]

  async function importing(content: string, lang: 'zh' | 'en') {
    const id = uuidv7()
    const given = { id, filename: 'grids.geojson', format: 'geojson', crs: 'WGS84', validFrom: '2026-03-05' }
    const contentBase64 = Buffer.from(content).toString('base64')
    const begun = await town.call(importGrids, { body: { ...given, contentBase64 }, as: 'systemAdmin', lang })
    expect(begun.status).toBe(202)
    const read = () => town.call(readGridImport, { params: { importId: id }, as: 'systemAdmin', lang })
    await expect.poll(async () => (await read()).body.state, { timeout: 20_000 }).not.toBe('running')
    return (await read()).body
  }

  test.each<[string, string, string]>([
    [
      'crosses itself',
      JSON.stringify({ type: 'FeatureCollection', features: [square('370890001001009', BOW)] }),
      'geometry',
    ],
    [
      'is not closed',
      JSON.stringify({ type: 'FeatureCollection', features: [square('370890001001009', OPEN)] }),
      'geometry',
    ],
    ['has a code that is none', JSON.stringify({ type: 'FeatureCollection', features: [square('12', BOW)] }), 'code'],
    [
      'hangs below a grid nobody knows',
      JSON.stringify({ type: 'FeatureCollection', features: [square('370890777001009', BOW)] }),
      'code',
    ],
    ['is no GeoJSON', '{"type":"Feature', ''],
  ])('of a boundary that %s is refused whole, by row and field', async (_what, content, field) => {
    const before = await written()
    for (const lang of ['zh', 'en'] as const) {
      const view = await importing(content, lang)
      expect([view.state, view.created, view.changed]).toEqual(['refused', 0, 0])
      expect(view.faults.map((fault) => fault.field)).toContain(field)
      for (const { detail } of view.faults) {
        expect(detail).not.toMatch(/^$|[{}]/)
        expect(CHINESE.test(detail), detail).toBe(lang === 'zh')
      }
    }
    expect(await written()).toEqual(before)
  })

  test('of units below one that nobody knows is refused whole', async () => {
    const rows = [
      { code: '370890003', name: '新街道', parentCode: '370890' },
      { code: '370890999001', name: '新社区', parentCode: '370890999' },
    ]
    const wanted = { status: 422, code: 'grid.code_invalid' }
    await refuse(importUnits, { body: { rows }, as: 'systemAdmin' }, wanted)
  })

  test('of a catalogue with a senseless limit is refused whole', async () => {
    const csv = 'kind,major,minor,limit,unit\nevent,市容,垃圾,4,work_hour\nevent,市容,积水,-2,fortnight\n'
    const wanted = { status: 422, code: 'catalogue.import_refused', at: '/csv/2/limit' }
    await refuse(importCatalogue, { body: { csv }, as: 'systemAdmin' }, wanted)
  })

  test('a shift with a date that is none is refused by the field', async () => {
    const shift = {
      unitId: town.units.desk,
      personId: uuidv7(),
      startsAt: '明天早上',
      endsAt: '2026-03-06T08:00:00+08:00',
    }
    const asked = { params: { shiftId: uuidv7() }, body: shift, as: 'dispatcher' } as const
    await refuse(putDuty, asked, { ...INVALID, at: '/startsAt' })
  })
})
