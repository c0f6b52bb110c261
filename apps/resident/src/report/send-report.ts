import type { BodyOf, ReportReceipt, reportPublic as contractReport } from '@lianxin/contract'

import { call } from '../app/api.ts'
import { reportPublic } from '../app/operations.ts'
import type { Draft } from './draft.ts'

/** The place in one line: of the sign or the search, then what the person added. */
export function addressOf({ place, address }: Pick<Draft, 'place' | 'address'>): string {
  const known = place ? [place.address, place.address.includes(place.name) ? '' : place.name] : []
  return [...known, address.trim()]
    .filter((part) => part !== '')
    .join(' ')
    .slice(0, 300)
}

/** The report of a draft, with only what was filled in. */
export function bodyOf(draft: Draft): BodyOf<typeof contractReport> {
  const reporter = {
    ...(draft.name.trim() === '' ? {} : { name: draft.name.trim() }),
    ...(draft.telephone.trim() === '' ? {} : { telephone: draft.telephone.trim(), notifyBySms: draft.notifyBySms }),
    ...(draft.confidential ? { confidential: true } : {}),
  }
  const address = addressOf(draft)
  return {
    id: draft.id,
    description: draft.description.trim(),
    channel: draft.place?.scanned ? 'residentQr' : 'residentPage',
    ...(address === '' ? {} : { address }),
    ...(draft.place ? { placeCode: draft.place.code } : {}),
    ...(draft.position ? { position: draft.position } : {}),
    ...(draft.uploadIds.length === 0 ? {} : { uploadIds: [...draft.uploadIds] }),
    ...(Object.keys(reporter).length === 0 ? {} : { reporter }),
  }
}

export function sendReport(draft: Draft): Promise<ReportReceipt> {
  return call(reportPublic, { body: bodyOf(draft) })
}
