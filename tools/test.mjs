import { access, mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { checkNode, ensureInstalled } from './install.mjs'
import { bin, ROOT, run, tell } from './step.mjs'

// npm test: sets itself up on a fresh clone, then every check there is. Each tool counts as one test, each Vitest
// and each browser test as itself. The last line reads `N passed, N failed`.
const CACHE = join(ROOT, 'node_modules/.cache/lianxin')
const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
/** Data of real cities, which is no part of the repository. A test that reads it names this variable. */
const DATA_VARIABLE = 'LIANXIN_SHARED_DATA'
const DATA = process.env[DATA_VARIABLE] ?? fileURLToPath(new URL('../../shared/data', import.meta.url))
const only = new Set(process.argv.slice(2))
const wanted = (name) => only.size === 0 || only.has(name)
const count = { passed: 0, failed: 0 }
const failures = []

function record(name, ok, output = '') {
  if (ok) count.passed++
  else {
    count.failed++
    failures.push(name)
  }
  tell(`${ok ? '✓' : '✗'} ${name}`)
  if (!ok && output) tell(output.split('\n').slice(-80).join('\n'))
}

const exists = (path) =>
  access(path).then(
    () => true,
    () => false,
  )

async function check(name, command, args) {
  if (!wanted(name)) return
  const { code, output } = await run(command, args, { capture: true }).catch((cause) => ({
    code: 1,
    output: String(cause),
  }))
  record(name, code === 0, output)
}

/** Chromium and Chinese fonts for the browser tests come from the distribution. */
async function ensureBrowser() {
  const browser = (await Promise.all(CHROMIUM.map(exists))).includes(true)
  const fonts = await exists('/usr/share/fonts/opentype/noto')
  if ((browser && fonts) || process.getuid?.() !== 0 || !(await exists('/usr/bin/apt-get'))) return
  tell('› installing chromium and fonts-noto-cjk (apt-get)')
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  const install = () =>
    run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'], { capture: true, env })
  let done = await install()
  if (done.code !== 0) {
    await run('apt-get', ['update'], { capture: true, env })
    done = await install()
  }
  if (done.code !== 0) tell(done.output.split('\n').slice(-10).join('\n'))
}

/** A test that does not run is a failure, except for want of the data of real cities. */
async function noneSkipped(name, files) {
  let withoutData = 0
  for (const file of files) {
    const skipped = file.assertionResults.filter(({ status }) => status !== 'passed' && status !== 'failed')
    if (skipped.length === 0) continue
    const readsData = (await readFile(file.name, 'utf8')).includes(DATA_VARIABLE)
    if (readsData && !(await exists(DATA))) withoutData += skipped.length
    else for (const test of skipped) record(`${file.name}: ${test.fullName} (skipped)`, false)
  }
  if (withoutData > 0) tell(`  ${name}: ${withoutData} tests not run, they need ${DATA_VARIABLE}`)
}

/** Runs Vitest with a configuration and adds its tests to the count. */
async function vitest(name, args) {
  if (!wanted(name)) return
  const report = join(CACHE, `${name}.json`)
  await mkdir(CACHE, { recursive: true })
  const { code } = await run(bin('vitest'), [
    'run',
    ...args,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ])
  const result = await readFile(report, 'utf8').then(JSON.parse, () => undefined)
  if (!result) return record(`${name}: no report`, false)
  count.passed += result.numPassedTests
  count.failed += result.numFailedTests
  for (const file of result.testResults) {
    for (const test of file.assertionResults)
      if (test.status === 'failed') failures.push(`${file.name}: ${test.fullName}`)
    if (file.status === 'failed' && file.assertionResults.every(({ status }) => status !== 'failed'))
      record(`${file.name} (whole file)`, false, file.message)
  }
  await noneSkipped(name, result.testResults)
  if (code !== 0 && result.numFailedTests === 0 && result.success !== false) record(`${name}: unhandled errors`, false)
}

/** The tools' own gates: checks written as programs, `tools/check-*.mjs`. */
async function ownChecks() {
  const files = (await readdir(join(ROOT, 'tools'))).filter((file) => /^check-.*\.mjs$/.test(file)).sort()
  for (const file of files) await check(file.slice(0, -4), process.execPath, [join(ROOT, 'tools', file)])
}

checkNode()
await ensureInstalled()
if (wanted('e2e')) await ensureBrowser()
await check('typecheck', bin('tsc'), ['-b'])
await check('lint', bin('oxlint'), ['--type-aware', '--deny-warnings'])
await check('format', bin('oxfmt'), ['--check'])
await check('knip', bin('knip'), [])
await ownChecks()
if (wanted('build')) {
  const { code } = await run(process.execPath, [join(ROOT, 'tools/build.mjs')])
  record('build', code === 0)
}
await vitest('unit', [])
if (await exists(join(ROOT, 'e2e/vitest.config.ts'))) await vitest('e2e', ['--config', 'e2e/vitest.config.ts'])

for (const failure of failures) tell(`✗ ${failure}`)
process.stdout.write(`${count.passed} passed, ${count.failed} failed\n`)
process.exit(count.failed === 0 && count.passed > 0 ? 0 : 1)
