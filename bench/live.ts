import { fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

import { Connection, requestBytes } from './harness/connection.ts'
import { enterAs } from './harness/demo.ts'
import { median, quantile, round, tell } from './harness/figures.ts'
import { makeReports } from './harness/reports.ts'
import { Screens } from './harness/screens.ts'
import { dataFolder, startServer } from './harness/server.ts'

const SCREENS = 1000
const SESSIONS = 10
const TICKETS = 30
const PAUSE_MS = 100

/**
 * From the sending of a report to its arrival on each of a thousand live streams, the commit on the way; beside it,
 * ticket by ticket, the same bytes handed to a thousand bare sockets by a server that does nothing else.
 * Needs about 2,100 file descriptors in one process (`ulimit -n`).
 */
export async function run(): Promise<Record<string, number>> {
  const folder = await dataFolder()
  const server = await startServer(folder.path)
  const relay = fork(fileURLToPath(new URL('harness/fan-out.js', import.meta.url)))
  const open: { close(): void }[] = []
  try {
    const [relayPort] = (await once(relay, 'message')) as [number]
    const reporter = await Connection.open(server.port)
    const source = await Connection.open(relayPort)
    open.push(reporter, source)
    const cookies: string[] = []
    for (let nth = 0; nth < SESSIONS; nth++) cookies.push(await enterAs(reporter, 'districtLeader'))
    const hello = (screen: number): Buffer => requestBytes('GET', '/live', { cookie: cookies[screen % SESSIONS] ?? '' })
    const live = await Screens.open(
      server.port,
      Array.from({ length: SCREENS }, (_, screen) => hello(screen)),
    )
    const bare = await Screens.open(
      relayPort,
      Array.from({ length: SCREENS }, () => undefined),
    )
    open.push(live, bare)
    tell(`${SCREENS} live streams and ${SCREENS} bare sockets are open`)

    const rounds: { live_ms: number[]; bare_ms: number[] }[] = []
    for (const report of makeReports(TICKETS + 3, 7)) {
      const id = String(report['id'])
      const request = requestBytes('POST', '/reports', { body: report })
      const heard = await live.times(id, () => reporter.send(request))
      const relayed = await bare.times(id, () => Promise.resolve(source.push(heard.bytes)))
      rounds.push({ live_ms: heard.each_ms, bare_ms: relayed.each_ms })
      await sleep(PAUSE_MS)
    }
    const counted = rounds.slice(3) // the first ones find caches empty and code cold
    const live_ms = counted.flatMap((one) => one.live_ms)
    const bare_ms = counted.flatMap((one) => one.bare_ms)
    const last = (times: readonly number[]): number => times.at(-1) ?? Number.NaN
    return {
      screens: SCREENS,
      sessions: SESSIONS,
      tickets: counted.length,
      live_p50_ms: round(quantile(live_ms, 0.5)),
      live_p99_ms: round(quantile(live_ms, 0.99)),
      live_slowest_ms: round(quantile(live_ms, 1)),
      bare_fan_out_p50_ms: round(quantile(bare_ms, 0.5)),
      bare_fan_out_p99_ms: round(quantile(bare_ms, 0.99)),
      last_screen_live_to_bare_ratio: round(median(counted.map((one) => last(one.live_ms) / last(one.bare_ms)))),
    }
  } finally {
    for (const one of open) one.close()
    relay.kill()
    await server.stop()
    await folder.remove()
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(JSON.stringify(await run()))
