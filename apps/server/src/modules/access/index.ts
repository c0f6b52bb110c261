import type { Platform } from '../../platform/platform.ts'
import { serveAccounts } from './account-routes.ts'
import type { Dependants } from './dependants.ts'
import { serveDuty, serveOrganisation } from './organisation-routes.ts'
import { serveSessions } from './session-routes.ts'
import type { RestoreKinds } from './settings/kinds.ts'
import { ORGANISATION_KINDS } from './settings/restore.ts'
import { serveHistory } from './settings/routes.ts'
import type { SheetKinds } from './sheets/imports.ts'
import { serveSheets } from './sheets/routes.ts'
import { staffSheet } from './sheets/staff-sheet.ts'
import { unitsSheet } from './sheets/units-sheet.ts'
import type { Units } from './units.ts'

export type { Dependants } from './dependants.ts'
export type { Admin, How } from './deps.ts'
export { marksOf } from './deps.ts'
export { createSessions, sessionOf as roleSession } from './find-session.ts'
export { ensureFirstAdministrator, type FirstLink } from './first-administrator.ts'
export { importDivisions } from './import-units.ts'
export { changeUser, inviteUser, type CommandLine } from './invite-user.ts'
/** History, consequences and restoring, for what other modules administer. */
export * as settings from './settings/for-modules.ts'
/** Tables that come and go as XLSX, for what other modules administer. */
export * as sheets from './sheets/for-modules.ts'
export { dutyNow, type DutyShift } from './store/duty.ts'
export { hashToken, newToken } from './token.ts'
export { trace, type TraceEntry, type Tracer } from './trace.ts'
export { Units, type UnitList } from './units.ts'

/** What other modules hand in. */
export interface AccessParts {
  readonly dependants: Dependants
  /** How the settings of other modules are taken back. */
  readonly kinds: RestoreKinds
  /** Tables of other modules. */
  readonly sheets: SheetKinds
}

/** Serves sign-in, accounts, organisation and roster, and the history of all settings. */
export function registerAccess(platform: Platform, units: Units, { dependants, kinds, sheets }: AccessParts): void {
  const deps = { ...platform, units, dependants }
  serveSessions(deps)
  serveAccounts(deps)
  serveOrganisation(deps)
  serveDuty(deps)
  serveHistory(platform, deps, { ...ORGANISATION_KINDS, ...kinds })
  serveSheets(platform, deps, { units: unitsSheet, staff: staffSheet, ...sheets })
}
