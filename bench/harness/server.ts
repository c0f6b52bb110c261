import { spawn } from 'node:child_process'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))
const MAIN = join(ROOT, 'apps/server/dist/main.js')
const READY_WITHIN_MS = 180_000

/** A server in a process of its own, with an embedded database that nobody else uses. */
export interface BenchServer {
  readonly port: number
  /** Address of the database as the owner of the tables. */
  readonly databaseUrl: string
  /** From spawning the process to the first 200 of /readyz. */
  readonly ready_ms: number
  stop(): Promise<void>
}

/** An empty data folder beside the repository's own, on a real disk: the system's temporary folder may be memory. */
export async function dataFolder(): Promise<{ readonly path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(process.env['BENCH_DIR'] ?? '/var/tmp', 'lianxin-bench-'))
  await chmod(path, 0o755) // the database's own user has to get in, where root runs this
  return { path, remove: () => rm(path, { recursive: true, force: true }) }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  await new Promise((done) => server.close(done))
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}

/** Starts `dist/main.js` and waits until it is ready. `env` is laid over a plain demo set-up without tickets. */
export async function startServer(dataDir: string, env: Readonly<Record<string, string>> = {}): Promise<BenchServer> {
  const port = await freePort()
  const began = performance.now()
  const extra = process.env['BENCH_NODE_OPTIONS']?.split(' ') ?? []
  const child = spawn(process.execPath, [...extra, MAIN], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      DATABASE_URL: '',
      DATA_DIR: dataDir,
      PORT: String(port),
      DEMO: 'taibai',
      DEMO_TICKETS: '0',
      LOG_LEVEL: 'warn',
      PUBLIC_WRITES_PER_MINUTE: '1000000',
      ...env,
    },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)))
  let stopping = false
  const ended = new Promise<void>((done) => {
    child.once('exit', (code, signal) => {
      if (!stopping) process.stderr.write(`the server ended by itself (${code ?? signal}):\n${output}\n`)
      done()
    })
  })
  while (!(await isReady(port))) {
    if (child.exitCode !== null || performance.now() - began > READY_WITHIN_MS) {
      child.kill('SIGKILL')
      throw new Error(`the server did not become ready:\n${output}`)
    }
    await sleep(10)
  }
  const ready_ms = performance.now() - began
  return {
    port,
    databaseUrl: await databaseUrl(output),
    ready_ms,
    stop: async () => {
      stopping = true
      child.kill('SIGTERM')
      await ended
    },
  }
}

async function isReady(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/readyz`)).ok
  } catch {
    return false
  }
}

/** The embedded server tells its port and folder when it starts; its password lies beside the folder. */
async function databaseUrl(output: string): Promise<string> {
  const [, port, data] = /PostgreSQL \w+(?: \w+)? on 127\.0\.0\.1:(\d+) \((.+)\)/.exec(output) ?? []
  if (port === undefined || data === undefined) throw new Error(`no database address in:\n${output}`)
  const password = (await readFile(join(dirname(data), 'password'), 'utf8')).trim()
  return `postgres://lianxin_owner:${password}@127.0.0.1:${port}/lianxin`
}
