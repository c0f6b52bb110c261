import pg from 'pg'

/** What a transaction may see and touch. The row-level policies of the database read exactly these settings. */
export interface Scope {
  readonly districtId: number
  /** Path prefix of the grid subtree, such as `1.4.`; '' for none. */
  readonly territory: string
  readonly unitIds: readonly string[]
  /** Permissions of the acting post. */
  readonly rights?: Iterable<string>
  readonly personId?: string
  /** Hex SHA-256 of a reporter's follow token: opens that one ticket. */
  readonly followHash?: string
  /** Jobs and public intake, which act for the system and not for a person. */
  readonly system?: boolean
}

/** The scope of work that no person asks for. */
export function systemScope(districtId: number): Scope {
  return { districtId, territory: '', unitIds: [], system: true }
}

/** `BEGIN` and the settings of a scope as one text, so that they cost one round trip. Values are quoted literals. */
export function beginStatement(scope: Scope): string {
  const settings: [string, string][] = [
    ['app.district', String(scope.districtId)],
    ['app.territory', scope.territory],
    ['app.units', scope.unitIds.join(',')],
    ['app.rights', [...(scope.rights ?? [])].join(',')],
    ['app.person', scope.personId ?? ''],
    ['app.follow', scope.followHash ?? ''],
    ['app.system', scope.system ? '1' : ''],
  ]
  return `BEGIN;${settings.map(([name, value]) => `SET LOCAL ${name}=${pg.escapeLiteral(value)}`).join(';')}`
}
