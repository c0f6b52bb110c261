import type { Actor, Ticket } from '@lianxin/domain'

import { Refusal } from '../../platform/refusal.ts'
import type { Session } from '../../platform/session.ts'
import type { Standing } from './may.ts'
import type { Places } from './places.ts'

/** A session whose post has a unit. @throws Refusal right.missing before a post was chosen */
export function actingUnitId(session: Session): string {
  if (session.unitId === null) throw new Refusal('right.missing', { permission: 'ticket.read' })
  return session.unitId
}

/**
 * Units a post acts for: its own, and where it may dispatch, the desk or territorial unit at the same grid. Units below
 * are not among them: a matter is handled by who holds it.
 */
export function actsForUnits(session: Session, places: Places): readonly string[] {
  const own = actingUnitId(session)
  const unit = places.unitById(own)
  if (!unit || !session.permissions.has('ticket.desk')) return [own]
  return [own, ...places.twinsOf(unit).map(({ id }) => id)]
}

export function staffActor(session: Session): Actor {
  return { kind: 'staff', personId: session.personId, unitId: actingUnitId(session) }
}

/** How a post stands to a ticket. */
export function standingOf(session: Session, ticket: Ticket, gridPath: string, places: Places): Standing {
  const units = actsForUnits(session, places)
  return {
    permissions: session.permissions,
    inTerritory: session.territory !== '' && gridPath.startsWith(session.territory),
    isHolder: units.includes(ticket.holder.unitId),
    isCoUnit: ticket.coUnits.some(({ unitId }) => units.includes(unitId)),
    isDesk: units.includes(ticket.desk.unitId),
    signed: ticket.holderPersonId === session.personId,
  }
}
