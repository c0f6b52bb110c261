import { serveAccounts } from './account-routes.ts'
import type { Platform } from '../../platform/platform.ts'
import { serveDuty, serveOrganisation } from './organisation-routes.ts'
import { serveSessions } from './session-routes.ts'
import type { Units } from './units.ts'

export { createSessions } from './find-session.ts'
export { ensureFirstAdministrator, type FirstLink } from './first-administrator.ts'
export { importDivisions } from './import-units.ts'
export { changeUser, inviteUser, type CommandLine } from './invite-user.ts'
export { dutyNow, type DutyShift } from './store/duty.ts'
export { hashToken, newToken } from './token.ts'
export { trace, type TraceEntry, type Tracer } from './trace.ts'
export { Units, type UnitList } from './units.ts'

/** Serves sign-in, accounts, organisation and roster. */
export function registerAccess(platform: Platform, units: Units): void {
  const deps = { ...platform, units }
  serveSessions(deps)
  serveAccounts(deps)
  serveOrganisation(deps)
  serveDuty(deps)
}
