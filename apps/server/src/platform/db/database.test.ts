import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { createDatabase, madeUp, type TestDatabase } from '../../testing/database.ts'
import { translateDatabaseError } from './constraints.ts'
import { afterCommit } from './database.ts'
import { migrate, pendingMigrations } from './migrate.ts'
import { systemScope, type Scope } from './scope.ts'

const SCHEMA = madeUp(
  1,
  `
  create table note (district_id int not null, id int not null, body text, at timestamptz, day date, constraint note_pk primary key (district_id, id));
  alter table note enable row level security;
  create policy note_district on note using (district_id = nullif(current_setting('app.district', true), '')::int);
  grant select, insert, update on note to lianxin_app;
  insert into note values (1, 1, 'a; b', '2025-09-26 08:00:00.123+08', '2025-09-26'), (2, 1, 'other', null, null);
`,
)

let made: TestDatabase
beforeAll(async () => {
  made = await createDatabase([SCHEMA])
})
afterAll(() => made.drop())

const scope: Scope = {
  districtId: 1,
  territory: "1.4.'; drop table note; --\\",
  unitIds: ['u1', 'u2'],
  personId: 'p',
  followHash: 'ff',
}

test('a transaction runs under the non-owner role with its settings, and sees only its rows', async () => {
  const seen = await made.db.withScope(scope, async (tx) => {
    const settings = await sql<
      Record<string, string>
    >`select current_user as role, current_setting('app.district') as district,
      current_setting('app.territory') as territory, current_setting('app.units') as units, current_setting('app.person') as person,
      current_setting('app.follow') as follow, current_setting('app.system') as system`.execute(tx)
    const rows = await sql`select id, body, at, day from note`.execute(tx)
    return { settings: settings.rows[0], rows: rows.rows }
  })
  expect(seen.settings).toEqual({
    role: 'lianxin_app',
    district: '1',
    territory: scope.territory,
    units: 'u1,u2',
    person: 'p',
    follow: 'ff',
    system: '',
  })
  expect(seen.rows).toEqual([{ id: 1, body: 'a; b', at: Date.parse('2025-09-26T00:00:00.123Z'), day: '2025-09-26' }])
  const after = await made.db.pool.query<{ district: string }>(
    `select current_setting('app.district', true) as district`,
  )
  expect(after.rows[0]?.district).toBe('')
})

test('rolls back when the work throws, and only a commit runs what waits for it', async () => {
  const ran: string[] = []
  const insert = (id: number, fail: boolean): Promise<void> =>
    made.db.withScope(scope, async (tx) => {
      afterCommit(tx, () => ran.push(`after ${id}`))
      await sql`insert into note (district_id, id) values (1, ${id})`.execute(tx)
      if (fail) throw new Error('refused')
    })
  await expect(insert(10, true)).rejects.toThrow('refused')
  await insert(11, false)
  expect(ran).toEqual(['after 11'])
  const kept = await made.db.withScope(scope, (tx) => sql`select id from note where id >= 10`.execute(tx))
  expect(kept.rows).toEqual([{ id: 11 }])
})

test('a statement that failed and was swallowed does not pass for a commit', async () => {
  const swallowed = made.db.withScope(scope, (tx) =>
    sql`insert into note (district_id, id) values (1, 1)`.execute(tx).then(
      () => 1,
      () => 0,
    ),
  )
  await expect(swallowed).rejects.toThrow('rolled back')
})

test('a deadlock is tried once more and both sides succeed', async () => {
  await made.db.withScope(scope, (tx) =>
    sql`insert into note (district_id, id, body) values (1, 20, ''), (1, 21, '')`.execute(tx),
  )
  let waiting = 2
  let release = (): void => undefined
  const both = new Promise<void>((done) => (release = done))
  const cross = (first: number, second: number): Promise<unknown> =>
    made.db.withScope(scope, async (tx) => {
      await sql`update note set body = body || 'x' where id = ${first}`.execute(tx)
      if (--waiting <= 0) release()
      await both
      await sql`update note set body = body || 'x' where id = ${second}`.execute(tx)
    })
  await Promise.all([cross(20, 21), cross(21, 20)])
  const rows = await made.db.withScope(scope, (tx) => sql`select body from note where id in (20, 21)`.execute(tx))
  expect(rows.rows).toEqual([{ body: 'xx' }, { body: 'xx' }])
})

test('a connection killed in the middle fails that work only', async () => {
  const killed = made.db.withScope(scope, async (tx) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx)
    await made.db.owner.query('select pg_terminate_backend($1)', [rows[0]?.pid])
    await sql`select 1`.execute(tx)
  })
  const cause: unknown = await killed.catch((error: unknown) => error)
  expect(translateDatabaseError(cause)?.code).toBe('server.unavailable')
  expect((await made.db.withScope(scope, (tx) => sql`select 1 as one`.execute(tx))).rows).toEqual([{ one: 1 }])
})

test('rows outside the policy and text that cannot be kept are refusals, not failures', async () => {
  const outside: unknown = await made.db
    .withScope(systemScope(1), (tx) => sql`insert into note (district_id, id) values (2, 99)`.execute(tx))
    .catch((error: unknown) => error)
  expect(translateDatabaseError(outside)).toMatchObject({ code: 'right.missing', params: { permission: 'note' } })
  const nul: unknown = await made.db
    .withScope(scope, (tx) => sql`insert into note (district_id, id, body) values (1, 98, ${'a\u0000b'})`.execute(tx))
    .catch((error: unknown) => error)
  expect(translateDatabaseError(nul)?.code).toBe('request.invalid')
})

test('a migration that fails leaves nothing behind and names file and line', async () => {
  const broken = madeUp(2, 'create table half (id int);\n\ninsert into nowhere values (1);')
  await expect(migrate(made.url, [SCHEMA, broken])).rejects.toThrow(
    /0002_made_up\.sql:3: .*nowhere.*nothing of this file was applied/,
  )
  const left = await made.db.owner.query(
    `select to_regclass('half') as half, (select max(id) from schema_migration) as last`,
  )
  expect(left.rows).toEqual([{ half: null, last: 1 }])
})

test('migrations run once though many processes start together, and changed history is refused', async () => {
  const second = madeUp(2, 'create table second (id int)')
  const applied = await Promise.all([1, 2, 3].map(() => migrate(made.url, [SCHEMA, second])))
  expect(applied.flat()).toEqual(['0002_made_up.sql'])
  expect(await pendingMigrations(made.db.owner, [SCHEMA, second])).toEqual([])
  await expect(migrate(made.url, [SCHEMA, madeUp(2, 'create table changed (id int)')])).rejects.toThrow(
    '0002_made_up.sql was changed',
  )
  await expect(migrate(made.url, [SCHEMA])).rejects.toThrow('newer than this program')
})

test('the owner works outside row-level security, in transactions too', async () => {
  const districts = await made.db.asOwner(async (db) => {
    const failed = db.transaction().execute(async (tx) => {
      await sql`insert into note (district_id, id) values (3, 1)`.execute(tx)
      throw new Error('refused')
    })
    await expect(failed).rejects.toThrow('refused')
    await db.transaction().execute((tx) => sql`insert into note (district_id, id) values (4, 1)`.execute(tx))
    return sql<{ district_id: number }>`select distinct district_id from note order by 1`.execute(db)
  })
  expect(districts.rows.map((row) => row.district_id)).toEqual([1, 2, 4])
})
