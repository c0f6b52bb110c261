import type { Instant } from '@lianxin/domain'
import { toString } from 'qrcode'

import type { Tx } from '../../platform/db/database.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Session } from '../../platform/session.ts'
import { lockAccount, updateAccount, useTotpCounter, type Account } from './store/account.ts'
import { updateSession } from './store/session.ts'
import { newTotp, totpCounter } from './totp.ts'
import { trace } from './trace.ts'

async function own(tx: Tx, session: Session): Promise<Account> {
  const account = await lockAccount(tx, session.districtId, session.accountId)
  if (!account) throw new Refusal('account.not_found')
  return account
}

/** Starts enrolling. The second factor in use, if any, stays until the new one is confirmed. */
export async function enrol(
  tx: Tx,
  session: Session,
  now: Instant,
): Promise<{ secret: string; uri: string; qrSvg: string }> {
  const account = await own(tx, session)
  const { secret, uri } = newTotp(account.loginName)
  await updateAccount(tx, session.districtId, account.id, { totp_pending: secret })
  await trace(tx, session, { at: now, kind: 'account.totp_started', subject: `account:${account.id}` })
  return { secret, uri, qrSvg: await toString(uri, { type: 'svg', margin: 1 }) }
}

/** @throws Refusal session.totp_refused for a wrong code, and where no enrolment was started */
export async function confirm(tx: Tx, session: Session, code: string, now: Instant): Promise<void> {
  const account = await own(tx, session)
  const counter = account.totpPending === null ? null : totpCounter(account.totpPending, code, now)
  if (counter === null) throw new Refusal('session.totp_refused', {}, '/code')
  await updateAccount(tx, session.districtId, account.id, {
    totp_secret: account.totpPending,
    totp_pending: null,
    totp_last_counter: null,
  })
  await useTotpCounter(tx, session.districtId, account.id, counter)
  await updateSession(tx, session.districtId, session.sessionId, { second_factor: true })
  await trace(tx, session, { at: now, kind: 'account.totp_enrolled', subject: `account:${account.id}` })
}
