import type { commandTicket, TicketReceipt, WireCommand } from '@lianxin/contract'
import { lastCommandOf, type Instant, type Step } from '@lianxin/domain'

import type { Tx } from '../../platform/db/database.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Call } from '../../platform/serve.ts'
import { sessionOf, type Session } from '../../platform/session.ts'
import { contentHash } from './canonical.ts'
import type { TicketDeps } from './deps.ts'
import { requireRight } from './may.ts'
import { decideAll, findRepeated, pathOf, receiptOf, surroundingsOf, writeDecided } from './perform.ts'
import { claimPhotos } from './photos.ts'
import { actsForUnits, staffActor, standingOf } from './standing.ts'
import { findTicket, listSteps, lockTicket } from './store.ts'
import { toDomain } from './to-domain.ts'
import { claimVoices, insertVoices } from './voices.ts'

/** What tells a command from another with the same id: everything but the revision its sender had seen. */
export function hashOfCommand(wire: WireCommand): Buffer {
  const { expectedRevision: _seen, ...content } = wire
  return contentHash(content)
}

/** Acts on a ticket for the acting post. The same command sent again gets the same answer. */
export function commandTicketAsStaff(call: Call<typeof commandTicket>, deps: TicketDeps): Promise<TicketReceipt> {
  const { tx, now, body: wire } = call
  const order = { ticketId: call.params.ticketId, commandId: wire.commandId, wires: [wire], hash: hashOfCommand(wire) }
  return actOnTicket(deps, { tx, now, session: sessionOf(call) }, order)
}

/** Who acts, when, in which transaction. */
export interface Acting {
  readonly tx: Tx
  readonly now: Instant
  readonly session: Session
}

/** What is asked of one ticket: one command, or the several of a macro that count as one. */
export interface Order {
  readonly ticketId: string
  readonly commandId: string
  readonly wires: readonly WireCommand[]
  /** Tells this order from another with the same id. */
  readonly hash: Buffer
}

/**
 * Carries out an order: all of it or nothing, written as one, with the id of the order on every step.
 * @throws Refusal of the first command that is refused
 */
export async function actOnTicket(deps: TicketDeps, acting: Acting, order: Order): Promise<TicketReceipt> {
  const { tx, session, now } = acting
  const { districtId } = session
  const open = await lockTicket(tx, districtId, order.ticketId)
  if (!open) throw new Refusal('ticket.not_found')
  const around = await surroundingsOf(deps, tx, districtId)
  const repeated = await findRepeated(tx, districtId, open, order.commandId, order.hash)
  if (repeated) return receiptOf(repeated, open.number, around.places)

  const before = open.ticket
  const photos = []
  const voices = []
  const steps: Step[] = []
  let ticket = before
  for (const wire of order.wires) {
    if (wire.expectedRevision !== undefined && wire.expectedRevision !== before.revision)
      throw new Refusal('ticket.stale', { revision: before.revision }, '/expectedRevision')
    const gridPath = steps.length === 0 ? open.gridPath : pathOf(ticket, around.places)
    const standing = standingOf(session, ticket, gridPath, around.places)
    requireRight(wire.kind, standing, ticket)
    const target = wire.kind === 'merge' ? await findTicket(tx, districtId, wire.intoId) : undefined
    if (target) await findTicket(tx, districtId, ticket.id) // what hangs on a ticket opens for one at a time
    const claimed = 'uploadIds' in wire ? await claimPhotos(deps, wire.uploadIds ?? [], 'evidence') : []
    photos.push(...claimed)
    if ('voices' in wire) voices.push(...(await claimVoices(deps, wire.voices ?? [])))
    const { expectedRevision: _checked, ...rest } = wire
    const commands = toDomain(rest, ticket, { ...around, photoIds: claimed.map(({ id }) => id) })
    const decided = decideAll(ticket, commands, around, {
      now,
      actor: staffActor(session),
      actsForUnitIds: actsForUnits(session, around.places),
      isApprover: session.permissions.has('ticket.approve') && standing.inTerritory,
      mergeTarget: target ? { id: target.ticket.id, state: target.ticket.state } : null,
      lastCommand: wire.kind === 'undo' ? lastCommandOf(await listSteps(tx, districtId, ticket.id)) : null,
    })
    steps.push(...decided.steps)
    ticket = decided.ticket
  }
  await writeDecided(deps, tx, around, open, { ticket, steps }, order.hash, photos)
  await insertVoices(tx, districtId, ticket, voices)
  return receiptOf(ticket, open.number, around.places)
}
