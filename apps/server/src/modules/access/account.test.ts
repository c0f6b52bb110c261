import {
  changeAccount,
  inviteAccount,
  listAccounts,
  listPersons,
  listTraces,
  openSession,
  putPerson,
  readLink,
  useLink,
} from '@lianxin/contract'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { createAccess, DISTRICT, PASSWORD, type Access } from './access.fixture.ts'
import { changeUser, ensureFirstAdministrator, trace } from './index.ts'

let access: Access
let security = ''
let system = ''

const enter = async (loginName: string, password = PASSWORD): Promise<string> => {
  const { cookie, problem } = await access.call(openSession, { body: { loginName, password } })
  if (!cookie) throw new Error(problem.code)
  return cookie
}
const tokenOf = (link: string): string => link.slice(link.lastIndexOf('/') + 1)
const use = (link: string, password: string) =>
  access.call(useLink, { params: { token: tokenOf(link) }, body: { password } })

beforeAll(async () => {
  access = await createAccess()
})
afterAll(() => access.end())

test('the first start gives two links for separated duties; they change until one is used, then there are none', async () => {
  expect(access.first.map(({ role, loginName }) => [role, loginName])).toEqual([
    ['securityAdmin', 'security-admin'],
    ['systemAdmin', 'system-admin'],
  ])
  const again = (await ensureFirstAdministrator(access.db, DISTRICT, access.clock.at, 'https://grid.example.cn/')) ?? []
  expect(again[0]?.link).toMatch(/^https:\/\/grid\.example\.cn\/console\/link\/[\w-]{43}$/)
  const [old] = access.first
  expect((await use(old?.link ?? '', PASSWORD)).problem.code).toBe('account.link_expired')
  for (const { link } of again) await access.useInvitation(link)
  expect(await ensureFirstAdministrator(access.db, DISTRICT, access.clock.at, '')).toBeNull()
  security = await enter('security-admin')
  system = await enter('system-admin')
  await access.hire('audit', 'auditor')
})

/** A person without an account. */
async function newPerson(name: string): Promise<string> {
  const personId = access.id()
  const body = { name, source: 'staff' } as const
  expect((await access.call(putPerson, { as: system, params: { personId }, body })).status).toBe(200)
  return personId
}

test('an invitation opens an account once, for 24 hours, with a good password', async () => {
  const personId = await newPerson('周安')
  const accountId = access.id()
  const invite = () =>
    access.call(inviteAccount, { as: security, params: { accountId }, body: { personId, loginName: 'zhou' } })
  const { body: first } = await invite()
  const { body: second } = await invite()
  expect((await use(first.link, PASSWORD)).problem.code, 'a second link ends the first').toBe('account.link_expired')
  const { body: shown } = await access.call(readLink, { params: { token: tokenOf(second.link) } })
  expect(shown).toMatchObject({ personName: '周安', loginName: 'zhou' })
  for (const weak of ['short-1', 'onlyletters', '12345678'])
    expect((await use(second.link, weak)).problem, weak).toMatchObject({
      code: 'account.password_weak',
      errors: [{ pointer: '/password' }],
    })
  const both = await Promise.all([use(second.link, PASSWORD), use(second.link, PASSWORD)])
  expect(both.map(({ status }) => status).sort()).toEqual([200, 410])
  expect((await access.call(readLink, { params: { token: tokenOf(second.link) } })).problem.code).toBe(
    'account.link_expired',
  )
  expect((await invite()).problem.code, 'in use already').toBe('organisation.conflict')
})

test('the same invitation sent twice at once opens one account, two different ones open one only', async () => {
  const invite = (accountId: string, personId: string, loginName: string) =>
    access.call(inviteAccount, { as: security, params: { accountId }, body: { personId, loginName } })
  const [one, two] = [await newPerson('冯一'), await newPerson('冯二')]
  const same = access.id()
  const twice = await Promise.all([invite(same, one, 'feng1'), invite(same, one, 'feng1')])
  expect(twice.map(({ status }) => status)).toEqual([200, 200])
  const both = await Promise.all([invite(access.id(), two, 'feng2'), invite(access.id(), two, 'feng3')])
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
})

