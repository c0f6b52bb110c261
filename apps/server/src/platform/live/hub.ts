import type { LiveTopic } from '@lianxin/contract'
import type { ServerResponse } from 'node:http'

import type { Session } from '../session.ts'
import { formatCursor, type Cursor } from './cursor.ts'
import { REVOKED, type OutboxRow, type Reading } from './outbox.ts'

/** A client that reads slower than this is cut off; it comes back with its Last-Event-ID and misses nothing. */
const MAX_BACKLOG_BYTES = 1024 * 1024
const HEARTBEAT_MS = 15_000
/** How often each stream's session is looked up again, beside the immediate message on revocation. */
const RECHECK_MS = 60_000

/** Decides which messages a listener gets, and what of them. */
export interface Listener {
  readonly districtId: number
  readonly sessionId?: string
  readonly accountId?: string
  /** The payload this listener may have, or undefined for none. */
  readonly select: (row: OutboxRow) => Readonly<Record<string, unknown>> | undefined
  /** Whether the stream may go on. */
  readonly recheck?: () => Promise<boolean>
}

/** Messages the acting post is entitled to: its territory or its units, and the right to read what they are about. */
export function sessionListener(session: Session, recheck: () => Promise<boolean>): Listener {
  const units = new Set(session.unitIds)
  return {
    districtId: session.districtId,
    sessionId: session.sessionId,
    accountId: session.accountId,
    recheck,
    select: (row) => {
      if (row.topic.startsWith('ticket.') && !session.permissions.has('ticket.read')) return undefined
      if (row.topic.startsWith('inquiry.') && !session.permissions.has('inquiry.read')) return undefined
      const above = session.territory !== '' && row.path !== '' && row.path.startsWith(session.territory)
      return above || row.unitIds.some((id) => units.has(id)) ? row.payload : undefined
    },
  }
}

/** What a reporter sees of the one ticket: that it changed, and its state. */
export function followListener(districtId: number, ticketId: string): Listener {
  return {
    districtId,
    select: (row) => {
      if (row.topic !== 'ticket.changed' || row.payload['ticketId'] !== ticketId) return undefined
      const { number, revision, state } = row.payload
      return { number, revision, state }
    },
  }
}

/** Text of one server-sent event. Without a cursor the client's resume point stays where it was. */
export function frame(topic: string, json: string, cursor?: Cursor): string {
  return `event: ${topic}\n${cursor ? `id: ${formatCursor(cursor)}\n` : ''}data: ${json}\n\n`
}

interface Stream {
  readonly listener: Listener
  readonly response: ServerResponse
  recheckAt_ms: number
}

/** Every open stream of the process. */
export class LiveHub {
  readonly #streams = new Map<number, Set<Stream>>()
  readonly #cursor: () => Cursor | undefined
  readonly #heartbeat: NodeJS.Timeout
  readonly #onFault: (cause: unknown) => void

  constructor(cursor: () => Cursor | undefined, onFault: (cause: unknown) => void) {
    this.#cursor = cursor
    this.#onFault = onFault
    this.#heartbeat = setInterval(() => this.#beat(), HEARTBEAT_MS)
  }

  /** Number of open streams. */
  get size(): number {
    let size = 0
    for (const streams of this.#streams.values()) size += streams.size
    return size
  }

  /** Adds a stream whose head was sent; it leaves by itself when the connection closes. */
  add(listener: Listener, response: ServerResponse): void {
    const stream: Stream = { listener, response, recheckAt_ms: Date.now() + RECHECK_MS }
    const streams = this.#streams.get(listener.districtId) ?? new Set()
    this.#streams.set(listener.districtId, streams.add(stream))
    response.once('close', () => streams.delete(stream))
  }

  /** Hands a reading to all it concerns. Only the last message a listener gets of it moves its resume point. */
  deliver(reading: Reading): void {
    for (const row of reading.rows) if (row.topic === REVOKED) this.#revoke(row)
    const rows = new Map<number, OutboxRow[]>()
    for (const row of reading.rows) {
      const list = rows.get(row.districtId)
      if (list) list.push(row)
      else rows.set(row.districtId, [row])
    }
    for (const [districtId, streams] of this.#streams) {
      const concerned = reading.truncated ? [] : (rows.get(districtId) ?? [])
      if (concerned.length === 0 && !reading.truncated) continue
      const texts = new Map<unknown, string>()
      for (const stream of streams) {
        const text = reading.truncated
          ? frame('reset', '{}', reading.cursor)
          : framesFor(stream.listener, concerned, reading.cursor, texts)
        if (text) this.#write(stream, text)
      }
    }
  }

  /** Tells those listeners something of the moment. It moves no resume point: whoever is not there misses nothing. */
  tell(districtId: number, topic: LiveTopic, payload: object, to: (listener: Listener) => boolean): void {
    const text = frame(topic, JSON.stringify(payload))
    for (const stream of this.#streams.get(districtId) ?? []) if (to(stream.listener)) this.#write(stream, text)
  }

  /** Ends all streams; clients come back by themselves. */
  close(): void {
    clearInterval(this.#heartbeat)
    for (const streams of this.#streams.values()) for (const { response } of streams) response.end()
  }

  #write(stream: Stream, text: string): void {
    if (stream.response.writableLength > MAX_BACKLOG_BYTES) stream.response.destroy()
    else stream.response.write(text)
  }

  #revoke(row: OutboxRow): void {
    for (const { listener, response } of this.#streams.get(row.districtId) ?? []) {
      const { sessionId, accountId } = row.payload
      const same =
        sessionId === undefined
          ? accountId !== undefined && listener.accountId === accountId
          : listener.sessionId === sessionId
      if (same) response.end()
    }
  }

  #beat(): void {
    const cursor = this.#cursor()
    // An id without data moves the resume point and dispatches nothing (WHATWG HTML, server-sent events).
    const text = cursor ? `id: ${formatCursor(cursor)}\n: beat\n\n` : ': beat\n\n'
    const now_ms = Date.now()
    for (const streams of this.#streams.values())
      for (const stream of streams) {
        this.#write(stream, text)
        if (stream.listener.recheck && now_ms >= stream.recheckAt_ms)
          this.#recheck(stream, stream.listener.recheck, now_ms)
      }
  }

  #recheck(stream: Stream, recheck: () => Promise<boolean>, now_ms: number): void {
    stream.recheckAt_ms = now_ms + RECHECK_MS
    recheck().then((goesOn) => goesOn || stream.response.end(), this.#onFault)
  }
}

/** The frames of a reading for one listener; equal payloads are turned to text once for all. */
export function framesFor(
  listener: Listener,
  rows: readonly OutboxRow[],
  cursor: Cursor,
  texts: Map<unknown, string>,
): string {
  const mine: { row: OutboxRow; payload: Readonly<Record<string, unknown>> }[] = []
  for (const row of rows) {
    const payload = listener.districtId === row.districtId ? listener.select(row) : undefined
    if (payload) mine.push({ row, payload })
  }
  return mine
    .map(({ row, payload }, index) => {
      const json = texts.get(payload) ?? JSON.stringify(payload)
      texts.set(payload, json)
      return frame(row.topic, json, index === mine.length - 1 ? cursor : undefined)
    })
    .join('')
}
