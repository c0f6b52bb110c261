/* oxlint-disable unicorn/require-post-message-target-origin -- between threads, not windows */
import { Worker } from 'node:worker_threads'

import { Refusal } from '../../../platform/refusal.ts'
import { listFontFolders } from './fonts.ts'

/** What the thread is told. */
export interface Order {
  readonly id: number
  readonly source: string
  readonly fontPaths: readonly string[]
  /** The same pages as one SVG, to look at them. */
  readonly drawing: boolean
}

interface Reply {
  readonly id: number
  readonly bytes?: Uint8Array
  readonly pages?: number
  readonly fault?: string
}

/** A set paper. */
export interface Paper {
  readonly bytes: Buffer
  readonly pages: number
}

interface Waiting {
  readonly done: (paper: Paper) => void
  readonly failed: (cause: Error) => void
}

/**
 * Sets papers in a thread of its own. States: idle (no thread) → running → after a fault idle again; what waited then
 * fails.
 */
export class PaperSetter {
  #worker: Worker | undefined
  readonly #waiting = new Map<number, Waiting>()
  #last = 0

  /** @throws Refusal brief.font_missing, brief.pdf_unavailable */
  async set(
    source: string,
    of: { readonly drawing?: boolean; readonly fontPlaces?: readonly string[] } = {},
  ): Promise<Paper> {
    const fontPaths = await listFontFolders(of.fontPlaces)
    if (fontPaths.length === 0) throw new Refusal('brief.font_missing')
    const id = ++this.#last
    return new Promise((done, failed) => {
      this.#waiting.set(id, { done, failed })
      this.#worker ??= this.#start()
      this.#worker.postMessage({ id, source, fontPaths, drawing: of.drawing ?? false } satisfies Order)
    })
  }

  /** Ends the thread. */
  async close(): Promise<void> {
    const worker = this.#worker
    this.#worker = undefined
    await worker?.terminate()
  }

  #start(): Worker {
    const worker = new Worker(new URL('typst-worker.mjs', import.meta.url))
    worker.unref()
    worker.on('message', ({ id, bytes, pages, fault }: Reply) => {
      const waiting = this.#waiting.get(id)
      this.#waiting.delete(id)
      if (bytes)
        waiting?.done({ bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), pages: pages ?? 0 })
      else waiting?.failed(new Error(`setting a brief failed: ${fault ?? ''}`))
    })
    const end = (cause: Error): void => {
      if (this.#worker === worker) this.#worker = undefined
      for (const { failed } of this.#waiting.values()) failed(cause)
      this.#waiting.clear()
    }
    // The compiler is a part for each platform; an installation may lack the one of this machine.
    worker.on('error', () => end(new Refusal('brief.pdf_unavailable')))
    worker.on('exit', () => end(new Error('the thread that sets briefs has ended')))
    return worker
  }
}
