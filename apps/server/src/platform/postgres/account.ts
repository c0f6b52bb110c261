import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, readFile, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Home of what the unprivileged server user must be able to reach when the application runs as root. */
export const ROOT_HOME = '/var/lib/lianxin'
const USER = 'lianxin'

/** The system user that PostgreSQL runs as, because it refuses to run as root. */
export interface Account {
  readonly uid: number
  readonly gid: number
}

async function findAccount(name: string): Promise<Account | undefined> {
  const line = (await readFile('/etc/passwd', 'utf8')).split('\n').find((one) => one.startsWith(`${name}:`))
  const [, , uid, gid] = line?.split(':') ?? []
  return uid === undefined || gid === undefined ? undefined : { uid: Number(uid), gid: Number(gid) }
}

/**
 * The account to drop to: none unless this process is root, else the system user `lianxin`, created when missing.
 * @throws Error that says how to create the user by hand
 */
export async function serverAccount(): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined
  await mkdir(ROOT_HOME, { recursive: true, mode: 0o755 })
  const existing = await findAccount(USER)
  if (existing) return existing
  const failure = await run('useradd', [
    '--system',
    '--no-create-home',
    '--home-dir',
    ROOT_HOME,
    '--shell',
    '/usr/sbin/nologin',
    USER,
  ]).then(
    () => undefined,
    (cause: unknown) => cause,
  )
  const created = await findAccount(USER)
  if (created) return created
  throw new Error(
    `PostgreSQL does not run as root and the system user "${USER}" could not be created. ` +
      `Create it (useradd --system ${USER}), start as another user, or set DATABASE_URL.`,
    { cause: failure },
  )
}

/**
 * Folder for the database files: `wanted` itself, or, for another account, a folder under /var/lib/lianxin
 * when that account could not traverse the way to `wanted` (such as /root).
 */
export async function reachableFolder(wanted: string, account: Account | undefined): Promise<string> {
  if (!account) return wanted
  for (let folder = dirname(wanted); ; folder = dirname(folder)) {
    const mode = await stat(folder).then(
      (found) => found.mode,
      () => undefined,
    )
    if (mode !== undefined && (mode & 0o001) === 0)
      return join(ROOT_HOME, `data-${createHash('sha256').update(wanted).digest('hex').slice(0, 12)}`)
    if (folder === dirname(folder)) return wanted
  }
}
