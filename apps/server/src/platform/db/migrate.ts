import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

import pg from 'pg'

import { APP_ROLE } from './database.ts'

/** One numbered file of plain SQL. */
export interface Migration {
  readonly id: number
  readonly name: string
  readonly sql: string
  /** SHA-256 of the text with line ends as LF. */
  readonly checksum: string
}

/** A schema that cannot be brought up to date; the message names file, line and remedy. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError'
}

/** Any number will do; all processes must use the same. */
const LOCK_KEY = 5_720_370_890

const TABLE = `create table if not exists schema_migration (
  id int primary key, name text not null, checksum text not null,
  applied_at timestamptz not null default now(), took_ms int not null)`

/** Roles belong to the whole server, so that several databases may create it at once. */
const ROLE = `do $$ begin
  if not exists (select from pg_roles where rolname = '${APP_ROLE}') then create role ${APP_ROLE} nologin; end if;
exception when duplicate_object or unique_violation then null; end $$;
do $$ begin
  if not pg_has_role(current_user, '${APP_ROLE}', 'member') then execute format('grant ${APP_ROLE} to %I', current_user); end if;
exception when unique_violation then null; end $$;
grant usage on schema public to ${APP_ROLE};`

/**
 * Reads the migrations of a folder, `0001_name.sql` and so on. Numbers rise and are used once; each module has a decade
 * of its own from 0010 on, so that there are gaps.
 */
export async function readMigrations(folder: string): Promise<readonly Migration[]> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  const ids = new Set<number>()
  for (const file of files) {
    const id = Number(/^(\d{4})_[a-z0-9_]+\.sql$/.exec(file)?.[1] ?? 0)
    if (id === 0 || ids.has(id))
      throw new MigrationError(`${file}: expected a name like 0001_words.sql with a number of its own`)
    ids.add(id)
  }
  return Promise.all(
    files.map(async (file) => {
      const sql = (await readFile(join(folder, file), 'utf8')).replaceAll('\r\n', '\n')
      return { id: Number(file.slice(0, 4)), name: file, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

/** One digest over all migrations: names the template database of the tests. */
export function schemaChecksum(migrations: readonly Migration[]): string {
  return createHash('sha256')
    .update(migrations.map(({ checksum }) => checksum).join())
    .digest('hex')
    .slice(0, 16)
}

/** Which migrations the database still lacks. Refuses history that differs from the files. */
export async function pendingMigrations(
  client: Pick<pg.ClientBase, 'query'>,
  migrations: readonly Migration[],
): Promise<readonly Migration[]> {
  const known = await client.query<{ present: boolean }>(
    `select to_regclass('schema_migration') is not null as present`,
  )
  if (!known.rows[0]?.present) return migrations
  const applied = await client.query<{ id: number; name: string; checksum: string }>(
    'select id, name, checksum from schema_migration order by id',
  )
  for (const row of applied.rows) {
    const file = migrations.find(({ id }) => id === row.id)
    if (!file)
      throw new MigrationError(`the database is newer than this program: it has ${row.name}; start the newer version`)
    if (file.checksum !== row.checksum)
      throw new MigrationError(
        `${file.name} was changed after it had been applied; restore it and write a new migration instead`,
      )
  }
  return migrations.filter(({ id }) => !applied.rows.some((row) => row.id === id))
}

function lineOf(sql: string, cause: unknown): string {
  if (!(cause instanceof pg.DatabaseError) || cause.position === undefined) return ''
  return `:${sql.slice(0, Number(cause.position)).split('\n').length}`
}

async function apply(client: pg.ClientBase, migration: Migration): Promise<void> {
  const began = performance.now()
  await client.query('begin')
  try {
    await client.query(migration.sql) // simple protocol: PostgreSQL itself splits the statements
    await client.query('insert into schema_migration (id, name, checksum, took_ms) values ($1, $2, $3, $4)', [
      migration.id,
      migration.name,
      migration.checksum,
      Math.round(performance.now() - began),
    ])
    const ended = await client.query('commit')
    if (ended.command !== 'COMMIT') throw new Error('the transaction was rolled back')
  } catch (cause) {
    await client.query('rollback')
    const message = cause instanceof Error ? cause.message : String(cause)
    throw new MigrationError(
      `${migration.name}${lineOf(migration.sql, cause)}: ${message}; nothing of this file was applied`,
      { cause },
    )
  }
}

/**
 * Brings the schema up to date: forward only, each file in a transaction of its own, one process at a time.
 * @param url  address of the database as the owner of its tables
 * @returns    names of the files applied now
 */
export async function migrate(url: string, migrations: readonly Migration[]): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: url, application_name: 'lianxin migrate' })
  let broken: Error | undefined
  client.on('error', (cause) => void (broken = cause))
  await client.connect().catch((cause: Error) => {
    const { host, pathname } = new URL(url)
    throw new MigrationError(
      `the database${pathname} at ${host} cannot be reached (${cause.message}); check that it runs and DATABASE_URL`,
      { cause },
    )
  })
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK_KEY])
    await client.query(ROLE)
    await client.query(TABLE)
    const pending = await pendingMigrations(client, migrations)
    for (const migration of pending) await apply(client, migration)
    return pending.map(({ name }) => name)
  } catch (cause) {
    throw broken && !(cause instanceof MigrationError)
      ? new MigrationError(`the database went away: ${broken.message}`, { cause })
      : cause
  } finally {
    await client.end()
  }
}
