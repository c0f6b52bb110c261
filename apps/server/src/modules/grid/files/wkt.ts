import type { MultiPolygon } from '@lianxin/domain'

/** A shape as OGC well-known text. */
export function writeWkt(polygon: MultiPolygon): string {
  const parts = polygon.map(
    (part) => `(${part.map((ring) => `(${ring.map(([lon, lat]) => `${lon} ${lat}`).join(',')})`).join(',')})`,
  )
  return `MULTIPOLYGON(${parts.join(',')})`
}

/** Coordinates of WKT, `(x y, x y)`, as JSON text: parentheses become brackets, each point a pair of its own. */
function toJson(text: string): string {
  return text
    .replaceAll(/[^(),]+/g, (point) => {
      const numbers = point.trim()
      return numbers === '' ? '' : `[${numbers.split(/\s+/).join(',')}]`
    })
    .replaceAll('(', '[')
    .replaceAll(')', ']')
}

/**
 * Reads a geometry from a table's cell: WKT Polygon or MultiPolygon (an SRID in front is passed over), or GeoJSON text.
 * @returns a GeoJSON geometry, null for an empty cell, undefined where the text is neither
 */
export function readGeometryText(text: string): unknown {
  const trimmed = text.trim()
  if (trimmed === '') return null
  try {
    if (trimmed.startsWith('{')) return JSON.parse(trimmed)
    const match = /^(?:SRID=\d+;\s*)?(MULTIPOLYGON|POLYGON)\s*(?:ZM|Z|M)?\s*(\([-+0-9eE.,()\s]*\))$/i.exec(trimmed)
    if (!match) return undefined
    const coordinates: unknown = JSON.parse(toJson(match[2]!))
    return { type: match[1]!.toUpperCase() === 'POLYGON' ? 'Polygon' : 'MultiPolygon', coordinates }
  } catch {
    return undefined // the caller names row and column
  }
}
