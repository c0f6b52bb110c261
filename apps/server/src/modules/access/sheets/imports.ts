import { createHash } from 'node:crypto'

import type { SheetName } from '@lianxin/contract'

import type { Tx } from '../../../platform/db/database.ts'
import type { Lang } from '../../../platform/language.ts'
import { problemOf } from '../../../platform/problem.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { scopeOf, type Session } from '../../../platform/session.ts'
import type { AccessDeps, Admin } from '../deps.ts'
import { trace } from '../trace.ts'
import { readRows } from './file.ts'
import type { RowFault, SheetKind, SheetPlan, SheetRow } from './kind.ts'
import { readContent, updateImport, type ImportResult } from './store.ts'

/** Faults and rows kept to be shown; more would help nobody. */
const SHOWN = 200

export type SheetKinds = Readonly<Partial<Record<SheetName, SheetKind>>>
export interface Progress {
  readonly done: number
  readonly total: number
}

/** Who imports what; kept in memory while it runs. */
export interface Job {
  readonly id: string
  readonly sheet: SheetName
  readonly session: Session
  readonly lang: Lang
}

const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
const NOTHING = { created: 0, changed: 0, unchanged: 0, removed: 0, rows: [], signature: '', version: null } as const

const refused = (faults: readonly RowFault[]): ImportResult => ({
  ...NOTHING,
  faultCount: faults.length,
  faults: faults.toSorted((a, b) => a.row - b.row).slice(0, SHOWN),
})

function resultOf(plan: SheetPlan): ImportResult {
  if (plan.faults.length > 0) return refused(plan.faults)
  const count = (action: string): number => plan.rows.filter((row) => row.action === action).length
  return {
    ...NOTHING,
    created: count('created'),
    changed: count('changed'),
    removed: count('removed'),
    unchanged: plan.unchanged,
    faultCount: 0,
    faults: [],
    rows: plan.rows.slice(0, SHOWN),
    signature: createHash('sha256').update(JSON.stringify(plan.rows)).digest('hex'),
  }
}

/**
 * Imports that run in this process: read and checked in the background, written in one transaction when confirmed. One
 * whose process ended stays as it was and is shown as failed; nothing of it was written.
 */
export class SheetImports {
  readonly #deps: AccessDeps
  readonly #kinds: SheetKinds
  readonly #running = new Map<string, { progress: Progress; end: Promise<void> }>()

  constructor(deps: AccessDeps, kinds: SheetKinds) {
    this.#deps = deps
    this.#kinds = kinds
  }

  kindOf(sheet: SheetName): SheetKind {
    const kind = this.#kinds[sheet]
    if (!kind) throw new Error(`nobody serves the table ${sheet}`)
    return kind
  }

  progressOf(id: string): Progress | undefined {
    return this.#running.get(id)?.progress
  }

  async settled(): Promise<void> {
    await Promise.all([...this.#running.values()].map(({ end }) => end))
  }

  /** Reads and checks a file; nothing is written but what it would come to. */
  check(job: Job): void {
    this.#start(job, async (tx, admin, rows, faults, tick) => {
      const plan =
        faults.length > 0 ? undefined : await this.kindOf(job.sheet).plan({ admin, importId: job.id, tick }, rows)
      const result = plan ? resultOf(plan) : refused(faults)
      const state = result.faultCount > 0 ? 'refused' : 'checked'
      await updateImport(tx, admin.by.districtId, job.id, { state, result }, admin.now)
      return false
    })
  }

  /** Writes what was seen; where the data moved meanwhile there is a new preview instead. */
  write(job: Job, seen: string): void {
    this.#start(job, async (tx, admin, rows, _faults, tick) => {
      const { districtId } = admin.by
      const plan = await this.kindOf(job.sheet).plan({ admin, importId: job.id, tick }, rows)
      const result = resultOf(plan)
      if (result.faultCount > 0 || result.signature !== seen) {
        const state = result.faultCount > 0 ? 'refused' : 'checked'
        await updateImport(tx, districtId, job.id, { state, result }, admin.now)
        return false
      }
      const { version = null } = result.created + result.changed + result.removed > 0 ? await plan.write() : {}
      const { created, changed, removed } = result
      const data = { created, changed, removed }
      await trace(tx, admin.by, { at: admin.now, kind: 'sheet.imported', subject: `sheet:${job.sheet}`, data })
      await updateImport(tx, districtId, job.id, { state: 'imported', result: { ...result, version } }, admin.now)
      return true
    })
  }

  #start(
    job: Job,
    work: (
      tx: Tx,
      admin: Admin,
      rows: readonly SheetRow[],
      faults: readonly RowFault[],
      tick: (done: number, total: number) => Promise<void>,
    ) => Promise<boolean>,
  ): void {
    const entry = { progress: { done: 0, total: 0 }, end: Promise.resolve() }
    this.#running.set(job.id, entry)
    const { db, logger, clock, units, dependants } = this.#deps
    const { id, session, lang } = job
    const kind = this.kindOf(job.sheet)
    const scope = scopeOf(session)
    const tick = (done: number, total: number): Promise<void> => {
      entry.progress = { done, total }
      return breathe()
    }
    const run = async (): Promise<void> => {
      const content = await db.withScope(scope, (tx) => readContent(tx, session.districtId, id))
      if (!content) return
      const { rows, faults } = await readRows(content, kind, (done) => (entry.progress = { done, total: 0 }))
      const written = await db.withScope(scope, (tx) => {
        const admin = { tx, by: session, lang, now: clock.now(), units, dependants }
        return work(tx, admin, rows, faults, tick)
      })
      if (!written) return
      units.invalidate()
      await kind.afterwards?.(session.districtId)
    }
    entry.end = run()
      .catch((cause: unknown) => this.#fail(job, cause))
      .catch((cause: unknown) => logger.error({ err: cause, import: id }, 'ending an import failed'))
      .finally(() => this.#running.delete(id))
  }

  /** What the rules refused in writing is told as a fault of the file; everything else is a fault of ours. */
  async #fail({ id, session }: Job, cause: unknown): Promise<void> {
    const { db, logger, clock } = this.#deps
    const known = cause instanceof Refusal
    if (!known) logger.error({ err: cause, import: id }, 'an import failed')
    const detail = (lang: Lang): string => {
      if (!known)
        return lang === 'zh'
          ? '系统出错，未写入任何数据，请稍后重试。'
          : 'The system failed and nothing was written; try again.'
      const { title, detail: remedy } = problemOf(cause, lang, id)
      return `${title}：${remedy}`
    }
    const result = refused([{ row: 0, field: '', zh: detail('zh'), en: detail('en') }])
    const state = known ? 'refused' : 'failed'
    await db.withScope(scopeOf(session), (tx) =>
      updateImport(tx, session.districtId, id, { state, result }, clock.now()),
    )
  }
}
