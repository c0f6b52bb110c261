import gcoordModule from 'gcoord'

/** The types describe an ES module, what Node loads is CommonJS: its default export is the library itself. */
const gcoord = gcoordModule as unknown as typeof gcoordModule.default

/** Coordinate systems of files. CGCS2000 and WGS 84 differ by centimetres and are taken as equal. */
export type Crs = 'WGS84' | 'GCJ02' | 'CGCS2000'

/**
 * Converts every position of a GeoJSON geometry to WGS 84; the same position always to the same result, so that shared
 * corners stay shared. What is no position is left for the check of the geometry to name.
 */
export function convertGeometry(geometry: unknown, crs: Crs): unknown {
  if (crs !== 'GCJ02' || typeof geometry !== 'object' || geometry === null || !('coordinates' in geometry))
    return geometry
  return { ...geometry, coordinates: convertCoordinates(geometry.coordinates) }
}

function convertCoordinates(value: unknown): unknown {
  if (!Array.isArray(value)) return value
  const [lon, lat] = value as unknown[]
  if (typeof lon === 'number' && typeof lat === 'number') return convertPosition([lon, lat])
  return value.map(convertCoordinates)
}

function convertPosition(position: [number, number]): [number, number] {
  const plausible = Math.abs(position[0]) <= 180 && Math.abs(position[1]) <= 90
  return plausible ? gcoord.transform(position, gcoord.GCJ02, gcoord.WGS84) : position
}
