/**
 * What a unit is. `territorial` 属地 and `desk` 派遣台 answer for the territory of their grid, `department` 部门 for what it
 * is given. `superior` 上级单位 is the city's desk above the district: it holds what the district could not settle, has
 * no grid of its own here, and sees only what came to it.
 */
export const UNIT_KINDS = ['territorial', 'department', 'desk', 'superior'] as const
export type UnitKind = (typeof UNIT_KINDS)[number]

/** Levels count from the district (0) down; the city stands one above. */
export const SUPERIOR_LEVEL = -1

/** Whether a unit of this kind answers for, and sees, all that lies in the territory of its grid. */
export function hasTerritory(kind: UnitKind): boolean {
  return kind === 'territorial' || kind === 'desk'
}

/** Whether a unit is the district's own office or desk: what it cannot settle goes to the city, all others go through it. */
export function speaksForDistrict({ kind, level }: { readonly kind: UnitKind; readonly level: number }): boolean {
  return level === 0 && hasTerritory(kind)
}

/** Whether a unit stands above the district, which can ask it but neither measures nor orders it. */
export function isAboveDistrict({ level }: { readonly level: number }): boolean {
  return level <= SUPERIOR_LEVEL
}
