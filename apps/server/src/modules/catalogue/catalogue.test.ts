import {
  activateCatalogue,
  computeDue,
  draftCatalogue,
  importCatalogue,
  putCalendarYear,
  putClass,
  putWorkingHours,
  readCalendar,
  readCatalogue,
  readTicket,
} from '@lianxin/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { openDistrict, type OpenDistrict } from '../../testing/district.ts'
import { knownYear } from './seed-calendar.ts'

let d: OpenDistrict
beforeAll(async () => {
  d = await openDistrict()
})
afterAll(() => d.end())

const CSV = `kind,major,minor_code,minor,file_condition,limit,unit,close_condition,source
event,市容环境,02,暴露垃圾,成堆,6,work_hour,清除,甲市
event,市容环境,09,私搭乱建,无许可,停工4 / 处罚7 / 拆除20,work_hour/work_day/work_day,拆除,甲市`

test('a catalogue is imported as a draft, put in force, and codes stay the same', async () => {
  const before = (await d.call(readCatalogue)).body
  const imported = await d.call(importCatalogue, { body: { csv: CSV, note: '甲市' }, as: 'Li' })
  expect(imported.body, JSON.stringify(imported.body)).toMatchObject({ version: 2, classes: 2, warnings: [] })
  expect((await d.call(readCatalogue)).body.version).toBe(before.version)
  const { id } = await d.report({ classCode: 'E0102' })

  await d.call(activateCatalogue, { params: { version: '2' }, as: 'Li' })
  const after = (await d.call(readCatalogue)).body
  expect(after).toMatchObject({ version: 2, status: 'active' })
  expect(after.classes.map(({ code }) => code)).toEqual(['E0102', 'E0109'])
  expect(after.classes[1]?.stages).toEqual([
    { name: '停工', limit: { amount: 4, unit: 'workHour' } },
    { name: '处罚', limit: { amount: 7, unit: 'workDay' } },
    { name: '拆除', limit: { amount: 20, unit: 'workDay' } },
  ])
  // A ticket keeps the version it was classified with.
  await d.give('Zhao', id, { kind: 'dispatch' })
  const { body } = await d.call(readTicket, { params: { ticketId: id }, as: 'Zhao' })
  expect(body.clock.limit).toEqual({ amount: 4, unit: 'workHour' })
  expect(body.closingCondition).toBe('彻底清理')
})

test('only drafts change, and only with the right', async () => {
  const active = (await d.call(readCatalogue)).body
  const [entry] = active.classes
  if (!entry) throw new Error('the catalogue has classes')
  const put = (version: number, as: 'Li' | 'Zhao') =>
    d.call(putClass, { params: { version: String(version), code: entry.code }, body: { ...entry, urgent: true }, as })
  expect((await put(active.version, 'Li')).problem).toMatchObject({ status: 409, code: 'organisation.conflict' })
  expect((await put(active.version, 'Zhao')).problem.code).toBe('right.missing')
  const { version } = (await d.call(draftCatalogue, { as: 'Li' })).body
  expect((await put(version, 'Li')).body).toEqual({ done: true, consequences: [] })
  const draft = (await d.call(readCatalogue, { query: { version } })).body
  expect(draft.classes.find(({ code }) => code === entry.code)?.urgent).toBe(true)
})

test('a wrong table is refused with the row and the field of each fault, and nothing is written', async () => {
  const csv = `${CSV}\nthing,甲,,乙,,1,work_day,,x\nevent,甲,,丙,,很久,fortnight,,x`
  const { problem } = await d.call(importCatalogue, { body: { csv }, as: 'Li' })
  expect(problem).toMatchObject({ status: 422, code: 'catalogue.import_refused' })
  expect(problem.errors?.map(({ pointer }) => pointer)).toEqual(['/csv/3/kind', '/csv/4/limit', '/csv/4/unit'])
})

test('seven working days after 2025-09-26 is 2025-10-13', async () => {
  const query = { from: '2025-09-26T10:00:00+08:00', amount: 7, unit: 'workDay' }
  const { body } = await d.call(computeDue, { query, as: 'Lin' })
  expect(body.dueAt).toBe('2025-10-13T09:00:00.000Z')
  const beyond = await d.call(computeDue, { query: { ...query, from: '2026-12-31T10:00:00+08:00' }, as: 'Lin' })
  expect(beyond.problem).toMatchObject({ status: 422, code: 'calendar.year_missing', params: { year: 2027 } })
})

test('a ticket whose deadline waits for a year gets it when the year is entered', async () => {
  d.setTime('2026-12-31T16:30:00+08:00')
  const { id, dueAt, calendarMissingYear } = await d.report()
  expect([dueAt, calendarMissingYear]).toEqual([null, 2027])
  const params = { year: '2027' }
  const wrong = { source: '', exceptions: [{ day: '2026-01-01', working: false, name: '元旦' }] }
  expect((await d.call(putCalendarYear, { params, body: wrong, as: 'Li' })).problem.errors?.[0]?.pointer).toBe(
    '/exceptions/0/day',
  )
  const body = { source: '国办通知', exceptions: [{ day: '2027-01-01', working: false, name: '元旦' }] }
  expect((await d.call(putCalendarYear, { params, body, as: 'Zhao' })).problem.code).toBe('right.missing')
  expect((await d.call(putCalendarYear, { params, body, as: 'Li' })).body).toMatchObject({ replanned: 1 })
  const read = (await d.call(readTicket, { params: { ticketId: id }, as: 'Zhao' })).body
  expect(read.clock.dueAt).toBe('2027-01-04T02:30:00.000Z')
  expect(read.steps.at(-1)).toMatchObject({ kind: 'replanned', actor: { kind: 'system' } })
  expect((await d.call(putCalendarYear, { params, body, as: 'Li' })).body).toMatchObject({ replanned: 0 })
})

test('working hours are ordered and do not overlap; the calendar says until when it reaches', async () => {
  const overlapping = [
    { fromMinute: 540, toMinute: 720 },
    { fromMinute: 700, toMinute: 1020 },
  ]
  const { problem } = await d.call(putWorkingHours, { body: { hours: overlapping }, as: 'Li' })
  expect(problem.errors?.[0]?.pointer).toBe('/hours/1')
  const hours = [
    { fromMinute: 810, toMinute: 1080 },
    { fromMinute: 510, toMinute: 720 },
  ]
  await d.call(putWorkingHours, { body: { hours }, as: 'Li' })
  const { body } = await d.call(readCalendar, { as: 'Lin' })
  expect(body.hours).toEqual(hours.toReversed())
  expect(body.validUntil).toBe('2027-12-31')
  expect(body.exceptions).toContainEqual({ day: '2025-10-11', working: true, name: '国庆节' })
})

test('years without published data are not seeded', () => {
  expect(() => knownYear(2027)).toThrow(RangeError)
  expect(knownYear(2004).exceptions.length).toBeGreaterThan(0)
})
