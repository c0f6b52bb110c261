import { MIGRATIONS } from './app.ts'
import { programOf } from './cli/program.ts'
import { lineOf } from './cli/task.ts'
import { explain } from './cli/terminal.ts'

const line = lineOf(MIGRATIONS, process.env, process.stdout)
try {
  await programOf(line, process.stdout).parseAsync()
} catch (cause) {
  for (const text of explain(cause, line.lang)) process.stderr.write(`${text}\n`)
  process.exitCode = 1
}
