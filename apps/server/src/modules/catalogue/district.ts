import { Refusal } from '../../platform/refusal.ts'
import type { Session } from '../../platform/session.ts'

/** District of the acting post. Operations of this module that need a session have one by then. */
export function districtOf(call: { readonly session: Session | null }): number {
  if (!call.session) throw new Refusal('session.required')
  return call.session.districtId
}
