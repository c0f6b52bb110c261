import type pg from 'pg'
import type { Logger } from 'pino'

/** How often dead workers are looked for. */
const LOOK_MS = 10_000
/** A job taken this lately may be of a worker that has not said yet that it lives. */
const YOUNG_S = 10
/** First key of the advisory locks by which workers live. */
export const LIVING = 572_037_090

/** A silent host is given up after 25 seconds; PostgreSQL would wait for two hours. */
const KEEPALIVE = `select set_config('tcp_keepalives_idle', '10', false), set_config('tcp_keepalives_interval', '5', false),
  set_config('tcp_keepalives_count', '3', false)`

const HOLD = `select pg_advisory_lock($1, hashtext(worker)) from unnest($2::text[]) worker`

const FREE = `
  with dead as (
    select worker from (
      select distinct locked_by as worker from graphile_worker.jobs
      where locked_by is not null and locked_at < now() - make_interval(secs => $2)
    ) locked
    where pg_try_advisory_xact_lock($1, hashtext(worker))
  ), freed as (select graphile_worker.force_unlock_workers(array_agg(worker)) from dead having count(*) > 0)
  select array(select worker from dead) as workers from (select count(*) from freed) done`

/**
 * Frees the jobs of workers whose process is gone, so that another process goes on within a minute; graphile-worker
 * itself waits for four hours. A worker lives as long as one connection of its process holds an advisory lock of its
 * name: the lock goes with the connection, however the process ends. A process that lost its connection and not its life
 * may see a job done a second time beside it, which every task must bear.
 */
export class LivingWorkers {
  readonly #owner: pg.Pool
  readonly #log: Logger
  readonly #workers = new Set<string>()
  #holder: pg.PoolClient | undefined
  #timer: NodeJS.Timeout | undefined
  #looking: Promise<void> = Promise.resolve()

  constructor(owner: pg.Pool, log: Logger) {
    this.#owner = owner
    this.#log = log
  }

  /** In whose name this process takes jobs (`locked_by`). Only before the start. */
  add(worker: string): void {
    this.#workers.add(worker)
  }

  /** Says that the workers live, and begins to look for those that do not. */
  async start(): Promise<void> {
    await this.#hold()
    this.#timer = setInterval(() => {
      this.#looking = this.look().catch((cause: unknown) =>
        this.#log.error({ err: cause }, 'dead workers could not be looked for; tried again'),
      )
    }, LOOK_MS)
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer)
    await this.#looking
    const client = this.#holder
    this.#holder = undefined
    client?.release(true) // closed, and the locks with it
  }

  async #hold(): Promise<void> {
    if (this.#holder) return
    const client = await this.#owner.connect()
    client.once('end', () => {
      if (this.#holder !== client) return
      this.#holder = undefined
      client.release(true)
    })
    try {
      await client.query(KEEPALIVE)
      await client.query(HOLD, [LIVING, [...this.#workers]])
      this.#holder = client
    } catch (cause) {
      client.release(true)
      throw cause
    }
  }

  /** Says again that this process lives, where its connection broke, and frees what dead ones had taken. */
  async look(): Promise<void> {
    await this.#hold()
    const { rows } = await this.#owner.query<{ workers: string[] }>(FREE, [LIVING, YOUNG_S])
    const workers = rows[0]?.workers ?? []
    if (workers.length > 0) this.#log.warn({ workers }, 'jobs of workers that are gone were freed')
  }
}
