import { STAFF_COMMANDS, type readTicket, type TicketDetail, type WireCommandKind } from '@lianxin/contract'
import {
  availableCommands,
  lastCommandOf,
  mayUndo,
  UNDO_WINDOW_MS,
  type ClassRef,
  type Step,
  type Ticket,
} from '@lianxin/domain'

import { Refusal } from '../../platform/refusal.ts'
import type { Call } from '../../platform/serve.ts'
import { type Session, sessionOf } from '../../platform/session.ts'
import type { TicketDeps } from './deps.ts'
import { actorView, historyView, personsOf } from './history.ts'
import { hasRight } from './may.ts'
import { surroundingsOf, type Surroundings } from './perform.ts'
import type { UnitPlace } from './places.ts'
import { staffActor, standingOf } from './standing.ts'
import { findPersonNames, findTicket, listPhotos, listSteps, type OpenTicket } from './store.ts'
import { listVoices } from './voices.ts'
import { iso, isoOrNull, rowView, unitBrief, type ListedRow } from './view.ts'

/** The columns of a list row from an opened ticket. */
export function listedRow({ ticket, number, gridPath, photoCount }: OpenTicket): ListedRow {
  return {
    ...ticket,
    number,
    address: ticket.place.address,
    lon: ticket.place.position?.lon ?? null,
    lat: ticket.place.position?.lat ?? null,
    grid_id: ticket.place.grid?.gridId ?? null,
    grid_path: gridPath,
    class_ref: ticket.class,
    holder_unit_id: ticket.holder.unitId,
    pending_kind: ticket.pending?.kind ?? null,
    photo_count: photoCount,
    rating: ticket.rating?.score ?? null,
    reported_at: ticket.reportedAt,
    changed_at: ticket.lastStepAt,
    closed_at: ticket.closedAt,
  }
}

/** The unit that the duty list of the class names for the nearest level above, else the base grid of the place. */
export function suggestedUnit(
  around: Surroundings,
  ticket: { readonly class: ClassRef | null; readonly path: string | null },
): UnitPlace | undefined {
  const responsible = around.classes.of(ticket.class)?.responsible ?? {}
  const levels = Object.keys(responsible).sort((a, b) => Number(b) - Number(a))
  for (const level of levels) {
    const unit = around.places.unitByCode(responsible[level] ?? '')
    if (unit && unit.kind !== 'superior' && (ticket.path === null || ticket.path.startsWith(unit.gridPath))) return unit
  }
  return ticket.path === null ? undefined : around.places.ownerOf(ticket.path)?.unit
}

/** Commands this post may give now: what the state allows and the rights allow. */
function available(
  session: Session,
  open: OpenTicket,
  around: Surroundings,
  now: number,
  undo: TicketDetail['undo'],
): WireCommandKind[] {
  const { ticket } = open
  const standing = standingOf(session, ticket, open.gridPath, around.places)
  const viewer = {
    isHolder: standing.isHolder,
    isCoUnit: standing.isCoUnit,
    isDesk: standing.permissions.has('ticket.desk') || standing.permissions.has('ticket.verify') || standing.isDesk,
    isApprover: standing.permissions.has('ticket.approve'),
    isResident: false,
    mayUndo: undo !== null,
    now,
    reopenWindow_ms: around.settings.reopenWindow_ms,
  }
  const possible: readonly string[] = availableCommands(ticket, {
    ...viewer,
    isDesk: viewer.isDesk || standing.permissions.has('ticket.report'),
  })
  const ownRequest = ticket.pending?.by.kind === 'staff' && ticket.pending.by.personId === session.personId
  return STAFF_COMMANDS.filter(
    (kind) =>
      // A dispatch may bring the class with it; without a place there is nobody to send it to.
      (possible.includes(kind) || (kind === 'dispatch' && isAtDesk(ticket))) &&
      hasRight(kind, standing, ticket) &&
      !(kind === 'approve' && ownRequest),
  )
}

