import { addProtocol, type LayerSpecification } from 'maplibre-gl'
import { PMTiles, Protocol, TileType } from 'pmtiles'

import type { BaseMap } from './base-map.ts'
import { rasterPaint, type BaseStyle } from './draw-base-map.ts'

const protocol = new Protocol()
let added = false

const token = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim()

/** How a layer of a vector file is drawn, by its name in the usual schemas (Protomaps, OpenMapTiles, Shortbread). */
type Draw = 'water' | 'green' | 'building' | 'road' | 'line' | 'name'
const KNOWN: Readonly<Record<string, readonly Draw[]>> = {
  water: ['water'],
  water_polygons: ['water'],
  ocean: ['water'],
  waterway: ['line'],
  water_lines: ['line'],
  landuse: ['green'],
  landcover: ['green'],
  land: ['green'],
  park: ['green'],
  building: ['building'],
  buildings: ['building'],
  roads: ['road'],
  streets: ['road'],
  transportation: ['road'],
  boundaries: ['line'],
  boundary: ['line'],
  place: ['name'],
  places: ['name'],
  place_labels: ['name'],
  street_labels: ['name'],
  transportation_name: ['name'],
  pois: ['name'],
  earth: [],
}
/** From the ground up; a layer of an unknown name is drawn as thin lines. */
const ORDER: readonly Draw[] = ['green', 'water', 'building', 'line', 'road', 'name']

function layerFor(draw: Draw, from: string): LayerSpecification {
  const shared = { id: `base-${draw}-${from}`, source: 'base-map', 'source-layer': from } as const
  const areas = ['==', ['geometry-type'], 'Polygon'] as ['==', ...unknown[]] as never
  switch (draw) {
    case 'water':
      return { ...shared, type: 'fill', filter: areas, paint: { 'fill-color': token('--lx-primary-soft') } }
    case 'green':
      return {
        ...shared,
        type: 'fill',
        filter: areas,
        paint: { 'fill-color': token('--lx-good-soft'), 'fill-opacity': 0.5 },
      }
    case 'building':
      return { ...shared, type: 'fill', minzoom: 14, filter: areas, paint: { 'fill-color': token('--lx-line') } }
    case 'road':
      return {
        ...shared,
        type: 'line',
        paint: {
          'line-color': token('--lx-surface'),
          'line-width': ['interpolate', ['exponential', 1.6], ['zoom'], 9, 0.8, 14, 3, 18, 16],
        },
      }
    case 'line':
      return { ...shared, type: 'line', paint: { 'line-color': token('--lx-line-strong'), 'line-width': 0.8 } }
    case 'name':
      return {
        ...shared,
        type: 'symbol',
        layout: {
          'text-field': ['coalesce', ['get', 'name:zh'], ['get', 'name'], ''],
          'text-size': 11.5,
          'text-font': ['Noto Sans Regular'],
        },
        paint: {
          'text-color': token('--lx-ink-2'),
          'text-halo-color': token('--lx-surface'),
          'text-halo-width': 1.2,
        },
      }
  }
}

function vectorLayers(names: readonly string[]): LayerSpecification[] {
  const drawn = names.flatMap((name) => (KNOWN[name] ?? (['line'] as const)).map((draw) => ({ draw, name })))
  return ORDER.flatMap((draw) => drawn.filter((one) => one.draw === draw).map(({ name }) => layerFor(draw, name)))
}

/** The style of a PMTiles file: one picture layer, or the known layers of its vector tiles. Reads its first kilobytes. */
export async function pmtilesStyle(
  { url, note }: BaseMap & { readonly kind: 'pmtiles' },
  dark: boolean,
): Promise<BaseStyle> {
  if (!added) addProtocol('pmtiles', protocol.tile)
  added = true
  const address = new URL(url, location.href).href
  const archive = protocol.get(address) ?? new PMTiles(address)
  protocol.add(archive)
  const { tileType, minZoom, maxZoom } = await archive.getHeader()
  const source = {
    tiles: [`pmtiles://${address}/{z}/{x}/{y}`],
    minzoom: minZoom,
    maxzoom: maxZoom,
    ...(note === '' ? {} : { attribution: note }),
  }
  if (tileType !== TileType.Mvt)
    return {
      sources: { 'base-map': { type: 'raster', tileSize: 256, ...source } },
      layers: [{ id: 'base-picture', type: 'raster', source: 'base-map', paint: rasterPaint(dark) }],
    }
  const metadata = (await archive.getMetadata()) as { readonly vector_layers?: readonly { readonly id: string }[] }
  return {
    sources: { 'base-map': { type: 'vector', ...source } },
    layers: vectorLayers((metadata.vector_layers ?? []).map(({ id }) => id)),
  }
}
