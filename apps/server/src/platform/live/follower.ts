import type { Instant } from '@lianxin/domain'

import type { Database } from '../db/database.ts'
import type { OutboxRow } from './outbox.ts'

/**
 * Who follows the outbox, each from a place of its own. The outbox forgets nothing that one of them has not read, so that
 * no sleep and no fault, however long, loses what was committed.
 */
export const FOLLOWERS = ['messages', 'alarms', 'orders', 'figures'] as const
export type Follower = (typeof FOLLOWERS)[number]

export interface FollowDeps {
  readonly db: Database
  readonly clock: { now(): Instant }
}

/** What a follower does. It may be done again, also beside itself in another process. */
export interface FollowWork {
  /** Takes what was committed since the last time, in the order of writing. */
  readonly take: (rows: readonly OutboxRow[]) => Promise<void>
  /** Looks at what there was before the first message: once, at the very first look. */
  readonly begin?: () => Promise<void>
}
