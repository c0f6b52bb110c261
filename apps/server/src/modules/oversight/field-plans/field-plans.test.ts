import {
  endClinic,
  listClinics,
  listFieldPlans,
  listPublicClinics,
  planClinic,
  planFieldDays,
  recordClinic,
  recordFieldDays,
  type BodyOf,
} from '@lianxin/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { openDistrict, type OpenDistrict } from '../../../testing/district.ts'
import { PLACES, type Who } from '../../../testing/fixture.ts'

let d: OpenDistrict
beforeAll(async () => {
  d = await openDistrict()
})
afterAll(() => d.end())

describe('a clinic of a department', () => {
  const plan = (more: Partial<BodyOf<typeof planClinic>> = {}, as: Who = 'Wang', clinicId = d.id()) =>
    d.call(planClinic, {
      params: { clinicId },
      body: {
        gridId: d.grids.community,
        weekday: 2,
        fromMinute: 14 * 60,
        toMinute: 17 * 60,
        place: '湖东社区一楼',
        matters: '占道、垃圾、广告牌',
        from: '2026-02-17',
        to: null,
        ...more,
      },
      as,
    })
  const record = (clinicId: string, day: string, body: Partial<BodyOf<typeof recordClinic>> = {}, as: Who = 'Wang') =>
    d.call(recordClinic, { params: { clinicId, day }, body: { held: true, reason: '', numbers: [], ...body }, as })

  test('is planned by the department, shown to residents of the grid, and recorded day by day', async () => {
    const id = d.id()
    const { body } = await plan({}, 'Wang', id)
    expect(body).toMatchObject({ unit: { name: '区城管局' }, grid: { name: '湖东社区' }, mine: true, due: 2, held: 0 })
    expect(body.days.map(({ day, stand }) => `${day} ${stand}`)).toEqual([
      '2026-03-10 coming',
      '2026-03-03 unrecorded',
      '2026-02-24 unrecorded',
    ])
    expect((await plan({}, 'Wang', id)).body).toEqual(body)
    // For the grids of the community as well, without a session.
    const shown = await d.call(listPublicClinics, { params: { gridId: d.grids.grid1 } })
    expect(shown.body.items).toMatchObject([
      { unitName: '区城管局', weekday: 2, place: '湖东社区一楼', next: '2026-03-10' },
    ])
    expect((await d.call(listPublicClinics, { params: { gridId: d.id() } })).body.items).toEqual([])

    const { number } = await d.report({ position: PLACES.inGrid1 })
    const ticket = await d.report({ position: PLACES.inGrid1 })
    await d.give('Zhao', ticket.id, { kind: 'dispatch', classCode: 'E0102', unitId: d.units.cg })
    expect((await record(id, '2026-03-03', { numbers: [ticket.number, number] })).problem.code).toBe(
      'clinic.matter_unknown',
    )
    const held = await record(id, '2026-03-03', { numbers: [ticket.number] })
    expect(held.body.days.find(({ day }) => day === '2026-03-03')).toMatchObject({
      stand: 'held',
      tickets: [{ id: ticket.id, number: ticket.number }],
      ticketCount: 1,
    })
    expect((await record(id, '2026-03-03', { numbers: [ticket.number] })).status).toBe(200)
    const missed = await record(id, '2026-02-24', { held: false, reason: '春节后第一周全员培训' })
    expect(missed.body).toMatchObject({ held: 1 })
    const seen = (await d.call(listClinics, { as: 'Lin' })).body.items[0]
    expect(seen).toMatchObject({ mine: false, held: 1 })
    expect(seen?.days.find(({ day }) => day === '2026-02-24')).toMatchObject({ stand: 'notHeld' })
  })

  test('is promised for no public holiday, and none of them counts as missed', async () => {
    d.setTime('2026-02-16T09:00:00+08:00') // the eve of Spring Festival, a holiday
    const { body } = await plan({ weekday: 2, from: '2026-02-03' }, 'Wang')
    expect(body.days.map(({ day }) => day)).toEqual(['2026-02-10', '2026-02-03'])
    const shown = (await d.call(listPublicClinics, { params: { gridId: d.grids.grid1 } })).body.items
    expect(shown.find(({ id }) => id === body.id)?.next).toBe('2026-02-24')
    d.setTime('2026-02-18T09:00:00+08:00')
    expect((await record(body.id, '2026-02-17')).problem.code).toBe('clinic.day_wrong')
    d.setTime('2026-03-05T09:00:00+08:00')
  })

  test('is ended early by its department, with a day; what was planned before is kept', async () => {
    const { body } = await plan({ weekday: 5, from: '2026-02-27' }, 'Wang')
    const end = (last: string, as: Who = 'Wang', clinicId = body.id) =>
      d.call(endClinic, { params: { clinicId }, body: { last }, as })
    expect(body.mayEnd).toBe(true)
    expect((await end('2026-03-06', 'Wu')).problem.code).toBe('clinic.not_own')
    expect((await end('2026-03-06', 'Wang', d.id())).problem.code).toBe('clinic.not_found')
    expect((await end('2026-03-04')).problem.code).toBe('clinic.end_wrong')
    expect((await end('2026-03-20')).body).toMatchObject({ to: '2026-03-20', mayEnd: true, due: 1 })
    expect((await end('2026-03-20')).status).toBe(200)
    expect((await end('2026-03-05')).body).toMatchObject({ to: '2026-03-05', mayEnd: false })
    expect((await end('2026-03-20')).problem.code).toBe('clinic.end_wrong')
    const { rows } = await d.db.owner.query(
      'select seq, last_day::text, before_day::text from clinic_ending where clinic_id = $1 order by seq',
      [body.id],
    )
    expect(rows).toEqual([
      { seq: 1, last_day: '2026-03-20', before_day: null },
      { seq: 2, last_day: '2026-03-05', before_day: '2026-03-20' },
    ])
    const shown = (await d.call(listPublicClinics, { params: { gridId: d.grids.grid1 } })).body.items
    expect(shown.find(({ id }) => id === body.id)).toMatchObject({ to: '2026-03-05', next: null })
  })

  test('is found by unit and by grid, the own ones first, and the list says where there are more', async () => {
    const mine = await plan({ weekday: 7, gridId: d.grids.grid2 }, 'Wu')
    const list = async (as: Who, query = {}) => (await d.call(listClinics, { query, as })).body
    expect((await list('Wu')).items[0]?.id).toBe(mine.body.id)
    expect((await list('Wang')).items.at(-1)?.id).toBe(mine.body.id)
    expect((await list('Lin', { unitId: d.units.water })).items.map(({ id }) => id)).toEqual([mine.body.id])
    const inGrid1 = (await list('Lin', { gridId: d.grids.grid1 })).items
    expect(inGrid1.length).toBeGreaterThan(0)
    expect(inGrid1.map(({ id }) => id)).not.toContain(mine.body.id)
    expect((await list('Lin', { gridId: d.grids.community })).items.map(({ id }) => id)).toContain(mine.body.id)
    expect((await list('Lin', { gridId: d.id() })).items).toEqual([])
    await d.db.owner.query(
      `insert into clinic (district_id, id, unit_id, grid_id, weekday, from_minute, to_minute, place, from_day)
       select district_id, gen_random_uuid(), unit_id, grid_id, 1, 480, 540, '多', from_day
       from clinic, generate_series(1, 200) where id = $1`,
      [mine.body.id],
    )
    const many = await list('Wang')
    expect([many.items.length, many.truncated, many.items[0]?.mine]).toEqual([200, true, true])
    await d.db.owner.query("delete from clinic where place = '多'")
  })

  test('refuses what is wrong', async () => {
    const id = d.id()
    await plan({ weekday: 4 }, 'Wang', id)
    expect((await plan({ weekday: 5 }, 'Wang', id)).problem.code).toBe('clinic.id_reused')
    expect((await plan({}, 'Lin')).problem.code).toBe('right.missing')
    expect((await plan({}, 'Sun')).problem.code).toBe('clinic.not_department')
    expect((await plan({ fromMinute: 1200 })).problem.code).toBe('clinic.hours_wrong')
    expect((await plan({ gridId: d.id() })).problem.code).toBe('clinic.grid_unknown')
    const codeOf = async (...what: Parameters<typeof record>) => (await record(...what)).problem.code
    expect(await codeOf(d.id(), '2026-03-05')).toBe('clinic.not_found')
    expect(await codeOf(id, '2026-03-05', {}, 'Wu')).toBe('clinic.not_own')
    expect(await codeOf(id, '2026-03-06')).toBe('clinic.day_wrong')
    expect(await codeOf(id, '2026-03-12')).toBe('clinic.day_wrong')
    expect(await codeOf(id, '2026-03-05', { held: false, reason: ' ' })).toBe('clinic.reason_missing')
    await record(id, '2026-03-05')
    expect(await codeOf(id, '2026-03-05', { held: false, reason: '下雨' })).toBe('clinic.done_already')
  })
})

