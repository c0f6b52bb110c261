/** West, south, east, north in degrees. */
export type Box = [west: number, south: number, east: number, north: number]

/** The box around whatever has coordinates; null for nothing. Takes GeoJSON coordinates of any depth. */
export function boxOf(coordinates: unknown): Box | null {
  const box: Box = [Infinity, Infinity, -Infinity, -Infinity]
  const walk = (value: unknown): void => {
    if (!Array.isArray(value)) return
    const [lon, lat] = value as unknown[]
    if (typeof lon !== 'number' || typeof lat !== 'number') return value.forEach(walk)
    box[0] = Math.min(box[0], lon)
    box[1] = Math.min(box[1], lat)
    box[2] = Math.max(box[2], lon)
    box[3] = Math.max(box[3], lat)
  }
  walk(coordinates)
  return box[0] <= box[2] ? box : null
}

/** The box around all features. */
export function boundsOf(collection: GeoJSON.FeatureCollection): Box | null {
  return boxOf(collection.features.map(({ geometry }) => ('coordinates' in geometry ? geometry.coordinates : [])))
}
