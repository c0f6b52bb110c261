import type { commandTicket, TicketReceipt, WireCommand } from '@lianxin/contract'

import { Refusal } from '../../platform/refusal.ts'
import type { Call } from '../../platform/serve.ts'
import { sessionOf } from '../../platform/session.ts'
import { contentHash } from './canonical.ts'
import type { TicketDeps } from './deps.ts'
import { requireRight } from './may.ts'
import { decideAll, findRepeated, receiptOf, surroundingsOf, writeDecided } from './perform.ts'
import { claimPhotos } from './photos.ts'
import { actsForUnits, staffActor, standingOf } from './standing.ts'
import { findTicket, lockTicket } from './store.ts'
import { toDomain } from './to-domain.ts'
import { claimVoices, insertVoices } from './voices.ts'

/** What tells a command from another with the same id: everything but the revision its sender had seen. */
export function hashOfCommand(wire: WireCommand): Buffer {
  const { expectedRevision: _seen, ...content } = wire
  return contentHash(content)
}

/** Acts on a ticket for the acting post. The same command sent again gets the same answer. */
export async function commandTicketAsStaff(call: Call<typeof commandTicket>, deps: TicketDeps): Promise<TicketReceipt> {
  const { tx, body: wire } = call
  const session = sessionOf(call)
  const { districtId } = session
  const open = await lockTicket(tx, districtId, call.params.ticketId)
  if (!open) throw new Refusal('ticket.not_found')
  const around = await surroundingsOf(deps, tx, districtId)
  const hash = hashOfCommand(wire)
  const repeated = await findRepeated(tx, districtId, open, wire.commandId, hash)
  if (repeated) return receiptOf(repeated, open.number, around.places)

  const { revision } = open.ticket
  if (wire.expectedRevision !== undefined && wire.expectedRevision !== revision)
    throw new Refusal('ticket.stale', { revision }, '/expectedRevision')
  const standing = standingOf(session, open.ticket, open.gridPath, around.places)
  requireRight(wire.kind, standing, open.ticket)

  const target = wire.kind === 'merge' ? await findTicket(tx, districtId, wire.intoId) : undefined
  if (target) await findTicket(tx, districtId, open.ticket.id) // what hangs on a ticket opens for one at a time
  const photos = 'uploadIds' in wire ? await claimPhotos(deps, wire.uploadIds ?? [], 'evidence') : []
  const voices = 'voices' in wire ? await claimVoices(deps, wire.voices ?? []) : []
  const commands = toDomain(wire, open.ticket, { ...around, photoIds: photos.map(({ id }) => id) })
  const decided = decideAll(open.ticket, commands, around, {
    now: call.now,
    actor: staffActor(session),
    actsForUnitIds: actsForUnits(session, around.places),
    isApprover: session.permissions.has('ticket.approve') && standing.inTerritory,
    mergeTarget: target ? { id: target.ticket.id, state: target.ticket.state } : null,
  })
  await writeDecided(deps, tx, around, open, decided, hash, photos)
  await insertVoices(tx, districtId, decided.ticket, voices)
  return receiptOf(decided.ticket, open.number, around.places)
}
