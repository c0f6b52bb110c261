import type { Tx } from '../../../platform/db/database.ts'
import type { Snapshot } from '../../../platform/db/schema-settings.ts'
import { findGrid, findUnit, type Unit } from '../store/unit.ts'
import { unitSnapshot } from './snapshots.ts'

/** A unit as the history keeps it, with the names of the unit above and of its grid as they are now. */
export async function describeUnit(tx: Tx, districtId: number, unit: Unit): Promise<Snapshot> {
  const parent = unit.parentId === null ? undefined : await findUnit(tx, districtId, unit.parentId)
  const grid = unit.gridId === null ? undefined : await findGrid(tx, districtId, unit.gridId)
  return unitSnapshot(unit, parent?.name ?? '', grid?.name ?? '')
}