describe('field days of a unit', () => {
  const plan = (as: Who, more: Partial<BodyOf<typeof planFieldDays>> = {}, planId = d.id()) =>
    d.call(planFieldDays, {
      params: { planId },
      body: { month: '2026-03', plannedDays: 7, task: '老旧小区下水改造进度', ...more },
      as,
    })
  const record = (planId: string, as: Who, more: Partial<BodyOf<typeof recordFieldDays>> = {}) =>
    d.call(recordFieldDays, {
      params: { planId },
      body: { keptDays: 7, settled: '解决 3 栋楼下水堵塞', reason: '', ...more },
      as,
    })

  test('are planned by the month, recorded with what was settled, and seen by the unit and those above', async () => {
    const id = d.id()
    const { body } = await plan('Sun', {}, id)
    expect(body).toMatchObject({ unit: { name: '石桥镇' }, month: '2026-03', stand: 'open', keptDays: null })
    expect((await plan('Sun', {}, id)).body).toEqual(body)
    expect((await record(id, 'Sun', { keptDays: 5 })).problem.code).toBe('fieldPlan.reason_missing')
    const done = await record(id, 'Sun', { keptDays: 5, reason: '两天防汛值守' })
    expect(done.body).toMatchObject({ stand: 'partly', settled: '解决 3 栋楼下水堵塞' })
    expect((await record(id, 'Sun', { keptDays: 5, reason: '两天防汛值守' })).status).toBe(200)
    const seenBy = async (as: Who) => (await d.call(listFieldPlans, { as })).body.items.length
    expect([await seenBy('Sun'), await seenBy('Zhou'), await seenBy('Feng'), await seenBy('Wu')]).toEqual([1, 1, 0, 0])
    const ofMonth = async (month: string) => (await d.call(listFieldPlans, { query: { month }, as: 'Sun' })).body
    expect([(await ofMonth('2026-03')).items.length, (await ofMonth('2026-02')).items.length]).toEqual([1, 0])
    expect((await ofMonth('2026-03')).truncated).toBe(false)
    expect((await d.call(listFieldPlans, { as: 'Qian' })).problem.code).toBe('right.missing')
  })

  test('refuses what is wrong', async () => {
    const id = d.id()
    await plan('Wang', {}, id)
    const later = d.id()
    await plan('Wang', { month: '2026-04' }, later)
    expect((await plan('Wang')).problem.code).toBe('fieldPlan.month_taken')
    expect((await plan('Lin')).problem.code).toBe('right.missing')
    const codeOf = async (...what: Parameters<typeof record>) => (await record(...what)).problem.code
    expect(await codeOf(d.id(), 'Wang')).toBe('fieldPlan.not_found')
    expect(await codeOf(id, 'Zhou')).toBe('fieldPlan.not_own')
    expect(await codeOf(later, 'Wang')).toBe('fieldPlan.too_soon')
    await record(id, 'Wang')
    expect(await codeOf(id, 'Wang', { keptDays: 8 })).toBe('fieldPlan.done_already')
  })
})
