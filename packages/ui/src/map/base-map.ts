import type { StyleSpecification } from 'maplibre-gl'

/** A base map under the grids. Without one, outlines are drawn on plain ground: nothing is loaded from elsewhere. */
export interface BaseMap {
  /** Raster tile addresses with {x}, {y} and {z}, e.g. Tianditu with a key. */
  readonly tiles: readonly string[]
  readonly attribution: string
  readonly maxZoom: number
}

/** What a build may be given; see `configuredBaseMap`. */
interface BuildSettings {
  readonly VITE_BASE_MAP_TILES?: string
  readonly VITE_BASE_MAP_ATTRIBUTION?: string
  readonly VITE_BASE_MAP_MAX_ZOOM?: string
}
const DEFAULT_MAX_ZOOM = 18

/**
 * The base map this build was made with: `VITE_BASE_MAP_TILES` (addresses, comma-separated), `VITE_BASE_MAP_ATTRIBUTION`,
 * `VITE_BASE_MAP_MAX_ZOOM`. Null by default: no tile server learns where anybody looks.
 */
export function configuredBaseMap(): BaseMap | null {
  const settings: BuildSettings = (import.meta as { env?: BuildSettings }).env ?? {}
  const tiles = (settings.VITE_BASE_MAP_TILES ?? '').split(',').filter((address) => address !== '')
  if (tiles.length === 0) return null
  return {
    tiles,
    attribution: settings.VITE_BASE_MAP_ATTRIBUTION ?? '',
    maxZoom: Number(settings.VITE_BASE_MAP_MAX_ZOOM ?? DEFAULT_MAX_ZOOM),
  }
}

/** The style of an empty map in the colours of the page; `baseMap` is drawn first. */
export function groundStyle(ground: string, baseMap: BaseMap | null): StyleSpecification {
  const background = { id: 'ground', type: 'background', paint: { 'background-color': ground } } as const
  if (!baseMap) return { version: 8, sources: {}, layers: [background] }
  const { tiles, attribution, maxZoom } = baseMap
  return {
    version: 8,
    sources: { base: { type: 'raster', tiles: [...tiles], tileSize: 256, attribution, maxzoom: maxZoom } },
    layers: [background, { id: 'base', type: 'raster', source: 'base' }],
  }
}
