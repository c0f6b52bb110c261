import type { FileTask } from '../modules/grid/index.ts'
import { systemClock } from '../platform/clock.ts'
import { loadConfig, type Config } from '../platform/config.ts'
import { Database } from '../platform/db/database.ts'
import { migrate, readMigrations, type Migration } from '../platform/db/migrate.ts'
import type { Lang } from '../platform/language.ts'
import { startPostgres } from '../platform/postgres/supervisor.ts'
import { terminalOf, type Terminal } from './terminal.ts'

/** What a command works on. */
export interface Task extends FileTask {
  /** With the address of the database filled in. */
  readonly config: Config
  readonly migrations: readonly Migration[]
}

/** What the commands are made of. */
export interface Line {
  /** Opens the database for one command and closes it afterwards. */
  readonly withTask: <T>(work: (task: Task) => Promise<T>, options?: { readonly migrate: boolean }) => Promise<T>
  readonly terminal: Terminal
  readonly lang: Lang
  /** Marks the command as failed: the exit code is 1. */
  readonly fail: () => void
}

/** The database of the environment: the embedded one is started, or joined where a server runs on it. */
export function lineOf(migrationsFolder: string, env: NodeJS.ProcessEnv, out: NodeJS.WriteStream): Line {
  const lang = /^en/i.test(env['LC_ALL'] ?? env['LANG'] ?? '') ? 'en' : 'zh'
  return {
    lang,
    terminal: terminalOf(out),
    fail: () => void (process.exitCode = 1),
    withTask: async (work, options = { migrate: true }) => {
      const given = loadConfig(env)
      const postgres = given.databaseUrl ? undefined : await startPostgres({ dataDir: given.dataDir })
      try {
        const config = postgres ? { ...given, databaseUrl: postgres.url } : given
        const migrations = await readMigrations(migrationsFolder)
        if (options.migrate) await migrate(config.databaseUrl, migrations)
        const db = new Database({
          url: config.databaseUrl,
          size: 8,
          prepared: config.databasePrepared === 'on',
          onBroken: (cause) => void process.stderr.write(`${cause.message}\n`),
        })
        try {
          const now = systemClock(config.clockOffset_ms).now()
          return await work({ db, districtId: config.districtId, now, lang, config, migrations })
        } finally {
          await db.end()
        }
      } finally {
        await postgres?.stop()
      }
    },
  }
}
