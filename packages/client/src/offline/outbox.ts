import type * as contract from '@lianxin/contract'
import type { Problem, TicketReceipt } from '@lianxin/contract'

import type { Client } from '../client.ts'
import { NetworkError, ProblemError } from '../problem.ts'
import { wire } from '../wire.ts'
import { delivered, nextAct, postponed, refused, renewed, revisionAfter, type Act, type KeptFile } from './act.ts'
import type { OfflineLog } from './log.ts'

const reportStaff = wire<typeof contract.reportStaff>({ method: 'POST', path: '/intake' })
const commandTicket = wire<typeof contract.commandTicket>({ method: 'POST', path: '/tickets/:ticketId/commands' })

/** Who sends: acts of another account or done in another post stay where they are. */
export interface Identity {
  readonly account: string
  readonly postId: string
}

export interface OutboxOptions {
  readonly log: OfflineLog
  /** Without repetitions of its own: the outbox repeats. */
  readonly call: Client['call']
  /** Uploads one file. @throws ProblemError the server will not have it · NetworkError nothing came back */
  readonly upload: (blob: Blob, onProgress: (fraction: number) => void) => Promise<string>
  readonly onProgress?: (fileKey: string, fraction: number) => void
  readonly onDelivered?: (act: Act, receipt: TicketReceipt) => void
  /** Told of errors nobody foresaw; the act waits and is tried again. */
  readonly onFault?: (error: unknown) => void
  readonly now?: () => number
}

/** No answer within this time is no answer: a half-open connection must not hold up what waits behind it. */
const ANSWER_WITHIN_MS = 30_000
/** Another page of this browser sends; look again after this time. */
const ELSEWHERE_MS = 5_000
/** Uploads forgotten by the server are sent anew this often; then the person is told. */
const MOST_RENEWALS = 2
const FORGOTTEN: ReadonlySet<string> = new Set(['ticket.photo_unknown', 'ticket.voice_unknown'])

type Wait = { readonly at_ms: number } | null

/**
 * Sends what was done, in order, until the server has said yes or no to each. Whatever happens in between, to the
 * network, the page or the telephone, an act is in the log before it is sent and leaves it only by an answer.
 */
export class Outbox {
  readonly #options: OutboxOptions
  #identity: Identity | null = null
  #running = false
  #again = false
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(options: OutboxOptions) {
    this.#options = options
  }

  /** Begins or goes on to send for whoever is signed in now; null stops it. */
  async start(identity: Identity | null): Promise<void> {
    this.#identity = identity
    clearTimeout(this.#timer)
    if (identity === null) return
    const { log } = this.#options
    for (const act of await log.listOpen(identity.account))
      if (act.hindrance === 'signedOut') await log.put({ ...act, hindrance: null, next_ms: 0 })
    this.wake()
  }

  /** Keeps an act and sends it as soon as its turn comes. Done when it is kept, not when it was sent. */
  async add(act: Omit<Act, keyof typeof FRESH>): Promise<void> {
    await this.#options.log.append({ ...act, ...FRESH })
    this.wake()
  }

  /** Sends a refused act again, as seen against that revision now. */
  async sendAgain(id: string, revision: number | null): Promise<void> {
    const { log } = this.#options
    const act = await log.find(id)
    if (act?.state !== 'refused') return
    for (const file of await log.listFiles(id)) await log.changeFile(file.key, { problem: null })
    await log.put(renewed(act, revision))
    this.wake()
  }

  /**
   * Puts a changed act in the place of a refused one, under a new id and with the files of the old: nothing of the
   * refused one has taken effect.
   */
  async replace(id: string, next: Pick<Act, 'id' | 'lane' | 'title' | 'body' | 'revision' | 'made_ms'>): Promise<void> {
    const act = await this.#options.log.find(id)
    if (act?.state !== 'refused') return
    await this.#options.log.replace(id, { ...act, ...FRESH, ...next })
    this.wake()
  }

  /** Gives an act up, unless it is just being sent and may take effect. @returns whether it was given up */
  async drop(id: string): Promise<boolean> {
    const { log } = this.#options
    const act = await log.find(id)
    if (!act || act.state === 'sending' || act.state === 'delivered') return false
    await log.remove(id)
    this.wake()
    return true
  }

  /** The network is back, or somebody wants it sent now: waiting times end. */
  async hurry(): Promise<void> {
    const identity = this.#identity
    if (!identity) return
    const { log } = this.#options
    for (const act of await log.listOpen(identity.account))
      if (act.state === 'waiting' && act.hindrance !== 'busy') await log.put({ ...act, next_ms: 0 })
    this.wake()
  }

  /** Looks for what is to be sent. */
  wake(): void {
    clearTimeout(this.#timer)
    if (this.#running) {
      this.#again = true
      return
    }
    this.#running = true
    void this.#turns().finally(() => {
      this.#running = false
      if (this.#again) this.wake()
    })
  }

  async #turns(): Promise<void> {
    do {
      this.#again = false
      const wait = await this.#exclusively()
      if (wait && !this.#again) this.#timer = setTimeout(() => this.wake(), Math.max(0, wait.at_ms - this.#now()))
    } while (this.#again)
  }

  /** One page of this browser sends at a time, where the browser can tell; the ids make it safe where it cannot. */
  async #exclusively(): Promise<Wait> {
    const identity = this.#identity
    if (!identity) return null
    const locks = (globalThis.navigator as Navigator | undefined)?.locks
    if (!locks) return this.#drain(identity)
    return locks.request(`lianxin.outbox.${identity.account}`, { ifAvailable: true }, (lock) =>
      lock ? this.#drain(identity) : { at_ms: this.#now() + ELSEWHERE_MS },
    )
  }

  async #drain(identity: Identity): Promise<Wait> {
    const { log } = this.#options
    // Left over by a page that was killed while it sent: the outcome is unknown, and the id makes asking again safe.
    for (const act of await log.listOpen(identity.account))
      if (act.state === 'sending') await log.put({ ...act, state: 'waiting' })
    while (this.#identity === identity) {
      const next = nextAct(await log.listOpen(identity.account), identity.postId, this.#now())
      if (next.act === null) {
        await this.#uploadAhead(identity)
        return next.at_ms === null ? null : { at_ms: next.at_ms }
      }
      const after = await this.#send(next.act)
      if (!after) continue
      await log.put(after)
      if (after.state === 'delivered' && after.receipt) await this.#settle(after, after.receipt)
      if (after.hindrance === 'signedOut') return null
    }
    return null
  }

  /** @returns undefined where the act was taken back just before */
  async #send(act: Act): Promise<Act | undefined> {
    const { log } = this.#options
    const sending: Act = { ...act, state: 'sending', hindrance: null }
    if (!(await log.put(sending))) return undefined
    try {
      for (const file of await log.listFiles(act.id)) await this.#uploadFile(file)
      return delivered(sending, await this.#deliver(sending, await log.listFiles(act.id)), this.#now())
    } catch (error) {
      return this.#failed(sending, error)
    }
  }

  #deliver(act: Act, files: readonly KeptFile[]): Promise<TicketReceipt> {
    const uploadIds = files.flatMap(({ kind, uploadId }) => (kind === 'photo' && uploadId !== null ? [uploadId] : []))
    const voices = files.flatMap(({ kind, uploadId, duration_ms }) =>
      kind === 'voice' && uploadId !== null ? [{ uploadId, duration_ms: duration_ms ?? 1 }] : [],
    )
    const signal = AbortSignal.timeout(ANSWER_WITHIN_MS)
    const attached = { ...(uploadIds.length > 0 ? { uploadIds } : {}), ...(voices.length > 0 ? { voices } : {}) }
    if (act.kind === 'report') {
      const body = { ...act.body, id: act.id, ...attached } as contract.BodyOf<typeof contract.reportStaff>
      return this.#options.call(reportStaff, { body, signal })
    }
    const seen = act.revision === null ? {} : { expectedRevision: act.revision }
    const body = { ...act.body, kind: act.kind, commandId: act.id, ...seen, ...attached } as contract.WireCommand
    return this.#options.call(commandTicket, { params: { ticketId: act.lane }, body, signal })
  }

