import { fileURLToPath } from 'node:url'

import pg from 'pg'

import { Connection, requestBytes } from './harness/connection.ts'
import { enterAs } from './harness/demo.ts'
import { median, quantile, round, tell } from './harness/figures.ts'
import { withoutIndexes, writeCounts, writeLines, writeTickets } from './harness/flow.ts'
import { readSight, type Sight } from './harness/plain.ts'
import { dataFolder, startServer } from './harness/server.ts'

/** A city's years: 28 万 matters with ten times as many. FIGURE_TICKETS takes fewer. */
const TICKETS = Number(process.env['FIGURE_TICKETS'] ?? 2_800_000)
/** Questions by HTTP; a question by plain SQL takes long, so that fewer are asked. */
const ROUNDS = 60
const PLAIN_ROUNDS = 5
const ROLES = ['districtLeader', 'communityLeader', 'departmentClerk'] as const

interface Asked {
  readonly name: string
  readonly period: 'month' | 'year'
  readonly groupBy: 'none' | 'unit' | 'level' | 'class' | 'channel' | 'day' | 'month'
  /** Of the class and the channel that most matters are of. */
  readonly isNarrow?: true
  /** Everybody where left out. */
  readonly role?: (typeof ROLES)[number]
}
const QUESTIONS: readonly Asked[] = [
  { name: 'month_total', period: 'month', groupBy: 'none' },
  { name: 'month_by_unit', period: 'month', groupBy: 'unit' },
  { name: 'month_by_class', period: 'month', groupBy: 'class' },
  { name: 'month_by_day', period: 'month', groupBy: 'day' },
  { name: 'year_by_unit', period: 'year', groupBy: 'unit' },
  { name: 'year_by_class', period: 'year', groupBy: 'class' },
  { name: 'year_by_channel', period: 'year', groupBy: 'channel' },
  { name: 'year_by_month', period: 'year', groupBy: 'month' },
  {
    name: 'year_by_unit_of_class_and_channel',
    period: 'year',
    groupBy: 'unit',
    isNarrow: true,
    role: 'districtLeader',
  },
]

/**
 * The questions of the statistics screen by HTTP under row-level security, one at a time; beside each, in turn, the same
 * as plain SQL of the owner over the ticket table (of the figures only those its columns tell).
 */
export async function run(): Promise<Record<string, number>> {
  const folder = await dataFolder()
  const server = await startServer(folder.path)
  const client = new pg.Client({ connectionString: server.databaseUrl })
  const open: Connection[] = []
  try {
    await client.connect()
    await fill(client)
    const connection = await Connection.open(server.port)
    open.push(connection)
    const sizes = await client.query<{ lines: string; counts: string }>(
      `select (select count(*) from figure_line) as lines, (select count(*) from figure_count) as counts`,
    )
    const figures: Record<string, number> = {
      tickets: TICKETS,
      rounds: ROUNDS,
      plain_rounds: PLAIN_ROUNDS,
      lines: Number(sizes.rows[0]?.lines),
      counters: Number(sizes.rows[0]?.counts),
    }
    for (const role of ROLES) Object.assign(figures, await measureRole(connection, client, role))
    return figures
  } finally {
    for (const connection of open) connection.close()
    await client.end()
    await server.stop()
    await folder.remove()
  }
}

async function fill(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ district_id: number }>('select district_id from district')
  const districtId = rows[0]?.district_id ?? 0
  await client.query(`set synchronous_commit = off; set work_mem = '256MB'; set maintenance_work_mem = '256MB'`)
  // What only searching needs is left out; it would double the time of writing.
  const searching = /search|spelling/
  await withoutIndexes(client, 'ticket', () => writeTickets(client, districtId, TICKETS), searching)
  await withoutIndexes(client, 'figure_line', () => writeLines(client, districtId))
  await writeCounts(client, districtId)
  await client.query('reset work_mem')
  await client.query('vacuum analyze') // as the autovacuum would soon
}

/** The first and the last day of a question; both as the district counts days. */
function periodOf(period: Asked['period']): { readonly from: string; readonly to: string } {
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
  return { from: period === 'year' ? `${today.slice(0, 4)}-01-01` : `${today.slice(0, 7)}-01`, to: today }
}

const KEYS: Readonly<Record<Asked['groupBy'], (at: string) => string>> = {
  none: () => `''`,
  unit: () => 'holder_unit_id::text',
  level: () => 'holder_level::text',
  class: () => 'class_code',
  channel: () => 'channel',
  day: (at) => `(${at} at time zone 'Asia/Shanghai')::date::text`,
  month: (at) => `to_char(${at} at time zone 'Asia/Shanghai', 'YYYY-MM')`,
}

interface Narrow {
  readonly classCode: string
  readonly channel: string
}

