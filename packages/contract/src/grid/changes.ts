import Type, { type Static } from 'typebox'

import { operation } from '../operation.ts'
import { DayText, Done, Id, Nullable, PositionShape, Words } from '../shapes.ts'
import { STAFF_DUTIES, StaffingBreach } from './grids.ts'

/** One place where siblings do not cover seamlessly. `ring` is a closed GeoJSON ring, WGS 84. */
export const CoverageFinding = Type.Object({
  kind: Words(['gap', 'overlap', 'outsideParent', 'sliver'] as const),
  level: Type.Integer(),
  parentCode: Nullable(Type.String()),
  gridCodes: Type.Array(Type.String()),
  area_m2: Type.Number(),
  at: PositionShape,
  ring: Type.Array(Type.Array(Type.Number())),
})
export type CoverageFinding = Static<typeof CoverageFinding>

/** One fault of an import: which row or feature, which field, what to do. */
export const ImportFault = Type.Object({
  row: Type.Integer(),
  code: Type.String(),
  field: Type.String(),
  detail: Type.String(),
  at: Nullable(PositionShape),
})
export type ImportFault = Static<typeof ImportFault>

/** What an import moved so that neighbours share their corners; `shift_m` is the farthest any corner moved. */
export const GridRepair = Type.Object({
  tolerance_m: Type.Number(),
  inserted: Type.Integer({ description: 'corners inserted into an edge that passed them by' }),
  merged: Type.Integer({ description: 'corners moved onto a close one' }),
  shift_m: Type.Number(),
  neighbours: Type.Integer({ description: 'grids not in the file that got a corner, as a draft' }),
})
export type GridRepair = Static<typeof GridRepair>

export const GridImportView = Type.Object({
  id: Id,
  state: Words(['running', 'imported', 'refused', 'failed'] as const),
  step: Words(['read', 'convert', 'validate', 'repair', 'coverage', 'write', 'done'] as const),
  done: Type.Integer({ description: 'rows done in this step' }),
  total: Type.Integer(),
  created: Type.Integer(),
  changed: Type.Integer(),
  faults: Type.Array(ImportFault),
  findings: Type.Array(CoverageFinding),
  repair: Nullable(GridRepair),
})
export type GridImportView = Static<typeof GridImportView>

/**
 * Imports boundaries as drafts. GeoJSON: one feature a grid with properties code, name, parentCode (may be
 * derived from the code), level, households, north/east/south/west; CSV and XLSX: the same columns with the
 * geometry as WKT or GeoJSON text. All or nothing; runs in the background, progress by `grid.readImport`.
 */
export const importGrids = operation({
  id: 'grid.import',
  method: 'POST',
  path: '/grid-imports',
  summary: { zh: '导入网格边界（草稿）', en: 'Import boundaries as drafts' },
  access: 'grid.write',
  body: Type.Object({
    id: Id,
    filename: Type.String({ minLength: 1, maxLength: 200 }),
    format: Words(['geojson', 'csv', 'xlsx'] as const),
    crs: Words(['WGS84', 'GCJ02', 'CGCS2000'] as const),
    validFrom: DayText,
    contentBase64: Type.String({ minLength: 1 }),
  }),
  reply: GridImportView,
  status: 202,
  errors: ['grid.import_refused', 'grid.geometry_invalid'],
  bodyLimit_bytes: 128 * 1024 * 1024,
})

export const readGridImport = operation({
  id: 'grid.readImport',
  method: 'GET',
  path: '/grid-imports/:importId',
  summary: { zh: '导入进度与结果', en: 'Progress and result of an import' },
  access: 'grid.write',
  params: Type.Object({ importId: Id }),
  reply: GridImportView,
  errors: ['grid.not_found'],
})

export const exportGrids = operation({
  id: 'grid.export',
  method: 'GET',
  path: '/grid-export',
  summary: { zh: '导出网格', en: 'Export grids' },
  access: 'grid.read',
  query: Type.Object({
    format: Words(['geojson', 'csv', 'xlsx'] as const),
    level: Type.Optional(Type.Integer({ minimum: 0, maximum: 9 })),
    under: Type.Optional(Type.String({ maxLength: 200 })),
  }),
  reply: Type.String(),
  download: 'application/octet-stream',
})

/** Seamless-coverage check of what would be in force if the drafts were activated. */
export const checkGridCoverage = operation({
  id: 'grid.coverage',
  method: 'POST',
  path: '/grid-coverage',
  summary: { zh: '无缝覆盖检查', en: 'Seamless-coverage check' },
  access: 'grid.read',
  body: Type.Object({ under: Type.Optional(Type.String({ maxLength: 200 })) }),
  reply: Type.Object({
    grids: Type.Integer(),
    drafts: Type.Integer(),
    took_ms: Type.Number(),
    findings: Type.Array(CoverageFinding),
  }),
})

export const activateGrids = operation({
  id: 'grid.activate',
  method: 'POST',
  path: '/grid-activations',
  summary: { zh: '启用草稿边界（通过覆盖检查后）', en: 'Put drafts in force after the coverage check' },
  access: 'grid.write',
  body: Type.Object({ validFrom: DayText }),
  reply: Type.Object({ activated: Type.Integer(), retired: Type.Integer() }),
  errors: ['grid.coverage_broken'],
})

export const putGridStaff = operation({
  id: 'grid.putStaff',
  method: 'PUT',
  path: '/grid-staff/:assignmentId',
  summary: { zh: '安排或结束网格人员', en: 'Assign or end staff of a grid' },
  access: 'staffing.write',
  params: Type.Object({ assignmentId: Id }),
  body: Type.Object({
    gridId: Id,
    personId: Id,
    duty: Words(STAFF_DUTIES),
    validFrom: DayText,
    validTo: Nullable(DayText),
  }),
  reply: Done,
  errors: ['organisation.conflict', 'grid.not_found'],
})

export const listBreaches = operation({
  id: 'grid.listBreaches',
  method: 'GET',
  path: '/grid-staffing/breaches',
  summary: { zh: '网格人员空缺与不达标', en: 'Vacancies and breaches of staffing rules' },
  access: 'grid.read',
  query: Type.Object({ under: Type.Optional(Type.String({ maxLength: 200 })), on: Type.Optional(DayText) }),
  reply: Type.Object({ items: Type.Array(StaffingBreach), grids: Type.Integer() }),
})
