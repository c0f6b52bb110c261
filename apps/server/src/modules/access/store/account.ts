import type { Instant } from '@lianxin/domain'
import { sql } from 'kysely'

import type { Tx } from '../../../platform/db/database.ts'
import { toTimestamp } from '../../../platform/db/types.ts'
import { hashToken, newToken } from '../token.ts'
import { instantParameter } from './instant.ts'

/** GB/T 22239 asks for a reaction to failed sign-ins; five leave room for honest mistakes. */
export const MAX_FAILURES = 5
export const LOCK_MS = 15 * 60_000
export const LINK_MS = 24 * 3_600_000

/** An account as the rules need it. */
export interface Account {
  readonly id: string
  readonly districtId: number
  readonly personId: string
  readonly personName: string
  readonly personActive: boolean
  readonly loginName: string
  readonly passwordHash: string | null
  readonly passwordHistory: readonly string[]
  readonly totpSecret: string | null
  readonly totpPending: string | null
  readonly failedAttempts: number
  readonly lockedUntil: Instant | null
  readonly disabledAt: Instant | null
}

const accounts = (tx: Tx, districtId: number) =>
  tx
    .selectFrom('account as a')
    .innerJoin('person as p', (join) =>
      join.onRef('p.district_id', '=', 'a.district_id').onRef('p.id', '=', 'a.person_id'),
    )
    .where('a.district_id', '=', districtId)
    .select([
      'a.id',
      'a.district_id as districtId',
      'a.person_id as personId',
      'p.name as personName',
      'p.active as personActive',
      'a.login_name as loginName',
      'a.password_hash as passwordHash',
      'a.password_history as passwordHistory',
      'a.totp_secret as totpSecret',
      'a.totp_pending as totpPending',
      'a.failed_attempts as failedAttempts',
      'a.locked_until as lockedUntil',
      'a.disabled_at as disabledAt',
    ])

export async function findAccount(tx: Tx, districtId: number, accountId: string): Promise<Account | undefined> {
  return accounts(tx, districtId).where('a.id', '=', accountId).executeTakeFirst()
}

/** Takes the account for this transaction, so that changes follow one another. */
export async function lockAccount(tx: Tx, districtId: number, accountId: string): Promise<Account | undefined> {
  return accounts(tx, districtId).where('a.id', '=', accountId).forUpdate('a').executeTakeFirst()
}

export async function lockAccountByName(tx: Tx, districtId: number, loginName: string): Promise<Account | undefined> {
  return accounts(tx, districtId).where('a.login_name', '=', loginName).forUpdate('a').executeTakeFirst()
}

