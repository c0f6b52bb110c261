import type { OperationShape } from '@lianxin/contract'
import { join } from 'node:path'
import type { Logger } from 'pino'

import { baseMapHosts, serveBaseMapFile } from './base-map.ts'
import { folderStore, type BlobStore } from './blob/store.ts'
import { serveUploads, type Uploads } from './blob/uploads.ts'
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import type { Database, Tx } from './db/database.ts'
import { pendingMigrations, type Migration } from './db/migrate.ts'
import { serveHealth, serveMetrics } from './health.ts'
import { createHttp } from './http.ts'
import { Jobs } from './jobs.ts'
import { Listener } from './live/listener.ts'
import { purgeOutbox, readBehind } from './live/follow.ts'
import { publish, publishRevocation, type Message, type Revocation } from './live/outbox.ts'
import { serveLive, type FindFollowed, type Live } from './live/routes.ts'
import { serveDocument } from './openapi.ts'
import { servePages, type Page } from './pages.ts'
import { route, type Handler, type RouteOptions, type Serving } from './serve.ts'
import type { FindSession } from './session.ts'

/** What a process does: answer requests, hold live streams, do jobs. */
export const PROCESS_ROLES = ['api', 'live', 'jobs'] as const
export type ProcessRole = (typeof PROCESS_ROLES)[number]

/** What the platform is made of. Modules come afterwards; it knows none. */
export interface PlatformParts {
  readonly config: Config
  readonly logger: Logger
  readonly clock: Clock
  readonly db: Database
  readonly roles: ReadonlySet<ProcessRole>
  readonly sessions: FindSession
  readonly findFollowed: FindFollowed
  readonly migrations: readonly Migration[]
  readonly pages: readonly Page[]
}

/** Everything a module may use. */
export interface Platform extends Serving {
  readonly logger: Logger
  readonly blobs: BlobStore
  readonly uploads: Uploads
  readonly jobs: Jobs
  readonly live: Live
  /** Serves an operation (see `route`); does nothing in a process without the role `api`. */
  route<const O extends OperationShape>(operation: O, handler: Handler<O>, options?: RouteOptions<O>): void
  /** Tells the listeners, once `tx` commits. */
  publish(tx: Tx, message: Message): Promise<void>
  /**
   * Looks at a district as soon as something was committed there, in a process that does jobs, one look at a time; and
   * every `pause_ms` besides, where the hint got lost.
   */
  atChanges(pause_ms: number, name: string, look: (districtId: number) => Promise<unknown>): void
  /** Ends live streams of a session or account, once `tx` commits. */
  revokeStreams(tx: Tx, districtId: number, revocation: Revocation): Promise<void>
  /** Begins reading the outbox and doing jobs; call it after all modules registered. */
  start(): Promise<void>
  /** Ends streams, waits for running requests and jobs. The database stays open. */
  stop(): Promise<void>
}

/** Registers a module: its routes, tasks and listeners. */
export type Module = (platform: Platform) => void | Promise<void>

const HOUR_MS = 3_600_000
/** The outbox is read at least twice a second; this long without means something is broken. */
const MAX_OUTBOX_LAG_MS = 10_000

/** Puts the platform together, without starting anything that runs by itself. */
export async function createPlatform(parts: PlatformParts): Promise<Platform> {
  const { config, logger, clock, db, roles, sessions } = parts
  const app = await createHttp(config, logger)
  const serving: Serving = { app, config, db, clock, sessions }
  await serveDocument(app)
  const jobs = new Jobs(db, logger)
  const blobs = folderStore(join(config.dataDir, 'blobs'))
  const uploads = await serveUploads(serving, blobs)
  const live = serveLive(serving, parts.findFollowed, logger)
  serveMetrics(app, {
    streams: () => live.hub.size,
    outboxLag_ms: () => live.reader.lag_ms(Date.now()),
    connections: () => db.pool.totalCount,
    behind: () => readBehind(db.owner),
  })
  serveHealth(app, [
    { name: 'database', holds: async () => (await db.pool.query('select 1')).rowCount === 1 },
    { name: 'migrations', holds: async () => (await pendingMigrations(db.owner, parts.migrations)).length === 0 },
    { name: 'jobs', holds: () => !roles.has('jobs') || jobs.running },
    { name: 'outbox', holds: () => live.reader.lag_ms(Date.now()) < MAX_OUTBOX_LAG_MS },
  ])
  await serveBaseMapFile(app, config)
  await servePages(app, parts.pages, baseMapHosts(config))
  jobs.every(HOUR_MS, 'platform.purgeOutbox', async () => void (await purgeOutbox(db.owner)))
  jobs.every(HOUR_MS, 'platform.expireUploads', async () => void (await uploads.expire()))

  return {
    ...serving,
    logger,
    blobs,
    uploads,
    jobs,
    live,
    route: (operation, handler, options) => {
      if (roles.has('api')) route(serving, operation, handler, options)
    },
    publish: (tx, message) => publish(tx, message, live.wake),
    revokeStreams: (tx, districtId, revocation) => publishRevocation(tx, districtId, revocation, live.wake),
    atChanges: (pause_ms, name, look) => {
      const listener = new Listener(look)
      live.onReading(({ rows }) => {
        if (!jobs.running) return
        for (const districtId of new Set(rows.map((row) => row.districtId)))
          listener
            .wake(districtId)
            .catch((cause: unknown) => logger.warn({ err: cause, name }, 'the next look will do it'))
      })
      jobs.everyDistrict(pause_ms, name, (districtId) => listener.wake(districtId))
    },
    start: async () => {
      await live.start()
      if (roles.has('jobs')) await jobs.start()
    },
    stop: async () => {
      live.hub.close()
      await app.close()
      await jobs.stop()
      await live.stop()
    },
  }
}
