import { createHash } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { must, ROOT } from './step.mjs'

const OLDEST = [20, 19]
const STAMP = join(ROOT, 'node_modules/.cache/lianxin/installed')

const textOf = (path) => readFile(path, 'utf8').catch(() => undefined)

/** Refuses a Node that is too old, with a sentence instead of a syntax error. */
export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return
  process.stderr.write(
    `Lianxin needs Node ${OLDEST.join('.')} or newer; this is ${process.versions.node}. See https://nodejs.org\n`,
  )
  process.exit(1)
}

/** Versions npm wrote down at its last installation, without what only the lock file of the repository has. */
function versionsOf(lock) {
  const packages = Object.entries(JSON.parse(lock).packages ?? {})
  return new Map(
    packages
      .filter(([path, entry]) => path.includes('node_modules/') && !entry.link)
      .map(([path, entry]) => [path, entry]),
  )
}

/** Whether what is installed is what the lock file asks for; packages for other platforms may be absent. */
function sameVersions(lock, installed) {
  const have = versionsOf(installed)
  for (const [path, wanted] of versionsOf(lock)) {
    const found = have.get(path)
    if (found ? found.version !== wanted.version : !wanted.optional && !wanted.devOptional && !wanted.peer) return false
  }
  return true
}

/** Installs the packages of the lock file where they are missing or not those. */
export async function ensureInstalled() {
  const lock = await readFile(join(ROOT, 'package-lock.json'), 'utf8')
  const digest = createHash('sha256').update(lock).digest('hex')
  const installed = await textOf(join(ROOT, 'node_modules/.package-lock.json'))
  if (installed && ((await textOf(STAMP)) === digest || sameVersions(lock, installed))) return
  await must('installing packages (npm ci)', 'npm', ['ci', '--no-audit', '--no-fund'])
  await mkdir(join(STAMP, '..'), { recursive: true })
  await writeFile(STAMP, digest)
}
