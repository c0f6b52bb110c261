import { parseArgs } from 'node:util'

import { buildApp, MIGRATIONS, PAGES } from './app.ts'
import { systemClock } from './platform/clock.ts'
import { loadConfig, type Config } from './platform/config.ts'
import { Database } from './platform/db/database.ts'
import { migrate, readMigrations } from './platform/db/migrate.ts'
import { createLogger } from './platform/http.ts'
import { migrateJobs } from './platform/jobs.ts'
import { PROCESS_ROLES, type ProcessRole } from './platform/platform.ts'
import { startPostgres } from './platform/postgres/supervisor.ts'

/** A second signal, or this long, ends a stop that hangs. */
const STOP_TIMEOUT_MS = 15_000

function rolesOf(text: string): ReadonlySet<ProcessRole> {
  const names = text.split(',').filter((name) => name !== '')
  const roles = names.flatMap((name) => PROCESS_ROLES.filter((role) => role === name))
  if (roles.length === 0 || roles.length !== names.length)
    throw new Error(`--roles takes a list of ${PROCESS_ROLES.join(', ')}; given was "${text}"`)
  return new Set(roles)
}

function untilSignal(): Promise<NodeJS.Signals> {
  return new Promise((done) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => done(signal))
  })
}

const say = (line: string): void => void process.stdout.write(`${line}\n`)

async function serve(config: Config, roles: ReadonlySet<ProcessRole>): Promise<void> {
  const logger = createLogger(config)
  const migrations = await readMigrations(MIGRATIONS)
  await migrate(config.databaseUrl, migrations)
  const db = new Database({
    url: config.databaseUrl,
    size: config.databasePool,
    prepared: config.databasePrepared === 'on',
    onBroken: (cause) => logger.warn({ err: cause }, 'an idle database connection broke'),
  })
  await migrateJobs(db, logger)
  const platform = await buildApp({
    config,
    logger,
    clock: systemClock(config.clockOffset_ms),
    db,
    roles,
    sessions: () => Promise.resolve(null),
    findFollowed: () => Promise.resolve(null),
    migrations,
    pages: PAGES,
    modules: [],
  })
  await platform.start()
  const address = await platform.app.listen({ host: config.host, port: config.port })
  say(`连心网格 Lianxin: ${config.publicUrl || address}`)
  const signal = await untilSignal()
  logger.info({ signal }, 'stopping')
  const timer = setTimeout(() => process.exit(1), STOP_TIMEOUT_MS)
  process.once(signal, () => process.exit(1))
  await platform.stop()
  await db.end()
  clearTimeout(timer)
}

/** Runs one process until a signal stops it: `node dist/main.js [--roles=api,live,jobs]`. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { roles: { type: 'string', default: PROCESS_ROLES.join(',') } } })
  const roles = rolesOf(values.roles)
  const given = loadConfig(process.env)
  const postgres = given.databaseUrl ? undefined : await startPostgres({ dataDir: given.dataDir, log: say })
  try {
    await serve(postgres ? { ...given, databaseUrl: postgres.url } : given, roles)
  } finally {
    await postgres?.stop()
  }
}

try {
  await main()
} catch (cause) {
  process.stderr.write(`${cause instanceof Error ? cause.message : String(cause)}\n`)
  process.exitCode = 1
}
