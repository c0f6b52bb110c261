import {
  importUnits,
  listDuty,
  listPersons,
  listUnits,
  openSession,
  putDuty,
  putPerson,
  putPost,
  putUnit,
  removeDuty,
  type BodyOf,
  type Role,
} from '@lianxin/contract'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import type { Scope } from '../../platform/db/scope.ts'
import { createAccess, DISTRICT, PASSWORD, type Access } from './access.fixture.ts'
import { dutyNow } from './index.ts'

let access: Access
let system = ''
const TOP = String(DISTRICT)
const STREET = `${DISTRICT}001`
const TOWN = `${DISTRICT}100`
const COMMUNITY = `${DISTRICT}001001`

const enter = async (loginName: string): Promise<string> => {
  const { cookie, problem } = await access.call(openSession, { body: { loginName, password: PASSWORD } })
  if (!cookie) throw new Error(problem.code)
  return cookie
}
const unitByCode = async (code: string) => {
  const found = (await access.units.current()).all.find((unit) => unit.code === code)
  if (!found) throw new Error(`no unit ${code}`)
  return found
}
const person = async (name: string): Promise<string> => {
  const personId = access.id()
  const put = await access.call(putPerson, { as: system, params: { personId }, body: { name, source: 'staff' } })
  expect(put.status).toBe(200)
  return personId
}

beforeAll(async () => {
  access = await createAccess()
  for (const { link } of access.first) await access.useInvitation(link)
  system = await enter('system-admin')
  const rows = [
    { code: STREET, name: '一街道', parentCode: TOP },
    { code: TOWN, name: '二镇', parentCode: null },
    { code: COMMUNITY, name: '一社区', parentCode: STREET },
  ]
  expect((await access.call(importUnits, { as: system, body: { rows } })).body.created).toBe(3)
})
afterAll(() => access.end())

