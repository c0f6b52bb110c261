import { fileURLToPath } from 'node:url'

import { median, round, tell } from './harness/figures.ts'
import { dataFolder, startServer } from './harness/server.ts'

const ROUNDS = 5

/**
 * From spawning `node dist/main.js` to the first 200 of /readyz: in an empty folder with the demo district, once more in
 * the same folder, and in an empty folder without demo (database, schema and nothing else).
 */
export async function run(): Promise<Record<string, number>> {
  const first_ms: number[] = []
  const second_ms: number[] = []
  const plain_ms: number[] = []
  for (let nth = 0; nth < ROUNDS; nth++) {
    const demo = { DEMO_TICKETS: '' } // as configured by default: the year is filled in while it serves
    const folder = await dataFolder()
    for (const list of [first_ms, second_ms]) list.push(await startOnce(folder.path, demo))
    await folder.remove()
    const empty = await dataFolder()
    plain_ms.push(await startOnce(empty.path, { DEMO: 'none' }))
    await empty.remove()
    tell(`first ${first_ms.at(-1)} ms, second ${second_ms.at(-1)} ms, without demo ${plain_ms.at(-1)} ms`)
  }
  return {
    rounds: ROUNDS,
    first_start_with_demo_ms: median(first_ms),
    second_start_with_demo_ms: median(second_ms),
    first_start_without_demo_ms: median(plain_ms),
    demo_to_plain_first_start_ratio: round(median(first_ms.map((ms, nth) => ms / (plain_ms[nth] ?? Number.NaN)))),
  }
}

async function startOnce(dataDir: string, env: Readonly<Record<string, string>>): Promise<number> {
  const server = await startServer(dataDir, env)
  await server.stop()
  return Math.round(server.ready_ms)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(JSON.stringify(await run()))
