import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { cpus, loadavg, totalmem } from 'node:os'
import { join } from 'node:path'

import { checkNode, ensureInstalled } from './install.mjs'
import { bin, must, ROOT, tell } from './step.mjs'

// npm run bench -- <name> …: compiles bench/, runs bench/<name>.ts, keeps the JSON object of its last line.
const [name, ...rest] = process.argv.slice(2)
const known = (await readdir(join(ROOT, 'bench')))
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.slice(0, -3))
if (!name || !known.includes(name)) {
  tell(`usage: npm run bench -- <name>; there is: ${known.join(', ') || 'none yet'}`)
  process.exit(2)
}
checkNode()
await ensureInstalled()
await must('building', bin('tsc'), ['-b', 'bench'])
// Other work on the machine, from before ours begins.
const load = Number((loadavg()[0] ?? 0).toFixed(1))
const child = spawn(
  process.execPath,
  ['--enable-source-maps', join(ROOT, 'bench/dist', `${name}.js`), ...rest],
  // Progress is on the standard error and shown at once.
  { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, NODE_ENV: 'production' } },
)
let output = ''
child.stdout.setEncoding('utf8').on('data', (chunk) => (output += chunk))
const [code] = await once(child, 'close')
const lines = output.trimEnd().split('\n')
const last = lines.pop() ?? ''
for (const line of lines) tell(line)
let figures
try {
  figures = JSON.parse(last)
} catch {
  tell(last)
  tell(`✗ ${name} did not print a JSON object as its last line (exit code ${code})`)
  process.exit(code || 1) // a signal has no code
}
const result = {
  name,
  at: new Date().toISOString(),
  node: process.version,
  cpus: cpus().length,
  cpu: cpus()[0]?.model,
  memory_gib: Math.round(totalmem() / 2 ** 30),
  load_before: load,
  ...figures,
}
await mkdir(join(ROOT, 'bench/results'), { recursive: true })
await writeFile(join(ROOT, 'bench/results', `${name}.json`), `${JSON.stringify(result, null, 2)}\n`)
process.stdout.write(`${JSON.stringify(result)}\n`)
process.exit(code ?? 1)
