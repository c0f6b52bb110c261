import type { Permission, Role } from '@lianxin/contract'

import type { Scope } from './db/scope.ts'
import { Refusal } from './refusal.ts'

/** Who makes a request, in which post. Resolved by the access module; the platform only carries it. */
export interface Session {
  readonly sessionId: string
  readonly accountId: string
  readonly districtId: number
  readonly personId: string
  readonly personName: string
  /** The acting post; null until one was chosen, and then without any right. */
  readonly postId: string | null
  readonly role: Role | null
  readonly unitId: string | null
  /** Path prefix of the grids the post may see; '' for none (departments). */
  readonly territory: string
  /** The unit of the post and those below it in its line. */
  readonly unitIds: readonly string[]
  readonly permissions: ReadonlySet<Permission>
}

/** Finds the session of a cookie; null where it ended, was revoked or never was. */
export type FindSession = (token: string) => Promise<Session | null>

export const SESSION_COOKIE = 'lx_session'

/**
 * The session of a call that needs one. Operations that do were checked before; this tells the compiler.
 * @throws Refusal session.required
 */
export function sessionOf(call: { readonly session: Session | null }): Session {
  if (!call.session) throw new Refusal('session.required')
  return call.session
}

/** What the database lets the session see. */
export function scopeOf(session: Session): Scope {
  return {
    districtId: session.districtId,
    territory: session.territory,
    unitIds: session.unitIds,
    personId: session.personId,
    rights: session.permissions,
  }
}
