import { createHash } from 'node:crypto'

import type { readVoice, VoiceView } from '@lianxin/contract'
import type { Ticket } from '@lianxin/domain'

import type { Tx } from '../../platform/db/database.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Call, Download } from '../../platform/serve.ts'
import { sessionOf } from '../../platform/session.ts'
import type { TicketDeps } from './deps.ts'
import { blobOfPhoto, idOfBlob } from './photos.ts'
import { findTicket } from './store.ts'
import { iso } from './view.ts'

/** A recording taken over from an upload. */
export interface ClaimedVoice {
  readonly id: string
  readonly type: string
  readonly duration_ms: number
  readonly size_bytes: number
  readonly sha256: Buffer
}

/**
 * Takes finished recordings over into a ticket. Asked again for the same uploads it gives the same notes.
 * @throws Refusal ticket.voice_unknown naming the one that is not there
 */
export async function claimVoices(
  deps: Pick<TicketDeps, 'uploads' | 'blobs'>,
  given: readonly { readonly uploadId: string; readonly duration_ms: number }[],
): Promise<readonly ClaimedVoice[]> {
  const voices: ClaimedVoice[] = []
  for (const [index, { uploadId, duration_ms }] of given.entries()) {
    const isFirst = given.findIndex((other) => other.uploadId === uploadId) === index
    const found = isFirst ? await deps.uploads.claimVoice(uploadId) : undefined
    const bytes = found && (await deps.blobs.find(found.blobId))
    if (!found || !bytes) throw new Refusal('ticket.voice_unknown', {}, `/voices/${index}`)
    const sha256 = createHash('sha256').update(bytes).digest()
    voices.push({ id: idOfBlob(found.blobId), type: found.type, duration_ms, size_bytes: found.size_bytes, sha256 })
  }
  return voices
}

/** Writes the notes that came with the last step of a ticket, in the transaction that wrote the step. */
export async function insertVoices(
  tx: Tx,
  districtId: number,
  ticket: Pick<Ticket, 'id' | 'revision' | 'lastStepAt'>,
  voices: readonly ClaimedVoice[],
): Promise<void> {
  if (voices.length === 0) return
  const rows = voices.map(({ id, type, duration_ms, size_bytes, sha256 }) => ({
    district_id: districtId,
    id,
    ticket_id: ticket.id,
    step_seq: ticket.revision,
    media_type: type,
    duration_ms,
    size_bytes,
    sha256,
    created_at: new Date(ticket.lastStepAt),
  }))
  await tx.insertInto('voice_note').values(rows).execute()
}

/** Voice notes of an opened ticket, in the order they came. */
export async function listVoices(tx: Tx, districtId: number, ticketId: string): Promise<readonly VoiceView[]> {
  const rows = await tx
    .selectFrom('voice_note')
    .select(['id', 'step_seq', 'media_type', 'duration_ms', 'created_at'])
    .where('district_id', '=', districtId)
    .where('ticket_id', '=', ticketId)
    .orderBy('step_seq')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    seq: row.step_seq,
    type: row.media_type,
    duration_ms: row.duration_ms,
    at: iso(row.created_at),
  }))
}

/** The bytes never change, rights may: kept by the browser for an hour. */
const VOICE_MAX_AGE_S = 3600

/** A voice note of a ticket the post may see. */
export async function readVoiceForStaff(call: Call<typeof readVoice>, deps: TicketDeps): Promise<Download> {
  const { districtId } = sessionOf(call)
  const { ticketId, voiceId } = call.params
  if (!(await findTicket(call.tx, districtId, ticketId))) throw new Refusal('ticket.not_found')
  const voices = await listVoices(call.tx, districtId, ticketId)
  const voice = voices.find(({ id }) => id === voiceId.toLowerCase())
  const bytes = voice && (await deps.blobs.find(blobOfPhoto(voiceId, 'full')))
  if (!voice || !bytes) throw new Refusal('ticket.not_found')
  return { bytes, type: voice.type, maxAge_s: VOICE_MAX_AGE_S }
}
