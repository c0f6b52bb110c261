import { afterAll, beforeAll, expect, test } from 'vitest'

import { createDatabase, type TestDatabase } from '../testing/database.ts'
import { createTestPlatform, type TestPlatform } from '../testing/platform.ts'

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
