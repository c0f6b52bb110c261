import type { LocalDate } from '../time.ts'

/** WGS 84 degrees, longitude first; every coordinate is a whole multiple of 1e-7° (about 1 cm). */
export type LonLat = readonly [lon: number, lat: number]
/** A closed ring: the first point is repeated as the last one. */
export type Ring = readonly LonLat[]
/** The outer ring first, then the holes. */
export type Polygon = readonly Ring[]
/** The coordinates of a GeoJSON MultiPolygon. */
export type MultiPolygon = readonly Polygon[]

/**
 * What a grid is for. `area` stands for the levels above the base grid (district, subdistrict, community),
 * `base` 基础网格, `micro` 微网格, `dedicated` 专属网格 (a school, a market), `unit` 单元网格 of 数字城管.
 */
export const GRID_KINDS = ['area', 'base', 'micro', 'dedicated', 'unit'] as const
export type GridKind = (typeof GRID_KINDS)[number]

/** One level of a tenant's tree; the depth of the tree is the number of its levels. */
export interface GridLevel {
  /** 0 is the root (district). */
  readonly level: number
  readonly name: { readonly zh: string; readonly en: string }
  /** Digits of a grid code on this level. */
  readonly codeDigits: number
}

/** The tree most districts use: 区、镇街、社区、基础网格 and below them 微网格 (function 6). */
export const DEFAULT_GRID_LEVELS: readonly GridLevel[] = [
  { level: 0, name: { zh: '区', en: 'District' }, codeDigits: 6 },
  { level: 1, name: { zh: '镇街', en: 'Subdistrict' }, codeDigits: 9 },
  { level: 2, name: { zh: '社区', en: 'Community' }, codeDigits: 12 },
  { level: 3, name: { zh: '基础网格', en: 'Base grid' }, codeDigits: 15 },
  { level: 4, name: { zh: '微网格', en: 'Micro-grid' }, codeDigits: 17 },
]

/** 四至: what bounds a grid on each side, in words. */
export interface FourBoundaries {
  readonly north: string
  readonly east: string
  readonly south: string
  readonly west: string
}

/** A place in the tree; its shape is in its versions. */
export interface GridNode {
  readonly id: string
  readonly districtId: number
  readonly code: string
  readonly name: string
  readonly kind: GridKind
  readonly level: number
  readonly parentId: string | null
  /** Materialised path of small numbers, e.g. `1.4.17.203.`; a subtree is a prefix. */
  readonly path: string
  readonly householdCount: number
}

/** A shape of a grid and the days it holds: from `validFrom` up to, not including, `validTo`. */
export interface GridVersion {
  readonly id: string
  readonly gridId: string
  readonly polygon: MultiPolygon
  readonly fourBoundaries: FourBoundaries
  readonly validFrom: LocalDate
  /** null while it holds. */
  readonly validTo: LocalDate | null
}

/** The version in force on a day, if any. Versions of one grid never overlap. */
export function findVersionOn(versions: readonly GridVersion[], day: LocalDate): GridVersion | undefined {
  return versions.find((version) => version.validFrom <= day && (version.validTo === null || day < version.validTo))
}
