import type { Session } from '../../platform/session.ts'

/**
 * Whether a post may assign staff in a grid: those who keep the grids of the whole district, and those whose own
 * territory holds the grid.
 */
export function mayStaff(session: Session, grid: { readonly path: string }): boolean {
  if (!session.permissions.has('staffing.write')) return false
  return session.permissions.has('grid.write') || (session.territory !== '' && grid.path.startsWith(session.territory))
}
