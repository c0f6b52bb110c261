import { createHash } from 'node:crypto'
import { access, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

import { printBundleSizes } from './bundle-sizes.mjs'
import { checkNode, ensureInstalled } from './install.mjs'
import { bin, must, ROOT, tell } from './step.mjs'

const STAMPS = join(ROOT, 'node_modules/.cache/lianxin')
const SKIPPED = new Set(['node_modules', 'dist', 'dist-types', 'var', 'migrations'])
const FRONT_ENDS = ['console', 'field', 'resident']
const SHARED = ['packages', 'package-lock.json', 'tsconfig.base.json']

/** Digest of names, sizes and times of all files below these paths: cheap, and changed whenever a source is. */
async function digestOf(paths) {
  const hash = createHash('sha256')
  const visit = async (path) => {
    const found = await stat(join(ROOT, path)).catch(() => undefined)
    if (!found) return
    if (found.isDirectory()) {
      for (const name of (await readdir(join(ROOT, path))).sort())
        if (!SKIPPED.has(name)) await visit(`${path}/${name}`)
    } else hash.update(`${path} ${found.size} ${found.mtimeMs}\n`)
  }
  for (const path of paths) await visit(path)
  return hash.digest('hex')
}

/** Does `work` where the sources differ from those of its last success or its result is gone. */
async function whenChanged(name, sources, result, work) {
  const stamp = join(STAMPS, `built-${name}`)
  const digest = await digestOf(sources)
  const built = await access(join(ROOT, result)).then(
    () => true,
    () => false,
  )
  if (built && (await readFile(stamp, 'utf8').catch(() => '')) === digest) return
  await work()
  await mkdir(STAMPS, { recursive: true })
  await writeFile(stamp, digest)
}

async function hasFrontEnd(name) {
  return access(join(ROOT, 'apps', name, 'index.html')).then(
    () => true,
    () => false,
  )
}

/** Builds what changed since the last build: the server with its packages, then each front end. */
export async function build({ pages = true } = {}) {
  await whenChanged('server', [...SHARED, 'apps/server'], 'apps/server/dist/main.js', () =>
    must('building the server', bin('tsc'), ['-b', 'apps/server']),
  )
  for (const name of pages ? FRONT_ENDS : []) {
    if (!(await hasFrontEnd(name))) {
      tell(`  apps/${name} has no index.html yet; skipped`)
      continue
    }
    await whenChanged(name, [...SHARED, `apps/${name}`], `apps/${name}/dist/index.html`, () =>
      must(`building ${name}`, bin('vite'), ['build', '--logLevel', 'warn'], { cwd: join(ROOT, 'apps', name) }),
    )
  }
  if (pages && !(await printBundleSizes())) process.exit(1)
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  checkNode()
  await ensureInstalled()
  await build()
}
