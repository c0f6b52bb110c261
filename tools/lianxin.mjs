#!/usr/bin/env node
import { join } from 'node:path'

import { build } from './build.mjs'
import { checkNode, ensureInstalled } from './install.mjs'
import { ROOT, run } from './step.mjs'

// npx lianxin …: the command-line tool of the server.
checkNode()
await ensureInstalled()
await build({ pages: false })
const { code } = await run(process.execPath, [join(ROOT, 'apps/server/dist/cli.js'), ...process.argv.slice(2)], {
  cwd: process.cwd(),
})
process.exit(code)
