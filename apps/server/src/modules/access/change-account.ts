import type { BodyOf, changeAccount } from '@lianxin/contract'
import type { Instant } from '@lianxin/domain'

import type { Tx } from '../../platform/db/database.ts'
import { toTimestamp } from '../../platform/db/types.ts'
import type { RevokeStreams } from './deps.ts'
import { makeInvitation, type Invitation } from './invite-account.ts'
import { cancelLinks, updateAccount, type Account } from './store/account.ts'
import { revokeSessions } from './store/session.ts'
import { trace, type Tracer } from './trace.ts'

type Action = BodyOf<typeof changeAccount>['action']

/** For the trace: `account.unlocked` and so on. */
const KIND: Readonly<Record<Action, string>> = {
  unlock: 'account.unlocked',
  reset: 'account.reset',
  disable: 'account.disabled',
  enable: 'account.enabled',
  revokeSessions: 'account.sessions_revoked',
}

/** These end the sessions of the account in the same transaction. */
const ENDS_SESSIONS: ReadonlySet<Action> = new Set(['reset', 'disable', 'revokeSessions'])

/**
 * Acts on the account of somebody else. A reset takes password and second factor away at once (a lost phone, a leaked
 * password) and gives a one-time link; the last passwords stay remembered.
 * @returns the new link of a reset, else null
 */
export async function actOnAccount(
  tx: Tx,
  by: Tracer,
  account: Account,
  act: { readonly action: Action; readonly publicUrl: string; readonly revokeStreams: RevokeStreams },
  now: Instant,
): Promise<Invitation | null> {
  const { districtId, id } = account
  const { action } = act
  const cleared = { failed_attempts: 0, locked_until: null }
  if (action === 'unlock') await updateAccount(tx, districtId, id, cleared)
  if (action === 'enable') await updateAccount(tx, districtId, id, { ...cleared, disabled_at: null })
  if (action === 'disable') {
    await updateAccount(tx, districtId, id, { disabled_at: toTimestamp(now) })
    await cancelLinks(tx, districtId, id, now)
  }
  if (action === 'reset')
    await updateAccount(tx, districtId, id, { ...cleared, password_hash: null, totp_secret: null, totp_pending: null })
  if (ENDS_SESSIONS.has(action)) {
    await revokeSessions(tx, districtId, id, now)
    await act.revokeStreams(tx, districtId, { accountId: id })
  }
  await trace(tx, by, { at: now, kind: KIND[action], subject: `account:${id}` })
  return action === 'reset' ? makeInvitation(tx, districtId, id, act.publicUrl, now) : null
}
