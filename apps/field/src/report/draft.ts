import { newId } from '@lianxin/client'
import type { BodyOf, reportStaff as contractReport } from '@lianxin/contract'
import type { LonLat } from '@lianxin/ui/map'

/** A report being written by a member of staff. Kept on this telephone until it was put into the outbox. */
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
  /** The refused act that this is a changed version of; its files are those of the draft. */
  readonly replaces: string | null
  /** Plan of the visit on which it was found; such a report is kept beside the one begun before. */
  readonly visit: string | null
}

const keyOf = (account: string, visit: string | null): string =>
  `lianxin.field.draft ${account}${visit === null ? '' : ` visit ${visit}`}`

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
    replaces: null,
    visit: null,
  }
}

/** The report this person began on this telephone, apart for what was found on a visit; else an empty one. */
export function openDraft(account: string, gridId: string | null, visit: string | null = null): Draft {
  const empty = { ...emptyDraft(gridId), visit }
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(account, visit)) ?? 'null')
    return typeof kept === 'object' && kept !== null ? { ...empty, ...kept } : empty
  } catch {
    return empty
  }
}

export const keepDraft = (account: string, draft: Draft): void =>
  localStorage.setItem(keyOf(account, draft.visit), JSON.stringify(draft))
export const dropDraft = (account: string, visit: string | null): void => localStorage.removeItem(keyOf(account, visit))

/** Drops everything this person began, also on visits. */
export function dropDrafts(account: string): void {
  const own = keyOf(account, null)
  for (const key of Object.keys(localStorage))
    if (key === own || key.startsWith(`${own} `)) localStorage.removeItem(key)
}

export type ReportBody = Omit<BodyOf<typeof contractReport>, 'id' | 'uploadIds' | 'voices'>

/** What is said where the worker wrote nothing: the class and the place, as the page words them. */
export interface MadeWords {
  readonly title: string
  readonly description: string
}

const TITLE_LENGTH = 100

/** What is sent of a draft beside id and files. A position says more than a grid: the grid goes along only without one. */
export function bodyOf(draft: Draft, channel: ReportBody['channel'], made: MadeWords): ReportBody {
  const settled = draft.settled?.trim() ?? ''
  const description = draft.description.trim()
  return {
    channel,
    ...(description === ''
      ? { title: [...made.title].slice(0, TITLE_LENGTH).join(''), description: made.description }
      : { description }),
    ...(draft.address.trim() === '' ? {} : { address: draft.address.trim() }),
    ...(draft.classCode === null ? {} : { classCode: draft.classCode }),
    ...(draft.position ? { position: draft.position } : draft.gridId === null ? {} : { gridId: draft.gridId }),
    ...(draft.urgent ? { urgency: 'urgent' as const } : {}),
    ...(settled === '' ? {} : { selfResolved: { publicReply: settled } }),
  }
}

/** A draft from what was refused, to be changed and sent again. */
export function draftOf(actId: string, body: Readonly<Record<string, unknown>>): Draft {
  const given = body as unknown as ReportBody
  return {
    ...emptyDraft(given.gridId ?? null),
    id: actId,
    replaces: actId,
    description: given.description,
    address: given.address ?? '',
    classCode: given.classCode ?? null,
    position: given.position ?? null,
    urgent: given.urgency === 'urgent',
    settled: given.selfResolved?.publicReply ?? null,
  }
}
