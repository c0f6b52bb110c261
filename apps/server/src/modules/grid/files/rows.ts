/** The columns of a grid file, in the order in which they are written. */
export const FIELDS = [
  'code',
  'name',
  'parentCode',
  'level',
  'kind',
  'setting',
  'households',
  'north',
  'east',
  'south',
  'west',
] as const
export type Field = (typeof FIELDS)[number]
export const FORMATS = ['geojson', 'csv', 'xlsx'] as const
export type Format = (typeof FORMATS)[number]

/** One grid as it stands in a file, before anything is believed. */
export interface FileRow {
  /** Line of the table (the heading is line 1) or number of the feature, from 1. */
  readonly row: number
  readonly values: Readonly<Partial<Record<Field, string>>>
  /** A GeoJSON geometry; null where the file has none; undefined where it cannot be understood. */
  readonly geometry: unknown
}

/** A file that cannot be read as a whole; the message completes "the file cannot be read: …". */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile'
  /** Column that is missing, where that is the reason. */
  readonly column: string | undefined
  constructor(reason: string, column?: string) {
    super(reason)
    this.column = column
  }
}

/** Headings people use; `adcode` and `parent.adcode` are those of public outlines of administrative divisions. */
const NAMES: Readonly<Record<Field | 'geometry', readonly string[]>> = {
  code: ['code', 'adcode', '网格编码', '编码', '代码'],
  name: ['name', '名称', '网格名称'],
  parentCode: ['parentcode', 'parent_code', 'parent', '上级编码', '上级网格编码', '上级网格'],
  level: ['level', '层级', '级别'],
  kind: ['kind', '类型', '网格类型'],
  setting: ['setting', '城乡', '城乡分类'],
  households: ['households', '户数'],
  north: ['north', '北至', '北'],
  east: ['east', '东至', '东'],
  south: ['south', '南至', '南'],
  west: ['west', '西至', '西'],
  geometry: ['geometry', 'wkt', 'geom', '边界', '坐标'],
}
const BY_NAME = new Map(
  Object.entries(NAMES).flatMap(([field, names]) => names.map((name) => [name, field as Field | 'geometry'] as const)),
)

/** The field a heading stands for, whatever its case and surrounding blanks; undefined for columns of no concern. */
export function fieldOf(heading: string): Field | 'geometry' | undefined {
  return BY_NAME.get(
    heading
      .replace(/^\uFEFF/, '')
      .trim()
      .toLowerCase(),
  )
}

/** Whether a heading carries a further piece of the geometry (`geometry_2`): a sheet's cell holds 32,767 characters. */
export function isGeometryPiece(heading: string): boolean {
  return /^geometry_\d+$/.test(heading.trim().toLowerCase())
}
