import { Command } from 'commander'

import { MIGRATIONS } from './app.ts'
import { gridCommand, type WithTask } from './cli/grid.ts'
import { systemClock } from './platform/clock.ts'
import { loadConfig } from './platform/config.ts'
import { Database } from './platform/db/database.ts'
import { migrate, readMigrations } from './platform/db/migrate.ts'
import { startPostgres } from './platform/postgres/supervisor.ts'

/** Chinese unless the terminal asks for English. */
const lang = /^en/i.test(process.env['LC_ALL'] ?? process.env['LANG'] ?? '') ? 'en' : 'zh'

/** Opens the configured database for one command: the embedded one is started, or joined where a server runs on it. */
const withTask: WithTask = async (work) => {
  const config = loadConfig(process.env)
  const postgres = config.databaseUrl ? undefined : await startPostgres({ dataDir: config.dataDir })
  try {
    const url = postgres?.url ?? config.databaseUrl
    await migrate(url, await readMigrations(MIGRATIONS))
    const db = new Database({
      url,
      size: 2,
      prepared: config.databasePrepared === 'on',
      onBroken: (cause) => void process.stderr.write(`${cause.message}\n`),
    })
    try {
      const now = systemClock(config.clockOffset_ms).now()
      return await work({ db, districtId: config.districtId, now, lang })
    } finally {
      await db.end()
    }
  } finally {
    await postgres?.stop()
  }
}

const program = new Command('lianxin')
  .description('连心网格命令行 / command line of Lianxin')
  .addCommand(gridCommand(withTask))
try {
  await program.parseAsync()
} catch (cause) {
  process.stderr.write(`${cause instanceof Error ? cause.message : String(cause)}\n`)
  process.exitCode = 1
}
