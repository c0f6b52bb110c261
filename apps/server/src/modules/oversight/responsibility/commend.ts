import type { commend, CommendationView, listCommendations, ReplyOf, withdrawCommendation } from '@lianxin/contract'

import type { Tx } from '../../../platform/db/database.ts'
import { toTimestamp } from '../../../platform/db/types.ts'
import { Refusal } from '../../../platform/refusal.ts'
import type { Call } from '../../../platform/serve.ts'
import { sessionOf, type Session } from '../../../platform/session.ts'
import { tickets } from '../../ticket/index.ts'
import type { OversightDeps } from '../deps.ts'
import {
  findCommendation,
  insertCommendation,
  listStoredCommendations,
  withdrawStored,
  type StoredCommendation,
} from './store-commendations.ts'
import { iso } from './view.ts'

const LIST_LIMIT = 200

/** Taken back by the unit that gave it, or by who decides on cases. */
const mayWithdraw = (row: StoredCommendation, { unitIds, permissions }: Session): boolean =>
  row.withdrawn_at === null &&
  permissions.has('responsibility.propose') &&
  (unitIds.includes(row.by_unit_id) || permissions.has('responsibility.decide'))

async function viewsOf(
  tx: Tx,
  deps: OversightDeps,
  session: Session,
  rows: readonly StoredCommendation[],
): Promise<CommendationView[]> {
  const places = await deps.places.open(tx, session.districtId)
  const people = rows.flatMap((row) => [row.by_person_id, ...(row.withdrawn_by === null ? [] : [row.withdrawn_by])])
  const names = await tickets.findPersonNames(tx, session.districtId, [...new Set(people)])
  return rows.map((row) => ({
    id: row.id,
    unit: tickets.unitBrief(places, row.unit_id),
    ticketId: row.ticket_id,
    ticketNumber: row.ticket_number,
    reason: row.reason,
    at: iso(row.at),
    byUnit: tickets.unitBrief(places, row.by_unit_id),
    byName: names.get(row.by_person_id) ?? '',
    withdrawn:
      row.withdrawn_at === null
        ? null
        : {
            at: iso(row.withdrawn_at),
            byName: names.get(row.withdrawn_by ?? '') ?? '',
            reason: row.withdrawn_reason ?? '',
          },
    mayWithdraw: mayWithdraw(row, session),
  }))
}

async function oneView(call: Pick<Call, 'tx' | 'session'>, deps: OversightDeps, id: string): Promise<CommendationView> {
  const session = sessionOf(call)
  const row = await findCommendation(call.tx, session.districtId, id)
  const [view] = row ? await viewsOf(call.tx, deps, session, [row]) : []
  if (!view) throw new Refusal('responsibility.not_found')
  return view
}

/** `commendation.list`. */
export async function listForStaff(
  call: Call<typeof listCommendations>,
  deps: OversightDeps,
): Promise<ReplyOf<typeof listCommendations>> {
  const session = sessionOf(call)
  const rows = await listStoredCommendations(call.tx, session.districtId, LIST_LIMIT + 1)
  return {
    items: await viewsOf(call.tx, deps, session, rows.slice(0, LIST_LIMIT)),
    truncated: rows.length > LIST_LIMIT,
  }
}

/** `commendation.put`. */
export async function commendAsStaff(call: Call<typeof commend>, deps: OversightDeps): Promise<CommendationView> {
  const { tx, now, body } = call
  const session = sessionOf(call)
  const { districtId, personId, unitId } = session
  const id = call.params.commendationId
  const reason = body.reason.trim()
  if (reason === '') throw new Refusal('responsibility.text_missing', {}, '/reason')
  if (unitId === null || session.unitIds.includes(body.unitId))
    throw new Refusal('responsibility.own_unit', {}, '/unitId')
  const places = await deps.places.open(tx, districtId)
  if (!places.unitById(body.unitId)) throw new Refusal('responsibility.unit_unknown', {}, '/unitId')
  const open = body.ticketId === undefined ? undefined : await tickets.findTicket(tx, districtId, body.ticketId)
  if (body.ticketId !== undefined && !open) throw new Refusal('ticket.not_found', {}, '/ticketId')
  await insertCommendation(tx, {
    district_id: districtId,
    id,
    unit_id: body.unitId,
    ticket_id: open?.ticket.id ?? null,
    ticket_number: open?.number ?? null,
    reason,
    by_person_id: personId,
    by_unit_id: unitId,
    at: toTimestamp(now),
    withdrawn_at: null,
  })
  const kept = await oneView(call, deps, id)
  const isSame = kept.unit.id === body.unitId && kept.reason === reason && kept.ticketId === (open?.ticket.id ?? null)
  if (!isSame) throw new Refusal('responsibility.id_reused')
  return kept
}

/** `commendation.withdraw`; it stays in the list with the reason. */
export async function withdrawAsStaff(
  call: Call<typeof withdrawCommendation>,
  deps: OversightDeps,
): Promise<CommendationView> {
  const { tx, now } = call
  const session = sessionOf(call)
  const { districtId, personId } = session
  const id = call.params.commendationId
  const reason = call.body.reason.trim()
  if (reason === '') throw new Refusal('responsibility.text_missing', {}, '/reason')
  const row = await findCommendation(tx, districtId, id)
  if (!row) throw new Refusal('responsibility.not_found')
  const isAgain = row.withdrawn_reason === reason && row.withdrawn_by === personId
  if (!isAgain) {
    if (row.withdrawn_at !== null) throw new Refusal('responsibility.withdrawn_already')
    if (!mayWithdraw(row, session)) throw new Refusal('right.missing', { permission: 'responsibility.decide' })
    await withdrawStored(tx, districtId, id, { personId, now, reason })
  }
  return oneView(call, deps, id)
}
