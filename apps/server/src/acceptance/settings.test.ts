import {
  activateCatalogue,
  computeDue,
  draftCatalogue,
  listDuty,
  listPersons,
  listSettingChanges,
  listUnits,
  putCalendarYear,
  putClass,
  putDuty,
  putLimits,
  putPerson,
  putPost,
  putUnit,
  putWorkingHours,
  readCalendar,
  readCatalogue,
  readLimits,
  readTicket,
  restoreSetting,
  type BodyOf,
  type Consequence,
  type UnitView,
} from '@lianxin/contract'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { AT, openTown, type Town } from './town.ts'
import { CODES } from './second-street.ts'

let town: Town
beforeAll(async () => {
  town = await openTown()
})
afterAll(() => town.end())

let ADMIN: { readonly as: 'systemAdmin'; readonly cookie?: string } = { as: 'systemAdmin' }
const DRY = { dryRun: 'true' } as const

async function unitOf(code: string): Promise<UnitView> {
  const { body } = await town.call(listUnits, ADMIN)
  const unit = body.items.find((one) => one.code === code)
  if (!unit) throw new Error(`no unit ${code}`)
  return unit
}

const bodyOf = (unit: UnitView): BodyOf<typeof putUnit> => ({
  name: unit.name,
  kind: unit.kind,
  code: unit.code,
  parentId: unit.parentId,
  gridId: unit.gridId ?? '',
})
const put = (unit: UnitView, more: object, query: object = {}) =>
  town.call(putUnit, { ...ADMIN, params: { unitId: unit.id }, query: { ...query }, body: { ...bodyOf(unit), ...more } })
const told = (consequences: readonly Consequence[]): string[] =>
  consequences.map(({ kind, count }) => (count > 0 ? `${kind} ${count}` : kind))
const changesOf = async (kinds: string, key?: string) =>
  (await town.call(listSettingChanges, { ...ADMIN, query: { kinds, ...(key === undefined ? {} : { key }) } })).body
    .items
const restore = (changeId: string, body: object = {}, query: object = {}) =>
  town.call(restoreSetting, { ...ADMIN, params: { changeId }, body, query: { ...query } })

