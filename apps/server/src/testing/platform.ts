import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { Instant } from '@lianxin/domain'
import { pino } from 'pino'

import { loadConfig, type Config } from '../platform/config.ts'
import type { Migration } from '../platform/db/migrate.ts'
import { migrateJobs } from '../platform/jobs.ts'
import type { FindFollowed } from '../platform/live/routes.ts'
import { createPlatform, PROCESS_ROLES, type Module, type Platform, type ProcessRole } from '../platform/platform.ts'
import type { FindSession } from '../platform/session.ts'
import type { TestDatabase } from './database.ts'

export interface TestPlatformOptions {
  readonly sessions?: FindSession
  readonly findFollowed?: FindFollowed
  readonly modules?: readonly Module[]
  readonly config?: Partial<Config>
  readonly migrations?: readonly Migration[]
  /** `api` alone unless given: tests of rules want no readers and jobs running beside them. */
  readonly roles?: readonly ProcessRole[]
  /** Instant that the clock shows; the machine's unless given. */
  readonly now?: () => Instant
  /** Hears every log line, as JSON. */
  readonly onLog?: (line: string) => void
}

/** A platform over a test database, with its data in a folder of its own. */
export interface TestPlatform {
  readonly platform: Platform
  /** Listens on a free port and begins live reading (and jobs, with that role). @returns the address */
  listen(): Promise<string>
  /** Stops everything but the database. */
  stop(): Promise<void>
}

/** Puts a platform together for a test. Requests may be made with `platform.app.inject` at once. */
export async function createTestPlatform(made: TestDatabase, options: TestPlatformOptions = {}): Promise<TestPlatform> {
  const dataDir = await mkdtemp(join(tmpdir(), 'lianxin-test-'))
  const config = {
    ...loadConfig({ DATABASE_URL: made.url, DATA_DIR: dataDir, PORT: '0' }),
    publicWrites_perMinute: 1_000_000,
    ...options.config,
  }
  const logger = options.onLog ? pino({ level: 'info' }, { write: options.onLog }) : pino({ level: 'silent' })
  const roles = new Set(options.roles ?? (['api'] as const))
  if (roles.has('jobs')) await migrateJobs(made.db, logger)
  const platform = await createPlatform({
    config,
    logger,
    clock: { now: options.now ?? (() => Date.now()) },
    db: made.db,
    roles,
    sessions: options.sessions ?? (() => Promise.resolve(null)),
    findFollowed: options.findFollowed ?? (() => Promise.resolve(null)),
    migrations: options.migrations ?? [],
    pages: [],
  })
  for (const register of options.modules ?? []) await register(platform)
  let started = false
  return {
    platform,
    async listen() {
      await platform.start()
      started = true
      return platform.app.listen({ host: '127.0.0.1', port: 0 })
    },
    async stop() {
      if (started) await platform.stop()
      else {
        platform.live.hub.close()
        await platform.app.close()
      }
      await rm(dataDir, { recursive: true })
    },
  }
}

/** Every process role, for tests of a whole process. */
export const ALL_ROLES: readonly ProcessRole[] = PROCESS_ROLES
