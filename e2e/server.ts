import { execFile, spawn } from 'node:child_process'
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)
const CLI = fileURLToPath(new URL('../apps/server/dist/cli.js', import.meta.url))
const MAIN = fileURLToPath(new URL('../apps/server/dist/main.js', import.meta.url))

/** A running server with data of its own. */
export interface RunningServer {
  readonly url: string
  /** Everything it printed so far. */
  said(): string
  /** Runs the command line on the same data. @returns what it printed */
  lianxin(...words: string[]): Promise<string>
  stop(): Promise<void>
}

function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const probe = createServer().once('error', failed)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => done(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

/** A folder for the data of a server; reached by the account of the database too, so that nothing is left elsewhere. */
export async function newDataDir(name: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `lianxin-${name}-`))
  await chmod(folder, 0o755)
  return folder
}

/** Where the demo district lies that is made once for all files; see `demo-district.ts`. */
export const MADE_DISTRICT = 'LIANXIN_E2E_DISTRICT'

/** Takes the district that was made already, where a test wants no other one: making it is most of a first start. */
async function takeMadeDistrict(env: Readonly<Record<string, string>>, dataDir: string): Promise<void> {
  const made = process.env[MADE_DISTRICT]
  const wantsOther = 'DEMO' in env || 'DEMO_TICKETS' in env || 'DISTRICT' in env
  if (made === undefined || wantsOther || (await readdir(dataDir)).length > 0) return
  await run('cp', ['-a', `${made}/.`, dataDir])
}

/** Starts the built server as `npm start` does, with a small flow in the demo district, and waits until it is ready. */
export async function startServer(env: Readonly<Record<string, string>> = {}): Promise<RunningServer> {
  const dataDir = env['DATA_DIR'] ?? (await newDataDir('e2e'))
  await takeMadeDistrict(env, dataDir)
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const child = spawn(process.execPath, [MAIN], {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      DATA_DIR: dataDir,
      PORT: String(port),
      DEMO_TICKETS: '400',
      LOG_LEVEL: 'warn',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  let ended = false
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)))
  const gone = new Promise<void>((done) => child.once('exit', () => done((ended = true) as never)))
  const ready = async (): Promise<boolean> =>
    fetch(`${url}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    )
  for (let waited = 0; !(await ready()); waited++) {
    if (ended || waited > 600) throw new Error(`the server did not become ready:\n${said}`)
    await new Promise((next) => setTimeout(next, 200))
  }
  const own = { ...process.env, DATA_DIR: dataDir, LOG_LEVEL: 'warn', ...env }
  return {
    url,
    said: () => said,
    lianxin: async (...words) => (await run(process.execPath, [CLI, ...words], { env: own })).stdout,
    stop: async () => {
      child.kill('SIGTERM')
      await gone
      // Whoever brought a folder keeps it.
      if (env['DATA_DIR'] === undefined) await rm(dataDir, { recursive: true, force: true })
    },
  }
}
