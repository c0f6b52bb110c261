import type { TicketChanged } from '@lianxin/contract'

/** Steps that put something new on one's desk. */
const ARRIVALS: ReadonlySet<string> = new Set(['dispatched', 'reassigned', 'escalated', 'reworked', 'reminded'])

/** Whether a change calls for the attention of a unit: it has the ticket, and the step brought it or asks for speed. */
export function arrivesAt(change: Pick<TicketChanged, 'step' | 'holderUnitId'>, unitId: string): boolean {
  return change.holderUnitId === unitId && ARRIVALS.has(change.step)
}
