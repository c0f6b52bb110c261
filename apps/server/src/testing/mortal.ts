import type pg from 'pg'

import { Database, type Tx } from '../platform/db/database.ts'
import type { Scope } from '../platform/db/scope.ts'

/** A statement that is about to be sent. */
export interface Statement {
  /** What it does to what, such as `insert ticket_alarm`; a commit is named after what it makes first and last. */
  readonly step: string
  /** Whether the process holds locks, here or on another connection, for which others would wait. */
  readonly holds: boolean
}

/**
 * What befalls a process at a statement: it `dies` (nothing of it goes on), or its connections are `cut` and it lives and
 * hears of an error. The statement was not sent, was on its way, or was done and the answer is lost.
 */
export interface Blow {
  readonly kind: 'dies' | 'cut'
  readonly when: 'before' | 'during' | 'after'
}

/** Asked before each statement; may do something else meanwhile. */
export type Fate = (statement: Statement) => Promise<Blow | null>

interface OpenTransaction {
  /** What it wrote or claimed, in this order. */
  made: string[]
}

type Send = (...args: unknown[]) => Promise<unknown>
type Callback = (cause: Error | null, result?: unknown) => void

const VERB = /^\s*(\w+)/
const OBJECT = /(?:\bfrom|\binto|\bupdate)\s+"?(\w+)\b(?!\.)/i
const WRITING = /\b(insert|update|delete)\b/
const WRITES = new Set(['insert', 'update', 'delete', 'claim'])

function nameOf(text: string, open: OpenTransaction): string {
  const first = VERB.exec(text)?.[1]?.toLowerCase() ?? ''
  const verb = (first === 'with' && WRITING.exec(text)?.[1]) || first
  if (verb === 'commit')
    return ['commit', ...new Set([open.made[0] ?? 'nothing', open.made.at(-1) ?? ''])].join(' ').trim()
  const object = OBJECT.exec(text)?.[1] ?? ''
  if (object === '') return verb
  return `${/for update/i.test(text) ? 'claim' : verb} ${object}`
}

/**
 * The database as one process sees it that may die between any two statements. PostgreSQL ends the connections of a
 * dead process for real, so that what is left of it is what a dead process leaves.
 */
export class MortalDatabase extends Database {
  /** By the number of the backend: when its client has noticed the end. */
  readonly #backends = new Map<number, Promise<void>>()
  readonly #opened = new Set<OpenTransaction>()
  readonly #reaper: pg.Pool
  #fate: Fate = () => Promise.resolve(null)
  #dead = false
  #struck = false

  /** @param reaper  by which connections are ended: somebody else's */
  constructor(url: string, reaper: pg.Pool) {
    super({ url, size: 2, prepared: true, onBroken: () => undefined })
    this.#reaper = reaper
    for (const pool of [this.pool, this.owner]) {
      pool.on('connect', (client) => this.#follow(client))
    }
  }

  /** Whether it ever died or lost its connections. */
  get struck(): boolean {
    return this.#struck
  }

  /** What happens from now on. */
  meet(fate: Fate): void {
    this.#fate = fate
  }

  override withScope<T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#dead ? Promise.reject(new Error('this process is dead')) : super.withScope(scope, work)
  }

  #follow(client: pg.PoolClient): void {
    const open: OpenTransaction = { made: [] }
    this.#opened.add(open)
    const backend = backendOf(client)
    const ended = new Promise<void>((done) => client.once('end', done)).then(() => {
      this.#opened.delete(open)
      this.#backends.delete(backend)
    })
    this.#backends.set(backend, ended)
    const send = client.query.bind(client) as unknown as Send
    const query = (...args: unknown[]): unknown => {
      const callback = args.at(-1)
      if (typeof callback !== 'function') return this.#send(open, send, args)
      const tell = callback as Callback
      this.#send(open, send, args.slice(0, -1)).then(
        (result) => tell(null, result),
        (cause: Error) => tell(cause),
      )
      return undefined
    }
    client.query = query as unknown as typeof client.query
  }

  /** Sends a statement, unless something befalls the process at it. */
  async #send(open: OpenTransaction, send: Send, args: readonly unknown[]): Promise<unknown> {
    if (this.#dead) throw new Error('this process is dead')
    const [query] = args as [string | { readonly text: string }]
    const step = nameOf(typeof query === 'string' ? query : query.text, open)
    if (step === 'rollback') {
      open.made = []
      return send(...args)
    }
    const blow = await this.#fate({ step, holds: [...this.#opened].some(({ made }) => made.length > 0) })
    const [verb = ''] = step.split(' ')
    if (verb === 'begin' || verb === 'commit') open.made = []
    else if (WRITES.has(verb)) open.made.push(step)
    return blow ? this.#strike(blow, () => send(...args)) : send(...args)
  }

  async #strike({ kind, when }: Blow, send: () => Promise<unknown>): Promise<unknown> {
    this.#struck = true
    this.#dead = kind === 'dies'
    const sent = when === 'before' ? undefined : send()
    if (when === 'after') await sent
    const [answer] = await Promise.allSettled([sent, this.#cut()])
    if (when === 'during' && kind === 'cut' && answer.status === 'fulfilled') return answer.value
    throw new Error(kind === 'dies' ? 'this process is dead' : 'Connection terminated unexpectedly')
  }

  /** Ends every connection and waits until both sides know: its transaction and its locks are gone. */
  async #cut(): Promise<void> {
    const backends = [...this.#backends]
    for (let left = backends.length; left > 0;) {
      // Not by the timeout of pg_terminate_backend, which looks every 100 ms only.
      const { rows } = await this.#reaper.query<{ left: number }>(
        'select count(pg_terminate_backend(pid))::int as left from pg_stat_activity where pid = any($1)',
        [backends.map(([pid]) => pid)],
      )
      left = rows[0]?.left ?? 0
    }
    await Promise.all(backends.map(([, ended]) => ended))
  }
}

const backendOf = (client: pg.PoolClient): number => (client as unknown as { readonly processID: number }).processID
