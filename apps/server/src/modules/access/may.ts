import type { Role } from '@lianxin/contract'
import type { LocalDate } from '@lianxin/domain'

import { Refusal } from '../../platform/refusal.ts'
import type { Session } from '../../platform/session.ts'
import type { Lang } from '../../platform/language.ts'

/** Rights are given by others: nobody opens, resets or closes the own account, nor gives or ends an own post. */
export function mayChangeRightsOf(session: Pick<Session, 'personId'>, personId: string): void {
  if (session.personId === personId) throw new Refusal('account.own_rights')
}

/** 三权分立 (GB/T 22239): these do not lie with one person at the same time. */
const SEPARATED: readonly string[] = ['systemAdmin', 'securityAdmin', 'auditor'] satisfies readonly Role[]

/** Days a post is held: from the first up to, not including, the last; null while open. */
export interface HeldPost {
  readonly id: string
  readonly role: string
  readonly validFrom: LocalDate
  readonly validTo: LocalDate | null
}

/** Whether another administrative post of the person falls into the same days. */
export function dutiesClash(post: HeldPost, others: readonly HeldPost[]): boolean {
  if (!SEPARATED.includes(post.role)) return false
  return others.some(
    (other) =>
      other.id !== post.id &&
      other.role !== post.role &&
      SEPARATED.includes(other.role) &&
      (other.validTo === null || post.validFrom < other.validTo) &&
      (post.validTo === null || other.validFrom < post.validTo),
  )
}

/** @throws Refusal post.duties_separated */
export function mayHoldTogether(post: HeldPost, others: readonly HeldPost[]): void {
  if (dutiesClash(post, others)) throw new Refusal('post.duties_separated', {}, '/role')
}

/** Rosters are kept by a post whose territory or line holds the unit. @throws Refusal right.missing */
export function mayRoster(
  session: Pick<Session, 'territory' | 'unitIds' | 'role'>,
  unit: { readonly id: string; readonly gridPath: string },
): void {
  const within = session.territory !== '' && unit.gridPath.startsWith(session.territory)
  if (!within && !session.unitIds.includes(unit.id)) throw new Refusal('right.missing', { permission: 'duty.write' })
}

/** A conflict with existing data, said in the language of the caller. */
export function conflict(lang: Lang, zh: string, en: string, pointer?: string): Refusal {
  return new Refusal('organisation.conflict', { reason: lang === 'zh' ? zh : en }, pointer)
}
