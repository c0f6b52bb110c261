import { access, mkdir, readdir, writeFile } from 'node:fs/promises'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'

import { checkNode, ensureInstalled } from './install.mjs'
import { bin, must, ROOT, run, tell } from './step.mjs'

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
const program = join(ROOT, 'bench/dist', `${name}.js`)
await access(program)
const { code, output } = await run(process.execPath, ['--enable-source-maps', program, ...rest], {
  capture: true,
  env: { NODE_ENV: 'production' },
})
const lines = output.trimEnd().split('\n')
const last = lines.pop() ?? ''
for (const line of lines) tell(line)
let figures
try {
  figures = JSON.parse(last)
} catch {
  tell(last)
  tell(`✗ ${name} did not print a JSON object as its last line (exit code ${code})`)
  process.exit(code || 1)
}
const result = {
  name,
  at: new Date().toISOString(),
  node: process.version,
  cpus: cpus().length,
  cpu: cpus()[0]?.model,
  memory_gib: Math.round(totalmem() / 2 ** 30),
  ...figures,
}
await mkdir(join(ROOT, 'bench/results'), { recursive: true })
await writeFile(join(ROOT, 'bench/results', `${name}.json`), `${JSON.stringify(result, null, 2)}\n`)
process.stdout.write(`${JSON.stringify(result)}\n`)
process.exit(code)
