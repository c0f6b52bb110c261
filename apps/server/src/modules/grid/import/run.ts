import type { CoverageFinding, GridImportView, GridRepair } from '@lianxin/contract'
import type { LocalDate } from '@lianxin/domain'

import type { Tx } from '../../../platform/db/database.ts'
import { checkTree } from '../coverage.ts'
import { readGridFile, UnreadableFile, type FileRow, type Format } from '../files/index.ts'
import { getDistrict, listGrids, listShapes, lockGrids, raiseRevision } from '../store.ts'
import { deleteDrafts, highestNode, insertGrids, insertVersions, updateParticulars } from '../store-versions.ts'
import type { Crs } from './convert.ts'
import { faultOf, type StoredFault } from './faults.ts'
import { interpretRow, type GridDraft } from './interpret.ts'
import { placeGrids } from './place.ts'
import { planImport, type ImportPlan } from './plan.ts'

export interface ImportFile {
  readonly districtId: number
  readonly filename: string
  readonly format: Format
  readonly crs: Crs
  /** First day of new grids and drafts until they are activated. */
  readonly validFrom: LocalDate
  readonly bytes: Buffer
  /** null for the command line. */
  readonly personId: string | null
}

export type ImportStep = GridImportView['step']
export type OnProgress = (step: ImportStep, done: number, total: number) => void

export interface ImportResult {
  readonly created: number
  readonly changed: number
  readonly faults: readonly StoredFault[]
  readonly findings: readonly CoverageFinding[]
  readonly repair: GridRepair | null
}

/** Rows between two moments in which other work of the process may run. */
const BATCH = 100
const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

const refused = (faults: readonly StoredFault[]): ImportResult => ({
  created: 0,
  changed: 0,
  faults,
  findings: [],
  repair: null,
})

/** Reads the file and makes sense of each row; needs no database. */
async function readDrafts(
  file: ImportFile,
  onProgress: OnProgress,
): Promise<{ drafts: GridDraft[]; faults: StoredFault[] }> {
  onProgress('read', 0, 1)
  let rows: readonly FileRow[]
  try {
    rows = await readGridFile(file.format, file.bytes)
  } catch (cause) {
    if (!(cause instanceof UnreadableFile)) throw cause
    const fault = cause.column
      ? faultOf('columnMissing', 1, '', cause.column, { name: cause.column })
      : faultOf('unreadable', 0, '', '', { reason: cause.message })
    return { drafts: [], faults: [fault] }
  }
  if (rows.length === 0) return { drafts: [], faults: [faultOf('empty', 0, '', '')] }
  const drafts: GridDraft[] = []
  const faults: StoredFault[] = []
  for (const [i, row] of rows.entries()) {
    const interpreted = interpretRow(row, file.crs)
    if (interpreted.draft) drafts.push(interpreted.draft)
    faults.push(...interpreted.faults)
    if (i % BATCH === 0) {
      onProgress('convert', i, rows.length)
      await breathe()
    }
  }
  return { drafts, faults }
}

async function write(tx: Tx, file: ImportFile, plan: ImportPlan): Promise<void> {
  await insertGrids(tx, file.districtId, plan.inserts)
  await updateParticulars(tx, file.districtId, plan.updates)
  await deleteDrafts(tx, file.districtId, plan.dropDrafts)
  await insertVersions(tx, file.districtId, plan.drafts, file.personId)
  await raiseRevision(tx, file.districtId)
}

/**
 * Imports a file as drafts: read, convert, validate, fit to neighbours, check the coverage, write all or nothing.
 * Faults of the file come back as a result and nothing is written then; coverage findings do not stop drafts.
 * @param inTransaction  opens the transaction of the write; whatever must commit with it is done inside, after `work`
 */
export async function runImport(
  file: ImportFile,
  inTransaction: (work: (tx: Tx) => Promise<ImportResult>) => Promise<ImportResult>,
  onProgress: OnProgress,
): Promise<ImportResult> {
  const { drafts, faults } = await readDrafts(file, onProgress)
  return inTransaction(async (tx) => {
    if (drafts.length === 0) return refused(faults)
    onProgress('validate', 0, drafts.length)
    await lockGrids(tx, file.districtId)
    const grids = await listGrids(tx, file.districtId)
    const { name } = await getDistrict(tx, file.districtId)
    const known = new Map(grids.map((grid) => [grid.code, grid]))
    const placing = placeGrids(drafts, known, name)
    const wrong = [...faults, ...placing.faults].sort((a, b) => a.row - b.row)
    if (wrong.length > 0) return refused(wrong)

    onProgress('repair', 0, drafts.length)
    const shapes = await listShapes(tx, file.districtId)
    const present = { grids, shapes, highestNode: await highestNode(tx, file.districtId) }
    const source = `${file.filename} (${file.crs})`
    const plan = planImport(placing.placed, present, { validFrom: file.validFrom, source })
    if (plan.faults.length > 0) return refused(plan.faults)

    onProgress('coverage', 0, plan.tree.length)
    await breathe()
    const { findings } = await checkTree(plan.tree)
    onProgress('write', 0, plan.inserts.length + plan.drafts.length)
    await write(tx, file, plan)
    return { created: plan.created, changed: plan.changed, faults: [], findings, repair: plan.repair }
  })
}
