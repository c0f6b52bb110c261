import type { Logger } from 'pino'

import type { Config } from './config.ts'
import { Database } from './db/database.ts'
import { migrate, readMigrations, type Migration } from './db/migrate.ts'
import { migrateJobs } from './jobs.ts'
import { mendAfterRestore } from './live/follow.ts'
import { startPostgres } from './postgres/supervisor.ts'

/** A database that is up, up to date and connected to. */
export interface OpenDatabase {
  readonly db: Database
  /** The configuration with the address of the database filled in. */
  readonly config: Config
  readonly migrations: readonly Migration[]
  /** Closes the connections and stops the embedded server, unless another process uses it. */
  close(): Promise<void>
}

/**
 * Opens the database of a configuration: starts the embedded server where no address is given, brings the schema up
 * to date and connects. What the server and the command-line tool begin with.
 * @param folder  where the migrations are
 * @param say     told in a line what is going on
 */
export async function openDatabase(
  given: Config,
  folder: string,
  logger: Logger,
  say: (line: string) => void,
): Promise<OpenDatabase> {
  const postgres = given.databaseUrl ? undefined : await startPostgres({ dataDir: given.dataDir, log: say })
  try {
    const config = postgres ? { ...given, databaseUrl: postgres.url } : given
    const migrations = await readMigrations(folder)
    const applied = await migrate(config.databaseUrl, migrations)
    if (applied.length > 0) say(`schema brought up to date: ${applied.join(', ')}`)
    const db = new Database({
      url: config.databaseUrl,
      size: config.databasePool,
      prepared: config.databasePrepared === 'on',
      onBroken: (cause) => logger.warn({ err: cause }, 'an idle database connection broke'),
    })
    const close = async (): Promise<void> => {
      await db.end()
      await postgres?.stop()
    }
    try {
      await migrateJobs(db, logger)
      await mendAfterRestore(db.owner)
    } catch (cause) {
      await db.end()
      throw cause
    }
    return { db, config, migrations, close }
  } catch (cause) {
    await postgres?.stop()
    throw cause
  }
}
