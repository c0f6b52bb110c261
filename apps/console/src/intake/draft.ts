import { newId } from '@lianxin/client'
import type { BodyOf, reportStaff } from '@lianxin/contract'
import { useCallback, useState } from 'react'

import { keepDraft, readDraft } from '../app/drafts.ts'
import { gridIdOf, NO_PLACE, type PlaceDraft } from '../map/place-picker.tsx'

type ReportBody = BodyOf<typeof reportStaff>
export type StaffChannel = ReportBody['channel']
/** The doors that are answered at a desk. */
export const DESK_CHANNELS = ['hotline12345', 'patrolCar', 'department', 'courtyardLeader'] as const

/** What the call-taker has typed so far. The id is made with the first letter, so that sending twice has one effect. */
export interface ReportDraft {
  readonly id: string
  readonly channel: StaffChannel
  readonly name: string
  readonly telephone: string
  readonly onBehalf: string
  readonly confidential: boolean
  readonly description: string
  readonly place: PlaceDraft
  readonly classCode: string | null
  readonly urgent: boolean
}

const KEY = 'intake'
const fresh = (): ReportDraft => ({
  id: newId(),
  channel: 'hotline12345',
  name: '',
  telephone: '',
  onBehalf: '',
  confidential: false,
  description: '',
  place: NO_PLACE,
  classCode: null,
  urgent: false,
})

function stored(): ReportDraft {
  const text = readDraft(KEY)
  if (text === '') return fresh()
  try {
    return { ...fresh(), ...(JSON.parse(text) as Partial<ReportDraft>) }
  } catch (error) {
    console.info('the draft is not readable', error)
    return fresh()
  }
}

/** The draft of a report, kept through reloads until it is sent or thrown away. */
export function useReportDraft() {
  const [draft, setDraft] = useState(stored)
  const change = useCallback((part: Partial<ReportDraft>) => {
    setDraft((before) => {
      const after = { ...before, ...part }
      keepDraft(KEY, JSON.stringify(after))
      return after
    })
  }, [])
  const clear = useCallback(() => {
    keepDraft(KEY, '')
    setDraft(fresh())
  }, [])
  return { draft, change, clear }
}

const optional = <K extends string>(name: K, value: string): { [N in K]?: string } =>
  (value.trim() === '' ? {} : { [name]: value.trim() }) as { [N in K]?: string }

/** The body of the contract from a draft: what was left empty is left out. */
export function bodyOf(draft: ReportDraft, uploadIds: readonly string[]): ReportBody {
  const { place } = draft
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
    reporter: {
      ...optional('name', draft.name),
      ...optional('telephone', draft.telephone),
      ...optional('onBehalf', draft.onBehalf),
      ...(draft.confidential ? { confidential: true } : {}),
    },
  }
}
