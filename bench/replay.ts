import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

import { dataFolder } from './harness/server.ts'
import { round, tell } from './harness/figures.ts'

const CLI = fileURLToPath(new URL('../../apps/server/dist/cli.js', import.meta.url))

const RESULTS = fileURLToPath(new URL('../results/replay.json', import.meta.url))

/** Flow and share of it. REPLAY="zhengzhou:1,requests:0.1" chooses others. */
const WANTED = process.env['REPLAY'] ?? 'zhengzhou:1,requests:1,inspected:0.1'

interface Told {
  readonly flow: string
  readonly share: number
  readonly source: string
  readonly chosen: string
  readonly from: string
  readonly to: string
  readonly expected: Readonly<Record<string, number>>
  readonly counted: Readonly<Record<string, number>>
  readonly isSame: boolean
  readonly commands: number
  readonly seconds: number
}

/** Lives one flow by `lianxin replay` in a database of its own. */
async function replay(flow: string, share: string): Promise<Told> {
  const folder = await dataFolder()
  try {
    const child = spawn(process.execPath, [CLI, 'replay', '--flow', flow, '--share', share, '--json'], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, DATABASE_URL: '', DATA_DIR: folder.path, LOG_LEVEL: 'warn' },
    })
    let last = ''
    let rest = ''
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      const lines = (rest + chunk).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) {
        if (!line.startsWith('{')) tell(`${flow} ${line}`)
        last = line
      }
    })
    const [code] = (await once(child, 'close')) as [number | null]
    if (code !== 0) throw new Error(`the replay of ${flow} ended with ${code}: ${last}`)
    return JSON.parse(last) as Told
  } finally {
    await folder.remove()
  }
}

/** What earlier runs told: a flow that this one does not live keeps its figures, with their date. */
async function lastTold(): Promise<Record<string, unknown>> {
  try {
    const last = JSON.parse(await readFile(RESULTS, 'utf8')) as { readonly flows?: Record<string, unknown> }
    return last.flows ?? {}
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return {}
    throw cause
  }
}

/**
 * The flows that reports name, each lived through the commands of the product; what its statistics tell afterwards beside
 * what the report says. The run fails where they differ.
 */
export async function run(): Promise<Record<string, unknown>> {
  const flows: Record<string, unknown> = { ...(await lastTold()) }
  for (const one of WANTED.split(',')) {
    const [flow = '', share = '1'] = one.split(':')
    const { counted, expected, isSame, ...told } = await replay(flow, share)
    const settling_percent = round(((counted['settledOfReceived'] ?? 0) * 100) / (counted['received'] ?? 0))
    flows[flow] = {
      at: new Date().toISOString(),
      ...told,
      commands_per_s: Math.round(told.commands / told.seconds),
      expected,
      counted,
      is_same: isSame,
      settling_percent,
    }
  }
  return { flows }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(JSON.stringify(await run()))
