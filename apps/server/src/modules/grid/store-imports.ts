import type { CoverageFinding, GridImportView, GridRepair } from '@lianxin/contract'
import type { Instant } from '@lianxin/domain'

import type { Tx } from '../../platform/db/database.ts'
import type { StoredFault } from './import/faults.ts'
import type { Format } from './files/index.ts'
import type { Crs } from './import/convert.ts'

export interface StoredImport {
  readonly id: string
  readonly state: GridImportView['state']
  readonly step: GridImportView['step']
  readonly done: number
  readonly total: number
  readonly created: number
  readonly changed: number
  readonly faults: readonly StoredFault[]
  readonly findings: readonly CoverageFinding[]
  readonly repair: GridRepair | null
  readonly changedAt: Instant
}

/** Writes the start of an import. @returns false where the id is known: the same import, asked for again */
export async function insertImport(
  tx: Tx,
  given: {
    districtId: number
    id: string
    filename: string
    format: Format
    crs: Crs
    personId: string
    now: Instant
  },
): Promise<boolean> {
  const at = new Date(given.now)
  const done = await tx
    .insertInto('grid_import')
    .values({
      district_id: given.districtId,
      id: given.id,
      filename: given.filename,
      format: given.format,
      crs: given.crs,
      started_at: at,
      changed_at: at,
      started_by: given.personId,
    })
    .onConflict((conflict) => conflict.columns(['district_id', 'id']).doNothing())
    .executeTakeFirst()
  return Number(done.numInsertedOrUpdatedRows ?? 0) > 0
}

/** The import with this id. */
export async function findImport(tx: Tx, districtId: number, id: string): Promise<StoredImport | undefined> {
  const row = await tx
    .selectFrom('grid_import')
    .selectAll()
    .where('district_id', '=', districtId)
    .where('id', '=', id)
    .executeTakeFirst()
  return (
    row && {
      id: row.id,
      state: row.state as StoredImport['state'],
      step: row.step as StoredImport['step'],
      done: row.done,
      total: row.total,
      created: row.created,
      changed: row.changed,
      faults: row.faults as StoredFault[],
      findings: row.findings as CoverageFinding[],
      repair: row.repair as GridRepair | null,
      changedAt: row.changed_at,
    }
  )
}

/** How far a running import is. */
export type ImportProgress = Pick<StoredImport, 'step' | 'done' | 'total'>

/** Writes how far an import is; a sign of life too. */
export async function updateProgress(
  tx: Tx,
  districtId: number,
  id: string,
  progress: ImportProgress,
  now: Instant,
): Promise<void> {
  await tx
    .updateTable('grid_import')
    .set({ ...progress, changed_at: new Date(now) })
    .where('district_id', '=', districtId)
    .where('id', '=', id)
    .where('state', '=', 'running')
    .execute()
}

/** Writes the end of an import. */
export async function finishImport(
  tx: Tx,
  districtId: number,
  id: string,
  end: Omit<StoredImport, 'id' | 'changedAt'>,
  now: Instant,
): Promise<void> {
  await tx
    .updateTable('grid_import')
    .set({
      state: end.state,
      step: end.step,
      done: end.done,
      total: end.total,
      created: end.created,
      changed: end.changed,
      faults: JSON.stringify(end.faults),
      findings: JSON.stringify(end.findings),
      repair: end.repair && JSON.stringify(end.repair),
      changed_at: new Date(now),
    })
    .where('district_id', '=', districtId)
    .where('id', '=', id)
    .execute()
}
