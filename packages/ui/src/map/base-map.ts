import type { StyleSpecification } from 'maplibre-gl'

/** A base map under the grids. Without one, outlines are drawn on plain ground: nothing is loaded from elsewhere. */
export interface BaseMap {
  /** Raster tile addresses with {x}, {y} and {z}, e.g. Tianditu with a key. */
  readonly tiles: readonly string[]
  readonly attribution: string
  readonly maxZoom: number
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
