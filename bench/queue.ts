import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

import pg from 'pg'

import { Connection, requestBytes } from './harness/connection.ts'
import { enterAs } from './harness/demo.ts'
import { median, quantile, round, tell } from './harness/figures.ts'
import {
  PLAIN_LISTS,
  plainCounts,
  plainList,
  plainSearch,
  plainTicket,
  readSight,
  type Sight,
} from './harness/plain.ts'
import { dataFolder, startServer } from './harness/server.ts'

const TICKETS = 47_452
const ROUNDS = 15
const ROLES = ['gridWorker', 'departmentClerk', 'districtLeader']
const WORDS = '路灯'
const FILLED_WITHIN_MS = 900_000

interface Question {
  readonly name: string
  readonly path: string
  readonly plain: readonly string[]
}

/**
 * The work lists of three posts over a year of the demo district, by HTTP under row-level security with one request at a
 * time; beside each, in turn, the same question as plain SQL of the owner, rows fetched.
 */
export async function run(): Promise<Record<string, number>> {
  const folder = await dataFolder()
  const server = await startServer(folder.path, { DEMO_TICKETS: String(TICKETS) })
  const client = new pg.Client({ connectionString: server.databaseUrl })
  const open: Connection[] = []
  try {
    await client.connect()
    await filled(client)
    const connection = await Connection.open(server.port) // not before: idle ones are closed after a minute
    open.push(connection)
    const figures: Record<string, number> = { tickets: TICKETS, rounds: ROUNDS }
    for (const role of ROLES) Object.assign(figures, await measureRole(connection, client, role))
    return figures
  } finally {
    for (const connection of open) connection.close()
    await client.end()
    await server.stop()
    await folder.remove()
  }
}

async function filled(client: pg.Client): Promise<void> {
  const until = performance.now() + FILLED_WITHIN_MS
  while (performance.now() < until) {
    const { rows } = await client.query<{ count: string }>('select count(*) from ticket')
    tell(`${rows[0]?.count} tickets are there`)
    if (Number(rows[0]?.count) >= TICKETS) {
      await client.query('vacuum analyze') // as the autovacuum would soon
      return
    }
    await sleep(5000)
  }
  throw new Error('the demo year was not filled in')
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
  const { items } = JSON.parse(await ask('/tickets?list=all&limit=1')) as { items: readonly { id: string }[] }
  const figures: Record<string, number> = {}
  for (const question of questionsOf(sight, items[0]?.id ?? '')) {
    const http_ms: number[] = []
    const plain_ms: number[] = []
    for (let nth = 0; nth < ROUNDS; nth++) {
      http_ms.push(await timed(() => ask(question.path)))
      plain_ms.push(
        await timed(async () => {
          for (const text of question.plain) await client.query(text)
        }),
      )
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

function questionsOf(sight: Sight, ticketId: string): readonly Question[] {
  const lists = Object.keys(PLAIN_LISTS).map((list) => ({
    name: `list_${list}`,
    path: `/tickets?list=${list}`,
    plain: [plainList(sight, list)],
  }))
  return [
    ...lists,
    { name: 'counts', path: '/ticket-counts', plain: [plainCounts(sight)] },
    { name: 'ticket', path: `/tickets/${ticketId}`, plain: plainTicket(sight, ticketId) },
    { name: 'search', path: `/tickets?list=all&q=${encodeURIComponent(WORDS)}`, plain: [plainSearch(sight, [WORDS])] },
  ]
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(JSON.stringify(await run()))
