import { serveAccounts } from './account-routes.ts'
import type { AccessDeps } from './deps.ts'
import { serveDuty, serveOrganisation } from './organisation-routes.ts'
import { serveSessions } from './session-routes.ts'

export type { AccessDeps } from './deps.ts'
export { createSessions } from './find-session.ts'
export { ensureFirstAdministrator, type FirstLink } from './first-administrator.ts'
export { changeUser, inviteUser, type CommandLine } from './invite-user.ts'
export { dutyNow, type DutyShift } from './store/duty.ts'
export { trace, type TraceEntry, type Tracer } from './trace.ts'
export { Units, type UnitList } from './units.ts'

/** Serves sign-in, accounts, organisation and roster. */
export function registerAccess(deps: AccessDeps): void {
  serveSessions(deps)
  serveAccounts(deps)
  serveOrganisation(deps)
  serveDuty(deps)
}
