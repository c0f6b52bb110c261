import type { OrderView } from '@lianxin/contract'
import { isLate, orderedStanding, resultAtOf, standsFor, type Instant, type OrderedStanding } from '@lianxin/domain'

import type { Session } from '../../../platform/session.ts'
import { tickets } from '../../ticket/index.ts'
import type { Matter, StoredOrder } from './store.ts'

export const iso = (at: Instant): string => new Date(at).toISOString()
const isoOrNull = (at: Instant | null): string | null => (at === null ? null : iso(at))

/** Who looks, when, with what around. */
export interface Looking {
  readonly around: tickets.Surroundings
  readonly session: Session
  readonly now: Instant
}

/** How a matter stands; where it was merged into one that the post does not see, as its order does. */
function standingOf(matter: Matter, order: StoredOrder): OrderedStanding {
  if (matter.state !== 'merged') return orderedStanding(matter)
  return order.state === 'open' ? 'open' : 'settled'
}

/**
 * An order with those of its matters that the post may see.
 * @param matters  those it sees, and what they were merged into
 */
export function orderView(row: StoredOrder, matters: ReadonlyMap<string, Matter>, looking: Looking): OrderView {
  const { around, session, now } = looking
  const { places, classes } = around
  const isIssuer = session.unitIds.includes(row.issuer_unit_id)
  const overdue = row.state === 'open' && isLate({ dueAt: row.due_at, settledAt: row.settled_at }, now)
  return {
    id: row.id,
    state: row.state,
    overdue,
    verifying: row.state === 'open' && row.settled_at !== null,
    reason: row.reason,
    issuer: tickets.unitBrief(places, row.issuer_unit_id),
    issuedAt: iso(row.issued_at),
    dueAt: iso(row.due_at),
    settledAt: row.state === 'open' ? null : isoOrNull(row.settled_at),
    withdrawnReason: row.withdrawn_reason,
    ticketCount: row.ticket_ids.length,
    tickets: row.ticket_ids.flatMap((id) => {
      const matter = matters.get(id)
      const actual = standsFor(matters, id)
      if (!matter || !actual) return []
      return [
        {
          id,
          number: matter.number,
          title: tickets.publicTitle(classes, matter.class_ref, matter.title),
          state: matter.state,
          unit: tickets.unitBrief(places, actual.holder_unit_id),
          standing: standingOf(actual, row),
          resultAt: isoOrNull(resultAtOf(actual)),
        },
      ]
    }),
    mayWithdraw: row.state === 'open' && isIssuer && session.permissions.has('order.write'),
  }
}
