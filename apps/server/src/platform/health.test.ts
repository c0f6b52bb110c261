import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { createDatabase, madeUp, type TestDatabase } from '../testing/database.ts'
import { outboxMigration } from '../testing/outbox.ts'
import { ALL_ROLES, createTestPlatform, type TestPlatform } from '../testing/platform.ts'
import { systemScope } from './db/scope.ts'
import { addJob } from './jobs.ts'

let made: TestDatabase
let running: TestPlatform
let address = ''
const done: unknown[] = []
let beats = 0
beforeAll(async () => {
  made = await createDatabase([outboxMigration()])
  running = await createTestPlatform(made, {
    roles: ALL_ROLES,
    migrations: [outboxMigration()],
    modules: [
      ({ jobs }) => {
        jobs.register('remember', (payload) => Promise.resolve(void done.push(payload)))
        jobs.every(10, 'beat', () =>
          beats++ === 0 ? Promise.reject(new Error('first beat fails')) : Promise.resolve(),
        )
      },
    ],
  })
  address = await running.listen()
})
afterAll(async () => {
  await running.stop()
  await made.drop()
})

const get = (path: string): Promise<Response> => fetch(address + path)

test('alive, ready and measured', async () => {
  expect(await (await get('/healthz')).json()).toEqual({ status: 'ok' })
  const ready = await get('/readyz')
  expect([ready.status, await ready.json()]).toEqual([
    200,
    { status: 'ready', checks: { database: 'ok', migrations: 'ok', jobs: 'ok', outbox: 'ok' } },
  ])
  const metrics = await (await get('/metrics')).text()
  expect(metrics).toContain('lianxin_request_seconds_bucket{le="0.005",method="GET",route="/healthz",status="2xx"}')
  expect(metrics).toMatch(/lianxin_outbox_lag_seconds 0\.\d+/)
  expect(await (await get('/')).text()).toContain('件件有着落')
})

test('not ready while the schema lacks a migration', async () => {
  const behind = await createTestPlatform(made, { migrations: [outboxMigration(), madeUp(2, 'select 1')] })
  const response = await behind.platform.app.inject({ url: '/readyz' })
  expect(response.statusCode).toBe(503)
  expect(response.json()).toMatchObject({ checks: { database: 'ok', migrations: 'failed', outbox: 'failed' } })
  await behind.stop()
})

test('a job queued in a transaction runs if and only if that commits', async () => {
  const queue = (name: string, fail: boolean): Promise<void> =>
    made.db.withScope(systemScope(1), async (tx) => {
      await addJob(tx, 'remember', { name })
      if (fail) throw new Error('refused')
    })
  await expect(queue('rolled back', true)).rejects.toThrow('refused')
  await queue('committed', false)
  await expect.poll(() => done, { timeout: 20_000 }).toEqual([{ name: 'committed' }])
})

test('recurring work goes on after it failed', async () => {
  await expect.poll(() => beats, { timeout: 20_000 }).toBeGreaterThan(2)
})

test('the queue itself is closed to the application’s role', async () => {
  const peek = made.db.withScope(systemScope(1), (tx) => sql`select * from graphile_worker._private_jobs`.execute(tx))
  await expect(peek).rejects.toThrow('permission denied')
})
