import { readFile } from 'node:fs/promises'
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

// Every class of a style sheet is worn by something, so that a renamed class cannot leave its looks behind.
const ROOT = fileURLToPath(new URL('..', import.meta.url))
const OWN = /\.(l[cx]-[\w-]+)/g

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', 'apps', 'packages'], {
  cwd: ROOT,
  encoding: 'utf8',
})
  .split('\n')
  .filter((path) => /\/src\/.*\.(css|tsx?)$/.test(path) && !/\.test\.tsx?$/.test(path))
const read = await Promise.all(files.map(async (path) => ({ path, text: await readFile(ROOT + path, 'utf8') })))
const code = read.filter(({ path }) => !path.endsWith('.css')).map(({ text }) => text)

/** Written out, or made of a beginning and a value: `lc-c-${column}`. */
function isWorn(name) {
  const whole = new RegExp(`(?<![\\w-])${name}(?![\\w-])`)
  if (code.some((text) => whole.test(text))) return true
  const parts = name.split('-')
  return parts.some((_, nth) => nth > 1 && code.some((text) => text.includes(`${parts.slice(0, nth).join('-')}-\${`)))
}

const bare = read
  .filter(({ path }) => path.endsWith('.css'))
  .flatMap(({ path, text }) =>
    [...new Set([...text.replaceAll(/\/\*[\s\S]*?\*\//g, '').matchAll(OWN)].map(([, name]) => name))]
      .filter((name) => !isWorn(name))
      .map((name) => `${path}: nothing wears .${name}`),
  )
for (const line of bare) console.error(line)
console.log(`${read.length} files read, ${bare.length} classes without a wearer`)
process.exitCode = bare.length > 0 ? 1 : 0
