import type { readPhoto, readReporter, ReplyOf } from '@lianxin/contract'

import { Refusal } from '../../platform/refusal.ts'
import type { Call, Download } from '../../platform/serve.ts'
import { scopeOf, sessionOf } from '../../platform/session.ts'
import { trace } from '../access/index.ts'
import { listCoReporters } from './co-reporters.ts'
import type { TicketDeps } from './deps.ts'
import { mayReadReporter } from './may.ts'
import { blobOfPhoto } from './photos.ts'
import { findReporter, findTicket, listPhotos } from './store.ts'

/**
 * The reporter in clear, for a purpose, and only with a trace that commits with the read. A refused read leaves its
 * trace too, in a transaction of its own.
 */
export async function readReporterForStaff(call: Call<typeof readReporter>): Promise<ReplyOf<typeof readReporter>> {
  const session = sessionOf(call)
  const { districtId } = session
  const { ticketId } = call.params
  const found = await call.inScope(scopeOf(session), async (tx) => {
    const ticket = await findTicket(tx, districtId, ticketId)
    if (!ticket) throw new Refusal('ticket.not_found')
    const reporter = await findReporter(tx, districtId, ticketId)
    const allowed = mayReadReporter(session, reporter?.confidential ?? false)
    await trace(tx, session, {
      at: call.now,
      kind: 'reporter.read',
      subject: `ticket:${ticketId}`,
      purpose: call.body.purpose,
      result: allowed ? 'done' : 'refused',
      data: { number: ticket.number }, // who audits sees traces, not tickets
    })
    if (!allowed) return undefined
    const others = await listCoReporters(tx, districtId, ticketId)
    return { reporter, others: others.filter(({ confidential }) => mayReadReporter(session, confidential)) }
  })
  if (!found) throw new Refusal('right.missing', { permission: 'reporter.read' })
  const { reporter, others } = found
  return {
    name: reporter?.name ?? '',
    telephone: reporter?.telephone ?? '',
    onBehalf: reporter?.on_behalf ?? '',
    others: others.map(({ name, telephone }) => ({ name, telephone })),
  }
}

/** Browsers may keep a photo for an hour; its bytes never change, rights may. */
const PHOTO_MAX_AGE_S = 3600

/** A photo of a ticket the post may see. */
export async function readPhotoForStaff(call: Call<typeof readPhoto>, deps: TicketDeps): Promise<Download> {
  const { districtId } = sessionOf(call)
  const { ticketId, photoId } = call.params
  if (!(await findTicket(call.tx, districtId, ticketId))) throw new Refusal('ticket.not_found')
  const photos = await listPhotos(call.tx, districtId, ticketId)
  if (!photos.some(({ id }) => id === photoId.toLowerCase())) throw new Refusal('ticket.not_found')
  return openPhoto(deps, photoId, call.query.size ?? 'full')
}

/** The bytes of a photo. */
export async function openPhoto(
  deps: Pick<TicketDeps, 'blobs'>,
  photoId: string,
  size: 'thumb' | 'full',
): Promise<Download> {
  const bytes = await deps.blobs.find(blobOfPhoto(photoId, size))
  if (!bytes) throw new Refusal('ticket.not_found')
  return { bytes, maxAge_s: PHOTO_MAX_AGE_S }
}
