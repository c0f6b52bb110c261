import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'

import { buildApp, MIGRATIONS, PAGES } from './app.ts'
import { systemClock } from './platform/clock.ts'
import { loadConfig } from './platform/config.ts'
import { createLogger } from './platform/http.ts'
import { openDatabase, type OpenDatabase } from './platform/open.ts'
import { PROCESS_ROLES, type ProcessRole } from './platform/platform.ts'
import { errorCode } from './platform/postgres/errno.ts'

/** A stop that hangs ends after this long. */
const STOP_TIMEOUT_MS = 15_000
/** Terminals and npm deliver one Ctrl-C several times; only a later signal means impatience. */
const REPEAT_MS = 1000

function rolesOf(text: string): ReadonlySet<ProcessRole> {
  const names = text.split(',').filter((name) => name !== '')
  const roles = names.flatMap((name) => PROCESS_ROLES.filter((role) => role === name))
  if (roles.length === 0 || roles.length !== names.length)
    throw new Error(`--roles takes a list of ${PROCESS_ROLES.join(', ')}; given was "${text}"`)
  return new Set(roles)
}

/** Resolves with the first signal. One that comes a second later, or a stop that hangs, ends the process hard. */
function untilSignal(): Promise<NodeJS.Signals> {
  return new Promise((done) => {
    let firstAt_ms = 0
    const onSignal = (signal: NodeJS.Signals): void => {
      if (firstAt_ms === 0) {
        firstAt_ms = Date.now()
        setTimeout(() => process.exit(1), STOP_TIMEOUT_MS).unref()
        done(signal)
      } else if (Date.now() - firstAt_ms > REPEAT_MS) process.exit(1)
    }
    process.on('SIGTERM', onSignal).on('SIGINT', onSignal)
  })
}

const say = (line: string): void => void process.stdout.write(`${line}\n`)

async function serve(
  { db, config, migrations }: OpenDatabase,
  roles: ReadonlySet<ProcessRole>,
  signal: Promise<NodeJS.Signals>,
): Promise<void> {
  const logger = createLogger(config)
  const { platform, prepare } = await buildApp({
    config,
    logger,
    clock: systemClock(config.clockOffset_ms),
    db,
    roles,
    migrations,
    pages: PAGES,
  })
  try {
    const { notices, fillUp } = await prepare(say)
    await platform.start()
    const address = await platform.app.listen({ host: config.host, port: config.port })
    say(`连心网格 Lianxin: ${config.publicUrl || address}`)
    for (const notice of notices) say(notice)
    const stopping = new AbortController()
    const filling = fillUp?.(stopping.signal).catch((cause: unknown) =>
      logger.error({ err: cause }, 'the demo flow stopped'),
    )
    logger.info({ signal: await signal }, 'stopping')
    stopping.abort()
    await filling
  } catch (cause) {
    if (errorCode(cause) === 'EADDRINUSE')
      throw new Error(`Port ${config.port} of ${config.host} is taken; stop what uses it or set PORT to another one.`, {
        cause,
      })
    throw cause
  } finally {
    await platform.stop()
  }
}

/** Runs one process until a signal stops it: `node dist/main.js [--roles=api,live,jobs]`. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { roles: { type: 'string', default: PROCESS_ROLES.join(',') } } })
  const roles = rolesOf(values.roles)
  const config = loadConfig(process.env)
  const signal = untilSignal()
  const opened = await openDatabase(config, MIGRATIONS, createLogger(config), say)
  try {
    await serve(opened, roles, signal)
  } finally {
    await Promise.race([opened.close(), sleep(STOP_TIMEOUT_MS, undefined, { ref: false })])
  }
}

try {
  await main()
  process.exit(0)
} catch (cause) {
  process.stderr.write(`${cause instanceof Error ? cause.message : String(cause)}\n`)
  process.exit(1)
}
