import Type, { type Static } from 'typebox'

import { operation } from '../operation.ts'
import { Id, Nullable, Words } from '../shapes.ts'
import { FieldChange } from './settings.ts'

/** Tables that come and go as XLSX. */
export const SHEETS = ['units', 'staff', 'catalogue', 'calendar', 'texts'] as const
export type SheetName = (typeof SHEETS)[number]

/** A cell that is wrong: row as the spreadsheet counts, column by its heading, reason and remedy. */
export const SheetFault = Type.Object({ row: Type.Integer(), column: Type.String(), detail: Type.String() })
export type SheetFault = Static<typeof SheetFault>

export const SheetImportView = Type.Object({
  id: Id,
  sheet: Words(SHEETS),
  filename: Type.String(),
  /** reading → checked (nothing written yet) → writing → imported; refused: faulty rows; failed: nothing was written. */
  state: Words(['reading', 'checked', 'writing', 'imported', 'refused', 'failed'] as const),
  done: Type.Integer({ description: 'rows done in this state' }),
  total: Type.Integer(),
  created: Type.Integer(),
  changed: Type.Integer(),
  unchanged: Type.Integer(),
  removed: Type.Integer({ description: 'rows there are now and the file leaves out, where it stands for the whole' }),
  faultCount: Type.Integer(),
  faults: Type.Array(SheetFault, { description: 'the first ones' }),
  rows: Type.Array(
    Type.Object({
      row: Type.Integer({ description: '0 for what the file leaves out' }),
      action: Words(['created', 'changed', 'removed'] as const),
      name: Type.String(),
      fields: Type.Array(FieldChange),
    }),
    { description: 'the first rows that change something' },
  ),
  /** Draft version an import of the catalogue made. */
  version: Nullable(Type.Integer()),
})
export type SheetImportView = Static<typeof SheetImportView>

export const exportSheet = operation({
  id: 'sheet.export',
  method: 'GET',
  path: '/sheets/:sheet',
  summary: { zh: '导出表格或下载模板', en: 'Export a table or its template' },
  access: 'setting.write',
  params: Type.Object({ sheet: Words(SHEETS) }),
  query: Type.Object({ template: Type.Optional(Type.Boolean()) }),
  reply: Type.String(),
  download: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
})

/** Reads and checks a file in the background; nothing is written before it is confirmed. The same id again shows the same import. */
export const beginSheetImport = operation({
  id: 'sheet.import',
  method: 'POST',
  path: '/sheet-imports',
  summary: { zh: '上传表格并预览', en: 'Upload a table and see what it would change' },
  access: 'setting.write',
  body: Type.Object({
    id: Id,
    sheet: Words(SHEETS),
    filename: Type.String({ minLength: 1, maxLength: 200 }),
    contentBase64: Type.String({ minLength: 1 }),
  }),
  reply: SheetImportView,
  status: 202,
  bodyLimit_bytes: 40 * 1024 * 1024,
})

export const readSheetImport = operation({
  id: 'sheet.readImport',
  method: 'GET',
  path: '/sheet-imports/:importId',
  summary: { zh: '导入进度与预览', en: 'Progress and preview of an import' },
  access: 'setting.write',
  params: Type.Object({ importId: Id }),
  reply: SheetImportView,
  errors: ['sheet.import_unknown'],
})

/** Writes what was previewed, all or nothing. Where the data moved meanwhile, the new preview is shown and nothing written. */
export const confirmSheetImport = operation({
  id: 'sheet.confirmImport',
  method: 'POST',
  path: '/sheet-imports/:importId/confirmation',
  summary: { zh: '确认导入', en: 'Confirm an import' },
  access: 'setting.write',
  params: Type.Object({ importId: Id }),
  reply: SheetImportView,
  status: 202,
  errors: ['sheet.import_unknown', 'sheet.not_checked'],
})
