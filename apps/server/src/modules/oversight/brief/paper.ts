/* oxlint-disable unicorn/require-post-message-target-origin -- between threads, not windows */
import type { BriefBlock, BriefDocument } from '@lianxin/contract'
import { Worker } from 'node:worker_threads'

import { Refusal } from '../../../platform/refusal.ts'
import { chartSvg } from './chart-svg.ts'
import { listFontFolders } from './fonts.ts'
import { typstSource } from './typst-source.ts'

/** A chart as a drawing. */
interface Drawing {
  readonly kind: 'drawing'
  readonly svg: string
  readonly width: number
  readonly height: number
  readonly label: string
}

/** A brief whose charts are drawn. */
export interface DrawnDocument extends Omit<BriefDocument, 'blocks'> {
  readonly blocks: readonly (Exclude<BriefBlock, { kind: 'chart' }> | Drawing)[]
}

type Wanted =
  | { readonly kind: 'docx'; readonly document: DrawnDocument; readonly creator: string }
  | {
      readonly kind: 'pdf'
      readonly source: string
      readonly fontPaths: readonly string[]
      /** The same pages as one SVG, to look at them. */
      readonly drawing: boolean
    }
/** What the thread is told. */
export type Order = Wanted & { readonly id: number }

interface Reply {
  readonly id: number
  readonly bytes?: Uint8Array
  readonly pages?: number
  readonly fault?: string
  /** The compiler is not there. */
  readonly isMissing?: boolean
}

/** A made paper; pages are counted of PDF files. */
interface Paper {
  readonly bytes: Buffer
  readonly pages: number
}

interface Waiting {
  readonly done: (paper: Paper) => void
  readonly failed: (cause: Error) => void
}

function drawn(block: BriefBlock): DrawnDocument['blocks'][number] {
  if (block.kind !== 'chart') return block
  const { width, height, label } = block.chart
  return { kind: 'drawing', svg: chartSvg(block.chart), width, height, label }
}

/**
 * Makes papers in a thread of its own. States: idle (no thread) → running → after a fault idle again; what waited then
 * fails.
 */
export class PaperMaker {
  #worker: Worker | undefined
  /** Of each thread what waits for it: one that ends takes nothing of the next one with it. */
  readonly #waiting = new WeakMap<Worker, Map<number, Waiting>>()
  #last = 0

  /** @throws Refusal brief.font_missing, brief.pdf_unavailable */
  async pdf(
    document: BriefDocument,
    of: { readonly drawing?: boolean; readonly fontPlaces?: readonly string[] } = {},
  ): Promise<Paper> {
    const fontPaths = await listFontFolders(of.fontPlaces)
    if (fontPaths.length === 0) throw new Refusal('brief.font_missing')
    return this.#make({ kind: 'pdf', source: typstSource(document), fontPaths, drawing: of.drawing ?? false })
  }

  async docx(document: BriefDocument, creator: string): Promise<Buffer> {
    const { bytes } = await this.#make({
      kind: 'docx',
      document: { ...document, blocks: document.blocks.map(drawn) },
      creator,
    })
    return bytes
  }

  /** Ends the thread. */
  async close(): Promise<void> {
    const worker = this.#worker
    this.#worker = undefined
    await worker?.terminate()
  }

  #make(wanted: Wanted): Promise<Paper> {
    const id = ++this.#last
    return new Promise((done, failed) => {
      const worker = (this.#worker ??= this.#start())
      this.#waiting.get(worker)?.set(id, { done, failed })
      worker.postMessage({ ...wanted, id } satisfies Order)
    })
  }

  #start(): Worker {
    const worker = new Worker(new URL('paper-worker.mjs', import.meta.url))
    worker.unref()
    const all = new Map<number, Waiting>()
    this.#waiting.set(worker, all)
    worker.on('message', ({ id, bytes, pages, fault, isMissing }: Reply) => {
      const waiting = all.get(id)
      all.delete(id)
      if (bytes)
        waiting?.done({ bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), pages: pages ?? 0 })
      else if (isMissing) waiting?.failed(new Refusal('brief.pdf_unavailable'))
      else waiting?.failed(new Error(`making a brief failed: ${fault ?? ''}`))
    })
    const end = (cause: Error): void => {
      if (this.#worker === worker) this.#worker = undefined
      for (const { failed } of all.values()) failed(cause)
      all.clear()
    }
    worker.on('error', end)
    worker.on('exit', () => end(new Error('the thread that makes briefs has ended')))
    return worker
  }
}
