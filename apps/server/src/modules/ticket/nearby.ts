import type { nearbyTickets, ReplyOf } from '@lianxin/contract'
import { distance_m } from '@lianxin/domain'

import { Refusal } from '../../platform/refusal.ts'
import type { Call } from '../../platform/serve.ts'
import { sessionOf } from '../../platform/session.ts'
import { listOpenAround } from './around-store.ts'
import type { TicketDeps } from './deps.ts'
import { surroundingsOf } from './perform.ts'
import { publicTitle } from './public-title.ts'
import { findTicket } from './store.ts'
import { conditionOf, iso, nearDueUntil, unitBrief } from './view.ts'

/** A walk of some minutes: what lies farther is not seen from the same spot. */
const RADIUS_M = 500
/** Looked at around one point; an ordinary street has far fewer open matters. */
const CANDIDATES = 200
const SHOWN = 20

/** Open tickets within half a kilometre that the post may see: those of the same class first, then the nearest. */
export async function nearbyForStaff(
  call: Call<typeof nearbyTickets>,
  deps: TicketDeps,
): Promise<ReplyOf<typeof nearbyTickets>> {
  const { districtId } = sessionOf(call)
  const open = await findTicket(call.tx, districtId, call.params.ticketId)
  if (!open) throw new Refusal('ticket.not_found')
  const { ticket } = open
  const { position } = ticket.place
  if (!position) return { radius_m: RADIUS_M, items: [] }
  const around = await surroundingsOf(deps, call.tx, districtId)
  const near = nearDueUntil(around, call.now)
  const classCode = ticket.class?.classCode ?? null
  const rows = await listOpenAround(call.tx, districtId, {
    position,
    radius_m: RADIUS_M,
    exceptId: ticket.id,
    classCode,
    most: CANDIDATES,
  })
  const items = rows
    .map((row) => {
      const entry = around.classes.of(row.class_ref)
      const clock = { dueAt: row.due_at, stoppedAt: null }
      return {
        id: row.id,
        number: row.number,
        title: publicTitle(around.classes, row.class_ref, row.title),
        address: row.address,
        state: row.state,
        urgency: row.urgency,
        className: entry ? { zh: entry.minor, en: entry.minorEn } : null,
        sameClass: classCode !== null && row.class_ref?.classCode === classCode,
        holder: unitBrief(around.places, row.holder_unit_id),
        position: { lon: row.lon, lat: row.lat },
        distance_m: Math.round(distance_m([position.lon, position.lat], [row.lon, row.lat])),
        condition: conditionOf(clock, row.state, call.now, near),
        reportedAt: iso(row.reported_at),
      }
    })
    .filter((item) => item.distance_m <= RADIUS_M)
    .toSorted((a, b) => Number(b.sameClass) - Number(a.sameClass) || a.distance_m - b.distance_m)
  return { radius_m: RADIUS_M, items: items.slice(0, SHOWN) }
}