test('a link ends after 24 hours', async () => {
  const personId = await newPerson('吴晚')
  const { body } = await access.call(inviteAccount, {
    as: security,
    params: { accountId: access.id() },
    body: { personId, loginName: 'wu-wan' },
  })
  const before = access.clock.at
  access.clock.at += 24 * 3_600_000
  expect((await use(body.link, PASSWORD)).problem.code).toBe('account.link_expired')
  access.clock.at = before
})

test('invitations are refused for unknown persons, taken names, a second account, oneself and without the right', async () => {
  const invite = (as: string, personId: string, loginName: string) =>
    access.call(inviteAccount, { as, params: { accountId: access.id() }, body: { personId, loginName } })
  const { body: zhou } = await access.call(listPersons, { as: system, query: { q: '周安' } })
  const { body: own } = await access.call(listPersons, { as: system, query: { q: '安全管理员' } })
  const other = await newPerson('郑新')
  expect((await invite(security, access.id(), 'who')).problem.code).toBe('person.not_found')
  expect((await invite(security, other, 'zhou')).problem).toMatchObject({
    code: 'account.name_taken',
    errors: [{ pointer: '/loginName' }],
  })
  expect((await invite(security, zhou.items[0]?.id ?? '', 'zhou2')).problem.code).toBe('organisation.conflict')
  expect((await invite(security, own.items[0]?.id ?? '', 'me2')).problem.code).toBe('account.own_rights')
  expect((await invite(system, other, 'zheng')).problem.code).toBe('right.missing')
})

test('a reset takes password, second factor and sessions away, and none of the last five passwords comes back', async () => {
  const { body } = await access.call(listAccounts, { as: security, query: { q: 'zhou' } })
  const accountId = body.items[0]?.id ?? ''
  const session = await enter('zhou')
  const reset = async (): Promise<string> =>
    (await access.call(changeAccount, { as: security, params: { accountId }, body: { action: 'reset' } })).body
      .invitation?.link ?? ''
  let link = await reset()
  expect((await access.call(listAccounts, { as: session })).problem.code).toBe('session.required')
  await expect(enter('zhou')).rejects.toThrow('session.credentials_refused')
  for (const year of [1, 2, 3, 4]) {
    expect((await use(link, PASSWORD)).problem.code).toBe('account.password_weak')
    expect((await use(link, `another-${year}`)).status).toBe(200)
    link = await reset()
  }
  expect((await use(link, PASSWORD)).problem.code).toBe('account.password_weak')
  expect((await use(link, 'another-5')).status).toBe(200)
  link = await reset()
  expect((await use(link, PASSWORD)).status).toBe(200)
})

test('the command line acts on accounts and leaves traces without a person', async () => {
  const line = { db: access.db, districtId: DISTRICT, publicUrl: '', now: access.clock.at }
  expect((await changeUser(line, 'zhou', 'reset'))?.link).toContain('/console/link/')
  await expect(changeUser(line, 'no-one', 'unlock')).rejects.toThrow('account.not_found')
  const auditor = await enter('audit')
  const { body } = await access.call(listTraces, { as: auditor, query: { kind: 'account.reset', limit: 1 } })
  expect(body.items[0]?.personName).toBeNull()
})

test('traces are read by auditors only and changed by nobody', async () => {
  expect((await access.call(listTraces, { as: security })).problem.code).toBe('right.missing')
  const scope = { districtId: DISTRICT, territory: '', unitIds: [], system: true }
  await access.db.withScope(scope, (tx) =>
    trace(
      tx,
      { districtId: DISTRICT },
      { at: access.clock.at, kind: 'reporter.read', subject: 'ticket:1', purpose: '回访' },
    ),
  )
  for (const statement of [sql`update trace set kind = ''`, sql`delete from trace`])
    await expect(access.db.withScope(scope, (tx) => statement.execute(tx))).rejects.toThrow('permission denied')
})
