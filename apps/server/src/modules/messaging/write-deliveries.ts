import { afterQuietHours, type Instant } from '@lianxin/domain'
import { uuidv7 } from 'uuidv7'

import type { Tx } from '../../platform/db/database.ts'
import { toTimestamp } from '../../platform/db/types.ts'
import type { tickets } from '../ticket/index.ts'
import type { Draft } from './compose.ts'
import { wakeSender } from './wake.ts'

/** When a message of this kind may go out: an SMS not at night, and what only lights up a screen at once. */
export function earliest(adapter: Draft['adapter'], now: Instant, around: tickets.Surroundings): Instant {
  const { quietHours } = around.settings
  return adapter === 'sms' ? afterQuietHours(now, quietHours, around.calendar.utcOffsetMinutes) : now
}

/**
 * Writes messages down and queues them, in the transaction that noticed what happened. A message that exists already
 * (the same step, way and recipient) is left alone.
 * @param occasion  `step:<seq>`, `alarm:<rung>:<entry of the holder>` or `<what>:<order or whistle>`
 * @returns         how many are new
 */
export async function writeDeliveries(
  tx: Tx,
  around: tickets.Surroundings,
  of: { readonly ticketId: string; readonly occasion: string; readonly now: Instant },
  drafts: readonly Draft[],
): Promise<number> {
  let written = 0
  for (const draft of drafts) {
    const at = earliest(draft.adapter, of.now, around)
    const done = await tx
      .insertInto('message_delivery')
      .values({
        district_id: around.districtId,
        id: uuidv7(),
        ticket_id: of.ticketId,
        occasion: of.occasion,
        kind: draft.kind,
        adapter: draft.adapter,
        recipient: draft.recipient,
        lang: draft.lang,
        text: draft.text,
        holes: JSON.stringify(draft.holes),
        state: 'waiting',
        created_at: toTimestamp(of.now),
        next_attempt_at: toTimestamp(at),
        sent_at: null,
      })
      .onConflict((conflict) => conflict.constraint('message_delivery_once').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!done) continue
    written += 1
    await wakeSender(tx, around.districtId, done.id, at, of.now)
  }
  return written
}
