import type { BodyOf, inviteAccount, ReplyOf } from '@lianxin/contract'
import type { Instant } from '@lianxin/domain'

import type { Tx } from '../../platform/db/database.ts'
import type { Lang } from '../../platform/language.ts'
import { Refusal } from '../../platform/refusal.ts'
import { conflict } from './may.ts'
import { findAccountOfPerson, insertAccount, insertLink, lockAccount, lockAccountsOf } from './store/account.ts'
import { findPerson } from './store/person.ts'
import { trace, type Tracer } from './trace.ts'
import { linkAddress } from './use-link.ts'
import { instantText } from './view.ts'

export type Invitation = ReplyOf<typeof inviteAccount>

/** A fresh one-time link of an account as it is handed over. */
export async function makeInvitation(
  tx: Tx,
  districtId: number,
  accountId: string,
  publicUrl: string,
  now: Instant,
): Promise<Invitation> {
  const { token, expiresAt } = await insertLink(tx, districtId, accountId, now)
  return { accountId, link: linkAddress(publicUrl, token), expiresAt: instantText(expiresAt) }
}

/**
 * Opens an account for a person. Sent again while it was not used yet, it makes a new link and the old one ends.
 * @throws Refusal person.not_found, account.name_taken, organisation.conflict (the person has an account, the account is another one or in use)
 */
export async function invite(
  tx: Tx,
  by: Tracer,
  wanted: BodyOf<typeof inviteAccount> & {
    readonly accountId: string
    readonly publicUrl: string
    readonly lang: Lang
  },
  now: Instant,
): Promise<Invitation> {
  const { accountId, personId, loginName, lang } = wanted
  const { districtId } = by
  await lockAccountsOf(tx, districtId, personId)
  const person = await findPerson(tx, districtId, personId)
  if (!person?.active) throw new Refusal('person.not_found', {}, '/personId')
  const known = await lockAccount(tx, districtId, accountId)
  if (known && (known.personId !== personId || known.loginName !== loginName))
    throw conflict(lang, '该编号已用于另一账号，请刷新后重试。', 'This id belongs to another account; refresh.')
  if (known && (known.passwordHash !== null || known.disabledAt !== null))
    throw conflict(
      lang,
      '账号已开通；如需新链接请用“重置”。',
      'The account is in use already; reset it for a new link.',
    )
  if (!known) {
    if (await findAccountOfPerson(tx, districtId, personId))
      throw conflict(lang, '该人员已有账号。', 'The person has an account already.', '/personId')
    await insertAccount(tx, { districtId, id: accountId, personId, loginName })
  }
  await trace(tx, by, { at: now, kind: 'account.invited', subject: `account:${accountId}`, data: { personId } })
  return makeInvitation(tx, districtId, accountId, wanted.publicUrl, now)
}
