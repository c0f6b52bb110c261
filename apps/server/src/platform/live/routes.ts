import type { FastifyReply, FastifyRequest } from 'fastify'

import type { Logger } from 'pino'

import { findSession, requireAccess } from '../guard.ts'
import { Refusal } from '../refusal.ts'
import { API, type Serving } from '../serve.ts'
import { parseCursor, type Cursor } from './cursor.ts'
import { followListener, frame, framesFor, LiveHub, sessionListener, type Listener } from './hub.ts'
import { currentCursor, readSince, RETENTION_MS, type Reading } from './outbox.ts'
import { OutboxReader } from './reader.ts'

/** Rows a resuming client may have missed before it is told to fetch everything anew. */
const MAX_RESUME = 2000
/** Streams one address may open in a minute; a whole office sits behind one address. */
const STREAMS_PER_MINUTE = 6000

/** Finds the ticket that a number and a follow token open. */
export type FindFollowed = (
  number: string,
  token: string,
) => Promise<{ readonly districtId: number; readonly ticketId: string } | null>

/** Live streams of one process. */
export interface Live {
  /** Give it to `publish`. */
  readonly wake: () => void
  readonly hub: LiveHub
  readonly reader: OutboxReader
  /** Calls `listener` in this process after each reading that found something. A hint: what must not be missed is read from the outbox. */
  onReading(listener: (reading: Reading) => void): void
  start(): Promise<void>
  stop(): Promise<void>
}

const HEAD = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
  connection: 'keep-alive',
}

/** Whether a resume point can still be served: within retention, and of this database. */
async function usable(serving: Serving, since: Cursor): Promise<boolean> {
  const present = await currentCursor(serving.db.owner)
  const xmaxOf = ({ snapshot }: Cursor): bigint => BigInt(snapshot.split(':')[1] ?? '0')
  return present.at - since.at < RETENTION_MS - 3_600_000 && xmaxOf(since) <= xmaxOf(present)
}

/**
 * Sends what was missed, up to exactly where the shared reader stands: it hands on all later rows. The reader may
 * move on during a query, so this goes on until it did not.
 * @returns false where more was missed than is worth sending
 */
async function catchUp(
  serving: Serving,
  reader: OutboxReader,
  listener: Listener,
  since: Cursor,
  write: (text: string) => void,
  join: () => void,
): Promise<boolean> {
  let from = since
  for (;;) {
    const until = reader.cursor
    if (!until || until === from) {
      join() // in the same step as the comparison: the reader cannot move in between
      return true
    }
    const reading = await readSince(serving.db.owner, from, {
      districtId: listener.districtId,
      limit: MAX_RESUME,
      until,
    })
    if (reading.truncated) return false
    const text = framesFor(listener, reading.rows, until, new Map())
    if (text) write(text)
    from = until
  }
}

async function open(
  serving: Serving,
  live: Pick<Live, 'hub' | 'reader'>,
  listener: Listener,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const header = request.headers['last-event-id']
  const { lastEventId } = request.query as { lastEventId?: string }
  const given = typeof header === 'string' ? header : lastEventId
  const parsed = given === undefined ? undefined : parseCursor(given)
  const since = parsed && (await usable(serving, parsed)) ? parsed : undefined
  if (!live.reader.cursor) throw new Refusal('server.unavailable')

  reply.hijack()
  const response = reply.raw
  response.on('error', (cause) => request.log.debug({ err: cause }, 'live stream broke'))
  for (const [name, value] of Object.entries(reply.getHeaders()))
    if (value !== undefined) response.setHeader(name, value)
  response.writeHead(200, HEAD)
  response.write('retry: 1000\n\n')
  try {
    const join = (): void => {
      if (!response.destroyed) live.hub.add(listener, response)
    }
    if (since && (await catchUp(serving, live.reader, listener, since, (text) => response.write(text), join))) return
    response.write(frame(given === undefined ? 'ready' : 'reset', '{}', live.reader.cursor))
    join()
  } catch (cause) {
    request.log.warn({ err: cause }, 'resuming a live stream failed')
    response.destroy()
  }
}

/** Serves the streams: GET /api/v1/live for who is signed in, /api/v1/live/follow for one reporter. */
export function serveLive(serving: Serving, findFollowed: FindFollowed, logger: Logger): Live {
  const { app, db, sessions } = serving
  let hub: LiveHub | undefined
  const listeners: ((reading: Reading) => void)[] = []
  const reader = new OutboxReader(db, serving.config.databaseUrl, logger, (reading) => {
    hub?.deliver(reading)
    if (reading.rows.length > 0) for (const listener of listeners) listener(reading)
  })
  const streams = new LiveHub(
    () => reader.cursor,
    (cause) => app.log.warn({ err: cause }, 'looking up a session failed'),
  )
  hub = streams
  const live = { hub: streams, reader }
  const config = { rateLimit: { max: STREAMS_PER_MINUTE, timeWindow: 60_000 } }
  const guessing = { rateLimit: { max: serving.config.publicWrites_perMinute, timeWindow: 60_000 } }

  app.get(`${API}/live`, { config, schema: { hide: true } }, async (request, reply) => {
    const session = await findSession(request, sessions)
    requireAccess('signedIn', session)
    if (!session) return
    await open(
      serving,
      live,
      sessionListener(session, async () => (await findSession(request, sessions)) !== null),
      request,
      reply,
    )
  })

  const query = {
    type: 'object',
    required: ['number', 'token'],
    properties: {
      number: { type: 'string', maxLength: 40 },
      token: { type: 'string', maxLength: 200 },
      lastEventId: { type: 'string', maxLength: 8000 },
    },
  }
  app.get(
    `${API}/live/follow`,
    { config: guessing, schema: { hide: true, querystring: query } },
    async (request, reply) => {
      const { number, token } = request.query as { number: string; token: string }
      const followed = await findFollowed(number, token)
      if (!followed) throw new Refusal('ticket.follow_unknown')
      await open(serving, live, followListener(followed.districtId, followed.ticketId), request, reply)
    },
  )

  return {
    ...live,
    wake: reader.wake,
    onReading: (listener) => void listeners.push(listener),
    start: () => reader.start(),
    stop: async () => {
      streams.close()
      await reader.stop()
    },
  }
}
