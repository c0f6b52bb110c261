import type { TicketRow } from '@lianxin/contract'
import { walkingOrder, type Leg } from '@lianxin/domain'
import { findPosition, type PositionFailure } from '@lianxin/ui'
import type { LonLat } from '@lianxin/ui/map'
import { useMemo, useState } from 'react'

/** A ticket as a stop of the way. */
interface TicketStop {
  readonly ticket: TicketRow
  readonly place: readonly [number, number] | null
  readonly overdue: boolean
}

export interface Walk {
  /** On: the way from where one stands; null while due order is shown. */
  readonly legs: readonly Leg<TicketStop>[] | null
  readonly finding: boolean
  readonly failure: PositionFailure | null
  /** Asks the device where it is and orders by the way. */
  start(): void
  stop(): void
}

const stopOf = (ticket: TicketRow): TicketStop => ({
  ticket,
  place: ticket.position ? [ticket.position.lon, ticket.position.lat] : null,
  overdue: ticket.clock.condition === 'overdue',
})

/**
 * To-dos in walking order. The position stays in this page's memory: it is not sent, not kept, and forgotten when the
 * order is changed back or the page is left.
 */
export function useWalk(tickets: readonly TicketRow[]): Walk {
  const [from, setFrom] = useState<LonLat | null>(null)
  const [finding, setFinding] = useState(false)
  const [failure, setFailure] = useState<PositionFailure | null>(null)
  const legs = useMemo(() => from && walkingOrder([from.lon, from.lat], tickets.map(stopOf)), [from, tickets])
  const start = async (): Promise<void> => {
    setFinding(true)
    setFailure(null)
    const found = await findPosition()
    setFinding(false)
    if (typeof found === 'string') setFailure(found)
    else setFrom(found)
  }
  return { legs, finding, failure, start: () => void start(), stop: () => setFrom(null) }
}
