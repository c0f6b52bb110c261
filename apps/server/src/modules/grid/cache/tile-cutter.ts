/* oxlint-disable unicorn/require-post-message-target-origin -- between threads, not windows */
import { setImmediate as breathe } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'

/** A grid as its tile shows it; the polygon as the text the database has, so that only the worker reads it. */
export interface TileRow {
  readonly node: number
  readonly id: string
  readonly code: string
  readonly name: string
  readonly level: number
  readonly path: string
  readonly kind: string
  /** GeoJSON MultiPolygon coordinates. */
  readonly polygon: string
}

/** What the worker is told. */
export type Order =
  | { readonly kind: 'rows'; readonly source: string; readonly rows: readonly TileRow[] }
  | { readonly kind: 'drop'; readonly source: string }
  | {
      readonly kind: 'tile'
      readonly id: number
      readonly source: string
      readonly z: number
      readonly x: number
      readonly y: number
    }

interface Reply {
  readonly id: number
  readonly bytes?: Uint8Array
  readonly fault?: string
}

interface Waiting {
  readonly done: (bytes: Buffer) => void
  readonly failed: (cause: Error) => void
}

/** Rows handed over at once: handing over copies, and other work must get in between. */
const BATCH = 250

/**
 * Cuts vector tiles in a thread of its own. States: idle (no thread) → running → after a fault idle again; what waited
 * then fails, and sources must be put in anew (see `starts`).
 */
export class TileCutter {
  #worker: Worker | undefined
  readonly #waiting = new Map<number, Waiting>()
  #last = 0
  #starts = 0

  /** Counts threads as they start and end: what was put in at another count is gone. */
  get starts(): number {
    return this.#starts
  }

  /** Puts in the shapes of a source, a name of the caller's choice. */
  async put(source: string, rows: readonly TileRow[]): Promise<void> {
    this.#tell({ kind: 'rows', source, rows: [] })
    for (let from = 0; from < rows.length; from += BATCH) {
      this.#tell({ kind: 'rows', source, rows: rows.slice(from, from + BATCH) })
      await breathe()
    }
  }

  drop(source: string): void {
    this.#worker?.postMessage({ kind: 'drop', source } satisfies Order)
  }

  /** A tile of a source; empty where nothing lies. */
  tile(source: string, z: number, x: number, y: number): Promise<Buffer> {
    const id = ++this.#last
    return new Promise((done, failed) => {
      this.#waiting.set(id, { done, failed })
      this.#tell({ kind: 'tile', id, source, z, x, y })
    })
  }

  /** Ends the thread. */
  async close(): Promise<void> {
    const worker = this.#worker
    this.#worker = undefined
    await worker?.terminate()
  }

  #tell(order: Order): void {
    this.#worker ??= this.#start()
    this.#worker.postMessage(order)
  }

  #start(): Worker {
    const thread = ++this.#starts
    const worker = new Worker(new URL('tile-worker.mjs', import.meta.url))
    worker.unref()
    worker.on('message', (reply: Reply) => {
      const waiting = this.#waiting.get(reply.id)
      this.#waiting.delete(reply.id)
      if (reply.bytes) waiting?.done(Buffer.from(reply.bytes.buffer, reply.bytes.byteOffset, reply.bytes.byteLength))
      else waiting?.failed(new Error(`cutting a tile failed: ${reply.fault ?? ''}`))
    })
    const end = (cause: Error): void => {
      if (this.#worker === worker) this.#worker = undefined
      if (this.#starts === thread) this.#starts++
      for (const { failed } of this.#waiting.values()) failed(cause)
      this.#waiting.clear()
    }
    worker.on('error', end)
    worker.on('exit', () => end(new Error('the thread that cuts tiles has ended')))
    return worker
  }
}