describe('units', () => {
  test('hang on the tree, are found along a path, and repeat without effect', async () => {
    const community = await unitByCode(COMMUNITY)
    const street = await unitByCode(STREET)
    const top = await unitByCode(TOP)
    expect([community.level, street.level, top.level]).toEqual([2, 1, 0])
    expect(community.gridPath.startsWith(street.gridPath)).toBe(true)
    expect(community.parentId).toBe(street.id)
    expect(await access.units.unitsOnPath(community.gridPath)).toEqual([community, street, top])
    await expect(access.units.unitOf(access.id())).rejects.toThrow('unit.not_found')
    const { body } = await access.call(listUnits, { as: system, query: { gridPath: street.gridPath } })
    expect(body.items.map(({ code }) => code)).toEqual([TOP, STREET, COMMUNITY])
  })

  test('a department is put on a grid and seen at once; fields left out keep their value', async () => {
    const top = await unitByCode(TOP)
    const unitId = access.id()
    const body = { name: '城管局', kind: 'department', code: 'CG', parentId: null, gridId: top.gridId ?? '' } as const
    const put = (more: object) => access.call(putUnit, { as: system, params: { unitId }, body: { ...body, ...more } })
    expect((await put({ telephone: '12319' })).body).toMatchObject({ level: 0, gridPath: top.gridPath })
    expect((await put({ name: '城市管理局' })).body).toMatchObject({ name: '城市管理局', telephone: '12319' })
    expect((await access.units.unitOf(unitId)).name).toBe('城市管理局')
  })

  test('are refused with a taken code, on a grid that is held, in a circle, below nothing and without a grid', async () => {
    const street = await unitByCode(STREET)
    const community = await unitByCode(COMMUNITY)
    const gridId = street.gridId ?? ''
    const department = { name: '所', kind: 'department', code: 'X', parentId: null, gridId } as const
    const put = async (unitId: string, body: BodyOf<typeof putUnit>) =>
      (await access.call(putUnit, { as: system, params: { unitId }, body, lang: 'en' })).problem
    expect(await put(access.id(), { ...department, code: STREET })).toMatchObject({
      code: 'organisation.conflict',
      detail: expect.stringContaining('belongs to') as string,
    })
    expect((await put(access.id(), { ...department, kind: 'territorial' })).code).toBe('organisation.conflict')
    expect((await put(access.id(), { ...department, parentId: access.id() })).code).toBe('unit.not_found')
    expect((await put(access.id(), { ...department, gridId: access.id() })).code).toBe('grid.not_found')
    const circle = { name: street.name, kind: 'territorial', code: STREET, parentId: community.id, gridId } as const
    expect((await put(street.id, circle)).code).toBe('organisation.conflict')
  })

  test('above the district there is one, at its root and below nobody', async () => {
    const top = await unitByCode(TOP)
    const street = await unitByCode(STREET)
    const city = { name: '市网格中心', kind: 'superior', code: 'SJ', parentId: null, gridId: top.gridId ?? '' } as const
    const put = async (unitId: string, more: object = {}) =>
      access.call(putUnit, { as: system, params: { unitId }, body: { ...city, ...more }, lang: 'en' })
    const refusedFor = async (more: object, unitId = access.id()) => {
      const { problem } = await put(unitId, more)
      return [problem.code, problem.errors?.[0]?.pointer]
    }
    expect(await refusedFor({ gridId: street.gridId })).toEqual(['organisation.conflict', '/gridId'])
    expect(await refusedFor({ parentId: top.id })).toEqual(['organisation.conflict', '/parentId'])
    const unitId = access.id()
    expect((await put(unitId)).body).toMatchObject({ kind: 'superior', level: -1, gridPath: top.gridPath })
    expect(await refusedFor({ code: 'SJ2' })).toEqual(['organisation.conflict', '/kind'])
    expect((await put(unitId, { active: false })).status).toBe(200)
    expect((await put(access.id(), { code: 'SJ2' })).status).toBe(200)
    expect(await refusedFor({ active: true }, unitId)).toEqual(['organisation.conflict', '/kind'])
  })

  test('of two units with one code that arrive together one is refused', async () => {
    const top = await unitByCode(TOP)
    const body = { name: '水务局', kind: 'department', code: 'SW', parentId: null, gridId: top.gridId ?? '' } as const
    const put = () => access.call(putUnit, { as: system, params: { unitId: access.id() }, body })
    expect((await Promise.all([put(), put()])).map(({ status }) => status).sort()).toEqual([200, 409])
  })

  test('an import is all or nothing and names each faulty row', async () => {
    const rows = [
      { code: `${DISTRICT}002`, name: '三街道', parentCode: TOP },
      { code: '4101', name: '市', parentCode: null },
      { code: `${DISTRICT}002`, name: '又三街道', parentCode: TOP },
      { code: `${DISTRICT}003001`, name: '孤社区', parentCode: `${DISTRICT}003` },
      { code: `${DISTRICT}004`, name: '四街道', parentCode: COMMUNITY },
    ]
    const { problem } = await access.call(importUnits, { as: system, body: { rows } })
    expect(problem.code).toBe('grid.code_invalid')
    expect(problem.errors?.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([
      '/rows/1/code codeMalformed',
      '/rows/2/code codeTwice',
      '/rows/3/parentCode parentUnknown',
      '/rows/4/parentCode parentNotAbove',
    ])
    const moved = [{ code: COMMUNITY, name: '一社区', parentCode: TOWN }]
    const refused = await access.call(importUnits, { as: system, body: { rows: moved } })
    expect(refused.problem).toMatchObject({ code: 'organisation.conflict', errors: [{ code: 'parentMoved' }] })
    expect((await access.units.current()).all.some(({ code }) => code === `${DISTRICT}002`)).toBe(false)
  })

  test('a repeated import renames what has another name', async () => {
    const rows = [
      { code: STREET, name: '一街道', parentCode: null },
      { code: COMMUNITY, name: '新一社区', parentCode: STREET },
    ]
    const { body } = await access.call(importUnits, { as: system, body: { rows } })
    expect(body).toEqual({ created: 0, changed: 1, unchanged: 1 })
    expect((await unitByCode(COMMUNITY)).name).toBe('新一社区')
  })
})

describe('staff', () => {
  const give = (as: string, personId: string, unitId: string, role: Role, more: object = {}, postId = access.id()) =>
    access.call(putPost, {
      as,
      params: { postId },
      body: { personId, unitId, role, validFrom: '2026-03-01', validTo: null, ...more },
    })

  test('posts show with their person', async () => {
    const unit = await unitByCode(COMMUNITY)
    const personId = await person('孙岗')
    expect((await give(system, personId, unit.id, 'communityLeader')).body).toMatchObject({
      done: true,
      consequences: [{ kind: 'areaGoesHere', names: [unit.name] }],
    })
    const { body } = await access.call(listPersons, { as: system, query: { unitId: unit.id } })
    expect(body.items).toMatchObject([{ name: '孙岗', posts: [{ unitName: unit.name, role: 'communityLeader' }] }])
    expect((await access.units.current()).staffed.has(unit.id)).toBe(true)
  })

  test('posts are refused to oneself, to nobody, nowhere, backwards, changed in kind, and with mixed duties', async () => {
    const unit = await unitByCode(TOP)
    const personId = await person('李试')
    const { body: own } = await access.call(listPersons, { as: system, query: { q: '系统管理员' } })
    const ownId = own.items[0]?.id ?? ''
    expect((await give(system, ownId, unit.id, 'dispatcher')).problem.code).toBe('account.own_rights')
    expect((await give(system, access.id(), unit.id, 'dispatcher')).problem.code).toBe('person.not_found')
    expect((await give(system, personId, access.id(), 'dispatcher')).problem.code).toBe('unit.not_found')
    const backwards = await give(system, personId, unit.id, 'dispatcher', { validTo: '2026-02-28' })
    expect(backwards.problem.code).toBe('organisation.conflict')
    const postId = access.id()
    expect((await give(system, personId, unit.id, 'auditor', {}, postId)).status).toBe(200)
    expect((await give(system, personId, unit.id, 'dispatcher', {}, postId)).problem.code).toBe('organisation.conflict')
    expect((await give(system, personId, unit.id, 'securityAdmin')).problem.code).toBe('post.duties_separated')
    const later = await give(system, personId, unit.id, 'securityAdmin', { validFrom: '2027-01-01' })
    expect(later.problem.code).toBe('post.duties_separated')
    const wrong = await give(system, personId, unit.id, 'dispatcher', { validFrom: '2026-02-30' })
    expect(wrong.problem).toMatchObject({ code: 'request.invalid', errors: [{ pointer: '/validFrom' }] })
  })

  test('a post without organisation.write changes nothing, neither by the API nor by SQL in its scope', async () => {
    await access.hire('worker', 'gridWorker', COMMUNITY)
    const worker = await enter('worker')
    const refused = await access.call(putPerson, {
      as: worker,
      params: { personId: access.id() },
      body: { name: '某', source: 'staff' },
    })
    expect(refused.problem).toMatchObject({ code: 'right.missing', params: { permission: 'organisation.write' } })
    const unit = await unitByCode(COMMUNITY)
    const scope: Scope = {
      districtId: DISTRICT,
      territory: unit.gridPath,
      unitIds: [unit.id],
      rights: ['ticket.read', 'ticket.handle', 'organisation.read'],
    }
    const attempt = (work: ReturnType<typeof sql>) => access.db.withScope(scope, (tx) => work.execute(tx))
    await expect(
      attempt(sql`insert into unit (district_id, id, kind, level, code, name, grid_path)
        values (${DISTRICT}, ${access.id()}, 'department', 0, 'evil', 'evil', '1.')`),
    ).rejects.toThrow('row-level security policy for table "unit"')
    expect((await attempt(sql`update post set role = 'systemAdmin'`)).numAffectedRows).toBe(0n)
    expect((await attempt(sql`update person set name = 'x'`)).numAffectedRows).toBe(0n)
    expect((await attempt(sql`select 1 from account`)).rows).toEqual([])
    expect((await attempt(sql`select 1 from session`)).rows).toEqual([])
    expect((await attempt(sql`select 1 from one_time_link`)).rows).toEqual([])
    const elsewhere = access.db.withScope({ ...scope, districtId: 370_890 }, (tx) =>
      sql`select 1 from unit`.execute(tx),
    )
    expect((await elsewhere).rows).toEqual([])
  })
})

describe('duty', () => {
  const at = (hour: number): string => new Date(access.clock.at + hour * 3_600_000).toISOString()
  const shift = (unitId: string, personId: string, from: number, to: number) => ({
    unitId,
    personId,
    startsAt: at(from),
    endsAt: at(to),
    telephone: '12345',
  })

  test('a roster tells who is on duty now, and nobody is where no shift runs', async () => {
    const unit = await unitByCode(STREET)
    const personId = await person('何班')
    const shiftId = access.id()
    const put = (body: ReturnType<typeof shift>, id = access.id()) =>
      access.call(putDuty, { as: system, params: { shiftId: id }, body })
    expect((await put(shift(unit.id, personId, -1, 8), shiftId)).status).toBe(200)
    const scope = { districtId: DISTRICT, territory: '', unitIds: [], system: true }
    const now = (hour: number) =>
      access.db.withScope(scope, (tx) => dutyNow(tx, DISTRICT, unit.id, access.clock.at + hour * 3_600_000))
    expect(await now(0)).toMatchObject([{ personName: '何班', telephone: '12345' }])
    expect(await now(8)).toEqual([])
    const { body } = await access.call(listDuty, { as: system, query: { from: at(0), to: at(1), unitId: unit.id } })
    expect(body.items).toMatchObject([{ id: shiftId, startsAt: at(-1) }])

    expect((await put(shift(unit.id, personId, 7, 9))).problem.code, 'twice at once').toBe('organisation.conflict')
    expect((await put(shift(unit.id, personId, 9, 9))).problem.code, 'no length').toBe('organisation.conflict')
    expect((await put(shift(access.id(), personId, 9, 10))).problem.code).toBe('unit.not_found')
    expect((await put(shift(unit.id, access.id(), 9, 10))).problem.code).toBe('person.not_found')
    expect((await access.call(removeDuty, { as: system, params: { shiftId } })).status).toBe(200)
    expect(await now(0)).toEqual([])
  })

  test('a subdistrict keeps the roster of its own area only', async () => {
    await access.hire('leader', 'subdistrictLeader', STREET)
    const leader = await enter('leader')
    const personId = await person('钱班')
    const put = async (code: string, from: number) =>
      access.call(putDuty, {
        as: leader,
        params: { shiftId: access.id() },
        body: shift((await unitByCode(code)).id, personId, from, from + 1),
      })
    expect((await put(COMMUNITY, 0)).status).toBe(200)
    expect((await put(TOWN, 2)).problem.code).toBe('right.missing')
  })
})

test('people are found by name, pinyin and initials', async () => {
  await person('慕容晓晓')
  const found = async (q: string) =>
    (await access.call(listPersons, { as: system, query: { q } })).body.items.map(({ name }) => name)
  for (const q of ['容晓', 'murongxiaoxiao', 'mrxx', 'MRX']) expect(await found(q), q).toEqual(['慕容晓晓'])
  expect(await found('zzzz')).toEqual([])
})
