import type { Map as MapLibreMap } from 'maplibre-gl'

import { MAP_SHAPES, shapeAddress, shapeColour } from '../map/shapes.ts'
import { sizeWords } from '../map/use-map.ts'

export const token = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim()

export const EMPTY: GeoJSON.FeatureCollection = { type: 'FeatureCollection', features: [] }
/** Below this distance in pixels tickets are counted instead of drawn one by one. */
const CLUSTER_RADIUS_px = 44
/** From here on single tickets are always drawn. */
const CLUSTER_UNTIL_ZOOM = 15
/** Names of some hundred grids cannot be read at once. */
const NAMES_FROM_ZOOM = 13.5
const FONT = ['Noto Sans Regular']

/** Sources and layers of the map beside the list, from the ground up; empty until data arrives. */
export function addListLayers(map: MapLibreMap): void {
  map.addSource('outlines', { type: 'geojson', data: EMPTY })
  map.addSource('points', {
    type: 'geojson',
    data: EMPTY,
    cluster: true,
    clusterRadius: CLUSTER_RADIUS_px,
    clusterMaxZoom: CLUSTER_UNTIL_ZOOM,
  })
  map.addSource('marked', { type: 'geojson', data: EMPTY })
  map.addLayer({ id: 'outlines-fill', type: 'fill', source: 'outlines', paint: { 'fill-opacity': 0.5 } })
  map.addLayer({ id: 'outlines-line', type: 'line', source: 'outlines', paint: { 'line-width': 1 } })
  map.addLayer({
    id: 'outlines-name',
    type: 'symbol',
    source: 'outlines',
    minzoom: NAMES_FROM_ZOOM,
    layout: { 'text-field': ['coalesce', ['get', 'name'], ''], 'text-size': 12, 'text-font': FONT },
    paint: { 'text-halo-width': 1.4 },
  })
  map.addLayer({
    id: 'clusters',
    type: 'circle',
    source: 'points',
    filter: ['has', 'point_count'],
    paint: { 'circle-radius': ['step', ['get', 'point_count'], 13, 10, 17, 100, 22], 'circle-stroke-width': 2 },
  })
  map.addLayer({
    id: 'cluster-count',
    type: 'symbol',
    source: 'points',
    filter: ['has', 'point_count'],
    layout: {
      'text-field': ['get', 'point_count_abbreviated'],
      'text-size': 12,
      'text-font': FONT,
      'text-allow-overlap': true,
    },
  })
  map.addLayer({
    id: 'points',
    type: 'symbol',
    source: 'points',
    filter: ['!', ['has', 'point_count']],
    layout: { 'icon-image': ['get', 'shape'], 'icon-size': 0.75, 'icon-allow-overlap': true },
  })
  map.addLayer({
    id: 'marked',
    type: 'circle',
    source: 'marked',
    paint: { 'circle-radius': 19, 'circle-opacity': 0, 'circle-stroke-width': 4 },
  })
}

/** Colours and shapes that follow the theme. */
export async function paintListLayers(map: MapLibreMap): Promise<void> {
  map.setPaintProperty('ground', 'background-color', token('--lx-sunken'))
  map.setPaintProperty('outlines-fill', 'fill-color', token('--lx-surface'))
  map.setPaintProperty('outlines-line', 'line-color', token('--lx-line-strong'))
  map.setPaintProperty('outlines-name', 'text-color', token('--lx-ink-2'))
  map.setPaintProperty('outlines-name', 'text-halo-color', token('--lx-surface'))
  map.setPaintProperty('clusters', 'circle-color', token('--lx-primary'))
  map.setPaintProperty('clusters', 'circle-stroke-color', token('--lx-surface'))
  map.setPaintProperty('cluster-count', 'text-color', token('--lx-primary-ink'))
  sizeWords(map, 'outlines-name', 12)
  sizeWords(map, 'cluster-count', 12)
  map.setPaintProperty('marked', 'circle-stroke-color', token('--lx-ink'))
  for (const shape of MAP_SHAPES) {
    const image = new Image(32, 32)
    image.src = shapeAddress(shape, shapeColour(shape), token('--lx-surface'))
    await image.decode()
    if (map.hasImage(shape)) map.updateImage(shape, image)
    else map.addImage(shape, image)
  }
}
