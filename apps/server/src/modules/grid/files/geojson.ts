import type { MultiPolygon } from '@lianxin/domain'

import { FIELDS, UnreadableFile, fieldOf, type Field, type FileRow } from './rows.ts'

/** Words of public outline files that say what kind of division it is, where we have a number. */
const DIVISION_WORDS = new Set(['country', 'province', 'city', 'district', 'street'])

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

function textOf(value: unknown): string {
  if (typeof value === 'string') return value.trim()
  return typeof value === 'number' ? String(value) : ''
}

function valuesOf(properties: Record<string, unknown>): Partial<Record<Field, string>> {
  const values: Partial<Record<Field, string>> = {}
  for (const [name, value] of Object.entries(properties)) {
    const field = fieldOf(name)
    if (field === undefined || field === 'geometry') continue
    const text = field === 'parentCode' && isObject(value) ? textOf(value['adcode'] ?? value['code']) : textOf(value)
    if (text === '' || values[field] !== undefined || (field === 'level' && DIVISION_WORDS.has(text))) continue
    values[field] = text
  }
  return values
}

/**
 * Reads a GeoJSON FeatureCollection (RFC 7946), one feature a grid.
 * @throws UnreadableFile when it is no such thing
 */
export function readGeoJson(bytes: Buffer): FileRow[] {
  let value: unknown
  try {
    value = JSON.parse(bytes.toString('utf8').replace(/^\uFEFF/, ''))
  } catch (cause) {
    throw new UnreadableFile(cause instanceof Error ? cause.message : 'JSON')
  }
  const features =
    isObject(value) && value['type'] === 'Feature' ? [value] : isObject(value) ? value['features'] : undefined
  if (!Array.isArray(features)) throw new UnreadableFile('GeoJSON FeatureCollection?')
  return features.map((feature: unknown, index) => {
    const properties = isObject(feature) && isObject(feature['properties']) ? feature['properties'] : {}
    return {
      row: index + 1,
      values: valuesOf(properties),
      geometry: isObject(feature) ? (feature['geometry'] ?? null) : undefined,
    }
  })
}

/** One grid to be written to a file. */
export interface ExportRow {
  readonly values: Readonly<Record<Field, string>>
  readonly polygon: MultiPolygon | null
}

const NUMERIC = new Set<Field>(['level', 'households'])

/** Writes a FeatureCollection, one feature a line, so that two exports can be compared. */
export function writeGeoJson(rows: readonly ExportRow[]): Buffer {
  const lines = rows.map(({ values, polygon }) => {
    const properties = Object.fromEntries(
      FIELDS.filter((field) => values[field] !== '').map((field) => [
        field,
        NUMERIC.has(field) ? Number(values[field]) : values[field],
      ]),
    )
    return JSON.stringify({
      type: 'Feature',
      properties,
      geometry: polygon && { type: 'MultiPolygon', coordinates: polygon },
    })
  })
  return Buffer.from(`{"type":"FeatureCollection","features":[\n${lines.join(',\n')}\n]}\n`)
}
