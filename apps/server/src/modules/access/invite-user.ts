import type { BodyOf, changeAccount, Role } from '@lianxin/contract'
import { localDay, type Instant } from '@lianxin/domain'
import { uuidv7 } from 'uuidv7'

import type { Database } from '../../platform/db/database.ts'
import { systemScope } from '../../platform/db/scope.ts'
import { publishRevocation } from '../../platform/live/outbox.ts'
import { Refusal } from '../../platform/refusal.ts'
import { actOnAccount } from './change-account.ts'
import type { RevokeStreams } from './deps.ts'
import { invite, type Invitation } from './invite-account.ts'
import { lockAccountByName } from './store/account.ts'
import { readTree } from './store/division.ts'
import { upsertPerson, upsertPost } from './store/person.ts'
import { findUnitByCode } from './store/unit.ts'
import { trace } from './trace.ts'

/** What `lianxin user …` acts on. Whoever runs it has the machine; it leaves traces without a person. */
export interface CommandLine {
  readonly db: Database
  readonly districtId: number
  readonly publicUrl: string
  readonly now: Instant
}

/**
 * Makes a person with a post in the unit of that code and opens an account (`lianxin user invite`).
 * @throws Refusal unit.not_found, account.name_taken
 */
export async function inviteUser(
  { db, districtId, publicUrl, now }: CommandLine,
  user: { readonly name: string; readonly loginName: string; readonly role: Role; readonly unitCode: string },
): Promise<Invitation> {
  return db.withScope(systemScope(districtId), async (tx) => {
    const unit = await findUnitByCode(tx, districtId, user.unitCode)
    if (!unit?.active) throw new Refusal('unit.not_found')
    if (await lockAccountByName(tx, districtId, user.loginName)) throw new Refusal('account.name_taken')
    const personId = uuidv7()
    const postId = uuidv7()
    const validFrom = localDay(now, (await readTree(tx, districtId)).offset_min)
    await upsertPerson(tx, districtId, { id: personId, name: user.name, telephone: '', source: 'staff', active: true })
    const { role } = user
    await upsertPost(tx, districtId, { id: postId, personId, unitId: unit.id, role, validFrom, validTo: null })
    await trace(
      tx,
      { districtId },
      { at: now, kind: 'post.given', subject: `post:${postId}`, data: { personId, role } },
    )
    const wanted = { accountId: uuidv7(), personId, loginName: user.loginName, publicUrl, lang: 'en' as const }
    return invite(tx, { districtId }, wanted, now)
  })
}

/**
 * Acts on an account by its login name (`lianxin user unlock|reset|disable|enable|revoke`).
 * @returns the new link of a reset
 * @throws Refusal account.not_found
 */
export async function changeUser(
  { db, districtId, publicUrl, now }: CommandLine,
  loginName: string,
  action: BodyOf<typeof changeAccount>['action'],
): Promise<Invitation | null> {
  return db.withScope(systemScope(districtId), async (tx) => {
    const account = await lockAccountByName(tx, districtId, loginName)
    if (!account) throw new Refusal('account.not_found')
    // Other processes find the message within half a second; requests are refused from the commit on.
    const revokeStreams: RevokeStreams = (inner, district, revocation) =>
      publishRevocation(inner, district, revocation, () => undefined)
    return actOnAccount(tx, { districtId }, account, { action, publicUrl, revokeStreams }, now)
  })
}
