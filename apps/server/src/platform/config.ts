import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

import { findBaseMapFault } from './base-map.ts'
import { MESSAGING_VARIABLES, messagingFaults } from './config-messaging.ts'
import { choice, integer, text, type Variable } from './config-variable.ts'

/** A wrong setting: names the variable, says what is wrong and what to write instead. The value itself is not repeated, it may be a secret. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly faults: readonly string[]
  constructor(faults: readonly string[]) {
    super(`The configuration has ${faults.length} problem(s):\n${faults.map((fault) => `  - ${fault}`).join('\n')}`)
    this.faults = faults
  }
}

/** Every setting there is. The guide and `lianxin doctor` print this table; there is no other source. */
export const VARIABLES = {
  port: integer('PORT', 8080, 0, 65_535, 'TCP port of the web server; 0 takes any free one'),
  host: text('HOST', '127.0.0.1', 'Address to listen on; 0.0.0.0 for all', '127.0.0.1', /^[\w.:-]+$/),
  dataDir: text('DATA_DIR', 'var', 'Folder of the embedded database, photos and uploads', '/srv/lianxin'),
  databaseUrl: text(
    'DATABASE_URL',
    '',
    'PostgreSQL 15 or newer of your own, as the owner of the tables; empty starts the embedded one',
    'postgres://owner:secret@db:5432/lianxin',
    /^postgres(ql)?:\/\/\S+$/,
    true,
  ),
  databasePool: integer('DATABASE_POOL', 16, 1, 500, 'Largest number of database connections of one process'),
  databasePrepared: choice(
    'DATABASE_PREPARED',
    'on',
    ['on', 'off'],
    'Named prepared statements; off behind pgbouncer older than 1.21',
  ),
  logLevel: choice(
    'LOG_LEVEL',
    'info',
    ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
    'Least severe log line that is written',
  ),
  demo: choice('DEMO', 'taibai', ['taibai', 'zhengzhou', 'none'], 'Demo district to seed into an empty database'),
  demoTickets: integer('DEMO_TICKETS', 47_452, 0, 3_000_000, 'Requests in the year of a demo district'),
  districtId: integer(
    'DISTRICT',
    370_890,
    100_000,
    999_999,
    'Six-digit division code of the district that public reports go to',
  ),
  publicUrl: text(
    'PUBLIC_URL',
    '',
    'Address under which people reach the system, for links and QR codes',
    'https://grid.example.cn',
    /^https?:\/\/[^\s/]+(\/\S*)?$/,
  ),
  baseMap: choice(
    'BASE_MAP',
    'none',
    ['none', 'tianditu', 'pmtiles'],
    'Map under the grids: none, Tianditu tiles (needs TIANDITU_KEY), or a PMTiles file of your own (needs BASE_MAP_FILE)',
  ),
  tiandituKey: text(
    'TIANDITU_KEY',
    '',
    'Browser key of tianditu.gov.cn; every page that shows a map sends it, so bind it to your domain there',
    '0123456789abcdef0123456789abcdef',
    /^[0-9a-fA-F]{16,64}$/,
    true,
  ),
  baseMapFile: text(
    'BASE_MAP_FILE',
    '',
    'PMTiles file (version 3, raster or vector tiles) that this server hands out as base map',
    '/srv/lianxin/city.pmtiles',
  ),
  baseMapNote: text(
    'BASE_MAP_NOTE',
    '',
    'Source and approval number (审图号) of the base map, shown in its corner',
    '天地图 · 审图号：GS（2024）0000号',
  ),
  uploadLimit_mib: integer('UPLOAD_LIMIT', 20, 1, 1024, 'Largest photo in MiB'),
  publicWrites_perMinute: integer(
    'PUBLIC_WRITES_PER_MINUTE',
    120,
    1,
    1_000_000,
    'Public reports and uploads accepted from one address in a minute',
  ),
  trustProxy: choice(
    'TRUST_PROXY',
    'off',
    ['off', 'loopback', 'on'],
    'Whether X-Forwarded-For is believed: from nobody, from a proxy on this machine, from everybody',
  ),
  ...MESSAGING_VARIABLES,
  clockOffset_ms: integer(
    'TEST_CLOCK_OFFSET_MS',
    0,
    0,
    10 * 366 * 86_400_000,
    'Tests only: the clock runs this much ahead; refused unless NODE_ENV=test',
  ),
} as const

type ValueOf<V> = V extends Variable<infer T> ? T : never
/** The settings of one process, read once at start. `dataDir` is absolute. */
export type Config = { readonly [K in keyof typeof VARIABLES]: ValueOf<(typeof VARIABLES)[K]> }

type Environment = Readonly<Record<string, string | undefined>>

function readVariable(variable: Variable<unknown>, env: Environment, faults: string[]): unknown {
  let given = env[variable.name]
  const file = variable.secret ? env[`${variable.name}_FILE`] : undefined
  if (file) {
    if (given) faults.push(`${variable.name} and ${variable.name}_FILE are both set; remove one of them`)
    try {
      given = readFileSync(file, 'utf8').trim()
    } catch {
      faults.push(`${variable.name}_FILE names a file that cannot be read; check the path and its permissions`)
      return variable.fallback
    }
  }
  if (given === undefined || given === '') return variable.fallback
  const read = variable.read(given)
  if ('value' in read) return read.value
  faults.push(
    `${variable.name} is not valid; write ${read.expected}, or remove it for the default (${String(variable.fallback) || 'none'})`,
  )
  return variable.fallback
}

/**
 * Reads the configuration from the environment and nowhere else.
 * @throws ConfigError with every fault at once, each naming the variable, the problem and the remedy
 */
export function loadConfig(env: Environment): Config {
  const faults: string[] = []
  const values = Object.fromEntries(
    Object.entries<Variable<unknown>>(VARIABLES).map(([key, variable]) => [key, readVariable(variable, env, faults)]),
  ) as unknown as Config
  if (values.clockOffset_ms !== 0 && env['NODE_ENV'] !== 'test')
    faults.push('TEST_CLOCK_OFFSET_MS moves the clock and is only for tests; remove it')
  const missing = findBaseMapFault(values)
  if (missing !== null) faults.push(missing)
  faults.push(...messagingFaults(values))
  if (faults.length > 0) throw new ConfigError(faults)
  const districtId = !env['DISTRICT'] && values.demo === 'zhengzhou' ? 410_100 : values.districtId
  return { ...values, districtId, dataDir: resolve(values.dataDir) }
}

/** The settings as a Markdown table, for the guide. */
export function describeConfig(): string {
  const rows = Object.values<Variable<unknown>>(VARIABLES).map(
    ({ name, secret, fallback, example, about }) =>
      `| \`${name}\`${secret ? ` or \`${name}_FILE\`` : ''} | ${String(fallback) || '(empty)'} | ${example.replaceAll('|', '\\|')} | ${about} |`,
  )
  return ['| variable | default | example | what it does |', '|---|---|---|---|', ...rows].join('\n')
}