describe('closing a unit', () => {
  test('says what follows, refuses to leave tickets behind, and then does exactly that', async () => {
    const grid1 = await unitOf(CODES.grid1)
    const community = await unitOf(CODES.community)
    const ids: string[] = []
    for (let i = 0; i < 3; i++) {
      const { id } = await town.report({ classCode: 'E0102', position: AT.inGrid1 })
      await town.give('dispatcher', id, { kind: 'dispatch' })
      ids.push(id)
    }
    await town.give('gridWorker', ids[0] ?? '', { kind: 'acknowledge' })
    const dueBefore = (await town.call(readTicket, { params: { ticketId: ids[0] ?? '' }, as: 'dispatcher' })).body.clock
    const [worker] = (await town.call(listPersons, { ...ADMIN, query: { q: 'gridWorker' } })).body.items
    const shiftId = uuidv7()
    await town.call(putDuty, {
      ...ADMIN,
      params: { shiftId },
      body: {
        unitId: grid1.id,
        personId: worker?.id ?? '',
        startsAt: '2026-03-06T09:00:00+08:00',
        endsAt: '2026-03-06T18:00:00+08:00',
      },
    })

    const first = await put(grid1, { active: false }, DRY)
    expect(first.status, JSON.stringify(first.problem)).toBe(200)
    expect(told(first.body.consequences)).toContain('heirNeeded 3')
    expect(first.body.consequences.find(({ kind }) => kind === 'heirNeeded')).toMatchObject({
      tone: 'must',
      queue: { list: 'open', unitId: grid1.id },
    })
    const refused = await put(grid1, { active: false })
    expect(refused.problem).toMatchObject({ status: 409, code: 'unit.holds_tickets', params: { count: 3 } })

    const dry = await put(grid1, { active: false, heirId: community.id }, DRY)
    expect((await unitOf(CODES.grid1)).active).toBe(true)
    const done = await put(grid1, { active: false, heirId: community.id })
    expect(done.status, JSON.stringify(done.problem)).toBe(200)
    expect(done.body.consequences).toEqual(dry.body.consequences)
    const { items: holders } = (await town.call(listPersons, { ...ADMIN, query: { unitId: grid1.id } })).body
    const ended = holders.flatMap(({ posts }) => posts.filter((post) => post.unitId === grid1.id))
    expect(told(done.body.consequences)).toEqual([
      'ticketsMove 3',
      `postsEnd ${ended.length}`,
      'shiftsEnd 1',
      'areaGoesTo',
    ])
    expect(ended.every(({ validTo }) => validTo === '2026-03-05')).toBe(true)
    const roster = await town.call(listDuty, {
      ...ADMIN,
      query: { from: '2026-03-01T00:00:00Z', to: '2026-04-01T00:00:00Z' },
    })
    expect(roster.body.items).toEqual([])
    for (const ticketId of ids) {
      const { body } = await town.call(readTicket, { params: { ticketId }, as: 'dispatcher' })
      expect(body.holder.id).toBe(community.id)
      expect(body.steps.at(-1)).toMatchObject({ kind: 'succeeded', actor: { kind: 'system' } })
    }
    const after = (await town.call(readTicket, { params: { ticketId: ids[0] ?? '' }, as: 'dispatcher' })).body
    expect(after.clock.dueAt, 'nobody waits longer for it').toBe(dueBefore.dueAt)
    expect((await town.report({ position: AT.inGrid1 })).gridId, 'its area is reported in as before').not.toBeNull()
  })

  test('is taken back from the history; tickets and posts stay where they went', async () => {
    const grid1 = await unitOf(CODES.grid1)
    const [change] = await changesOf('unit', grid1.id)
    expect(change).toMatchObject({ label: grid1.name, action: 'changed', restorable: 'yes' })
    expect(change?.fields).toEqual([{ label: '在用', before: '是', after: '否' }])
    const dry = await restore(change?.id ?? '', {}, DRY)
    expect(told(dry.body.consequences)).toEqual(['unitVacant', 'ticketsNotBack'])
    expect((await unitOf(CODES.grid1)).active).toBe(false)
    expect((await restore(change?.id ?? '')).body.consequences).toEqual(dry.body.consequences)
    expect((await unitOf(CODES.grid1)).active).toBe(true)
    const [latest, older] = await changesOf('unit', grid1.id)
    expect(latest).toMatchObject({ action: 'restored', restorable: 'yes' })
    expect(older).toMatchObject({ restorable: 'later' })
    expect((await restore(older?.id ?? '')).problem).toMatchObject({ status: 409, code: 'setting.changed_since' })
    const posts = (await changesOf('post')).filter(({ fields }) => fields.some(({ label }) => label === '结束日期'))
    const back = await restore(posts[0]?.id ?? '')
    expect(back.status, JSON.stringify(back.problem)).toBe(200)
    expect((await restore(uuidv7())).problem.code).toBe('setting.change_unknown')
  })

  test('an heir that cannot take over is refused at its field', async () => {
    const desk = await unitOf(CODES.desk)
    const water = await unitOf(CODES.water)
    await town.report({ position: AT.inGrid2 })
    const close = (heirId: string) => put(desk, { active: false, heirId }, DRY)
    const why = async (heirId: string) => {
      const { problem } = await close(heirId)
      return [problem.code, problem.errors?.[0]?.pointer]
    }
    expect(await why(water.id)).toEqual(['organisation.conflict', '/heirId'])
    expect(await why(desk.id)).toEqual(['organisation.conflict', '/heirId'])
    const city = await put(water, { active: false, heirId: (await unitOf('SJ')).id }, DRY)
    expect(city.problem).toMatchObject({ code: 'organisation.conflict', detail: expect.stringContaining('由区里上报') })
    expect(await why(uuidv7())).toEqual(['unit.not_found', '/heirId'])
    const district = await unitOf(CODES.district)
    const fine = await close(district.id)
    expect(fine.status, JSON.stringify(fine.problem)).toBe(200)
    const moved = fine.body.consequences.find(({ kind }) => kind === 'ticketsMove')?.count ?? 0
    expect(moved).toBeGreaterThan(0)
    const done = await put(desk, { active: false, heirId: district.id })
    expect(done.body.consequences.find(({ kind }) => kind === 'ticketsMove')?.count).toBe(moved)
    const owner = await town.db.asOwner((db) =>
      db
        .selectFrom('ticket')
        .innerJoin('unit', (join) => join.onRef('unit.id', '=', 'ticket.holder_unit_id'))
        .select(['unit.active'])
        .where('ticket.closed_at', 'is', null)
        .execute(),
    )
    expect(owner.every(({ active }) => active)).toBe(true)
    const [change] = await changesOf('unit', desk.id)
    expect((await restore(change?.id ?? '')).status).toBe(200)
    const ended = (await changesOf('post')).filter(
      ({ label, restorable }) => label.endsWith(desk.name) && restorable === 'yes',
    )
    for (const { id } of ended) expect((await restore(id)).status).toBe(200)
    expect((await town.call(listSettingChanges, { as: 'dispatcher' })).problem.params).toEqual({
      permission: 'setting.read',
    })
  })
})

