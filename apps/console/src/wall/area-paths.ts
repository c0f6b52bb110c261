type Ring = readonly (readonly [number, number])[]

/** An area drawn on a wall: its outline as an SVG path, and where its figure stands. */
export interface AreaPath {
  readonly id: string
  readonly name: string
  readonly path: string
  readonly x: number
  readonly y: number
  /** Width of the box around it, in units of the drawing. */
  readonly width: number
}

export const DRAWING_WIDTH = 1000

function ringsOf({ geometry }: GeoJSON.Feature): readonly Ring[] {
  if (geometry.type === 'Polygon') return geometry.coordinates as unknown as Ring[]
  return geometry.type === 'MultiPolygon' ? (geometry.coordinates as unknown as Ring[][]).flat() : []
}

const radians = (degrees: number): number => (degrees * Math.PI) / 180

/**
 * Outlines (WGS 84) as paths in a drawing {@link DRAWING_WIDTH} units wide, north up, lengths true at the middle
 * latitude: enough for a district, without a map library on the wall's machine.
 */
export function areaPaths(features: readonly GeoJSON.Feature[]): {
  readonly height: number
  readonly areas: AreaPath[]
} {
  const points = features.flatMap(ringsOf).flat()
  if (points.length === 0) return { height: 0, areas: [] }
  const [west, east] = [Math.min(...points.map(([lon]) => lon)), Math.max(...points.map(([lon]) => lon))]
  const [south, north] = [Math.min(...points.map(([, lat]) => lat)), Math.max(...points.map(([, lat]) => lat))]
  const shrink = Math.cos(radians((south + north) / 2))
  const scale = DRAWING_WIDTH / ((east - west) * shrink)
  const toX = (lon: number): number => Math.round((lon - west) * shrink * scale * 10) / 10
  const toY = (lat: number): number => Math.round((north - lat) * scale * 10) / 10
  const areas = features.map((feature) => {
    const rings = ringsOf(feature)
    const xs = rings.flat().map(([lon]) => toX(lon))
    const ys = rings.flat().map(([, lat]) => toY(lat))
    const path = rings.map((ring) => `M${ring.map(([lon, lat]) => `${toX(lon)} ${toY(lat)}`).join('L')}Z`).join('')
    const [left, right] = [Math.min(...xs), Math.max(...xs)]
    const { id, name } = feature.properties as { id: string; name: string }
    return { id, name, path, x: (left + right) / 2, y: (Math.min(...ys) + Math.max(...ys)) / 2, width: right - left }
  })
  return { height: Math.ceil((north - south) * scale), areas }
}
