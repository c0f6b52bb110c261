import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { createDatabase, type TestDatabase } from '../testing/database.ts'
import { createTestPlatform, type TestPlatform } from '../testing/platform.ts'
import { LIVING, LivingWorkers } from './living-workers.ts'

let made: TestDatabase
let running: TestPlatform
const looked: number[] = []
const logged: string[] = []
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
  await running.listen()
})
afterAll(async () => {
  await running.stop()
  await made.drop()
})

test('a district that fails is told of and does not keep the others waiting', async () => {
  await expect.poll(() => logged.join(), { timeout: 20_000 }).toContain('370891 is broken')
  expect(looked).toEqual([370_890, 370_891, 410_100])
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

test('every worker of a running process says that it lives', async () => {
  const { rowCount } = await made.db.owner.query(
    `select from pg_locks where locktype = 'advisory' and classid = $1 and database = (
       select oid from pg_database where datname = current_database())`,
    [LIVING],
  )
  expect(rowCount).toBe(4)
})
