import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'

import { createDatabase, type TestDatabase } from '../../testing/database.ts'
import { followOutbox, mendAfterRestore, purgeOutbox, readBehind } from './follow.ts'
import { FOLLOWERS, type Follower } from './follower.ts'

const DISTRICT = 370_890
const OTHER = 370_891

let made: TestDatabase
beforeAll(async () => {
  made = await createDatabase()
  for (const district of [DISTRICT, OTHER])
    await owner(`insert into district (district_id, name, level_names) values ($1, 'x', '[]')`, [district])
})
beforeEach(() => owner('truncate outbox, outbox_cursor, outbox_set_aside'))
afterAll(() => made.drop())

const owner = (text: string, values: readonly unknown[] = []) => made.db.owner.query(text, [...values])
const write = (note: number, districtId = DISTRICT, age = '0') =>
  owner(
    `insert into outbox (district_id, topic, at, audience_path, payload)
     values ($1, 'note', now() - $2::interval, '', $3)`,
    [districtId, age, { note }],
  )
/** What a follower is handed in one look. */
async function look(follower: Follower = 'messages', districtId = DISTRICT): Promise<readonly unknown[]> {
  const seen: unknown[] = []
  const take = (rows: readonly { payload: Readonly<Record<string, unknown>> }[]): Promise<void> => {
    seen.push(...rows.map(({ payload }) => payload['note']))
    return Promise.resolve()
  }
  await followOutbox({ db: made.db, clock: Date }, districtId, follower, { take })
  return seen
}

test('each follower is handed everything of its district once, in the order of writing', async () => {
  for (const note of [1, 2, 3]) await write(note)
  await write(4, OTHER)
  expect(await look()).toEqual([1, 2, 3])
  expect(await look()).toEqual([])
  await write(5)
  expect(await look()).toEqual([5])
  expect(await look('alarms')).toEqual([1, 2, 3, 5])
  expect(await look('alarms', OTHER)).toEqual([4])
})

test('a message that is committed late, with a low number, is not passed over', async () => {
  const slow = await made.db.owner.connect()
  try {
    await slow.query('begin')
    await slow.query(
      `insert into outbox (district_id, topic, audience_path, payload) values (${DISTRICT}, 'note', '', '{"note":1}')`,
    )
    await write(2)
    expect(await look()).toEqual([2])
    await slow.query('commit')
    expect(await look()).toEqual([1])
  } finally {
    slow.release()
  }
})

test('work that fails is done again, and the beginning is a beginning until it succeeded', async () => {
  await write(1)
  const began: string[] = []
  const attempt = (take: () => Promise<void>) =>
    followOutbox({ db: made.db, clock: Date }, DISTRICT, 'orders', {
      take,
      begin: () => Promise.resolve(void began.push('begun')),
    })
  await expect(attempt(() => Promise.reject(new Error('killed')))).rejects.toThrow('killed')
  await attempt(() => Promise.resolve())
  await attempt(() => Promise.resolve())
  expect(began).toEqual(['begun', 'begun'])
})

test('one matter that cannot be taken keeps nobody waiting, is tried again and never forgotten', async () => {
  const seen: unknown[] = []
  let broken: unknown = 2
  let now = Date.now()
  const attempt = () =>
    followOutbox({ db: made.db, clock: { now: () => now } }, DISTRICT, 'messages', {
      take: (rows) => {
        if (rows.some(({ payload }) => payload['note'] === broken)) return Promise.reject(new TypeError('of words'))
        seen.push(...rows.map(({ payload }) => payload['note']))
        return Promise.resolve()
      },
    })
  for (const note of [1, 2, 3]) await write(note, DISTRICT, '60 days')
  await expect(attempt()).rejects.toThrow('of words')
  expect(seen).toEqual([1, 3])
  await attempt() // not tried again before a minute has passed
  expect(await readBehind(made.db.owner)).toMatchObject([{ follower: 'messages', aside: 1 }])
  const { rows } = await owner('select fault, tries from outbox_set_aside')
  expect(rows).toEqual([{ fault: 'TypeError', tries: 1 }])
  for (const follower of FOLLOWERS.slice(1)) await look(follower)
  expect(await purgeOutbox(made.db.owner)).toBe(2)
  now += 60_000
  await expect(attempt()).rejects.toThrow('of words')
  now += 60_000
  await attempt() // the pause has doubled
  broken = null
  now += 60_000
  await attempt()
  expect(seen).toEqual([1, 3, 2])
  expect(await purgeOutbox(made.db.owner)).toBe(1)
  expect(await readBehind(made.db.owner)).toMatchObject([{ follower: 'alarms', age_s: 0, aside: 0 }, {}, {}, {}])
})

test('where nothing can be taken it is no fault of a matter: all of it is handed over again', async () => {
  for (const note of [1, 2]) await write(note)
  const down = () => Promise.reject(new Error('no connection'))
  await expect(followOutbox({ db: made.db, clock: Date }, DISTRICT, 'orders', { take: down })).rejects.toThrow()
  const [behind] = await readBehind(made.db.owner)
  expect(behind).toMatchObject({ follower: 'orders', aside: 0 })
  expect(behind?.age_s).toBeGreaterThan(0)
  expect(await look('orders')).toEqual([1, 2])
})

test('nothing is forgotten that one follower has not read, however old', async () => {
  await write(1, DISTRICT, '60 days')
  expect(await purgeOutbox(made.db.owner)).toBe(0)
  for (const follower of FOLLOWERS.slice(1)) await look(follower)
  expect(await purgeOutbox(made.db.owner)).toBe(0)
  expect(await look(FOLLOWERS[0])).toEqual([1])
  await write(2)
  expect(await purgeOutbox(made.db.owner)).toBe(1)
  expect(await look(FOLLOWERS[0])).toEqual([2])
})

test('after a restore into another cluster nothing to come is passed over', async () => {
  await write(1)
  await look()
  await owner(`update outbox set xid = (xid::text::bigint + 1000000000)::text::xid8`)
  await owner(`update outbox_cursor set snapshot = '1999999999:1999999999:'`)
  await mendAfterRestore(made.db.owner)
  await write(2)
  expect(await look()).toEqual([1, 2])
  expect(await look()).toEqual([])
})
