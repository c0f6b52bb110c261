import { newId } from '@lianxin/client'
import type { BodyOf, joinTicket, reportStaff } from '@lianxin/contract'
import { useCallback, useState } from 'react'

import { keepDraft, readDraft } from '../app/drafts.ts'
import { gridIdOf, NO_PLACE, type PlaceDraft } from '../map/place-picker.tsx'

type ReportBody = BodyOf<typeof reportStaff>
export type StaffChannel = ReportBody['channel']
/** The doors that are answered at a desk; the telephone first. */
export const DESK_CHANNELS = ['hotline12345', 'patrolCar', 'department', 'courtyardLeader'] as const

/** What the call-taker has typed so far. The id is made with the first letter, so that sending twice has one effect. */
export interface ReportDraft {
  readonly id: string
  readonly channel: StaffChannel
  readonly name: string
  readonly telephone: string
  readonly onBehalf: string
  readonly confidential: boolean
  /** Wishes to be told of changes by SMS. */
  readonly notifyBySms: boolean
  readonly description: string
  readonly place: PlaceDraft
  readonly classCode: string | null
  readonly urgent: boolean
  /** Photos uploaded so far. */
  readonly uploadIds: readonly string[]
}

/** Under which name the draft is kept on this machine. */
export const REPORT_DRAFT = 'intake'
const fresh = (): ReportDraft => ({
  id: newId(),
  channel: 'hotline12345',
  name: '',
  telephone: '',
  onBehalf: '',
  confidential: false,
  notifyBySms: true,
  description: '',
  place: NO_PLACE,
  classCode: null,
  urgent: false,
  uploadIds: [],
})

function stored(): ReportDraft {
  const text = readDraft(REPORT_DRAFT)
  if (text === '') return fresh()
  try {
    return { ...fresh(), ...(JSON.parse(text) as Partial<ReportDraft>) }
  } catch (error) {
    console.info('the draft is not readable', error)
    return fresh()
  }
}

/** Whether anything of a call was written down yet. */
export function isEmpty(draft: ReportDraft): boolean {
  const { description, name, telephone, onBehalf, place, classCode, uploadIds } = draft
  return (
    [description, name, telephone, onBehalf, place.address].every((text) => text === '') &&
    place.position === null &&
    classCode === null &&
    uploadIds.length === 0
  )
}

/** The draft of a report, kept through reloads and a killed browser until it is sent or thrown away. */
export function useReportDraft() {
  const [draft, setDraft] = useState(stored)
  const change = useCallback((part: Partial<ReportDraft>) => {
    setDraft((before) => {
      const after = { ...before, ...part }
      keepDraft(REPORT_DRAFT, JSON.stringify(after))
      return after
    })
  }, [])
  const clear = useCallback(() => {
    keepDraft(REPORT_DRAFT, '')
    setDraft(fresh())
  }, [])
  return { draft, change, clear }
}

const optional = <K extends string>(name: K, value: string): { [N in K]?: string } =>
  (value.trim() === '' ? {} : { [name]: value.trim() }) as { [N in K]?: string }

const callerOf = (draft: ReportDraft) => ({
  ...optional('name', draft.name),
  ...optional('telephone', draft.telephone),
  ...(draft.confidential ? { confidential: true } : {}),
  ...(draft.notifyBySms && draft.telephone.trim() !== '' ? { notifyBySms: true } : {}),
})

/** The body of the contract from a draft: what was left empty is left out. */
export function bodyOf(draft: ReportDraft): ReportBody {
  const { place, uploadIds } = draft
  const gridId = gridIdOf(place)
  return {
    id: draft.id,
    channel: draft.channel,
    description: draft.description.trim(),
    urgency: draft.urgent ? 'urgent' : 'normal',
    ...optional('address', place.address),
    ...(place.position ? { position: place.position } : {}),
    ...(place.placeCode ? { placeCode: place.placeCode } : {}),
    ...(gridId && !place.position ? { gridId } : {}),
    ...(draft.classCode ? { classCode: draft.classCode } : {}),
    ...(uploadIds.length > 0 ? { uploadIds: [...uploadIds] } : {}),
    reporter: { ...callerOf(draft), ...optional('onBehalf', draft.onBehalf) },
  }
}

/** The same caller added to a matter that is known; `words` stand in where nothing was written down. */
export function joinBodyOf(draft: ReportDraft, words: string): BodyOf<typeof joinTicket> {
  const where = draft.place.address.trim()
  const text = [draft.description.trim() || words, where].filter((part) => part !== '').join('\n')
  return {
    id: draft.id,
    text,
    ...(draft.uploadIds.length > 0 ? { uploadIds: [...draft.uploadIds] } : {}),
    reporter: callerOf(draft),
  }
}
