import {
  beginSheetImport,
  confirmSheetImport,
  exportSheet,
  fieldWord,
  readSheetImport,
  SHEET_NAMES,
  type SheetImportView,
} from '@lianxin/contract'
import { localDay, type Instant } from '@lianxin/domain'

import { systemScope } from '../../../platform/db/scope.ts'
import type { Lang } from '../../../platform/language.ts'
import type { Platform } from '../../../platform/platform.ts'
import { Refusal } from '../../../platform/refusal.ts'
import type { Call, Download } from '../../../platform/serve.ts'
import { sessionOf, type Session } from '../../../platform/session.ts'
import { XLSX } from '../../../platform/sheets/xlsx.ts'
import type { AccessDeps } from '../deps.ts'
import { fieldChanges } from '../settings/words.ts'
import { readOffset } from '../store/division.ts'
import { trace } from '../trace.ts'
import { bookOf } from './file.ts'
import { SheetImports, type SheetKinds } from './imports.ts'
import type { SheetKind } from './kind.ts'
import { findImport, forgetImports, insertImport, updateImport, type StoredImport } from './store.ts'

/** An import without a sign of life for so long was interrupted: its process ended. */
const SILENT_MS = 600_000
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

function checkRight(session: Session, kind: SheetKind): void {
  if (!session.permissions.has(kind.right)) throw new Refusal('right.missing', { permission: kind.right })
}

function view(stored: StoredImport, imports: SheetImports, now: Instant, lang: Lang): SheetImportView {
  const { id, sheet, filename, result } = stored
  const progress = imports.progressOf(id)
  const works = stored.state === 'reading' || stored.state === 'writing'
  const lost = works && !progress && now - stored.changedAt > SILENT_MS
  const interrupted =
    lang === 'zh'
      ? '导入中断，没有写入任何数据，请重新上传。'
      : 'It was interrupted and nothing was written; upload it again.'
  const faults = (result.faults ?? []).map((fault) => ({
    row: fault.row,
    column: fault.field === '' ? '' : fieldWord(fault.field, lang),
    detail: fault[lang],
  }))
  return {
    id,
    sheet,
    filename,
    state: lost ? 'failed' : stored.state,
    done: progress?.done ?? 0,
    total: progress?.total ?? 0,
    created: result.created ?? 0,
    changed: result.changed ?? 0,
    unchanged: result.unchanged ?? 0,
    removed: result.removed ?? 0,
    faultCount: lost ? 1 : (result.faultCount ?? 0),
    faults: lost ? [{ row: 0, column: '', detail: interrupted }] : faults,
    rows: (result.rows ?? []).map(({ row, action, name, before, after }) => ({
      row,
      action,
      name,
      fields: fieldChanges(before, after, lang),
    })),
    version: result.version ?? null,
  }
}

async function shown(
  call: Pick<Call, 'tx' | 'now' | 'lang' | 'session'>,
  imports: SheetImports,
  id: string,
): Promise<SheetImportView> {
  const stored = await findImport(call.tx, sessionOf(call).districtId, id)
  if (!stored) throw new Refusal('sheet.import_unknown')
  return view(stored, imports, call.now, call.lang)
}

async function download(call: Call<typeof exportSheet>, imports: SheetImports): Promise<Download> {
  const session = sessionOf(call)
  const { sheet } = call.params
  const kind = imports.kindOf(sheet)
  checkRight(session, kind)
  const template = call.query.template === true
  const rows = template ? [] : await kind.current(call.tx, session.districtId, call.lang, call.now)
  if (!template)
    await trace(call.tx, session, { at: call.now, kind: 'sheet.exported', subject: `sheet:${sheet}`, data: { rows: rows.length } }) // oxfmt-ignore
  const bytes = await bookOf(sheet, kind, rows, call.lang)
  const name = SHEET_NAMES[sheet][call.lang === 'zh' ? 0 : 1]
  const day = localDay(call.now, await readOffset(call.tx, session.districtId))
  const suffix = template ? (call.lang === 'zh' ? '模板' : 'template') : day
  return { bytes, filename: `${name}-${suffix}.xlsx`, type: XLSX }
}

async function begin(call: Call<typeof beginSheetImport>, imports: SheetImports): Promise<SheetImportView> {
  const session = sessionOf(call)
  const { districtId, personId } = session
  const { id, sheet, filename, contentBase64 } = call.body
  checkRight(session, imports.kindOf(sheet))
  const content = Buffer.from(contentBase64, 'base64')
  const isNew = await insertImport(call.tx, { districtId, id, sheet, filename, content, personId, now: call.now })
  if (isNew) call.afterCommit(() => imports.check({ id, sheet, session, lang: call.lang }))
  return shown(call, imports, id)
}

async function confirm(call: Call<typeof confirmSheetImport>, imports: SheetImports): Promise<SheetImportView> {
  const session = sessionOf(call)
  const { districtId } = session
  const stored = await findImport(call.tx, districtId, call.params.importId, true)
  if (!stored) throw new Refusal('sheet.import_unknown')
  const { id, sheet, state, result } = stored
  checkRight(session, imports.kindOf(sheet))
  if (state === 'writing' || state === 'imported') return shown(call, imports, id)
  if (state !== 'checked') throw new Refusal('sheet.not_checked')
  await updateImport(call.tx, districtId, id, { state: 'writing' }, call.now)
  call.afterCommit(() => imports.write({ id, sheet, session, lang: call.lang }, result.signature ?? ''))
  return shown(call, imports, id)
}

/** Serves tables as XLSX. Imports that run when the process stops are waited for. */
export function serveSheets(platform: Platform, deps: AccessDeps, kinds: SheetKinds): void {
  const imports = new SheetImports(deps, kinds)
  platform.app.addHook('onClose', () => imports.settled())
  platform.route(exportSheet, (call) => download(call, imports))
  platform.route(beginSheetImport, (call) => begin(call, imports))
  platform.route(readSheetImport, (call) => shown(call, imports, call.params.importId))
  platform.route(confirmSheetImport, (call) => confirm(call, imports))
  const { db, clock, config } = platform
  platform.jobs.every(HOUR_MS, 'sheet.forget', () =>
    db.withScope(systemScope(config.districtId), (tx) => forgetImports(tx, config.districtId, clock.now() - DAY_MS)),
  )
}