describe('people and posts', () => {
  test('who leaves: posts, signatures and the empty unit are said; the telephone stays out of the history', async () => {
    const personId = uuidv7()
    const person = { name: '江离', telephone: '13800001234', source: 'staff' } as const
    const save = (more: object, query: object = {}) =>
      town.call(putPerson, { ...ADMIN, params: { personId }, query: { ...query }, body: { ...person, ...more } })
    await save({})
    const grid2 = await unitOf(CODES.grid2)
    const postId = uuidv7()
    const post = { personId, unitId: grid2.id, role: 'gridWorker', validFrom: '2026-03-01', validTo: null } as const
    const given = await town.call(putPost, { ...ADMIN, params: { postId }, body: post })
    expect(given.body).toEqual({ done: true, consequences: [] })
    expect(told((await save({ active: false }, DRY)).body.consequences)).toEqual(['postsIdle 1'])
    await save({ telephone: '13900005678' })
    const [change] = await changesOf('person', personId)
    expect(change?.fields).toEqual([{ label: '工作电话', before: '138****1234', after: '139****5678' }])
    const back = await restore(change?.id ?? '')
    expect(told(back.body.consequences)).toEqual(['telephoneKept'])
    const rows = await town.db.asOwner((db) => db.selectFrom('setting_change').selectAll().execute())
    expect(JSON.stringify(rows)).not.toMatch(/13800001234|13900005678/)

    const [first] = await changesOf('post', postId)
    expect(first).toMatchObject({ action: 'created' })
    expect((await restore(first?.id ?? '')).status).toBe(200)
    const { items } = (await town.call(listPersons, { ...ADMIN, query: { q: '江离' } })).body
    expect(items[0]?.posts).toMatchObject([{ id: postId, validTo: '2026-03-05' }])
  })

  test('a person who works alone in a unit leaves it vacant, with its open tickets named', async () => {
    const grid3 = await unitOf(CODES.street2)
    const { items } = (await town.call(listPersons, { ...ADMIN, query: { unitId: grid3.id } })).body
    const [person] = items
    const post = person?.posts.find(({ unitId }) => unitId === grid3.id)
    if (!person || !post) throw new Error('nobody works there')
    const { unitId, role, validFrom } = post
    const body = { personId: person.id, unitId, role, validFrom, validTo: '2026-03-05' }
    const ends = await town.call(putPost, { ...ADMIN, params: { postId: post.id }, query: DRY, body })
    expect(told(ends.body.consequences)).toContain('unitVacant')
  })

  test('history is for those who keep settings and the auditor; restoring needs the right of the thing', async () => {
    for (const as of ['dispatcher', 'securityAdmin'] as const)
      expect((await town.call(listSettingChanges, { as })).problem.code).toBe('right.missing')
    expect((await town.call(listSettingChanges, { as: 'auditor' })).body.items.length).toBeGreaterThan(0)
    const [change] = await changesOf('unit')
    const params = { changeId: change?.id ?? '' }
    expect((await town.call(restoreSetting, { as: 'auditor', params, body: {} })).problem.code).toBe('right.missing')
  })
})

