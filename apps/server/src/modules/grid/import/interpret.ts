import { GRID_KINDS, parseGeometry, parseGridCode, type GridKind, type MultiPolygon } from '@lianxin/domain'

import type { FileRow } from '../files/index.ts'
import { SETTINGS, type Setting } from '../store.ts'
import { convertGeometry, type Crs } from './convert.ts'
import { faultOf, geometryFaults, type StoredFault } from './faults.ts'

/** A row that makes sense by itself; its place in the tree is not known yet. */
export interface GridDraft {
  readonly row: number
  readonly code: string
  readonly name: string
  /** null: told by the code, or the top. */
  readonly parentCode: string | null
  readonly level: number | null
  readonly kind: GridKind
  /** null: as it is, or urban. */
  readonly setting: Setting | null
  readonly households: number | null
  readonly words: FourWords
  /** WGS 84 on the lattice; null where the outline follows from the grids below. */
  readonly polygon: MultiPolygon | null
}

/** 四至 in words; undefined where the file has no such column. */
export interface FourWords {
  readonly north?: string
  readonly east?: string
  readonly south?: string
  readonly west?: string
}

/** Base grids and what lies below are drawn; the levels above may follow from them. */
function kindByCode(code: string): GridKind {
  if (code.length === 15) return 'base'
  return code.length === 17 ? 'micro' : 'area'
}

function readNumber(text: string | undefined): number | null | undefined {
  if (text === undefined) return null
  return /^\d{1,7}(\.0+)?$/.test(text) ? Number(text) : undefined
}

interface Interpreted {
  readonly draft: GridDraft | null
  readonly faults: readonly StoredFault[]
}

/** Reads one row. Every fault of the row is named, not only the first. */
export function interpretRow({ row, values, geometry }: FileRow, crs: Crs): Interpreted {
  const code = values.code ?? ''
  const faults: StoredFault[] = []
  const wrong = (...[kind, field, params]: [Parameters<typeof faultOf>[0], string, Record<string, string | number>?]) =>
    void faults.push(faultOf(kind, row, code, field, params))

  if (code === '') wrong('codeMissing', 'code')
  else if (!parseGridCode(code).ok) wrong('codeInvalid', 'code', { value: code })
  const name = values.name ?? ''
  if (name === '') wrong('nameMissing', 'name')
  const level = readNumber(values.level)
  if (level === undefined || (level !== null && level > 9)) wrong('levelWrong', 'level', { wanted: '0–9' })
  const households = readNumber(values.households)
  if (households === undefined) wrong('householdsWrong', 'households', { value: values.households ?? '' })
  const kind = GRID_KINDS.find((known) => known === values.kind) ?? kindByCode(code)
  if (values.kind !== undefined && kind !== values.kind) wrong('kindWrong', 'kind', { value: values.kind })
  const setting = SETTINGS.find((known) => known === values.setting) ?? null
  if (values.setting !== undefined && setting === null) wrong('settingWrong', 'setting', { value: values.setting })

  const shape = readShape(row, code, geometry, kind, crs)
  faults.push(...shape.faults)
  if (faults.length > 0) return { draft: null, faults }
  const { north, east, south, west } = values
  const words: FourWords = {
    ...(north === undefined ? {} : { north }),
    ...(east === undefined ? {} : { east }),
    ...(south === undefined ? {} : { south }),
    ...(west === undefined ? {} : { west }),
  }
  const draft: GridDraft = {
    row,
    code,
    name,
    parentCode: values.parentCode ?? null,
    level: level ?? null,
    kind,
    setting,
    households: households ?? null,
    words,
    polygon: shape.polygon,
  }
  return { draft, faults }
}

function readShape(
  row: number,
  code: string,
  geometry: unknown,
  kind: GridKind,
  crs: Crs,
): { polygon: MultiPolygon | null; faults: readonly StoredFault[] } {
  if (geometry === null)
    return { polygon: null, faults: kind === 'area' ? [] : [faultOf('geometryMissing', row, code, 'geometry')] }
  const parsed = parseGeometry(convertGeometry(geometry, crs))
  return parsed.ok
    ? { polygon: parsed.value, faults: [] }
    : { polygon: null, faults: geometryFaults(row, code, parsed.refusal) }
}
