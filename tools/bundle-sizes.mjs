import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'

import { ROOT, tell } from './step.mjs'

/**
 * What a telephone loads before it shows anything: the page, its entry with everything that imports at once, its styles.
 * Limits in kB (1,000 bytes) of gzip, from the requirements of the pages held in a hand.
 */
const PAGES = [
  { name: 'field', limit_kB: 250 },
  { name: 'resident', limit_kB: 100 },
]
const RESULT = join(ROOT, 'bench/results/bundles.json')
const LOADED = /<(?:script|link)[^>]*?(?:src|href)="\/[a-z]+\/(assets\/[^"]+\.(?:js|css))"/g
/** An import that runs with its file, not one that waits for a tap. */
const STATIC = /(?:from|import)\s*["']\.\/([^"']+\.js)["']/g

const gzip = (bytes) => gzipSync(bytes, { level: 9 }).length

/** Files of the first load: those the page names, and what they import at once. */
async function filesOf(dist, html) {
  const files = new Map()
  const visit = async (path) => {
    if (files.has(path)) return
    const bytes = await readFile(join(dist, path))
    files.set(path, gzip(bytes))
    if (path.endsWith('.js'))
      for (const [, name] of bytes.toString('utf8').matchAll(STATIC)) await visit(`assets/${name}`)
  }
  for (const [, path] of html.matchAll(LOADED)) await visit(path)
  return files
}

/** @returns first load of a built page in bytes of gzip, and its largest files; undefined where it is not built */
async function measure({ name, limit_kB }) {
  const dist = join(ROOT, 'apps', name, 'dist')
  const html = await readFile(join(dist, 'index.html'), 'utf8').catch(() => undefined)
  if (html === undefined) return undefined
  const files = await filesOf(dist, html)
  const first_load_gzip_bytes = [...files.values()].reduce((sum, size) => sum + size, gzip(html))
  const largest = [...files].toSorted((a, b) => b[1] - a[1]).slice(0, 3)
  return { name, limit_kB, files: files.size, first_load_gzip_bytes, largest }
}

const kB = (bytes) => (bytes / 1000).toFixed(1)

/** Prints the first load of each built page held in a hand. @returns whether all are within their limits */
export async function printBundleSizes({ keep = false } = {}) {
  const measured = (await Promise.all(PAGES.map(measure))).filter((page) => page !== undefined)
  for (const { name, limit_kB, files, first_load_gzip_bytes, largest } of measured) {
    const isOver = first_load_gzip_bytes > limit_kB * 1000
    const parts = largest.map(([path, size]) => `${path.slice('assets/'.length)} ${kB(size)}`).join(', ')
    tell(
      `${isOver ? '✗' : '✓'} first load ${name}: ${kB(first_load_gzip_bytes)} of ${limit_kB} kB gzip in ${files} files (${parts})`,
    )
  }
  if (keep) {
    const figures = Object.fromEntries(
      measured.map(({ name, limit_kB, first_load_gzip_bytes }) => [
        name,
        { first_load_gzip_kB: Number(kB(first_load_gzip_bytes)), limit_kB },
      ]),
    )
    await writeFile(
      RESULT,
      `${JSON.stringify({ name: 'bundles', at: new Date().toISOString(), ...figures }, null, 2)}\n`,
    )
  }
  return measured.every(({ limit_kB, first_load_gzip_bytes }) => first_load_gzip_bytes <= limit_kB * 1000)
}

// node tools/bundle-sizes.mjs [--keep]: measures what is built; --keep writes bench/results/bundles.json.
if (import.meta.url === pathToFileURL(process.argv[1]).href)
  process.exit((await printBundleSizes({ keep: process.argv.includes('--keep') })) ? 0 : 1)