describe('catalogue and calendar', () => {
  test('a new version says which classes and open tickets it touches; the one before comes back', async () => {
    const { id } = await town.report({ classCode: 'E0102', position: AT.inGrid2 })
    await town.give('dispatcher', id, { kind: 'dispatch' })
    const before = (await town.call(readCatalogue)).body
    const { version } = (await town.call(draftCatalogue, ADMIN)).body
    const entry = before.classes.find(({ code }) => code === 'E0102')
    if (!entry) throw new Error('the catalogue has that class')
    const body = {
      ...entry,
      stages: [{ name: '处置', limit: { amount: 8, unit: 'workHour' as const } }],
      responsible: { 0: 'NOBODY' },
    }
    const params = { version: String(version), code: 'E0102' }
    const dry = await town.call(putClass, { ...ADMIN, params, query: DRY, body })
    const open = dry.body.consequences.find(({ kind }) => kind === 'ticketsKeepClass')
    expect(told(dry.body.consequences).slice(0, 3)).toEqual([
      'limitsChanged 1',
      'responsibleChanged 1',
      'responsibleUnknown 1',
    ])
    expect(open?.queue).toEqual({ list: 'open', classCode: 'E0102' })
    const unchanged = (await town.call(readCatalogue, { query: { version } })).body
    expect(unchanged.classes.find(({ code }) => code === 'E0102')?.stages).toEqual(entry.stages)
    await town.call(putClass, { ...ADMIN, params, body })
    const [change] = await changesOf('class', `${version}/E0102`)
    expect(change?.fields).toContainEqual({ label: '期限', before: '4 工作时', after: '8 工作时' })

    const at = { version: String(version) }
    const activation = await town.call(activateCatalogue, { ...ADMIN, params: at, query: DRY })
    const done = await town.call(activateCatalogue, { ...ADMIN, params: at })
    expect(done.body.consequences).toEqual(activation.body.consequences)
    expect((await town.call(readCatalogue)).body.version).toBe(version)
    expect((await restore(change?.id ?? '')).problem.code, 'a version in force stands').toBe('organisation.conflict')
    const [enforced] = await changesOf('catalogue', 'active')
    expect((await restore(enforced?.id ?? '')).status).toBe(200)
    expect((await town.call(readCatalogue)).body.version).toBe(before.version)
  })

  test('a year says how many tickets get their dates, and they do; it is not taken back from under them', async () => {
    town.clock.at = Date.parse('2026-12-31T16:30:00+08:00')
    ADMIN = { as: 'systemAdmin', cookie: await town.signIn('systemAdmin') }
    const waiting = [await town.report({ position: AT.inGrid2 }), await town.report({ position: AT.inGrid2 })]
    expect(waiting.map(({ calendarMissingYear }) => calendarMissingYear)).toEqual([2027, 2027])
    const params = { year: '2027' }
    const body = { source: '国办通知', exceptions: [{ day: '2027-01-01', working: false, name: '元旦' }] }
    const dry = await town.call(putCalendarYear, { ...ADMIN, params, query: DRY, body })
    const dated = dry.body.consequences.find(({ kind }) => kind === 'ticketsGetDates')?.count
    expect((await town.call(readCalendar, ADMIN)).body.years.map(({ year }) => year)).not.toContain(2027)
    const done = await town.call(putCalendarYear, { ...ADMIN, params, body })
    expect([done.body.replanned, done.body.consequences]).toEqual([dated, dry.body.consequences])
    const [change] = await changesOf('calendar', '2027')
    expect(change?.fields).toEqual([
      { label: '依据', before: null, after: '国办通知' },
      { label: '2027-01-01', before: null, after: '放假 · 元旦' },
    ])
    expect((await restore(change?.id ?? '')).problem.code).toBe('setting.not_restorable')

    const more = { ...body, exceptions: [...body.exceptions, { day: '2027-01-04', working: false, name: '' }] }
    const later = await town.call(putCalendarYear, { ...ADMIN, params, query: DRY, body: more })
    expect(told(later.body.consequences)).toEqual([`ticketsMoveDates ${dated}`])
  })

  test('limits and reminders are read by all, set with a word of what follows, and taken back', async () => {
    const { limits: before, usual } = (await town.call(readLimits, ADMIN)).body
    expect(before).toEqual(usual)
    expect(before).toMatchObject({ acceptance: { amount: 2, unit: 'workHour' }, remindAfter_workDays: 1 })
    const limits = { ...before, acceptance: { amount: 1, unit: 'workHour' as const }, remindAfter_workDays: 2 }
    const dry = await town.call(putLimits, { ...ADMIN, query: DRY, body: limits })
    expect(dry.body.consequences.map(({ kind }) => kind)).toEqual(['ticketsKeepDates'])
    expect((await town.call(readLimits, ADMIN)).body.limits).toEqual(before)
    expect((await town.call(putLimits, { ...ADMIN, body: limits })).body).toEqual({ ...dry.body, done: true })
    expect((await town.call(readLimits, ADMIN)).body.limits).toEqual(limits)
    const query = { from: new Date(town.clock.at).toISOString(), amount: 1, unit: 'workHour' }
    const due = (await town.call(computeDue, { ...ADMIN, query })).body
    expect((await town.report({ position: AT.inGrid2 })).dueAt).toBe(due.dueAt)
    const [change] = await changesOf('limits', 'limits')
    expect(change?.fields).toEqual([
      { label: '受理期限', before: '2 工作时', after: '1 工作时' },
      { label: '催办：超期后', before: '1', after: '2' },
    ])
    expect((await restore(change?.id ?? '')).status).toBe(200)
    expect((await town.call(readLimits, ADMIN)).body.limits).toEqual(before)
  })

  test('hours say what a limit comes to before and after', async () => {
    const hours = [{ fromMinute: 600, toMinute: 960 }]
    const dry = await town.call(putWorkingHours, { ...ADMIN, query: DRY, body: { hours } })
    expect(told(dry.body.consequences)).toContain('dueExample')
    const before = (await town.call(readCalendar, ADMIN)).body.hours
    await town.call(putWorkingHours, { ...ADMIN, body: { hours } })
    const again = await town.call(putWorkingHours, { ...ADMIN, body: { hours: [{ fromMinute: 540, toMinute: 1020 }] } })
    expect(again.status).toBe(200)
    const [change] = await changesOf('hours')
    expect(change?.fields).toEqual([{ label: '工作时间', before: '10:00–16:00', after: '09:00–17:00' }])
    expect((await restore(change?.id ?? '')).status).toBe(200)
    expect((await town.call(readCalendar, ADMIN)).body.hours).toEqual(hours)
    expect(before).not.toEqual(hours)
  })
})
