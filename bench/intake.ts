import { fileURLToPath } from 'node:url'

import { uuidv7 } from 'uuidv7'

import { copyReports, insertBare, insertBareText, openConnections } from './harness/bare.ts'
import { Connection, requestBytes } from './harness/connection.ts'
import { median, quantile, round, tell, together } from './harness/figures.ts'
import { makeReports } from './harness/reports.ts'
import { dataFolder, startServer, type BenchServer } from './harness/server.ts'

const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 7)
const REPORTS_PER_ROUND = 1500
const CONNECTIONS = [16, 64]

interface Round {
  readonly each_ms: readonly number[]
  readonly perSecond: number
}

/**
 * Reports over HTTP into an embedded PostgreSQL that syncs every commit, under row-level security; beside them, round
 * by round, the same rows inserted bare by their owner: as prepared statements, and as one text.
 */
export async function run(): Promise<Record<string, number>> {
  const folder = await dataFolder()
  const server = await startServer(folder.path)
  try {
    await roundsAt(server, 16, 1, 99)
    const figures: Record<string, number> = { reports_per_round: REPORTS_PER_ROUND, rounds: ROUNDS }
    for (const connections of CONNECTIONS) {
      const { http, bare, text } = await roundsAt(server, connections, ROUNDS, connections)
      const each_ms = http.flatMap((one) => one.each_ms)
      const ratio = (to: readonly Round[]): number =>
        round(median(http.map((one, index) => one.perSecond / (to[index]?.perSecond ?? Number.NaN))))
      const name = `at_${connections}_connections`
      figures[`reports_per_s_${name}`] = round(median(http.map((one) => one.perSecond)))
      figures[`report_p50_ms_${name}`] = round(quantile(each_ms, 0.5))
      figures[`report_p99_ms_${name}`] = round(quantile(each_ms, 0.99))
      figures[`bare_inserts_per_s_${name}`] = round(median(bare.map((one) => one.perSecond)))
      figures[`bare_text_per_s_${name}`] = round(median(text.map((one) => one.perSecond)))
      figures[`reports_to_bare_inserts_ratio_${name}`] = ratio(bare)
      figures[`reports_to_bare_text_ratio_${name}`] = ratio(text)
    }
    return figures
  } finally {
    await server.stop()
    await folder.remove()
  }
}

async function roundsAt(server: BenchServer, count: number, rounds: number, seed: number) {
  const connections = await Promise.all(Array.from({ length: count }, () => Connection.open(server.port)))
  const clients = await openConnections(server.databaseUrl, count)
  const http: Round[] = []
  const bare: Round[] = []
  const text: Round[] = []
  try {
    for (let nth = 0; nth < rounds; nth++) {
      const reports = makeReports(REPORTS_PER_ROUND, seed * 1000 + nth)
      const requests = reports.map((report) => requestBytes('POST', '/reports', { body: report }))
      http.push(await together(requests, connections, report))
      const twins = await copyReports(server.databaseUrl, doublesOf(reports))
      if (twins.some(({ inserts }) => inserts.length < 4))
        throw new Error('an acknowledged report is not in the database')
      bare.push(await together(twins, clients, insertBare))
      text.push(await together(await copyReports(server.databaseUrl, doublesOf(reports)), clients, insertBareText))
      const [h, b, t] = [http, bare, text].map((kind) => Math.round(kind.at(-1)?.perSecond ?? 0))
      tell(`${count} connections: ${h} reports/s, ${b} bare inserts/s, ${t} bare texts/s`)
    }
    return { http, bare, text }
  } finally {
    for (const connection of connections) connection.close()
    await Promise.all(clients.map((client) => client.end()))
  }
}

async function report(connection: Connection, request: Buffer): Promise<void> {
  const { status, body } = await connection.send(request)
  if (status !== 201) throw new Error(`a report was answered with ${status}: ${body}`)
}

const doublesOf = (reports: readonly Readonly<Record<string, unknown>>[]): Map<string, string> =>
  new Map(reports.map(({ id }) => [String(id), uuidv7()]))

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(JSON.stringify(await run()))
