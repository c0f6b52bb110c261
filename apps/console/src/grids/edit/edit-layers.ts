import type { LonLat } from '@lianxin/domain'
import type { ExpressionSpecification, GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl'

import { EMPTY, FONT } from '../../map/layers.ts'
import { sizeWords, token } from '../../map/use-map.ts'
import { sameCorner, type Cell, type Corner, type Middle } from './shapes.ts'

/** Layers of the editor, from the ground up. */
export function addEditLayers(map: MapLibreMap): void {
  for (const source of ['cells', 'handles']) map.addSource(source, { type: 'geojson', data: EMPTY })
  map.addLayer({ id: 'cells-fill', type: 'fill', source: 'cells' })
  map.addLayer({ id: 'cells-line', type: 'line', source: 'cells', paint: { 'line-width': 1.4 } })
  map.addLayer({
    id: 'cells-draft',
    type: 'line',
    source: 'cells',
    filter: ['get', 'draft'],
    paint: { 'line-width': 3, 'line-dasharray': [2, 1.5] },
  })
  map.addLayer({
    id: 'cells-own',
    type: 'line',
    source: 'cells',
    filter: ['get', 'own'],
    paint: { 'line-width': 4 },
  })
  map.addLayer({
    id: 'cells-name',
    type: 'symbol',
    source: 'cells',
    layout: { 'text-field': ['get', 'name'], 'text-size': 13, 'text-font': FONT },
    paint: { 'text-halo-width': 1.6 },
  })
  map.addLayer({
    id: 'middles',
    type: 'circle',
    source: 'handles',
    filter: ['==', ['get', 'kind'], 'middle'],
    paint: { 'circle-radius': 4, 'circle-stroke-width': 1.5 },
  })
  map.addLayer({
    id: 'corners',
    type: 'circle',
    source: 'handles',
    filter: ['==', ['get', 'kind'], 'corner'],
    paint: { 'circle-radius': ['case', ['get', 'chosen'], 9, ['get', 'rim'], 4, 6.5], 'circle-stroke-width': 2.5 },
  })
  map.addLayer({
    id: 'corners-number',
    type: 'symbol',
    source: 'handles',
    filter: ['all', ['==', ['get', 'kind'], 'corner'], ['get', 'chosen']],
    layout: {
      'text-field': ['get', 'number'],
      'text-size': 13,
      'text-font': FONT,
      'text-offset': [0, -1.6],
      'text-allow-overlap': true,
    },
    paint: { 'text-halo-width': 2 },
  })
}

/** Colours in the current theme. */
export function paintEditLayers(map: MapLibreMap): Promise<void> {
  const fill: ExpressionSpecification = [
    'case',
    ['get', 'refused'],
    token('--lx-bad-soft'),
    ['get', 'own'],
    token('--lx-primary-soft'),
    token('--lx-surface'),
  ]
  map.setPaintProperty('cells-fill', 'fill-color', fill)
  map.setPaintProperty('cells-fill', 'fill-opacity', 0.72)
  map.setPaintProperty('cells-line', 'line-color', token('--lx-line-strong'))
  map.setPaintProperty('cells-draft', 'line-color', token('--lx-warn'))
  map.setPaintProperty('cells-own', 'line-color', [
    'case',
    ['get', 'refused'],
    token('--lx-bad'),
    token('--lx-primary'),
  ])
  for (const [layer, property] of [
    ['cells-name', '--lx-ink'],
    ['corners-number', '--lx-ink'],
  ] as const) {
    map.setPaintProperty(layer, 'text-color', token(property))
    map.setPaintProperty(layer, 'text-halo-color', token('--lx-surface'))
    sizeWords(map, layer, 13)
  }
  map.setPaintProperty('middles', 'circle-color', token('--lx-surface'))
  map.setPaintProperty('middles', 'circle-stroke-color', token('--lx-primary'))
  map.setPaintProperty('corners', 'circle-color', [
    'case',
    ['get', 'chosen'],
    token('--lx-warn'),
    token('--lx-surface'),
  ])
  map.setPaintProperty('corners', 'circle-stroke-color', [
    'case',
    ['get', 'rim'],
    token('--lx-line-strong'),
    token('--lx-primary'),
  ])
  return Promise.resolve()
}

/** Draws the shapes as they are, or would be. */
export function putCells(map: MapLibreMap, cells: readonly Cell[], gridId: string, refused: boolean): void {
  const features = cells.map(({ gridId: id, grid, polygon }): GeoJSON.Feature => ({
    type: 'Feature',
    properties: { id, name: grid.name, draft: grid.draft, own: id === gridId, refused: refused && id === gridId },
    geometry: { type: 'MultiPolygon', coordinates: polygon as unknown as GeoJSON.Position[][][] },
  }))
  // The own one last: its outline lies above those of its neighbours.
  const ordered = features.toSorted((a, b) => Number(a.properties?.['own']) - Number(b.properties?.['own']))
  void map.getSource<GeoJSONSource>('cells')?.setData({ type: 'FeatureCollection', features: ordered })
}

/** Draws what can be taken hold of. */
export function putHandles(
  map: MapLibreMap,
  corners: readonly Corner[],
  middles: readonly Middle[],
  chosen: LonLat | null,
): void {
  const point = (at: LonLat, properties: GeoJSON.GeoJsonProperties): GeoJSON.Feature => ({
    type: 'Feature',
    properties,
    geometry: { type: 'Point', coordinates: [at[0], at[1]] },
  })
  void map.getSource<GeoJSONSource>('handles')?.setData({
    type: 'FeatureCollection',
    features: [
      ...middles.map(({ at }) => point(at, { kind: 'middle' })),
      ...corners.map(({ at, rim }, i) =>
        point(at, { kind: 'corner', rim, chosen: sameCorner(at, chosen), number: String(i + 1) }),
      ),
    ],
  })
}
