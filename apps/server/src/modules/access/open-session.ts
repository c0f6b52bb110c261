import type { BodyOf, openSession } from '@lianxin/contract'
import type { Instant } from '@lianxin/domain'

import type { Tx } from '../../platform/db/database.ts'
import { systemScope } from '../../platform/db/scope.ts'
import { toTimestamp } from '../../platform/db/types.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Call } from '../../platform/serve.ts'
import type { UnknownNames } from './attempts.ts'
import type { AccessDeps } from './deps.ts'
import { verifyPassword } from './password.ts'
import { enter, type Entered } from './enter.ts'
import {
  LOCK_MS,
  lockAccount,
  lockAccountByName,
  MAX_FAILURES,
  updateAccount,
  useTotpCounter,
  type Account,
} from './store/account.ts'
import { revokeSessions } from './store/session.ts'
import { totpCounter } from './totp.ts'
import { trace } from './trace.ts'

const locked = (until: Instant, now: Instant): Refusal =>
  new Refusal('session.locked', { minutes: Math.max(1, Math.ceil((until - now) / 60_000)) })
const refused = (): Refusal => new Refusal('session.credentials_refused', { attempts: MAX_FAILURES })

/**
 * Signs in by name, password and, where enrolled, one-time code. A failure must be kept although the request is
 * refused, so the attempt is counted in a transaction of its own before the password is looked at: however many
 * guesses arrive together, only five are checked. The earlier sessions of the account end (GB/T 22239: one at a time).
 * @throws Refusal session.credentials_refused, session.locked, session.totp_required, session.totp_refused
 */
export async function signIn(
  deps: AccessDeps,
  unknown: UnknownNames,
  call: Pick<Call<typeof openSession>, 'body' | 'now' | 'inScope'>,
): Promise<Entered> {
  const { body, now } = call
  const scope = systemScope(deps.config.districtId)
  const account = await call.inScope(scope, (tx) => countAttempt(tx, scope.districtId, body.loginName, now))
  if (account instanceof Refusal) throw account
  const right = await verifyPassword(account && isOpen(account) ? account.passwordHash : null, body.password)
  if (!account) {
    const until = unknown.fail(body.loginName, now)
    throw until === null ? refused() : locked(until, now)
  }
  const outcome = await call.inScope(scope, (tx) => settle(tx, deps, account, right, body, now))
  if (outcome instanceof Refusal) throw outcome
  return outcome
}

const isOpen = (account: Account): boolean => account.disabledAt === null && account.personActive

/** Counts the attempt as a failure until it proves right. @returns the account with that count, if there is one */
async function countAttempt(
  tx: Tx,
  districtId: number,
  loginName: string,
  now: Instant,
): Promise<Account | undefined | Refusal> {
  const account = await lockAccountByName(tx, districtId, loginName)
  if (!account) {
    await trace(tx, { districtId }, { at: now, kind: 'session.refused', subject: 'account:unknown', result: 'refused' })
    return undefined
  }
  if (account.lockedUntil !== null && account.lockedUntil > now) return locked(account.lockedUntil, now)
  const failedAttempts = account.lockedUntil === null ? account.failedAttempts + 1 : 1
  const lockedUntil = failedAttempts >= MAX_FAILURES ? now + LOCK_MS : null
  await updateAccount(tx, districtId, account.id, {
    failed_attempts: failedAttempts,
    locked_until: lockedUntil === null ? null : toTimestamp(lockedUntil),
  })
  return { ...account, failedAttempts, lockedUntil }
}

async function settle(
  tx: Tx,
  deps: AccessDeps,
  account: Account,
  right: boolean,
  body: BodyOf<typeof openSession>,
  now: Instant,
): Promise<Entered | Refusal> {
  if (!right) return fail(tx, account, refused(), now)
  const { districtId, id, totpSecret } = account
  if (totpSecret !== null && body.totp === undefined) {
    await takeBack(tx, districtId, id)
    return new Refusal('session.totp_required')
  }
  if (totpSecret !== null && body.totp !== undefined) {
    const counter = totpCounter(totpSecret, body.totp, now)
    const accepted = counter !== null && (await useTotpCounter(tx, districtId, id, counter))
    if (!accepted) return fail(tx, account, new Refusal('session.totp_refused', {}, '/totp'), now)
  }
  await updateAccount(tx, districtId, id, { failed_attempts: 0, locked_until: null })
  if ((await revokeSessions(tx, districtId, id, now)) > 0) await deps.revokeStreams(tx, districtId, { accountId: id })
  return enter(tx, account, { secondFactor: totpSecret !== null, kind: 'session.opened' }, now)
}

/** A right password without a code is no failure, but does not clear earlier ones: else codes could be guessed for ever. */
async function takeBack(tx: Tx, districtId: number, accountId: string): Promise<void> {
  const failed = await lockAccount(tx, districtId, accountId)
  if (!failed) return
  const count = Math.max(0, failed.failedAttempts - 1)
  const lockedUntil = count >= MAX_FAILURES && failed.lockedUntil !== null ? toTimestamp(failed.lockedUntil) : null
  await updateAccount(tx, districtId, accountId, { failed_attempts: count, locked_until: lockedUntil })
}

async function fail(tx: Tx, account: Account, refusal: Refusal, now: Instant): Promise<Refusal> {
  const by = { districtId: account.districtId, personId: account.personId }
  const subject = `account:${account.id}`
  await trace(tx, by, { at: now, kind: 'session.refused', subject, result: 'refused', data: { reason: refusal.code } })
  if (account.lockedUntil === null) return refusal
  await trace(tx, by, { at: now, kind: 'account.locked', subject, data: { attempts: account.failedAttempts } })
  return locked(account.lockedUntil, now)
}
