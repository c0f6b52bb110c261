import type { CoverageFinding, GridRepair } from '@lianxin/contract'
import type { Instant } from '@lianxin/domain'
import { readFile, writeFile } from 'node:fs/promises'
import { basename, extname } from 'node:path'

import type { Database } from '../../platform/db/database.ts'
import { systemScope } from '../../platform/db/scope.ts'
import { putDraftsInForce } from './activate-grids.ts'
import { checkDistrict, type CoverageReport } from './check-coverage.ts'
import { dayOf } from './context.ts'
import { exportGridsAs, type ExportFilter } from './export-grids.ts'
import { FORMATS, type Format } from './files/index.ts'
import type { Crs } from './import/convert.ts'
import { viewFault } from './import/faults.ts'
import { runImport, type OnProgress } from './import/run.ts'
import { getDistrict, putDistrict } from './store.ts'

/** What the command line works on. */
export interface FileTask {
  readonly db: Database
  readonly districtId: number
  readonly now: Instant
  readonly lang: 'zh' | 'en'
}

export interface ImportOptions {
  readonly crs: Crs
  /** By the file's name unless given. */
  readonly format?: Format | undefined
  /** Sets the district up under this name where it does not exist. */
  readonly districtName?: string | undefined
}

export interface ImportReport {
  readonly created: number
  readonly changed: number
  readonly faults: readonly ReturnType<typeof viewFault>[]
  readonly findings: readonly CoverageFinding[]
  readonly repair: GridRepair | null
}

/** The format a file's name tells. @throws RangeError for another one */
export function formatOf(path: string): Format {
  const extension = extname(path).slice(1).toLowerCase()
  const format = FORMATS.find((known) => known === (extension === 'json' ? 'geojson' : extension))
  if (!format) throw new RangeError(`${basename(path)}: ${FORMATS.map((known) => `.${known}`).join(', ')}?`)
  return format
}

/** Imports a file as drafts, all or nothing. Faults come back as a result. */
export async function importFile(
  { db, districtId, now, lang }: FileTask,
  path: string,
  options: ImportOptions,
  onProgress: OnProgress,
): Promise<ImportReport> {
  const scope = systemScope(districtId)
  const { offset_minutes } = await db.withScope(scope, async (tx) => {
    if (options.districtName) await putDistrict(tx, districtId, options.districtName)
    return getDistrict(tx, districtId)
  })
  const file = {
    districtId,
    filename: basename(path),
    format: options.format ?? formatOf(path),
    crs: options.crs,
    validFrom: dayOf(now, offset_minutes),
    bytes: await readFile(path),
    personId: null,
  }
  const result = await runImport(file, (work) => db.withScope(scope, work), onProgress)
  onProgress('done', 1, 1)
  return { ...result, faults: result.faults.map((fault) => viewFault(fault, lang)) }
}

/** Writes the grids of a district to a file. @returns how many grids it holds */
export async function exportFile(
  { db, districtId }: FileTask,
  path: string,
  filter: ExportFilter & { readonly format?: Format | undefined },
): Promise<number> {
  const { format = formatOf(path), ...rest } = filter
  const { bytes, grids } = await db.withScope(systemScope(districtId), (tx) =>
    exportGridsAs(tx, districtId, format, rest),
  )
  await writeFile(path, bytes)
  return grids
}

/** Checks the coverage of what would be in force with the drafts. */
export function check({ db, districtId }: FileTask): Promise<CoverageReport> {
  return db.withScope(systemScope(districtId), (tx) => checkDistrict(tx, districtId))
}

/** Puts the drafts in force as of today. Running servers notice within a second. @throws Refusal grid.coverage_broken */
export function activateAll({ db, districtId, now }: FileTask): Promise<{ activated: number; retired: number }> {
  return db.withScope(systemScope(districtId), async (tx) => {
    const { offset_minutes } = await getDistrict(tx, districtId)
    return putDraftsInForce(tx, { districtId, now, day: dayOf(now, offset_minutes), personId: null })
  })
}
