import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import pg from 'pg'

import { startPostgres } from '../platform/postgres/supervisor.ts'

/** Address of the test server, handed from the run's set-up to its workers. */
export const TEST_SERVER = 'LIANXIN_TEST_SERVER'

const CACHE = fileURLToPath(new URL('../../../../node_modules/.cache/lianxin', import.meta.url))

/**
 * Starts the database server of a test run, or joins the one that another run has started. LIANXIN_TEST_FSYNC=1 keeps
 * real fsync. The held connection tells other runs that the server is in use.
 * @returns what stops it again, once no other run uses it
 */
export async function startTestServer(): Promise<() => Promise<void>> {
  const durable = process.env['LIANXIN_TEST_FSYNC'] === '1'
  const server = await startPostgres({ dataDir: join(CACHE, durable ? 'test-fsync' : 'test'), durable })
  const holder = new pg.Client({ connectionString: server.url, application_name: 'lianxin test run' })
  let lost: Error | undefined
  holder.on('error', (cause) => void (lost = cause))
  await holder.connect()
  if (!server.adopted) await dropLeftovers(holder)
  process.env[TEST_SERVER] = server.url
  return async () => {
    if (lost) throw new Error('the test database went away during the run', { cause: lost })
    await holder.end()
    await server.stop()
  }
}

/** Databases that earlier runs left behind, told by their age: another run may be making its own right now. */
async function dropLeftovers(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select datname as name from pg_database where datname ~ '^(test|draft|template)_[0-9a-f]+$'
       and (pg_stat_file('base/' || oid || '/PG_VERSION', true)).modification < pg_postmaster_start_time()`,
  )
  for (const { name } of rows) await client.query(`drop database if exists ${name} with (force)`)
}

/** Vitest's global set-up. */
export default startTestServer
