import type { LayerSpecification, Map as MapLibreMap, SourceSpecification } from 'maplibre-gl'

import type { BaseMap } from './base-map.ts'

/** What a base map adds to a style. Every layer's id begins with `base-`. */
export interface BaseStyle {
  readonly sources: Readonly<Record<string, SourceSpecification>>
  readonly layers: readonly LayerSpecification[]
}

/** Tianditu hands out its tiles from eight names. */
const TIANDITU_HOSTS = [0, 1, 2, 3, 4, 5, 6, 7]
const TIANDITU_MAX_ZOOM = 18

/** Streets (`vec`) or their names (`cva`) in web Mercator (`w`). */
function tiandituTiles(layer: 'vec' | 'cva', key: string): string[] {
  const query = `SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=${layer}&STYLE=default&TILEMATRIXSET=w&FORMAT=tiles`
  return TIANDITU_HOSTS.map(
    (host) =>
      `https://t${host}.tianditu.gov.cn/${layer}_w/wmts?${query}&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}&tk=${key}`,
  )
}

/** Raster tiles are drawn for daylight; in the dark they are dimmed. */
export const rasterPaint = (dark: boolean) => (dark ? { 'raster-brightness-max': 0.5, 'raster-saturation': -0.4 } : {})

function tianditu({ key, note }: BaseMap & { kind: 'tianditu' }, dark: boolean): BaseStyle {
  const source = (layer: 'vec' | 'cva'): SourceSpecification => ({
    type: 'raster',
    tiles: tiandituTiles(layer, key),
    tileSize: 256,
    maxzoom: TIANDITU_MAX_ZOOM,
    attribution: note,
  })
  return {
    sources: { 'base-streets': source('vec'), 'base-names': source('cva') },
    layers: (['base-streets', 'base-names'] as const).map((id) => ({
      id,
      type: 'raster',
      source: id,
      paint: rasterPaint(dark),
    })),
  }
}

const isDark = (): boolean => document.documentElement.dataset['theme'] === 'dark'

/** Sources and layers of a base map in the page's colours. The reader of PMTiles arrives only where one is used. */
export async function baseStyleOf(baseMap: BaseMap): Promise<BaseStyle> {
  if (baseMap.kind === 'tianditu') return tianditu(baseMap, isDark())
  const { pmtilesStyle } = await import('./pmtiles-style.ts')
  return pmtilesStyle(baseMap, isDark())
}

/**
 * Draws the base map below everything but the ground; what an earlier call drew goes first. A base map that cannot be
 * read leaves the grids on plain ground.
 * @returns whether there is one now
 */
export async function drawBaseMap(map: MapLibreMap, baseMap: BaseMap | null): Promise<boolean> {
  if (!baseMap) return false
  try {
    const style = await baseStyleOf(baseMap)
    removeBaseMap(map)
    const [, above] = map.getStyle().layers
    for (const [id, source] of Object.entries(style.sources)) map.addSource(id, source)
    for (const layer of style.layers) map.addLayer(layer, above?.id)
    return true
  } catch (error) {
    console.info('the base map cannot be read', error)
    return false
  }
}

function removeBaseMap(map: MapLibreMap): void {
  const { layers, sources } = map.getStyle()
  for (const { id } of layers) if (id.startsWith('base-')) map.removeLayer(id)
  for (const id of Object.keys(sources)) if (id.startsWith('base-')) map.removeSource(id)
}
