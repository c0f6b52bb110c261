import type { WireCommand, WireCommandOf } from '@lianxin/contract'
import type { Command, Place, Ticket, UnitRef } from '@lianxin/domain'

import { Refusal } from '../../platform/refusal.ts'
import type { ClassBook } from '../catalogue/index.ts'
import { gridRef, unitRef, type Places } from './places.ts'

/** What is looked up to understand a command. */
export interface Lookups {
  readonly places: Places
  readonly classes: ClassBook
  readonly photoIds: readonly string[]
}

/** The unit of an id that a person chose. @throws Refusal unit.not_found */
function chosenUnit(places: Places, id: string): UnitRef {
  const unit = places.unitById(id)
  if (!unit?.active) throw new Refusal('unit.not_found', {}, '/unitId')
  return unitRef(unit)
}

function classification(lookups: Lookups, ticket: Ticket, classCode: string, urgency?: 'normal' | 'urgent') {
  const found = lookups.classes.find(classCode)
  if (!found) throw new Refusal('catalogue.class_unknown', {}, '/classCode')
  return {
    class: found.ref,
    limit: found.limit,
    urgency: urgency ?? (found.entry.urgent ? 'urgent' : ticket.urgency),
  }
}

/** The place a command names; what it leaves out stays as it was. */
function located(places: Places, before: Place, wire: WireCommandOf<'locate'>): Place {
  const address = wire.address ?? before.address
  const position = wire.position ?? before.position
  if (wire.gridId !== undefined) {
    const grid = gridRef(places.gridById(wire.gridId))
    if (!grid) throw new Refusal('grid.not_found', {}, '/gridId')
    return { position, address, grid }
  }
  if (wire.position === undefined) return { ...before, address }
  const grid = gridRef(places.gridAt(wire.position))
  if (!grid) throw new Refusal('grid.outside', {}, '/position')
  return { position, address, grid }
}

/** Whom a dispatch goes to when it names nobody: the base grid of the place (小事一格解决). */
function ownerOfPlace(places: Places, ticket: Ticket): UnitRef {
  const owner = ticket.place.grid && places.ownerOf(ticket.place.grid.path)
  if (!owner) throw new Refusal(ticket.place.grid ? 'unit.not_found' : 'ticket.grid_missing', {}, '/unitId')
  return unitRef(owner.unit)
}

/**
 * A command of the wire in the words of the domain; a dispatch with a class is two, carried out as one.
 * @throws Refusal for a class, unit, grid or place that does not exist
 */
export function toDomain(wire: WireCommand, ticket: Ticket, lookups: Lookups): readonly Command[] {
  const { places, photoIds } = lookups
  const { commandId } = wire
  const base =
    wire.expectedRevision === undefined ? { commandId } : { commandId, expectedRevision: wire.expectedRevision }
  switch (wire.kind) {
    case 'classify':
      return [{ ...base, kind: 'classify', ...classification(lookups, ticket, wire.classCode, wire.urgency) }]
    case 'locate':
      return [{ ...base, kind: 'locate', place: located(places, ticket.place, wire) }]
    case 'dispatch': {
      const to = wire.unitId === undefined ? ownerOfPlace(places, ticket) : chosenUnit(places, wire.unitId)
      const limit = wire.limit === undefined ? {} : { limit: wire.limit }
      if (wire.classCode === undefined) return [{ ...base, kind: 'dispatch', to, ...limit }]
      const classified = classification(lookups, ticket, wire.classCode)
      return [
        { ...base, kind: 'classify', ...classified },
        { commandId, kind: 'dispatch', to, ...limit },
      ]
    }
    case 'reassign':
      return [{ ...base, kind: 'reassign', to: chosenUnit(places, wire.unitId), reason: wire.reason }]
    case 'addUnit':
      return [{ ...base, kind: 'addUnit', unitId: chosenUnit(places, wire.unitId).unitId }]
    case 'escalate': {
      const to = wire.unitId === undefined ? {} : { to: chosenUnit(places, wire.unitId) }
      return [{ ...base, kind: 'escalate', reason: wire.reason, ...to }]
    }
    case 'requestSuspend':
      return [{ ...base, kind: 'requestSuspend', reason: wire.reason, until: Date.parse(wire.until) }]
    case 'selfResolve':
    case 'resolve':
      return [{ ...base, kind: wire.kind, publicReply: wire.publicReply, evidencePhotoIds: photoIds }]
    case 'rate':
      return [{ ...base, kind: 'rate', score: wire.score, comment: wire.comment }]
    case 'decline':
    case 'void':
      return [{ ...base, kind: wire.kind, publicReply: wire.publicReply, reason: wire.reason }]
    case 'requestAbnormalClose':
      return [{ ...base, kind: wire.kind, publicReply: wire.publicReply, reason: wire.reason }]
    case 'requestExtension':
      return [{ ...base, kind: wire.kind, reason: wire.reason, extra: wire.extra }]
    case 'merge':
      return [{ ...base, kind: 'merge', intoId: wire.intoId, publicReply: wire.publicReply }]
    case 'returnToDispatcher':
    case 'reject':
    case 'rework':
    case 'unmerge':
    case 'reopen':
      return [{ ...base, kind: wire.kind, reason: wire.reason }]
    case 'coUnitResult':
    case 'note':
    case 'supplement':
    case 'remind':
      return [{ ...base, kind: wire.kind, text: wire.text }]
    case 'undo':
      return [{ ...base, kind: 'undo', ofCommandId: wire.ofCommandId }]
    case 'accept':
    case 'file':
    case 'acknowledge':
    case 'approve':
    case 'start':
    case 'resume':
    case 'verify':
    case 'close':
      return [{ ...base, kind: wire.kind }]
  }
}