const isAtDesk = (ticket: Ticket): boolean =>
  ticket.place.grid !== null && ['reported', 'accepted', 'filed'].includes(ticket.state)

/** Everything of a ticket that a post may see; the reporter stays masked. */
export async function readTicketForStaff(call: Call<typeof readTicket>, deps: TicketDeps): Promise<TicketDetail> {
  const { tx } = call
  const session = sessionOf(call)
  const { districtId } = session
  const open = await findTicket(tx, districtId, call.params.ticketId)
  if (!open) throw new Refusal('ticket.not_found')
  const { ticket } = open
  const around = await surroundingsOf(deps, tx, districtId)
  const { places } = around
  const steps = await listSteps(tx, districtId, ticket.id)
  const photos = await listPhotos(tx, districtId, ticket.id)
  const voices = await listVoices(tx, districtId, ticket.id)
  const people = [...personsOf(steps), ...(ticket.holderPersonId === null ? [] : [ticket.holderPersonId])]
  const names = await findPersonNames(tx, districtId, people)
  const entry = around.classes.of(ticket.class)
  const holder = places.unitById(ticket.holder.unitId)
  const upper = holder && places.above(holder).unit
  const grid = ticket.place.grid && places.gridById(ticket.place.grid.gridId)
  const suggested = suggestedUnit(around, { class: ticket.class, path: ticket.place.grid?.path ?? null })
  const undo = undoView(session, steps, call.now)
  const merged = ticket.mergedInto === null ? undefined : await findTicket(tx, districtId, ticket.mergedInto)
  return {
    ...rowView(listedRow(open), around, call.now),
    title: ticket.title,
    description: ticket.description,
    reporterLabel: open.reporterLabel,
    reporterCount: open.reporterCount,
    holderPersonName: ticket.holderPersonId === null ? null : (names.get(ticket.holderPersonId) ?? null),
    desk: unitBrief(places, ticket.desk.unitId),
    coUnits: ticket.coUnits.map(({ unitId, result }) => ({ unit: unitBrief(places, unitId), result })),
    promisedAt: isoOrNull(ticket.promisedAt),
    publicReply: ticket.publicReply,
    ratingComment: ticket.rating?.comment ?? '',
    mergedInto: merged ? { id: merged.ticket.id, number: merged.number } : null,
    pendingDetail: pendingView(ticket, around, names),
    grid: grid ? { id: grid.id, code: grid.code, name: grid.name, level: grid.level, path: grid.path } : null,
    gridNames: places.gridsOf(open.gridPath).map(({ name }) => name),
    upperUnit: upper ? unitBrief(places, upper.id) : null,
    closingCondition: entry?.closingCondition ?? '',
    evidenceRequired: entry?.evidenceRequired ?? false,
    standardReplies: [...(entry?.standardReplies ?? [])],
    suggestedUnit: suggested ? unitBrief(places, suggested.id) : null,
    photos: [...photos],
    voices: [...voices],
    steps: historyView(steps, around, names),
    undo,
    available: available(session, open, around, call.now, undo),
  }
}

/** What this session may still take back. */
function undoView(session: Session, steps: readonly Step[], now: number): TicketDetail['undo'] {
  const last = lastCommandOf(steps)
  const may = mayUndo(last, { actor: staffActor(session), now })
  if (!may.ok || last === null) return null
  const at = last.steps.at(-1)?.at ?? now
  return { commandId: may.value, kinds: last.steps.map(({ kind }) => kind), until: iso(at + UNDO_WINDOW_MS) }
}

function pendingView(
  ticket: Ticket,
  around: Surroundings,
  names: ReadonlyMap<string, string>,
): TicketDetail['pendingDetail'] {
  const { pending } = ticket
  if (pending === null) return null
  return {
    kind: pending.kind,
    reason: pending.reason,
    by: actorView(pending.by, around, names),
    at: iso(pending.at),
    until: pending.kind === 'suspend' ? iso(pending.until) : null,
    extra: pending.kind === 'extend' ? { ...pending.extra } : null,
  }
}
