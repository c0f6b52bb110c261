import {
  changeAccount,
  choosePost,
  closeSession,
  confirmTotp,
  enrolTotp,
  listAccounts,
  listTraces,
  openSession,
  putPost,
  readSession,
} from '@lianxin/contract'
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { createAccess, DISTRICT, PASSWORD, type Access } from './access.fixture.ts'

let access: Access
beforeAll(async () => {
  access = await createAccess()
  for (const { link } of access.first) await access.useInvitation(link)
  await access.hire('audit', 'auditor')
})
afterAll(() => access.end())

const signIn = (loginName: string, password = PASSWORD, totp?: string) =>
  access.call(openSession, { body: { loginName, password, ...(totp === undefined ? {} : { totp }) } })

/** Signs in and answers the cookie. */
async function enter(loginName: string): Promise<string> {
  const { cookie, problem } = await signIn(loginName)
  if (!cookie) throw new Error(problem.code)
  return cookie
}

const accountId = async (loginName: string): Promise<string> => {
  const security = await enter('security-admin')
  const { body } = await access.call(listAccounts, { as: security, query: { q: loginName } })
  return body.items.find((account) => account.loginName === loginName)?.id ?? ''
}

test('a sign-in acts in its only post, and the cookie is not kept anywhere', async () => {
  const { status, body, cookie } = await signIn('system-admin')
  expect(status).toBe(200)
  expect(body.post?.role).toBe('systemAdmin')
  expect(body.permissions).toContain('organisation.write')
  expect(body.secondFactor).toBe('none')
  expect(body.district).toMatchObject({ id: DISTRICT, demo: false })
  expect(Buffer.from(cookie ?? '', 'base64url')).toHaveLength(32)
  const stored = await access.db.owner.query<{ found: boolean }>(
    `select bool_or(token_hash = $1::bytea) as found from session`,
    [Buffer.from(cookie ?? '', 'base64url')],
  )
  expect(stored.rows[0]?.found).toBe(false)
})

test('nobody is let in without a session, a right or the right password', async () => {
  expect((await access.call(readSession)).problem.code).toBe('session.required')
  expect((await access.call(readSession, { as: 'A'.repeat(43) })).problem.code).toBe('session.required')
  const system = await enter('system-admin')
  expect((await access.call(listAccounts, { as: system })).problem).toMatchObject({
    code: 'right.missing',
    params: { permission: 'account.write' },
  })
  expect((await signIn('system-admin', 'wrong-2026')).problem.code).toBe('session.credentials_refused')
})

test('five failures lock a name for 15 minutes, whether or not it exists, and the lock-out is traced', async () => {
  await access.hire('li', 'dispatcher')
  for (const name of ['li', 'nobody-here']) {
    for (let failure = 1; failure < 5; failure++)
      expect((await signIn(name, 'wrong-2026')).problem.code, name).toBe('session.credentials_refused')
    expect((await signIn(name, 'wrong-2026')).problem).toMatchObject({
      code: 'session.locked',
      params: { minutes: 15 },
    })
    expect((await signIn(name, PASSWORD)).problem.code, name).toBe('session.locked')
  }
  const auditor = await enter('audit')
  const id = await accountId('li')
  const { body } = await access.call(listTraces, { as: auditor, query: { subject: `account:${id}` } })
  expect(body.items.map(({ kind }) => kind)).toContain('account.locked')
  expect(JSON.stringify(body)).not.toContain('wrong-2026')
  access.clock.at += 15 * 60_000
  expect((await signIn('li')).status).toBe(200)
})

test('guesses that arrive together are not checked beyond the fifth', async () => {
  await access.hire('he', 'dispatcher')
  const answers = await Promise.all(Array.from({ length: 12 }, () => signIn('he', 'wrong-2026')))
  expect(answers.filter(({ problem }) => problem.code === 'session.credentials_refused')).toHaveLength(4)
  expect((await signIn('he')).problem.code).toBe('session.locked')
})

test('the security administrator unlocks at once, but not the own account', async () => {
  await access.hire('wu', 'dispatcher')
  for (let failure = 0; failure < 5; failure++) await signIn('wu', 'wrong-2026')
  const id = await accountId('wu')
  const own = await accountId('security-admin')
  const security = await enter('security-admin')
  const act = (account: string, action: 'unlock' | 'reset') =>
    access.call(changeAccount, { as: security, params: { accountId: account }, body: { action } })
  expect((await act(own, 'reset')).problem.code).toBe('account.own_rights')
  expect((await act(access.id(), 'unlock')).problem.code).toBe('account.not_found')
  expect((await act(id, 'unlock')).body).toEqual({ invitation: null })
  expect((await signIn('wu')).status).toBe(200)
})

