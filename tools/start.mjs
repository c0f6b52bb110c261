import { join } from 'node:path'

import { build } from './build.mjs'
import { checkNode, ensureInstalled } from './install.mjs'
import { ROOT, run, tell } from './step.mjs'

// npm start: from a fresh clone to a running platform.
checkNode()
await ensureInstalled()
await build()
tell('› starting')
const { code } = await run(process.execPath, [join(ROOT, 'apps/server/dist/main.js'), ...process.argv.slice(2)], {
  env: { NODE_ENV: process.env.NODE_ENV ?? 'production' },
})
process.exit(code)
