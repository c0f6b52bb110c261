import { access } from 'node:fs/promises'
import { join } from 'node:path'

import { checkNode, ensureInstalled } from './install.mjs'
import { bin, must, ROOT, run } from './step.mjs'

// npm run dev: the compiler in watch mode, the server started anew on each change, the front ends by Vite.
checkNode()
await ensureInstalled()
await must('building the server', bin('tsc'), ['-b', 'apps/server'])

const tasks = [
  run(bin('tsc'), ['-b', 'apps/server', '--watch', '--preserveWatchOutput']),
  run(process.execPath, ['--watch', '--enable-source-maps', 'apps/server/dist/main.js', ...process.argv.slice(2)]),
]
const port = Number(process.env.PORT ?? 8080)
for (const [index, name] of ['console', 'field', 'resident'].entries()) {
  const cwd = join(ROOT, 'apps', name)
  const exists = await access(join(cwd, 'index.html')).then(
    () => true,
    () => false,
  )
  if (exists)
    tasks.push(
      run(bin('vite'), ['--port', String(port + 1 + index), '--clearScreen', 'false'], {
        cwd,
        env: { LIANXIN_API: `http://127.0.0.1:${port}` },
      }),
    )
}
const { code } = await Promise.race(tasks)
process.exit(code)
