import { DefaultQueryExecutor, Kysely, PostgresDialect, Transaction } from 'kysely'
import pg from 'pg'

import { errorCode } from '../postgres/errno.ts'
import { PgConnection, StatementNames } from './connection.ts'
import type { Schema } from './schema.ts'
import { beginStatement, type Scope } from './scope.ts'
import { columnTypes } from './types.ts'

/** An open transaction in somebody's scope. */
export type Tx = Transaction<Schema>

export interface DatabaseOptions {
  readonly url: string
  /** Largest number of connections of the application's pool. */
  readonly size: number
  readonly prepared: boolean
  /** Told of connections that broke while idle; the pool replaces them. */
  readonly onBroken: (cause: Error) => void
}

/** The one non-owner role the application works under; row-level security applies to it. */
export const APP_ROLE = 'lianxin_app'

const AFTER_COMMIT = new WeakMap<Tx, (() => void)[]>()

/** Runs `action` once the transaction has committed; never when it rolls back. For waking listeners, not for writes. */
export function afterCommit(tx: Tx, action: () => void): void {
  const actions = AFTER_COMMIT.get(tx)
  if (!actions) throw new Error('afterCommit needs a transaction opened by withScope')
  actions.push(action)
}

/** Serialisation failure and deadlock: the same work done again is expected to succeed. */
const RETRY = new Set(['40001', '40P01'])

/**
 * The application's database: transactions in a scope under the role `lianxin_app`, and a small pool of
 * the owner for migrations, LISTEN and the job queue.
 */
export class Database {
  readonly pool: pg.Pool
  readonly owner: pg.Pool
  readonly #names: StatementNames | undefined
  readonly #props: ConstructorParameters<typeof Transaction<Schema>>[0]

  constructor(options: DatabaseOptions) {
    const shared = {
      connectionString: options.url,
      types: columnTypes(),
      connectionTimeoutMillis: 10_000,
      application_name: 'lianxin',
    }
    this.pool = new pg.Pool({ ...shared, max: options.size, options: `-c role=${APP_ROLE}` })
    this.owner = new pg.Pool({ ...shared, max: 6 })
    for (const pool of [this.pool, this.owner]) {
      pool.on('error', options.onBroken)
      // A connection that breaks while checked out fails its query; without a listener it would end the process.
      pool.on('connect', (client) => client.on('error', () => undefined))
    }
    this.#names = options.prepared ? new StatementNames() : undefined
    const dialect = new PostgresDialect({ pool: this.pool })
    this.#props = {
      config: { dialect },
      dialect,
      driver: dialect.createDriver(),
      executor: new DefaultQueryExecutor(dialect.createQueryCompiler(), dialect.createAdapter(), {
        provideConnection: () => Promise.reject(new Error('every query runs inside withScope')),
      }),
    }
  }

  /**
   * Runs `work` in one transaction that sees what `scope` allows, and commits. Rolls back when it throws.
   * Work that lost a deadlock or serialisation conflict is done once more, so it must not act on the outside world.
   */
  async withScope<T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> {
    try {
      return await this.#attempt(scope, work)
    } catch (cause) {
      if (!RETRY.has(errorCode(cause) ?? '')) throw cause
      return this.#attempt(scope, work)
    }
  }

  async #attempt<T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> {
    const client = await this.pool.connect()
    let broken: Error | undefined
    const onError = (cause: Error): void => void (broken = cause)
    client.on('error', onError)
    const actions: (() => void)[] = []
    try {
      await client.query(beginStatement(scope))
      const tx = this.#bind(client)
      AFTER_COMMIT.set(tx, actions)
      const value = await work(tx)
      const ended = await client.query('COMMIT')
      // PostgreSQL answers COMMIT of a failed transaction with ROLLBACK and no error.
      if (ended.command !== 'COMMIT')
        throw new Error('the transaction was rolled back: a failed statement was swallowed')
      for (const action of actions) action()
      return value
    } catch (cause) {
      await client.query('ROLLBACK').catch((failed: Error) => void (broken ??= failed))
      throw cause
    } finally {
      client.removeListener('error', onError)
      client.release(broken)
    }
  }

  #bind(client: pg.PoolClient): Tx {
    const connection = new PgConnection(client, this.#names)
    const executor = this.#props.executor.withConnectionProvider({
      provideConnection: (consumer) => consumer(connection),
    })
    return new Transaction<Schema>({ ...this.#props, executor })
  }

  /** Kysely over one connection of the owner, outside row-level security: seeding, exports, tests. */
  async asOwner<T>(work: (db: Kysely<Schema>) => Promise<T>): Promise<T> {
    const client = await this.owner.connect()
    let broken: Error | undefined
    const onError = (cause: Error): void => void (broken = cause)
    client.on('error', onError)
    try {
      const connection = new PgConnection(client, undefined)
      const executor = this.#props.executor.withConnectionProvider({
        provideConnection: (consumer) => consumer(connection),
      })
      return await work(new Kysely<Schema>({ ...this.#props, executor }))
    } finally {
      client.removeListener('error', onError)
      client.release(broken)
    }
  }

  /** Closes every connection; waits for those in use. */
  async end(): Promise<void> {
    await Promise.all([this.pool.end(), this.owner.end()])
  }
}
