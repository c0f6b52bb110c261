import type { GridImportView, importGrids, readGridImport } from '@lianxin/contract'
import type { Instant } from '@lianxin/domain'

import type { Scope } from '../../platform/db/scope.ts'
import type { Lang } from '../../platform/language.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Call } from '../../platform/serve.ts'
import { scopeOf } from '../../platform/session.ts'
import { sessionOf } from '../../platform/session.ts'
import { type GridDeps } from './context.ts'
import { faultOf, viewFault, type StoredFault } from './import/faults.ts'
import { runImport, type ImportFile, type ImportResult } from './import/run.ts'
import { findImport, finishImport, insertImport, updateProgress } from './store-imports.ts'
import type { ImportProgress, StoredImport } from './store-imports.ts'

/** Progress is written at most this often; whoever asks this process gets it from memory. */
const WRITE_MS = 500
/** An import without a sign of life for so long was interrupted: its process ended. Longer than any single step takes. */
const SILENT_MS = 120_000
/** Faults and findings kept; more would help nobody who looks at them. */
const MOST = 500

/**
 * Imports that run in this process. States: running → imported | refused | failed; an import whose process ended stays
 * `running` in its row and is shown as failed, and nothing of it was written.
 */
export class Imports {
  readonly #deps: GridDeps
  readonly #running = new Map<string, { progress: ImportProgress; end: Promise<void> }>()

  constructor(deps: GridDeps) {
    this.#deps = deps
  }

  /** Begins; the caller has written the row. */
  start(id: string, file: ImportFile, scope: Scope): void {
    const entry = { progress: { step: 'read', done: 0, total: 0 } as ImportProgress, end: Promise.resolve() }
    this.#running.set(id, entry)
    entry.end = this.#run(id, file, scope, entry)
      .catch((cause: unknown) =>
        this.#deps.platform.logger.error({ err: cause, import: id }, 'ending an import failed'),
      )
      .finally(() => this.#running.delete(id))
  }

  /** How far an import of this process is. */
  progressOf(id: string): ImportProgress | undefined {
    return this.#running.get(id)?.progress
  }

  /** Waits for the imports of this process. */
  async settled(): Promise<void> {
    await Promise.all([...this.#running.values()].map((entry) => entry.end))
  }

  async #run(id: string, file: ImportFile, scope: Scope, entry: { progress: ImportProgress }): Promise<void> {
    const { platform, grids } = this.#deps
    let wroteAt_ms = performance.now()
    let writing: Promise<void> = Promise.resolve()
    const onProgress = (step: ImportProgress['step'], done: number, total: number): void => {
      entry.progress = { step, done, total }
      if (performance.now() - wroteAt_ms < WRITE_MS) return
      wroteAt_ms = performance.now()
      writing = platform.db
        .withScope(scope, (tx) => updateProgress(tx, file.districtId, id, entry.progress, platform.clock.now()))
        .catch((cause: unknown) => platform.logger.warn({ err: cause, import: id }, 'writing progress failed'))
    }
    try {
      await runImport(
        file,
        (work) =>
          platform.db.withScope(scope, async (tx) => {
            const result = await work(tx)
            await writing
            await finishImport(tx, file.districtId, id, endOf(result), platform.clock.now())
            return result
          }),
        onProgress,
      )
      grids.forget(file.districtId)
    } catch (cause) {
      platform.logger.error({ err: cause, import: id }, 'an import failed')
      await writing
      const end = { ...endOf({ ...NOTHING, faults: [faultOf('failed', 0, '', '')] }), state: 'failed' as const }
      await platform.db.withScope(scope, (tx) => finishImport(tx, file.districtId, id, end, platform.clock.now()))
    }
  }
}

const NOTHING: ImportResult = { created: 0, changed: 0, faults: [], findings: [], repair: null }

function endOf(result: ImportResult): Omit<StoredImport, 'id' | 'changedAt'> {
  const refused = result.faults.length > 0
  return {
    ...result,
    state: refused ? 'refused' : 'imported',
    step: 'done',
    done: result.created + result.changed,
    total: result.created + result.changed,
    faults: result.faults.slice(0, MOST),
    findings: result.findings.slice(0, MOST),
  }
}

function viewImport(
  stored: StoredImport,
  ofThisProcess: ImportProgress | undefined,
  now: Instant,
  lang: Lang,
): GridImportView {
  const progress = stored.state === 'running' ? ofThisProcess : undefined
  const interrupted = stored.state === 'running' && !progress && now - stored.changedAt > SILENT_MS
  const faults: readonly StoredFault[] = interrupted ? [faultOf('interrupted', 0, '', '')] : stored.faults
  return {
    id: stored.id,
    state: interrupted ? 'failed' : stored.state,
    ...(progress ?? { step: stored.step, done: stored.done, total: stored.total }),
    created: stored.created,
    changed: stored.changed,
    faults: faults.map((fault) => viewFault(fault, lang)),
    findings: [...stored.findings],
    repair: stored.repair,
  }
}

/** `grid.import`: writes the row, answers, and works on in the background. The same id again shows the same import. */
export async function beginImport(call: Call<typeof importGrids>, imports: Imports): Promise<GridImportView> {
  const session = sessionOf(call)
  const { districtId, personId } = session
  const { id, filename, format, crs, validFrom, contentBase64 } = call.body
  const isNew = await insertImport(call.tx, { districtId, id, filename, format, crs, personId, now: call.now })
  if (isNew) {
    const file = { districtId, filename, format, crs, validFrom, bytes: Buffer.from(contentBase64, 'base64'), personId }
    call.afterCommit(() => imports.start(id, file, scopeOf(session)))
  }
  return showImport(call, districtId, id, imports)
}

/** `grid.readImport`. */
export function readImport(call: Call<typeof readGridImport>, imports: Imports): Promise<GridImportView> {
  return showImport(call, sessionOf(call).districtId, call.params.importId, imports)
}

async function showImport(
  call: Pick<Call, 'tx' | 'now' | 'lang'>,
  districtId: number,
  id: string,
  imports: Imports,
): Promise<GridImportView> {
  const progress = imports.progressOf(id)
  const stored = await findImport(call.tx, districtId, id)
  if (!stored) throw new Refusal('grid.not_found')
  return viewImport(stored, progress, call.now, call.lang)
}