  async #failed(act: Act, error: unknown): Promise<Act> {
    const now_ms = this.#now()
    if (!(error instanceof ProblemError)) {
      if (!(error instanceof NetworkError)) this.#options.onFault?.(error)
      return postponed(act, 'network', now_ms)
    }
    const { problem } = error
    if (problem.status === 401) return postponed(act, 'signedOut', now_ms)
    if (problem.status === 429) return postponed(act, 'busy', now_ms, secondsOf(problem) * 1000)
    if (problem.status >= 500) return postponed(act, 'server', now_ms)
    if (FORGOTTEN.has(problem.code) && act.renewals < MOST_RENEWALS) {
      // The server keeps an upload that nobody named for a day; the bytes are still here.
      for (const file of await this.#options.log.listFiles(act.id))
        await this.#options.log.changeFile(file.key, { uploadId: null })
      return { ...act, state: 'waiting', renewals: act.renewals + 1, next_ms: 0 }
    }
    return refused(act, problem, now_ms)
  }

  async #settle(act: Act, receipt: TicketReceipt): Promise<void> {
    const { log, onDelivered } = this.#options
    await log.removeFiles(act.id)
    for (const next of await log.listOpen(act.account)) {
      const revision = revisionAfter(act, receipt, next)
      if (revision !== next.revision) await log.put({ ...next, revision })
    }
    onDelivered?.(act, receipt)
  }

  async #uploadFile(file: KeptFile): Promise<void> {
    if (file.uploadId !== null) return
    const { log, upload, onProgress } = this.#options
    const uploadId = await upload(file.blob, (fraction) => onProgress?.(file.key, fraction))
    await log.changeFile(file.key, { uploadId, problem: null })
  }

  /** Photos of a report that is still being written travel ahead, so that sending it takes a moment only. */
  async #uploadAhead({ account }: Identity): Promise<void> {
    const { log } = this.#options
    for (const file of await log.listUnsentFiles(account)) {
      if (await log.find(file.actId)) continue
      try {
        await this.#uploadFile(file)
      } catch (error) {
        if (error instanceof ProblemError && error.problem.status < 500 && error.problem.status !== 401)
          await log.changeFile(file.key, { problem: error.problem })
        else if (!(error instanceof NetworkError) && !(error instanceof ProblemError)) this.#options.onFault?.(error)
        return
      }
    }
  }

  #now(): number {
    return this.#options.now?.() ?? Date.now()
  }
}

/** How an act begins. */
const FRESH = {
  state: 'waiting',
  hindrance: null,
  attempts: 0,
  renewals: 0,
  next_ms: 0,
  settled_ms: null,
  problem: null,
  receipt: null,
} as const satisfies Partial<Act>

const DEFAULT_BUSY_S = 30
const secondsOf = ({ params }: Problem): number => Number(params?.['seconds'] ?? DEFAULT_BUSY_S) || DEFAULT_BUSY_S