/** Accounts of one person are opened one after another. */
export async function lockAccountsOf(tx: Tx, districtId: number, personId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(${districtId}::int, hashtext(${`account ${personId}`}))`.execute(tx)
}

export async function findAccountOfPerson(tx: Tx, districtId: number, personId: string): Promise<Account | undefined> {
  return accounts(tx, districtId)
    .where('a.person_id', '=', personId)
    .where('a.disabled_at', 'is', null)
    .executeTakeFirst()
}

/** Accounts whose login or person contains `q`, or whose person is among those spelled so, by login name. */
export async function listAccountRows(
  tx: Tx,
  districtId: number,
  { q, spelled }: { readonly q: string; readonly spelled: readonly string[] },
  limit: number,
): Promise<Account[]> {
  return accounts(tx, districtId)
    .where(({ eb, or }) =>
      or([
        eb(sql<boolean>`(strpos(lower(a.login_name), lower(${q}::text)) > 0)`, '=', true),
        eb(sql<boolean>`(strpos(p.name, ${q}) > 0)`, '=', true),
        eb(sql<boolean>`(p.id = any(${spelled}::uuid[]))`, '=', true),
      ]),
    )
    .orderBy('a.login_name')
    .limit(limit)
    .execute()
}

export interface AccountChange {
  password_hash?: string | null
  password_history?: string[]
  totp_secret?: string | null
  totp_pending?: string | null
  totp_last_counter?: number | null
  failed_attempts?: number
  locked_until?: Date | null
  disabled_at?: Date | null
}

export async function updateAccount(
  tx: Tx,
  districtId: number,
  accountId: string,
  change: AccountChange,
): Promise<void> {
  await tx
    .updateTable('account')
    .set(change)
    .where('district_id', '=', districtId)
    .where('id', '=', accountId)
    .execute()
}

export async function insertAccount(
  tx: Tx,
  account: Pick<Account, 'districtId' | 'id' | 'personId' | 'loginName'>,
): Promise<void> {
  await tx
    .insertInto('account')
    .values({
      district_id: account.districtId,
      id: account.id,
      person_id: account.personId,
      login_name: account.loginName,
    })
    .execute()
}

/** Uses up a time step of the second factor. @returns false where it or a later one was used before */
export async function useTotpCounter(tx: Tx, districtId: number, accountId: string, counter: number): Promise<boolean> {
  const used = await tx
    .updateTable('account')
    .set({ totp_last_counter: counter })
    .where('district_id', '=', districtId)
    .where('id', '=', accountId)
    .where(({ eb, or }) => or([eb('totp_last_counter', 'is', null), eb('totp_last_counter', '<', counter)]))
    .executeTakeFirst()
  return used.numUpdatedRows === 1n
}

/** Makes the one valid link of an account; earlier ones no longer open it. @returns the token, shown once */
export async function insertLink(
  tx: Tx,
  districtId: number,
  accountId: string,
  now: Instant,
): Promise<{ token: string; expiresAt: Instant }> {
  await cancelLinks(tx, districtId, accountId, now)
  const token = newToken()
  const expiresAt = now + LINK_MS
  await tx
    .insertInto('one_time_link')
    .values({
      district_id: districtId,
      token_hash: hashToken(token),
      account_id: accountId,
      expires_at: toTimestamp(expiresAt),
    })
    .execute()
  return { token, expiresAt }
}

export async function cancelLinks(tx: Tx, districtId: number, accountId: string, now: Instant): Promise<void> {
  await tx
    .updateTable('one_time_link')
    .set({ used_at: toTimestamp(now) })
    .where('district_id', '=', districtId)
    .where('account_id', '=', accountId)
    .where('used_at', 'is', null)
    .execute()
}

/** The account a valid link opens; nothing for a link that was used, is over, or belongs to a closed account. */
export async function findLink(
  tx: Tx,
  districtId: number,
  token: string,
  now: Instant,
): Promise<{ account: Account; expiresAt: Instant } | undefined> {
  const link = await tx
    .selectFrom('one_time_link')
    .select(['account_id', 'expires_at'])
    .where('district_id', '=', districtId)
    .where('token_hash', '=', hashToken(token))
    .where('used_at', 'is', null)
    .where('expires_at', '>', instantParameter(now))
    .executeTakeFirst()
  const account = link && (await findAccount(tx, districtId, link.account_id))
  if (!account || account.disabledAt !== null || !account.personActive) return undefined
  return { account, expiresAt: link.expires_at }
}

/** Uses up a link. @returns false where somebody else was faster */
export async function useUpLink(tx: Tx, districtId: number, token: string, now: Instant): Promise<boolean> {
  const used = await tx
    .updateTable('one_time_link')
    .set({ used_at: toTimestamp(now) })
    .where('district_id', '=', districtId)
    .where('token_hash', '=', hashToken(token))
    .where('used_at', 'is', null)
    .executeTakeFirst()
  return used.numUpdatedRows === 1n
}

/** Whether an account of the district has, or ever had, a password. */
export async function someoneCanSignIn(tx: Tx, districtId: number): Promise<boolean> {
  const row = await tx
    .selectFrom('account')
    .select('id')
    .where('district_id', '=', districtId)
    .where(({ eb, or }) =>
      or([eb('password_hash', 'is not', null), eb(sql`array_length(password_history, 1)`, '>', 0)]),
    )
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
