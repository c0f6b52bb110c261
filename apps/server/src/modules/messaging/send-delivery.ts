import type { Instant } from '@lianxin/domain'

import type { Tx } from '../../platform/db/database.ts'
import { systemScope } from '../../platform/db/scope.ts'
import { coFollowToken, followToken } from '../intake/index.ts'
import { tickets } from '../ticket/index.ts'
import { withLink } from './compose.ts'
import type { MessagingDeps } from './deps.ts'
import type { Notifiers } from './notifiers/choose.ts'
import type { Outcome, OutMessage } from './notifiers/notifier.ts'
import { coReporterIdOf, findReachable, isPerson, updateWishes } from './people.ts'
import { findChannel } from './store-channels.ts'
import { isBehindAnother, lockDue, updateDelivery, type Claimed, type Standing } from './store-deliveries.ts'
import { wakeSender } from './wake.ts'
import { earliest } from './write-deliveries.ts'

const MINUTE_MS = 60_000
/** Waits between attempts; after the last one the message is given up, about a day after it was written. */
const BACKOFF_MS = [1, 5, 15, 60, 180, 360, 720].map((minutes) => minutes * MINUTE_MS)
/** An attempt whose process died is repeated after this long; well beyond the provider's time to answer. */
const LEASE_MS = 2 * MINUTE_MS

/** A message behind another one to the same recipient looks again after this long. */
const BEHIND_MS = 500

export interface SendingDeps extends MessagingDeps {
  readonly notifiers: Notifiers
}

type Address = { readonly address: string; readonly secret: string }

/** Where a message goes now: the wish may have been withdrawn, the robot switched off, the telephone erased. */
async function addressOf(tx: Tx, districtId: number, one: Claimed): Promise<Address | null> {
  if (one.adapter === 'wecom' || one.adapter === 'dingtalk') {
    const channel = await findChannel(tx, districtId, one.recipient, one.adapter)
    return channel?.active ? { address: channel.address, secret: channel.secret } : null
  }
  if (!isPerson(one.recipient)) return null
  const { telephone, openid, smsWanted } = await findReachable(tx, districtId, one.ticketId, one.recipient)
  const address = one.adapter === 'wechat' ? openid : smsWanted ? telephone : ''
  return address === '' ? null : { address, secret: '' }
}

/** The follow code of who the message goes to. */
function tokenOf({ secret }: SendingDeps, { ticketId, recipient }: Claimed): string {
  const coReporterId = isPerson(recipient) ? coReporterIdOf(recipient) : null
  return coReporterId === null ? followToken(secret, ticketId) : coFollowToken(secret, ticketId, coReporterId)
}

/** Marks the attempt as begun and gives what is to be sent; null where there is nothing to do now. */
async function begin(
  tx: Tx,
  deps: SendingDeps,
  districtId: number,
  id: string,
): Promise<{
  readonly claimed: Claimed
  readonly message: OutMessage
} | null> {
  const now = deps.clock.now()
  const claimed = await lockDue(tx, districtId, id, now)
  if (!claimed) return null
  const around = await tickets.surroundingsOf(deps, tx, districtId)
  const allowed = earliest(claimed.adapter, now, around)
  if (allowed > now) {
    await updateDelivery(tx, districtId, id, { state: 'waiting', nextAt: allowed })
    await wakeSender(tx, districtId, id, allowed, now)
    return null
  }
  if (await isBehindAnother(tx, districtId, claimed, now)) {
    await wakeSender(tx, districtId, id, now + BEHIND_MS, now)
    return null
  }
  const address = await addressOf(tx, districtId, claimed)
  const open = await tickets.findTicket(tx, districtId, claimed.ticketId)
  if (address === null || !open) {
    await updateDelivery(tx, districtId, id, { state: 'dropped', nextAt: null, failure: 'no address any more' })
    return null
  }
  const attempts = claimed.attempts + 1
  await updateDelivery(tx, districtId, id, { state: 'sending', attempts, nextAt: now + LEASE_MS })
  const link = `${deps.publicUrl}/r/t/${open.number}?token=${tokenOf(deps, claimed)}`
  const message = { ...claimed, ...address, text: withLink(claimed.text, link), link }
  return { claimed: { ...claimed, attempts }, message }
}

/** Where a message stands after an attempt. */
export function standingAfter(outcome: Outcome, attempts: number, now: Instant): Standing {
  switch (outcome.outcome) {
    case 'sent':
      return { state: 'sent', nextAt: null, sentAt: now, failure: '' }
    case 'refused':
      return { state: 'failed', nextAt: null, failure: outcome.why }
    case 'later': {
      const wait_ms = BACKOFF_MS[attempts - 1]
      if (wait_ms === undefined) return { state: 'failed', nextAt: null, failure: `given up: ${outcome.why}` }
      return { state: 'waiting', nextAt: now + Math.max(wait_ms, outcome.after_ms ?? 0), failure: outcome.why }
    }
  }
}

/**
 * Tries to send one message. The attempt is written down before and its outcome after, each in a transaction of its
 * own, with nothing open while the provider is asked. A process that dies in between leaves a lease: the message is
 * tried again with the same id, so that it is doubled only where the provider took it, its answer was lost and it
 * knows no ids.
 */
export async function sendDelivery(deps: SendingDeps, districtId: number, id: string): Promise<void> {
  const begun = await deps.db.withScope(systemScope(districtId), (tx) => begin(tx, deps, districtId, id))
  if (begun === null) return
  const { claimed, message } = begun
  const notifier = deps.notifiers.get(claimed.adapter)
  const outcome: Outcome = notifier
    ? await notifier.send(message)
    : { outcome: 'refused', why: `${claimed.adapter} is not configured` }
  await deps.db.withScope(systemScope(districtId), async (tx) => {
    const now = deps.clock.now()
    const standing = standingAfter(outcome, claimed.attempts, now)
    await updateDelivery(tx, districtId, id, standing)
    if (standing.nextAt !== null) await wakeSender(tx, districtId, id, standing.nextAt, now)
    // The consent was to one message.
    const { ticketId, recipient } = claimed
    if (standing.state === 'sent' && claimed.adapter === 'wechat' && isPerson(recipient))
      await updateWishes(tx, { districtId, ticketId, key: recipient }, { openid: '' })
  })
}
