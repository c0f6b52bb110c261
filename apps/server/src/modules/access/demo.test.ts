import { enterDemo, listDemoPeople, readSession } from '@lianxin/contract'
import { afterEach, expect, test } from 'vitest'

import { createAccess, DISTRICT, type Access } from './access.fixture.ts'
import { ensureFirstAdministrator } from './index.ts'

let access: Access
afterEach(() => access.end())

const markDemo = (on: boolean) =>
  access.db.owner.query(`update district set settings = $1`, [JSON.stringify(on ? { demo: true } : {})])

test('demo people are entered without a password, in a generated district on this machine only', async () => {
  access = await createAccess({ demo: 'zhengzhou' })
  await access.hire('lin', 'gridWorker')
  const enter = (asked: { headers?: Record<string, string>; from?: string } = {}) =>
    access.call(enterDemo, { body: { loginName: 'lin' }, ...asked })
  expect((await access.call(listDemoPeople)).problem.code).toBe('route.not_found')
  expect((await enter()).problem.code).toBe('session.credentials_refused')

  await markDemo(true)
  const { body } = await access.call(listDemoPeople)
  expect(body.items.find(({ loginName }) => loginName === 'lin')).toMatchObject({ role: 'gridWorker', page: 'field' })
  const { body: view, cookie = '' } = await enter()
  expect(view).toMatchObject({ post: { role: 'gridWorker' }, district: { demo: true } })
  await enter()
  expect((await access.call(readSession, { as: cookie })).status, 'several may try one role').toBe(200)

  expect((await enter({ from: '192.0.2.7' })).problem.code).toBe('session.credentials_refused')
  const proxied = await enter({ headers: { 'x-forwarded-for': '127.0.0.1' } })
  expect(proxied.problem.code, 'a proxy hides where people are').toBe('session.credentials_refused')
  expect((await access.call(enterDemo, { body: { loginName: 'nobody' } })).problem.code).toBe(
    'session.credentials_refused',
  )
  expect(await ensureFirstAdministrator(access.db, DISTRICT, access.clock.at, '')).toBeNull()
})

test('a process not started for the demo knows no demo people', async () => {
  access = await createAccess({ demo: 'none' })
  await access.hire('lin', 'gridWorker')
  await markDemo(true)
  expect((await access.call(listDemoPeople)).problem.code).toBe('route.not_found')
  expect((await access.call(enterDemo, { body: { loginName: 'lin' } })).problem.code).toBe(
    'session.credentials_refused',
  )
})
