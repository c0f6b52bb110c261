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
  process.env[TEST_SERVER] = server.url
  return async () => {
    if (lost) throw new Error('the test database went away during the run', { cause: lost })
    await holder.end()
    await server.stop()
  }
}

/** Vitest's global set-up. */
export default startTestServer
