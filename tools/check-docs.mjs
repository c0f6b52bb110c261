import { join } from 'node:path'

import { ROOT, run } from './step.mjs'

// The generated pages say what the contract says.
const { code } = await run(process.execPath, [join(ROOT, 'tools/gen-docs.mjs'), '--check'])
process.exit(code)
