import type { Instant } from '@lianxin/domain'

import type { Tx } from '../../platform/db/database.ts'
import { addJob } from '../../platform/jobs.ts'

export const SEND_TASK = 'messaging.send'

/**
 * Queues the sending of a message for an instant of the district's clock. The queue goes by the database's own clock,
 * so that the wait is what counts. A later call replaces the waiting job.
 */
export function wakeSender(tx: Tx, districtId: number, id: string, at: Instant, now: Instant): Promise<void> {
  const runAt = Date.now() + Math.max(0, at - now)
  return addJob(tx, SEND_TASK, { districtId, id }, { runAt, key: `message:${id}` })
}
