import type { Problem, TicketReceipt, WireCommandKind } from '@lianxin/contract'

/**
 * `waiting` on this device only · `sending` on its way, outcome unknown · `delivered` the server said so · `refused` the
 * server said no and nothing was changed. Nothing else may be shown as done.
 */
export type ActState = 'waiting' | 'sending' | 'delivered' | 'refused'

/** Why an act still waits; null when it is next. */
export type Hindrance = 'network' | 'server' | 'busy' | 'signedOut'

/** What a person did, as it is kept until the server has it. */
export interface Act {
  /** Client-made: the id of the report or of the command, so that sending twice has one effect. */
  readonly id: string
  /** District and person; another account on the same device neither sees nor sends it. */
  readonly account: string
  /** The post it was done in; it is sent in no other. */
  readonly postId: string
  /** The ticket. Acts of one ticket are sent in the order they were done. */
  readonly lane: string
  readonly kind: 'report' | WireCommandKind
  /** Title of the ticket, for the list of what waits. */
  readonly title: string
  /** What is sent beside ids, uploads and revision. */
  readonly body: Readonly<Record<string, unknown>>
  /** Revision of the ticket the person had before them; null where nothing hangs on it (a report, a note). */
  readonly revision: number | null
  readonly made_ms: number
  readonly state: ActState
  readonly hindrance: Hindrance | null
  /** How often it was tried in vain since it was done or sent anew. */
  readonly attempts: number
  /** How often its files were sent anew because the server no longer had them. */
  readonly renewals: number
  /** Not sent again before. */
  readonly next_ms: number
  /** When it was delivered or refused. */
  readonly settled_ms: number | null
  readonly problem: Problem | null
  readonly receipt: TicketReceipt | null
}

/** A file of an act, or of a report still being written whose id is already known. */
export interface KeptFile {
  readonly key: string
  readonly actId: string
  readonly account: string
  readonly kind: 'photo' | 'voice'
  readonly blob: Blob
  /** Length of a recording; null for a photo. */
  readonly duration_ms: number | null
  /** Token of the finished upload. */
  readonly uploadId: string | null
  /** The server would not have it; null while nothing is wrong. */
  readonly problem: Problem | null
  readonly made_ms: number
}

const BACKOFF_MIN_MS = 2_000
/** A telephone that comes out of a cellar is back within a minute; being online again is noticed at once anyway. */
const BACKOFF_MAX_MS = 60_000

/** Wait after so many attempts in vain: doubling from two seconds to a minute. */
export function backoff_ms(attempts: number): number {
  return Math.min(BACKOFF_MAX_MS, BACKOFF_MIN_MS * 2 ** Math.max(0, attempts - 1))
}

/** Whether the server does not have it yet; also what was refused, which somebody must look at. */
export const isOpen = (act: Act): boolean => act.state !== 'delivered'

/**
 * The act to send next, the oldest first, and when to look again where none is due.
 * Behind an act that was refused the others of its ticket wait: they were meant for what it would have brought about.
 * @param open  acts of one account that are not delivered, in the order they were done
 */
export function nextAct(
  open: readonly Act[],
  postId: string,
  now_ms: number,
): { readonly act: Act } | { readonly act: null; readonly at_ms: number | null } {
  const lanes = new Set<string>()
  let at_ms: number | null = null
  for (const act of open) {
    if (!isOpen(act) || lanes.has(act.lane)) continue
    lanes.add(act.lane)
    if (act.state === 'refused' || act.postId !== postId) continue
    if (act.next_ms <= now_ms) return { act }
    at_ms = Math.min(at_ms ?? act.next_ms, act.next_ms)
  }
  return { act: null, at_ms }
}

/** An act that did not get through, to be tried again later. */
export function postponed(act: Act, hindrance: Hindrance, now_ms: number, wait_ms?: number): Act {
  const attempts = act.attempts + 1
  return { ...act, state: 'waiting', hindrance, attempts, next_ms: now_ms + (wait_ms ?? backoff_ms(attempts)) }
}

export function delivered(act: Act, receipt: TicketReceipt, now_ms: number): Act {
  return { ...act, state: 'delivered', hindrance: null, receipt, problem: null, settled_ms: now_ms }
}

export function refused(act: Act, problem: Problem, now_ms: number): Act {
  return { ...act, state: 'refused', hindrance: null, problem, settled_ms: now_ms }
}

/** A refused act to be sent once more as it is, against what the person has before them now. */
export function renewed(act: Act, revision: number | null): Act {
  return { ...act, state: 'waiting', revision, problem: null, attempts: 0, renewals: 0, next_ms: 0, settled_ms: null }
}

/**
 * The revision the next act of the same ticket is held against, after one before it was delivered. Only what this device
 * did itself is skipped: a change by somebody else in between is still told as such.
 */
export function revisionAfter(before: Act, receipt: TicketReceipt, next: Act): number | null {
  if (next.revision === null || before.lane !== next.lane) return next.revision
  if (before.revision !== null) return receipt.revision
  return receipt.revision === next.revision + 1 ? receipt.revision : next.revision
}
