import type { exportGrids } from '@lianxin/contract'

import type { Call, Download } from '../../platform/serve.ts'
import { sessionOf } from '../../platform/session.ts'
import { dayOf } from './context.ts'
import { FIELDS, MEDIA_TYPES, writeGridFile, type ExportRow, type Field, type Format } from './files/index.ts'
import { getDistrict, listGrids, listShapes, type Db, type StoredGrid } from './store.ts'

export interface ExportFilter {
  readonly level?: number
  /** Path prefix. */
  readonly under?: string
}

const NO_VALUES = Object.fromEntries(FIELDS.map((field) => [field, ''])) as Record<Field, string>

function valuesOf(grid: StoredGrid, parentCode: string): Record<Field, string> {
  const { north = '', east = '', south = '', west = '' } = grid.active ?? grid.draft ?? {}
  const { code, name, kind, setting } = grid
  const level = String(grid.level)
  const households = grid.households === null ? '' : String(grid.households)
  return { ...NO_VALUES, code, name, parentCode, level, kind, setting, households, north, east, south, west }
}

/** Grids as they stand in a file: the boundary in force, else the draft. Parents come before their children. */
export async function exportRows(db: Db, districtId: number, filter: ExportFilter): Promise<ExportRow[]> {
  const grids = await listGrids(db, districtId)
  const codes = new Map(grids.map((grid) => [grid.id, grid.code]))
  const shapes = new Map((await listShapes(db, districtId, filter)).map((shape) => [shape.versionId, shape.polygon]))
  const { level, under = '' } = filter
  return grids
    .filter((grid) => (level === undefined || grid.level === level) && grid.path.startsWith(under))
    .map((grid) => {
      const version = grid.active ?? grid.draft
      const parentCode = grid.parentId === null ? '' : (codes.get(grid.parentId) ?? '')
      return { values: valuesOf(grid, parentCode), polygon: (version && shapes.get(version.id)) ?? null }
    })
}

/** The grids of a district as the bytes of a file. */
export async function exportGridsAs(
  db: Db,
  districtId: number,
  format: Format,
  filter: ExportFilter,
): Promise<{ bytes: Buffer; grids: number }> {
  const rows = await exportRows(db, districtId, filter)
  return { bytes: await writeGridFile(format, rows), grids: rows.length }
}

/** `grid.export`. */
export async function exportToFile(call: Call<typeof exportGrids>): Promise<Download> {
  const { districtId } = sessionOf(call)
  const { format, ...filter } = call.query
  const { name, offset_minutes } = await getDistrict(call.tx, districtId)
  const { bytes } = await exportGridsAs(call.tx, districtId, format, filter)
  const filename = `${name}-网格-${dayOf(call.now, offset_minutes)}.${format}`
  return { bytes, filename, type: MEDIA_TYPES[format] }
}
