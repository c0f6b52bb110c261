import { newId } from '@lianxin/client'
import type { BodyOf, reportStaff as contractReport } from '@lianxin/contract'
import type { LonLat } from '@lianxin/ui/map'

/** A report being written by a member of staff. Kept on this telephone until it was received. */
export interface Draft {
  readonly id: string
  readonly description: string
  readonly address: string
  readonly classCode: string | null
  readonly position: LonLat | null
  readonly gridId: string | null
  readonly urgent: boolean
  /** The answer where it was settled on the spot; null where it was not. */
  readonly settled: string | null
  readonly uploadIds: readonly string[]
  readonly savedAt_ms: number
}

const STORE = 'lianxin.field.draft'
/** The server keeps an upload that no report names for a day. */
const UPLOADS_KEPT_MS = 20 * 3_600_000

/** @param gridId the grid of the acting post, where it is one */
export function emptyDraft(gridId: string | null): Draft {
  return {
    id: newId(),
    description: '',
    address: '',
    classCode: null,
    position: null,
    gridId,
    urgent: false,
    settled: null,
    uploadIds: [],
    savedAt_ms: Date.now(),
  }
}

export function openDraft(gridId: string | null, now_ms: number = Date.now()): Draft {
  const empty = emptyDraft(gridId)
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(STORE) ?? 'null')
    if (typeof kept !== 'object' || kept === null) return empty
    const draft: Draft = { ...empty, ...kept }
    return now_ms - draft.savedAt_ms < UPLOADS_KEPT_MS ? draft : { ...draft, uploadIds: [] }
  } catch {
    return empty
  }
}

export const keepDraft = (draft: Draft): void =>
  localStorage.setItem(STORE, JSON.stringify({ ...draft, savedAt_ms: Date.now() }))
export const dropDraft = (): void => localStorage.removeItem(STORE)

type Body = BodyOf<typeof contractReport>

/** What is sent of a draft. A position says more than a grid: the grid goes along only without one. */
export function bodyOf(draft: Draft, channel: Body['channel']): Body {
  const settled = draft.settled?.trim() ?? ''
  return {
    id: draft.id,
    channel,
    description: draft.description.trim(),
    ...(draft.address.trim() === '' ? {} : { address: draft.address.trim() }),
    ...(draft.classCode === null ? {} : { classCode: draft.classCode }),
    ...(draft.position ? { position: draft.position } : draft.gridId === null ? {} : { gridId: draft.gridId }),
    ...(draft.uploadIds.length === 0 ? {} : { uploadIds: [...draft.uploadIds] }),
    ...(draft.urgent ? { urgency: 'urgent' as const } : {}),
    ...(settled === '' ? {} : { selfResolved: { publicReply: settled } }),
  }
}
