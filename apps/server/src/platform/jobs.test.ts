import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { createDatabase, type TestDatabase } from '../testing/database.ts'
import { createTestPlatform, type TestPlatform } from '../testing/platform.ts'
import { systemScope } from './db/scope.ts'
import { addJob } from './jobs.ts'
import { LIVING, LivingWorkers } from './living-workers.ts'

let made: TestDatabase
let running: TestPlatform
const looked: number[] = []
const logged: string[] = []
/** A job that takes as long as the test wants. */
const long = { end: (): void => undefined, ended: Promise.resolve() }
long.ended = new Promise((done) => (long.end = done))
beforeAll(async () => {
  made = await createDatabase()
  for (const district of [370_890, 370_891, 410_100])
    await made.db.owner.query(`insert into district (district_id, name, level_names) values ($1, 'x', '[]')`, [
      district,
    ])
  running = await createTestPlatform(made, { roles: ['jobs'], onLog: (line) => logged.push(line) })
  running.platform.jobs.everyDistrict(60_000, 'test.look', (districtId) => {
    looked.push(districtId)
    return districtId === 370_891 ? Promise.reject(new Error('370891 is broken')) : Promise.resolve()
  })
  running.platform.jobs.register('test.long', () => long.ended)
  await running.listen()
})
afterAll(async () => {
  await running.stop()
  await made.drop()
})

test('a district that fails is told of and does not keep the others waiting', async () => {
  await expect.poll(() => logged.join(), { timeout: 20_000 }).toContain('370891 is broken')
  expect(looked).toEqual([370_890, 370_891, 410_100])
  // Its next turn is the next attempt; there is no other one beside it.
  const turns = async (): Promise<unknown[]> =>
    (
      await made.db.owner.query(`select run_at > now() as later, attempts from graphile_worker.jobs
      where task_identifier = 'test.look'`)
    ).rows
  await expect.poll(turns).toEqual([{ later: true, attempts: 0 }])
})

/** Takes a job as a worker of another process does, a minute ago. */
async function takenBy(worker: string): Promise<void> {
  await made.db.owner
    .query(`with job as (select id from graphile_worker.add_job('test.elsewhere', job_key => '${worker}'))
    select id from job;
    update graphile_worker._private_jobs set locked_by = '${worker}', locked_at = now() - interval '1 minute'
    where key = '${worker}'`)
}

async function taken(): Promise<string[]> {
  const { rows } = await made.db.owner.query<{ worker: string }>(
    `select locked_by as worker from graphile_worker.jobs where task_identifier = 'test.elsewhere' and locked_by is not null
     order by locked_by`,
  )
  return rows.map(({ worker }) => worker)
}

test('what a process had taken is free as soon as it is gone, and not while it lives', async () => {
  const beside = new LivingWorkers(made.db.owner, pino({ level: 'silent' }))
  beside.add('worker-beside')
  await beside.start()
  const here = new LivingWorkers(made.db.owner, pino({ level: 'silent' }))
  const holders = `select pid from pg_locks where locktype = 'advisory' and classid = ${LIVING}
    and objid = (hashtext('worker-beside')::bigint & 4294967295)::oid`
  const held = async (): Promise<number | null> => (await made.db.owner.query(holders)).rowCount
  // Its connection breaks and it lives: it says so again.
  await made.db.owner.query(`select pg_terminate_backend(pid) from (${holders}) holder`)
  await expect.poll(held).toBe(0)
  const again = async (): Promise<number | null> => {
    await beside.look()
    return held()
  }
  await expect.poll(again).toBe(1)
  for (const worker of ['worker-beside', 'worker-gone']) await takenBy(worker)
  await here.look()
  expect(await taken()).toEqual(['worker-beside'])
  // It is killed.
  await beside.stop()
  await expect.poll(held).toBe(0)
  await here.look()
  expect(await taken()).toEqual([])
  await here.stop()
})

test('what a running process has taken stays with it, however long it takes', async () => {
  const asks = `from graphile_worker._private_jobs where key is null and locked_by is not null and task_id = (
    select id from graphile_worker._private_tasks where identifier = 'test.long')`
  await made.db.withScope(systemScope(370_890), (tx) => addJob(tx, 'test.long'))
  const by = async (): Promise<unknown[]> => (await made.db.owner.query(`select locked_by ${asks}`)).rows
  await expect.poll(by, { timeout: 20_000 }).toHaveLength(1)
  const before = await by()
  await made.db.owner.query(`update graphile_worker._private_jobs set locked_at = now() - interval '1 hour'
    where id = (select id ${asks})`)
  const look = new LivingWorkers(made.db.owner, pino({ level: 'silent' }))
  await look.look()
  expect(await by()).toEqual(before)
  await look.stop()
  long.end()
  await expect.poll(by).toEqual([])
})

test('recurring work that the queue lost is queued again, once', async () => {
  expect(await running.platform.jobs.keepRecurring()).toEqual([])
  await made.db.owner.query(`delete from graphile_worker._private_jobs where key = 'every:test.look'`)
  const before = looked.length
  expect(await running.platform.jobs.keepRecurring()).toEqual(['test.look'])
  await expect.poll(() => looked.length, { timeout: 20_000 }).toBe(before + 3)
  expect(await running.platform.jobs.keepRecurring()).toEqual([])
})
