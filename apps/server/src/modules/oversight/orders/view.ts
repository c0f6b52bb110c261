import type { OrderView } from '@lianxin/contract'
import { settledAtOf, type Instant } from '@lianxin/domain'

import type { Session } from '../../../platform/session.ts'
import type { tickets } from '../../ticket/index.ts'
import type { Matter, StoredOrder } from './store.ts'

export const iso = (at: Instant): string => new Date(at).toISOString()
const isoOrNull = (at: Instant | null): string | null => (at === null ? null : iso(at))

/** Who looks, when, with what around. */
export interface Looking {
  readonly places: tickets.Surroundings['places']
  readonly session: Session
  readonly now: Instant
}

/** An order with those of its matters that the post may see. */
export function orderView(row: StoredOrder, matters: ReadonlyMap<string, Matter>, looking: Looking): OrderView {
  const { places, session, now } = looking
  const nameOf = (unitId: string): string => places.unitById(unitId)?.name ?? ''
  const isIssuer = session.unitIds.includes(row.issuer_unit_id)
  return {
    id: row.id,
    state: row.state,
    overdue: row.state === 'open' && row.due_at < now,
    reason: row.reason,
    issuerName: nameOf(row.issuer_unit_id),
    issuedAt: iso(row.issued_at),
    dueAt: iso(row.due_at),
    settledAt: isoOrNull(row.settled_at),
    withdrawnReason: row.withdrawn_reason,
    ticketCount: row.ticket_ids.length,
    tickets: row.ticket_ids.flatMap((id) => {
      const matter = matters.get(id)
      if (!matter) return []
      const { number, title, state } = matter
      return [
        {
          id,
          number,
          title,
          state,
          unitName: nameOf(matter.holder_unit_id),
          settledAt: isoOrNull(settledAtOf(matter)),
        },
      ]
    }),
    mayWithdraw: row.state === 'open' && isIssuer && session.permissions.has('order.write'),
  }
}
