import type { TicketDetail, WireCommandKind } from '@lianxin/contract'

import { isoToLocal, localToIso } from '../app/time.ts'
import { gridIdOf, NO_PLACE } from '../map/place-picker.tsx'
import type { Values } from './action-inputs.tsx'
import type { InputName } from './action-fields.ts'

const TEXTS: readonly InputName[] = ['publicReply', 'reason', 'text', 'comment']
/** In a text Enter begins a new line. */
export const isLongText = (name: InputName): boolean => TEXTS.includes(name)
export const OPTIONAL: readonly InputName[] = ['limit', 'urgency', 'comment', 'evidence']
/** A pause is usually asked for until the end of the next week. */
const WEEK_ms = 7 * 86_400_000

/** An untouched form: what is known already stands in it. */
export function firstValues(kind: WireCommandKind, ticket: TicketDetail): Values {
  const unit =
    kind === 'dispatch'
      ? (ticket.suggestedUnit?.id ?? null)
      : kind === 'escalate'
        ? (ticket.upperUnit?.id ?? null)
        : null
  return {
    publicReply: '',
    reason: '',
    text: '',
    comment: '',
    unit,
    class: ticket.classCode,
    urgency: ticket.urgency,
    place: { address: ticket.address, position: ticket.position, placeCode: null, grid: null },
    ...(kind === 'requestExtension' ? { extra: { amount: 2, unit: 'workDay' as const } } : {}),
    ...(kind === 'requestSuspend' ? { until: isoToLocal(Date.now() + WEEK_ms) } : {}),
  }
}

/** The fields of the contract from what the form holds. */
export function fieldsOf(
  kind: WireCommandKind,
  inputs: readonly InputName[],
  values: Values,
  uploadIds: readonly string[],
) {
  const fields: Record<string, unknown> = {}
  for (const input of inputs) {
    const value = values[input as keyof Values]
    if (input === 'place') {
      const place = values.place ?? NO_PLACE
      const { address, position } = place
      const gridId = gridIdOf(place)
      if (gridId && !position) fields['gridId'] = gridId
      if (address !== '') fields['address'] = address
      if (position) fields['position'] = position
    } else if (input === 'class') {
      if (values.class) fields['classCode'] = values.class
    } else if (input === 'unit') {
      if (values.unit) fields['unitId'] = values.unit
    } else if (input === 'until') fields['until'] = localToIso(values.until ?? '')
    else if (input === 'evidence') {
      if (uploadIds.length > 0) fields['uploadIds'] = uploadIds
    } else if (input === 'comment') fields['comment'] = values.comment ?? ''
    else if (value !== undefined && value !== null && value !== '') fields[input] = value
  }
  return { kind, fields }
}

/** The first input that must still be filled in. */
export function missingIn(kind: WireCommandKind, inputs: readonly InputName[], values: Values): InputName | undefined {
  return inputs.find((input) => {
    if (OPTIONAL.includes(input) || (input === 'unit' && (kind === 'dispatch' || kind === 'escalate'))) return false
    if (input === 'place') return !values.place?.position && !values.place?.address
    if (input === 'score') return !values.score
    const value = values[input as keyof Values]
    return value === undefined || value === null || value === '' || (typeof value === 'string' && value.trim() === '')
  })
}
