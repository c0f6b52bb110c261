import { followOutbox } from '../../platform/live/follow.ts'
import type { FollowDeps, Follower } from '../../platform/live/follower.ts'
import type { OutboxRow } from '../../platform/live/outbox.ts'

/** Tickets given to the work at a time. */
const CHUNK = 500

/** What is done about tickets that changed. Both may be repeated, also beside themselves in another process. */
export interface FollowWork {
  readonly take: (ticketIds: readonly string[]) => Promise<unknown>
  /** Looks at everything open: once, at the first look. */
  readonly begin?: () => Promise<void>
}

/** The ticket a message tells of. */
function ticketOf({ topic, payload }: OutboxRow): string[] {
  const { ticketId } = payload
  return topic === 'ticket.changed' && typeof ticketId === 'string' ? [ticketId.toLowerCase()] : []
}

/** Hands the tickets that changed since the last time to the work, each once and some at a time; see `followOutbox`. */
export function followTickets(
  deps: FollowDeps,
  districtId: number,
  follower: Follower,
  { take, begin }: FollowWork,
): Promise<void> {
  return followOutbox(deps, districtId, follower, {
    ...(begin && { begin }),
    take: async (rows) => {
      const ids = [...new Set(rows.flatMap(ticketOf))].sort()
      for (let from = 0; from < ids.length; from += CHUNK) await take(ids.slice(from, from + CHUNK))
    },
  })
}