test('a new sign-in ends the session before, and signing out ends it at once', async () => {
  const first = await enter('system-admin')
  const second = await enter('system-admin')
  expect((await access.call(readSession, { as: first })).problem.code).toBe('session.required')
  expect((await access.call(readSession, { as: second })).status).toBe(200)
  expect((await access.call(closeSession, { as: second })).cookie).toBe('')
  expect((await access.call(readSession, { as: second })).problem.code).toBe('session.required')
})

test('revoking and disabling hold from the next request on', async () => {
  await access.hire('zhao', 'dispatcher')
  const id = await accountId('zhao')
  const security = await enter('security-admin')
  const act = (action: 'revokeSessions' | 'disable' | 'enable') =>
    access.call(changeAccount, { as: security, params: { accountId: id }, body: { action } })
  const one = await enter('zhao')
  await act('revokeSessions')
  expect((await access.call(readSession, { as: one })).problem.code).toBe('session.required')
  const two = await enter('zhao')
  await act('disable')
  expect((await access.call(readSession, { as: two })).problem.code).toBe('session.required')
  expect((await signIn('zhao')).problem.code).toBe('session.credentials_refused')
  await act('enable')
  expect((await signIn('zhao')).status).toBe(200)
})

test('a session ends after 30 idle minutes and after 12 hours of work', async () => {
  const read = async (as: string): Promise<number> => (await access.call(readSession, { as })).status
  const idle = await enter('audit')
  access.clock.at += 29 * 60_000
  expect(await read(idle)).toBe(200)
  access.clock.at += 29 * 60_000
  expect(await read(idle)).toBe(200)
  access.clock.at += 30 * 60_000
  expect(await read(idle)).toBe(401)
  const busy = await enter('audit')
  for (let half = 0; half < 35; half++) {
    access.clock.at += 20 * 60_000
    expect(await read(busy)).toBe(200)
  }
  access.clock.at += 20 * 60_000
  expect(await read(busy)).toBe(401)
})

test('a code of the second factor works once and is required from then on', async () => {
  await access.hire('sun', 'dispatcher')
  const as = await enter('sun')
  const code = (secret: string) =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: access.clock.at })
  expect((await access.call(confirmTotp, { as, body: { code: '000000' } })).problem.code).toBe('session.totp_refused')
  const { body: enrolled } = await access.call(enrolTotp, { as })
  expect(enrolled.uri).toMatch(/^otpauth:\/\/totp\//)
  expect(enrolled.qrSvg).toContain('<svg')
  expect((await signIn('sun')).status, 'not required before it is confirmed').toBe(200)
  const again = await enter('sun')
  const used = code(enrolled.secret)
  expect((await access.call(confirmTotp, { as: again, body: { code: used } })).status).toBe(200)
  expect((await access.call(readSession, { as: again })).body.secondFactor).toBe('passed')
  expect((await signIn('sun')).problem.code).toBe('session.totp_required')
  expect((await signIn('sun', PASSWORD, used)).problem.code, 'replay').toBe('session.totp_refused')
  access.clock.at += 30_000
  const next = code(enrolled.secret)
  expect((await signIn('sun', PASSWORD, next)).body.secondFactor).toBe('passed')
  expect((await signIn('sun', PASSWORD, next)).problem.code, 'replay').toBe('session.totp_refused')
})

test('asking without a code does not clear wrong codes', async () => {
  for (let failure = 0; failure < 3; failure++) {
    await signIn('sun', PASSWORD, '000000')
    expect((await signIn('sun')).problem.code).toBe('session.totp_required')
  }
  expect((await signIn('sun', PASSWORD, '000000')).problem.code).toBe('session.locked')
})

test('with two posts one is chosen, a foreign one refused, and an ended post gives no right', async () => {
  await access.hire('qian', 'dispatcher')
  const system = await enter('system-admin')
  const only = (await signIn('qian')).body
  const dispatcher = only.posts[0]
  const personId = only.person.id
  const unitId = dispatcher?.unit.id ?? ''
  const clerk = access.id()
  const post = { personId, unitId, role: 'hotlineClerk', validFrom: '2026-03-01', validTo: null } as const
  expect((await access.call(putPost, { as: system, params: { postId: clerk }, body: post })).status).toBe(200)

  const { body: open, cookie = '' } = await signIn('qian')
  expect([open.post, open.permissions, open.posts.length]).toEqual([null, [], 2])
  const choose = (postId: string) => access.call(choosePost, { as: cookie, body: { postId } })
  expect((await choose(access.id())).problem.code).toBe('session.post_unknown')
  expect((await choose(clerk)).body.post?.role).toBe('hotlineClerk')
  expect((await access.call(readSession, { as: cookie })).body.permissions).toContain('reporter.read')

  const ended = { ...post, validTo: new Date(access.clock.at).toISOString().slice(0, 10) }
  expect((await access.call(putPost, { as: system, params: { postId: clerk }, body: ended })).status).toBe(200)
  expect((await access.call(readSession, { as: cookie })).body).toMatchObject({ post: null, permissions: [] })
})
