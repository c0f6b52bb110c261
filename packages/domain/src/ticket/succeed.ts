import { accept, refuse } from '../result.ts'
import type { Verb } from './verb.ts'

/**
 * 移交: the unit is dissolved, or no longer a desk; its heir takes over whatever it was to the ticket. The clock goes on
 * as it was, so that a reform of the offices costs no resident a day. Refused where the unit is nothing to the ticket.
 */
export const succeed: Verb<'succeed'> = (ticket, { fromUnitId, heir, reason }) => {
  const from = [ticket.holder, ticket.desk].find(({ unitId }) => unitId === fromUnitId)
  const helps = ticket.coUnits.some(({ unitId }) => unitId === fromUnitId)
  if (!from && !helps) return refuse({ code: 'ticket.not_holder', holderUnitId: ticket.holder.unitId })
  if (heir.unitId === fromUnitId) return refuse({ code: 'ticket.already_holder', unitId: heir.unitId })
  const giver = from ?? { unitId: fromUnitId, level: heir.level }
  return accept([{ kind: 'succeeded', state: ticket.state, from: giver, heir, reason }])
}
