import { newId } from '@lianxin/client'
import type { LonLat } from '@lianxin/ui/map'

import { keep, kept } from '../app/kept.ts'

/** A place chosen from a QR code or the search, with its code. */
export interface ChosenPlace {
  readonly code: string
  readonly name: string
  readonly address: string
  /** By its QR code on the spot, not by searching. */
  readonly scanned: boolean
}

/** What somebody is about to report. Kept on this device only, until it was received. */
export interface Draft {
  /** The report's id, made here: sent twice it is one report. */
  readonly id: string
  readonly description: string
  readonly address: string
  readonly place: ChosenPlace | null
  readonly position: LonLat | null
  readonly name: string
  readonly telephone: string
  readonly confidential: boolean
  /** Tell me by SMS, where a telephone is given. */
  readonly notifyBySms: boolean
  readonly uploadIds: readonly string[]
  readonly savedAt_ms: number
}

const STORE = 'lianxin.resident.draft'
/** The server keeps an upload that no report names for a day; older ones are not offered again. */
const UPLOADS_KEPT_MS = 20 * 3_600_000

export function emptyDraft(): Draft {
  return {
    id: newId(),
    description: '',
    address: '',
    place: null,
    position: null,
    name: '',
    telephone: '',
    confidential: false,
    notifyBySms: true,
    uploadIds: [],
    savedAt_ms: Date.now(),
  }
}

/** The draft left on this device, else an empty one. What cannot be read is left aside. */
export function openDraft(now_ms: number = Date.now()): Draft {
  const empty = emptyDraft()
  try {
    const left: unknown = JSON.parse(kept(STORE) || 'null')
    if (typeof left !== 'object' || left === null) return empty
    const draft: Draft = { ...empty, ...left }
    return now_ms - draft.savedAt_ms < UPLOADS_KEPT_MS ? draft : { ...draft, uploadIds: [] }
  } catch {
    return empty
  }
}

export function keepDraft(draft: Draft): void {
  keep(STORE, JSON.stringify({ ...draft, savedAt_ms: Date.now() }))
}

export function dropDraft(): void {
  keep(STORE, '')
}
