import { EventEmitter } from 'node:events'

import type { Instant } from '@lianxin/domain'
import {
  Logger as WorkerLogger,
  run,
  runMigrations,
  type Runner,
  type TaskList,
  type WorkerEvents,
} from 'graphile-worker'
import { sql, type Kysely } from 'kysely'
import type { Logger } from 'pino'

import { APP_ROLE, type Database, type Tx } from './db/database.ts'
import type { Schema } from './db/schema.ts'
import { LivingWorkers } from './living-workers.ts'

const SCHEMA = 'graphile_worker'
const CONCURRENCY = 4
const POLL_MS = 1000
/** How often recurring work is looked for that is not queued any more. */
const KEEP_MS = 60_000

/** Work of one kind. It may run more than once: what it does must be safe to repeat. */
export type Task = (payload: unknown) => Promise<void>

export interface JobOptions {
  /** Not before this instant. */
  readonly runAt?: Instant
  /** A later job with the same key replaces the waiting one. */
  readonly key?: string
}

/** The function the application's role may call; the queue's own tables stay closed to it. */
const ADD_JOB = `
  create or replace function add_job(task text, payload json, run_at timestamptz, job_key text) returns void
  language sql security definer set search_path = pg_catalog as
  $$ select 1 from ${SCHEMA}.add_job(task, payload, run_at => run_at, job_key => job_key) $$;
  comment on function add_job is 'Queues work in the transaction that causes it.';
  revoke all on function add_job from public;
  grant execute on function add_job to ${APP_ROLE};`

/** Makes or updates the tables of the queue. Part of bringing the schema up to date, as its owner. */
export async function migrateJobs(db: Database, log: Logger): Promise<void> {
  await runMigrations({ pgPool: db.owner, schema: SCHEMA, logger: workerLogger(log) })
  const client = await db.owner.connect()
  try {
    await client.query(`begin; select pg_advisory_xact_lock(5720370891); ${ADD_JOB} commit;`)
  } finally {
    client.release()
  }
}

/**
 * Queues work in the transaction that causes it. A job only wakes the work: what is due stands in the domain's own
 * rows, so that a lost job loses nothing.
 */
export async function addJob(tx: Tx, task: string, payload: unknown = {}, options: JobOptions = {}): Promise<void> {
  const runAt = options.runAt === undefined ? null : new Date(options.runAt)
  await sql`select add_job(${task}, ${JSON.stringify(payload)}::json, ${runAt}::timestamptz, ${options.key ?? null})`.execute(
    tx,
  )
}

function workerLogger(log: Logger): WorkerLogger {
  const levels = { error: 'error', warning: 'warn', info: 'debug', debug: 'trace' } as const
  return new WorkerLogger(
    () => (level, message, meta) => log[levels[level]]({ job: meta?.['job'] ?? undefined }, message),
  )
}

async function listDistricts(owner: Kysely<Schema>): Promise<readonly number[]> {
  const rows = await owner.selectFrom('district').select('district_id').orderBy('district_id').execute()
  return rows.map((row) => row.district_id)
}

/** The queue of one process. States: registering tasks → started → stopped. */
export class Jobs {
  readonly #db: Database
  readonly #log: Logger
  readonly #tasks: TaskList = {}
  readonly #recurring: string[] = []
  readonly #living: LivingWorkers
  #runner: Runner | undefined
  #keeping: NodeJS.Timeout | undefined
  #ended = false

  constructor(db: Database, log: Logger) {
    this.#db = db
    this.#log = log
    this.#living = new LivingWorkers(db.owner, log)
  }

  get running(): boolean {
    return this.#runner !== undefined && !this.#ended
  }

  /** Registers what does the jobs of a name. Only before the start. */
  register(name: string, task: Task): void {
    if (this.#tasks[name]) throw new Error(`task ${name} is registered twice`)
    this.#tasks[name] = (payload) => task(payload)
  }

  /** Runs a task again and again, `pause_ms` after it ended, in one process at a time; also after it failed. */
  every(pause_ms: number, name: string, task: () => Promise<void>): void {
    if (this.#tasks[name]) throw new Error(`task ${name} is registered twice`)
    this.#recurring.push(name)
    this.#tasks[name] = async (_payload, helpers) => {
      // A fault is told and ends the turn: the next one is the attempt that follows. Left to the queue it would be tried
      // again beside the turns to come, once for each that failed.
      await task().catch((cause: unknown) => this.#log.error({ err: cause, task: name }, 'recurring work failed'))
      await helpers.addJob(name, {}, { jobKey: `every:${name}`, runAt: new Date(Date.now() + pause_ms) })
    }
  }

  /**
   * The same for each district in turn. One that fails does not keep the others waiting: its fault is thrown when all had
   * their turn.
   */
  everyDistrict(pause_ms: number, name: string, rule: (districtId: number) => Promise<unknown>): void {
    this.every(pause_ms, name, async () => {
      const faults: unknown[] = []
      for (const districtId of await this.#db.asOwner(listDistricts))
        await rule(districtId).catch((cause: unknown) => faults.push(cause))
      if (faults.length > 0) throw faults[0]
    })
  }

  async start(): Promise<void> {
    const events: WorkerEvents = new EventEmitter()
    // What it takes, a pool takes in its own name, not in that of its workers.
    events.on('pool:create', ({ workerPool }) => this.#living.add(workerPool.id))
    const runner = await run({
      pgPool: this.#db.owner,
      schema: SCHEMA,
      taskList: this.#tasks,
      concurrency: CONCURRENCY,
      pollInterval: POLL_MS,
      noHandleSignals: true,
      events,
      logger: workerLogger(this.#log),
    })
    this.#runner = runner
    await this.#living.start()
    runner.promise.then(
      () => (this.#ended = true),
      (cause: unknown) => {
        this.#ended = true
        this.#log.error({ err: cause }, 'the job runner ended')
      },
    )
    for (const name of this.#recurring) await runner.addJob(name, {}, { jobKey: `every:${name}`, runAt: new Date() })
    this.#keeping = setInterval(() => {
      this.keepRecurring().catch((cause: unknown) =>
        this.#log.error({ err: cause }, 'recurring work could not be looked for; tried again'),
      )
    }, KEEP_MS)
  }

  /**
   * Queues recurring work again that is neither waiting nor running: each run queues the next one, and a queue that lost
   * one, whatever the reason, would never come back to it.
   * @returns the names that were missing
   */
  async keepRecurring(): Promise<readonly string[]> {
    const { rows } = await this.#db.owner.query<{ name: string }>(
      `select name from unnest($1::text[]) name
       except select task_identifier from ${SCHEMA}.jobs where task_identifier = any($1)`,
      [this.#recurring],
    )
    for (const { name } of rows) {
      await this.#runner?.addJob(name, {}, { jobKey: `every:${name}`, runAt: new Date() })
      this.#log.error({ task: name }, 'recurring work was lost from the queue and is queued again')
    }
    return rows.map(({ name }) => name)
  }

  /** Lets running jobs end. */
  async stop(): Promise<void> {
    clearInterval(this.#keeping)
    if (this.running) await this.#runner?.stop()
    await this.#living.stop()
  }
}