/** The class and channel with the most matters: a question of them has the most to read. */
async function readMost(client: pg.Client): Promise<Narrow> {
  const { rows } = await client.query<Narrow>(`select class_code as "classCode", channel from figure_count
    where split = 'class channel' and span = 'month' group by 1, 2 order by sum(received) desc limit 1`)
  if (!rows[0]) throw new Error('nothing is counted')
  return rows[0]
}

/** The same as anybody would ask the ticket table. */
function plainOf({ period, groupBy }: Asked, sight: Sight, narrow: Narrow | null): string {
  const { from, to } = periodOf(period)
  const within = (at: string): string =>
    `${at} >= '${from} 00:00+08' and ${at} < '${to} 00:00+08'::timestamptz + interval '1 day'`
  const reach =
    sight.territory === ''
      ? `holder_unit_id = any('{${sight.unitIds.join(',')}}')`
      : `grid_path like '${sight.territory}%'`
  const only = narrow === null ? '' : ` and class_code = '${narrow.classCode}' and channel = '${narrow.channel}'`
  const seen = `district_id = ${sight.districtId} and ${reach}${only}`
  return `select key, sum(received) as received, sum(settled) as settled, sum(on_time) as on_time, sum(rated) as rated,
      sum(satisfied) as satisfied, sum(reopened) as reopened from (
    select ${KEYS[groupBy]('reported_at')} as key, count(*) as received, 0 as settled, 0 as on_time, 0 as rated, 0 as satisfied, 0 as reopened
      from ticket where ${seen} and ${within('reported_at')} group by 1
    union all
    select ${KEYS[groupBy]('resolved_at')}, 0, count(*), count(*) filter (where resolved_at <= promised_at), count(rating),
      count(*) filter (where rating >= 4), count(*) filter (where reopen_count > 0)
      from ticket where ${seen} and ${within('resolved_at')} and state in ('resolved', 'verified', 'closed') group by 1) both_days
    group by key order by key`
}

async function measureRole(connection: Connection, client: pg.Client, role: string): Promise<Record<string, number>> {
  const cookie = await enterAs(connection, role)
  const ask = async (path: string): Promise<string> => {
    const { status, body } = await connection.send(requestBytes('GET', path, { cookie }))
    if (status !== 200) throw new Error(`${path} was answered with ${status}: ${body}`)
    return body
  }
  const session = JSON.parse(await ask('/session')) as { person: { id: string }; post: { unit: { id: string } } }
  const sight = await readSight(client, session.person.id, session.post.unit.id)
  const figures: Record<string, number> = {}
  const most = await readMost(client)
  for (const question of QUESTIONS) {
    if ((question.role ?? role) !== role) continue
    const { from, to } = periodOf(question.period)
    const narrow = question.isNarrow ? most : null
    const only = narrow === null ? '' : `&classCode=${narrow.classCode}&channel=${narrow.channel}`
    const path = `/figures?from=${from}&to=${to}&groupBy=${question.groupBy}${only}`
    const plain = plainOf(question, sight, narrow)
    await expectSame(JSON.parse(await ask(path)) as Answer, client, plain, `${role} ${question.name}`)
    const http_ms: number[] = []
    const plain_ms: number[] = []
    for (let nth = 0; nth < ROUNDS; nth++) {
      http_ms.push(await timed(() => ask(path)))
      if (nth < PLAIN_ROUNDS) plain_ms.push(await timed(() => client.query(plain)))
    }
    const name = `${role}_${question.name}`
    figures[`${name}_p50_ms`] = round(quantile(http_ms, 0.5))
    figures[`${name}_p99_ms`] = round(quantile(http_ms, 0.99))
    figures[`${name}_plain_p50_ms`] = round(quantile(plain_ms, 0.5))
    figures[`${name}_plain_to_http_ratio`] = round(median(plain_ms) / median(http_ms))
    tell(`${name}: ${figures[`${name}_p50_ms`]} ms, plain SQL ${figures[`${name}_plain_p50_ms`]} ms`)
  }
  return figures
}

interface Answer {
  readonly total: { readonly counts: Readonly<Record<string, number>> }
}

/** Two ways of counting that do not agree would not be worth comparing. */
async function expectSame(answer: Answer, client: pg.Client, plain: string, name: string): Promise<void> {
  const { rows } = await client.query<{ received: string; settled: string }>(
    `select coalesce(sum(received), 0) as received, coalesce(sum(settled), 0) as settled from (${plain}) counted`,
  )
  const { received, settled } = answer.total.counts
  if (Number(rows[0]?.received) !== received || Number(rows[0]?.settled) !== settled)
    throw new Error(`${name}: ${received}, ${settled} counted, ${rows[0]?.received}, ${rows[0]?.settled} by plain SQL`)
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(JSON.stringify(await run()))
