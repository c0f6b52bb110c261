import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

import type { Behind } from './live/follow.ts'

/** One condition of readiness. Fails by throwing or by answering false. */
export interface Check {
  readonly name: 'database' | 'migrations' | 'jobs' | 'outbox'
  readonly holds: () => boolean | Promise<boolean>
}

/** A check that hangs counts as failed. */
const CHECK_TIMEOUT_MS = 3000

async function outcome(check: Check): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const timeout = new Promise<boolean>((done) => (timer = setTimeout(done, CHECK_TIMEOUT_MS, false)))
  try {
    return await Promise.race([Promise.resolve().then(check.holds), timeout])
  } catch {
    return false // why is in the log of whoever failed; a probe learns no internals
  } finally {
    clearTimeout(timer)
  }
}

/** /healthz: the process answers. /readyz: it can do its work; 503 names what is missing. */
export function serveHealth(app: FastifyInstance, checks: readonly Check[]): void {
  app.get('/healthz', { schema: { hide: true } }, async () => ({ status: 'ok' }))
  app.get('/readyz', { schema: { hide: true } }, async (_request, reply) => {
    const entries = await Promise.all(checks.map(async (check) => [check.name, await outcome(check)] as const))
    const ready = entries.every(([, holds]) => holds)
    return reply
      .code(ready ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({
        status: ready ? 'ready' : 'not ready',
        checks: Object.fromEntries(entries.map(([name, holds]) => [name, holds ? 'ok' : 'failed'])),
      })
  })
}

/** Figures read at the moment of the scrape. */
export interface Figures {
  readonly streams: () => number
  readonly outboxLag_ms: () => number
  readonly connections: () => number
  readonly behind: () => Promise<readonly Behind[]>
}

/** A figure of each follower of the outbox; no sample where the database does not answer. */
function gaugeFollowers(
  registry: Registry,
  behind: Figures['behind'],
  of: { readonly name: string; readonly help: string; readonly read: (one: Behind) => number },
): void {
  const gauge: Gauge<'follower'> = new Gauge({
    name: of.name,
    help: of.help,
    labelNames: ['follower'],
    async collect() {
      gauge.reset()
      // A database that does not answer is told by /readyz; the other figures are wanted then all the more.
      for (const one of await behind().catch(() => [])) gauge.set({ follower: one.follower }, of.read(one))
    },
    registers: [],
  })
  registry.registerMetric(gauge)
}

/** /metrics for Prometheus. Labels are routes and status classes; nothing of persons. */
export function serveMetrics(app: FastifyInstance, figures: Figures): Registry {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const duration = new Histogram({
    name: 'lianxin_request_seconds',
    help: 'Time from request to reply, by route',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [registry],
  })
  const gauge = (name: string, help: string, read: () => number): Gauge =>
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(read())
      },
    })
  gauge('lianxin_live_streams', 'Open live streams', figures.streams)
  gauge('lianxin_outbox_lag_seconds', 'Age of the last reading of the outbox', () => figures.outboxLag_ms() / 1000)
  gauge('lianxin_database_connections', 'Open connections of the application pool', figures.connections)
  gaugeFollowers(registry, figures.behind, {
    name: 'lianxin_follower_lag_seconds',
    help: 'Age of the oldest message that a follower of the outbox has not taken',
    read: ({ age_s }) => age_s,
  })
  gaugeFollowers(registry, figures.behind, {
    name: 'lianxin_follower_set_aside',
    help: 'Messages that a follower of the outbox could not take and tries again',
    read: ({ aside }) => aside,
  })
  app.addHook('onResponse', (request, reply, done) => {
    const { url } = request.routeOptions
    duration.observe(
      { method: request.method, route: url ?? 'none', status: `${Math.floor(reply.statusCode / 100)}xx` },
      reply.elapsedTime / 1000,
    )
    done()
  })
  app.get('/metrics', { schema: { hide: true } }, async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  )
  return registry
}
