import type { Logger } from 'pino'
import pg from 'pg'

import type { Database } from '../db/database.ts'
import { currentCursor, readSince, type Reading } from './outbox.ts'
import type { Cursor } from './cursor.ts'

const CHANNEL = 'outbox'
/** Carries what is told in passing; see `whisper`. PostgreSQL holds it in memory until every listener had it. */
const WHISPERS = 'whisper'
/** Commits within this time share one NOTIFY. */
const COALESCE_MS = 20
/** Safety net where a notification got lost. */
const POLL_MS = 500
const RECONNECT_MS = 1000
/** Far beyond what gathers between two readings; more than this means listeners had better start anew. */
const MAX_ROWS = 20_000

/**
 * The one reader of the outbox in a process. States: stopped → running (following or, while the database is away,
 * retrying) → stopped. Every reading hands on all rows that became visible since the one before.
 */
export class OutboxReader {
  readonly #db: Database
  readonly #url: string
  readonly #log: Logger
  readonly #deliver: (reading: Reading) => void
  readonly #heard: ((text: string) => void)[] = []
  #cursor: Cursor | undefined
  #listener: pg.Client | undefined
  #poll: NodeJS.Timeout | undefined
  #notify: NodeJS.Timeout | undefined
  #connecting: NodeJS.Timeout | undefined
  #reading: Promise<void> | undefined
  #again = false
  #stopped = false
  #readAt_ms = 0

  constructor(db: Database, url: string, log: Logger, deliver: (reading: Reading) => void) {
    this.#db = db
    this.#url = url
    this.#log = log
    this.#deliver = deliver
  }

  /** Where the stream stands; what a new listener starts from. */
  get cursor(): Cursor | undefined {
    return this.#cursor
  }

  /** Age of the last successful reading in ms, for readiness. */
  lag_ms(now_ms: number): number {
    return now_ms - this.#readAt_ms
  }

  async start(): Promise<void> {
    this.#cursor = await currentCursor(this.#db.owner)
    this.#readAt_ms = Date.now()
    await this.#listen()
    this.#poll = setInterval(() => this.#look(), POLL_MS)
  }

  /** Called after a commit: looks at once here and tells the other processes, at most every 20 ms. */
  wake = (): void => {
    if (this.#stopped || this.#notify) return
    this.#notify = setTimeout(() => {
      this.#notify = undefined
      this.#look()
      this.#listener
        ?.query(`notify ${CHANNEL}`)
        .catch((cause: unknown) => this.#log.warn({ err: cause }, 'outbox notification failed'))
    }, COALESCE_MS)
    this.#look()
  }

  /** Adds who hears what any process whispers, this one included. */
  onWhisper(hear: (text: string) => void): void {
    this.#heard.push(hear)
  }

  /**
   * Tells every process something of the moment that no table, log or resume point keeps. It is lost while the database
   * is away; then only this process hears it.
   * @param text  at most 7,999 bytes
   */
  whisper(text: string): void {
    if (!this.#listener) return this.#hear(text)
    this.#listener
      .query('select pg_notify($1, $2)', [WHISPERS, text])
      .catch((cause: unknown) => this.#log.warn({ err: cause }, 'a whisper was lost'))
  }

  async stop(): Promise<void> {
    this.#stopped = true
    clearInterval(this.#poll)
    clearTimeout(this.#notify)
    clearTimeout(this.#connecting)
    await this.#reading
    await this.#listener?.end()
  }

  async #listen(): Promise<void> {
    const client = new pg.Client({ connectionString: this.#url, application_name: 'lianxin live', keepAlive: true })
    const lost = (cause: unknown): void => {
      if (this.#stopped || this.#connecting) return
      this.#log.warn({ err: cause }, 'live connection lost, trying again')
      this.#listener = undefined
      this.#connecting = setTimeout(() => {
        this.#connecting = undefined
        this.#listen().catch(lost)
      }, RECONNECT_MS)
    }
    client.on('error', lost)
    client.on('notification', ({ channel, payload }) =>
      channel === WHISPERS ? this.#hear(payload ?? '') : this.#look(),
    )
    try {
      await client.connect()
      await client.query(`listen ${CHANNEL}`)
      await client.query(`listen ${WHISPERS}`)
    } catch (cause) {
      await client.end().catch((failed: unknown) => this.#log.debug({ err: failed }, 'closing a failed connection'))
      if (this.#readAt_ms === 0) throw cause
      lost(cause)
      return
    }
    if (this.#stopped) await client.end()
    else this.#listener = client
  }

  #hear(text: string): void {
    for (const hear of this.#heard) hear(text)
  }

  #look(): void {
    if (this.#stopped) return
    if (this.#reading) {
      this.#again = true
      return
    }
    this.#reading = this.#read().finally(() => {
      this.#reading = undefined
      if (!this.#again) return
      this.#again = false
      this.#look()
    })
  }

  async #read(): Promise<void> {
    if (!this.#cursor) return
    try {
      const reading = await readSince(this.#db.owner, this.#cursor, { districtId: null, limit: MAX_ROWS })
      this.#cursor = reading.truncated ? await currentCursor(this.#db.owner) : reading.cursor
      this.#readAt_ms = Date.now()
      this.#deliver(reading)
    } catch (cause) {
      this.#log.warn({ err: cause }, 'reading the outbox failed, trying again')
    }
  }
}
