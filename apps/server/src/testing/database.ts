import { randomBytes } from 'node:crypto'
import { fileURLToPath } from 'node:url'

import pg from 'pg'

import { Database } from '../platform/db/database.ts'
import { migrate, readMigrations, schemaChecksum, type Migration } from '../platform/db/migrate.ts'
import { TEST_SERVER } from './postgres.ts'

/** The product's own migrations. */
export const MIGRATIONS = fileURLToPath(new URL('../../migrations', import.meta.url))

/** A database of one test file. */
export interface TestDatabase {
  readonly url: string
  readonly db: Database
  /** Closes the connections and drops the database. */
  drop(): Promise<void>
}

function serverUrl(): string {
  const url = process.env[TEST_SERVER]
  if (!url) throw new Error('no test database server; run under vitest with the repository configuration')
  return url
}

async function asAdmin<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(serverUrl())
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

const urlOf = (database: string): string => Object.assign(new URL(serverUrl()), { pathname: `/${database}` }).href

/** The migrated template of these migrations; made once, whoever comes first. */
async function templateOf(client: pg.Client, migrations: readonly Migration[]): Promise<string> {
  const name = `template_${schemaChecksum(migrations)}`
  const ready = await client.query('select 1 from pg_database where datname = $1', [name])
  if (ready.rowCount) return name
  const draft = `draft_${randomBytes(6).toString('hex')}`
  await client.query(`create database ${draft}`)
  await migrate(urlOf(draft), migrations)
  await client.query(`alter database ${draft} rename to ${name}`)
  return name
}

/**
 * Makes a database for one test file, a copy of the migrated template.
 * @param migrations  the product's own unless given
 */
export async function createDatabase(migrations?: readonly Migration[]): Promise<TestDatabase> {
  const wanted = migrations ?? (await readMigrations(MIGRATIONS))
  const name = `test_${randomBytes(8).toString('hex')}`
  await asAdmin(async (client) => {
    await client.query('select pg_advisory_lock(42)') // a template cannot be copied while another session uses it
    await client.query(`create database ${name} template ${await templateOf(client, wanted)}`)
  })
  const db = new Database({ url: urlOf(name), size: 8, prepared: true, onBroken: () => undefined })
  return {
    url: urlOf(name),
    db,
    drop: async () => {
      await db.end()
      await asAdmin((client) => client.query(`drop database ${name} with (force)`))
    },
  }
}

/** A migration made up by a test. */
export function madeUp(id: number, sql: string): Migration {
  return { id, name: `${String(id).padStart(4, '0')}_made_up.sql`, sql, checksum: Buffer.from(sql).toString('base64') }
}
