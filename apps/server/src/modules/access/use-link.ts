import type { Instant } from '@lianxin/domain'

import type { Tx } from '../../platform/db/database.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { RevokeStreams } from './deps.ts'
import { hashPassword } from './password.ts'
import { findLink, lockAccount, updateAccount, useUpLink } from './store/account.ts'
import { revokeSessions } from './store/session.ts'
import { trace } from './trace.ts'

/** The page a one-time link leads to. */
export const linkAddress = (publicUrl: string, token: string): string =>
  `${publicUrl.replace(/\/$/, '')}/console/link/${token}`

/**
 * Sets the password of the account a one-time link belongs to, ends a lock-out and all its sessions. A password that
 * is too weak leaves the link valid: the refusal rolls its use back.
 * @throws Refusal account.link_expired, account.password_weak
 */
export async function setPasswordByLink(
  tx: Tx,
  link: { readonly districtId: number; readonly token: string; readonly password: string },
  now: Instant,
  revokeStreams: RevokeStreams,
): Promise<void> {
  const { districtId, token, password } = link
  const found = await findLink(tx, districtId, token, now)
  const account = found && (await lockAccount(tx, districtId, found.account.id))
  if (!account) throw new Refusal('account.link_expired')
  if (!(await useUpLink(tx, districtId, token, now))) throw new Refusal('account.link_expired')
  const { hash, history } = await hashPassword(password, account.passwordHistory)
  await updateAccount(tx, districtId, account.id, {
    password_hash: hash,
    password_history: history,
    failed_attempts: 0,
    locked_until: null,
  })
  await revokeSessions(tx, districtId, account.id, now)
  await revokeStreams(tx, districtId, { accountId: account.id })
  await trace(
    tx,
    { districtId, personId: account.personId },
    { at: now, kind: 'account.password_set', subject: `account:${account.id}` },
  )
}
