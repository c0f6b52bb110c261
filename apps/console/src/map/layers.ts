import type { GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl'

import { MAP_SHAPES, shapeAddress, shapeColour } from './shapes.ts'
import { sizeWords, token } from './use-map.ts'

export const EMPTY: GeoJSON.FeatureCollection = { type: 'FeatureCollection', features: [] }
/** Below this distance in pixels tickets are counted instead of drawn one by one. */
const CLUSTER_RADIUS_px = 44
/** From here on single tickets are always drawn. */
const CLUSTER_UNTIL_ZOOM = 15
export const FONT = ['Noto Sans Regular']

async function loadImage(address: string): Promise<HTMLImageElement> {
  const image = new Image(32, 32)
  image.src = address
  await image.decode()
  return image
}

/** Tickets as shapes, those close together as a circle with their number. */
export function addTickets(map: MapLibreMap): void {
  map.addSource('tickets', {
    type: 'geojson',
    data: EMPTY,
    cluster: true,
    clusterRadius: CLUSTER_RADIUS_px,
    clusterMaxZoom: CLUSTER_UNTIL_ZOOM,
  })
  map.addLayer({
    id: 'clusters',
    type: 'circle',
    source: 'tickets',
    filter: ['has', 'point_count'],
    paint: {
      'circle-radius': ['step', ['get', 'point_count'], 13, 10, 17, 100, 22],
      'circle-stroke-width': 2,
    },
  })
  map.addLayer({
    id: 'cluster-count',
    type: 'symbol',
    source: 'tickets',
    filter: ['has', 'point_count'],
    layout: {
      'text-field': ['get', 'point_count_abbreviated'],
      'text-size': 12,
      'text-font': FONT,
      'text-allow-overlap': true,
    },
  })
  map.addLayer({
    id: 'tickets',
    type: 'symbol',
    source: 'tickets',
    filter: ['!', ['has', 'point_count']],
    layout: { 'icon-image': ['get', 'shape'], 'icon-size': 0.75, 'icon-allow-overlap': true },
  })
}

/** Colours of tickets that follow the theme. */
export async function paintTickets(map: MapLibreMap): Promise<void> {
  map.setPaintProperty('clusters', 'circle-color', token('--lx-primary'))
  map.setPaintProperty('clusters', 'circle-stroke-color', token('--lx-surface'))
  map.setPaintProperty('cluster-count', 'text-color', token('--lx-primary-ink'))
  sizeWords(map, 'cluster-count', 12)
  for (const shape of MAP_SHAPES) {
    const image = await loadImage(shapeAddress(shape, shapeColour(shape), token('--lx-surface')))
    if (map.hasImage(shape)) map.updateImage(shape, image)
    else map.addImage(shape, image)
  }
}

/** Zooms in until the tickets of a circle come apart. */
export async function openCluster(
  map: MapLibreMap,
  clusterId: number,
  at: { readonly lng: number; readonly lat: number },
): Promise<void> {
  const zoom = await map.getSource<GeoJSONSource>('tickets')?.getClusterExpansionZoom(clusterId)
  if (zoom !== undefined) map.easeTo({ center: [at.lng, at.lat], zoom })
}

/** Places that want attention: areas, and a ring around each so that a small one is seen from afar. */
export function addFindings(map: MapLibreMap): void {
  map.addSource('findings', { type: 'geojson', data: EMPTY })
  map.addLayer({ id: 'findings-fill', type: 'fill', source: 'findings', paint: { 'fill-opacity': 0.35 } })
  map.addLayer({ id: 'findings-line', type: 'line', source: 'findings', paint: { 'line-width': 2.5 } })
  map.addLayer({
    id: 'findings-at',
    type: 'circle',
    source: 'findings',
    filter: ['==', ['geometry-type'], 'Point'],
    paint: { 'circle-radius': 11, 'circle-opacity': 0, 'circle-stroke-width': 3 },
  })
}

export function paintFindings(map: MapLibreMap): void {
  map.setPaintProperty('findings-fill', 'fill-color', token('--lx-bad'))
  map.setPaintProperty('findings-line', 'line-color', token('--lx-bad'))
  map.setPaintProperty('findings-at', 'circle-stroke-color', token('--lx-bad'))
}
