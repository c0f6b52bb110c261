import type { Map as MapLibreMap } from 'maplibre-gl'

import { MAP_SHAPES, shapeAddress, shapeColour } from './shapes.ts'

const token = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim()

const EMPTY: GeoJSON.FeatureCollection = { type: 'FeatureCollection', features: [] }
/** Below this distance in pixels tickets are counted instead of drawn one by one. */
const CLUSTER_RADIUS_px = 44
/** From here on single tickets are always drawn. */
const CLUSTER_UNTIL_ZOOM = 15
const FONT = ['Noto Sans Regular']

async function loadImage(address: string): Promise<HTMLImageElement> {
  const image = new Image(32, 32)
  image.src = address
  await image.decode()
  return image
}

async function putImages(map: MapLibreMap): Promise<void> {
  for (const shape of MAP_SHAPES) {
    const image = await loadImage(shapeAddress(shape, shapeColour(shape), token('--lx-surface')))
    if (map.hasImage(shape)) map.updateImage(shape, image)
    else map.addImage(shape, image)
  }
}

/** Colours that follow the theme. */
export async function paint(map: MapLibreMap): Promise<void> {
  await putImages(map)
  map.setPaintProperty('ground', 'background-color', token('--lx-sunken'))
  map.setPaintProperty('grids-fill', 'fill-color', token('--lx-surface'))
  map.setPaintProperty('grids-line', 'line-color', token('--lx-line-strong'))
  map.setPaintProperty('grids-selected', 'line-color', token('--lx-primary'))
  map.setPaintProperty('grids-name', 'text-color', token('--lx-ink-2'))
  map.setPaintProperty('grids-name', 'text-halo-color', token('--lx-surface'))
  map.setPaintProperty('clusters', 'circle-color', token('--lx-primary'))
  map.setPaintProperty('cluster-count', 'text-color', token('--lx-primary-ink'))
  map.setPaintProperty('findings-fill', 'fill-color', token('--lx-bad'))
  map.setPaintProperty('findings-line', 'line-color', token('--lx-bad'))
  map.setPaintProperty('findings-at', 'circle-stroke-color', token('--lx-bad'))
}

/** Sources and layers, from the ground up; empty until data arrives. */
export async function addLayers(map: MapLibreMap): Promise<void> {
  map.addSource('grids', { type: 'geojson', data: EMPTY, promoteId: 'id' })
  map.addSource('findings', { type: 'geojson', data: EMPTY })
  map.addSource('tickets', {
    type: 'geojson',
    data: EMPTY,
    cluster: true,
    clusterRadius: CLUSTER_RADIUS_px,
    clusterMaxZoom: CLUSTER_UNTIL_ZOOM,
  })
  await putImages(map)
  map.addLayer({ id: 'grids-fill', type: 'fill', source: 'grids', paint: { 'fill-opacity': 0.85 } })
  map.addLayer({ id: 'grids-line', type: 'line', source: 'grids', paint: { 'line-width': 1 } })
  map.addLayer({
    id: 'grids-selected',
    type: 'line',
    source: 'grids',
    filter: ['==', ['get', 'id'], ''],
    paint: { 'line-width': 4 },
  })
  map.addLayer({
    id: 'grids-name',
    type: 'symbol',
    source: 'grids',
    layout: { 'text-field': ['coalesce', ['get', 'name'], ''], 'text-size': 12, 'text-font': FONT },
    paint: { 'text-halo-width': 1.4 },
  })
  map.addLayer({ id: 'findings-fill', type: 'fill', source: 'findings', paint: { 'fill-opacity': 0.35 } })
  map.addLayer({ id: 'findings-line', type: 'line', source: 'findings', paint: { 'line-width': 2.5 } })
  map.addLayer({
    id: 'findings-at',
    type: 'circle',
    source: 'findings',
    filter: ['==', ['geometry-type'], 'Point'],
    paint: { 'circle-radius': 11, 'circle-opacity': 0, 'circle-stroke-width': 3 },
  })
  map.addLayer({
    id: 'clusters',
    type: 'circle',
    source: 'tickets',
    filter: ['has', 'point_count'],
    paint: { 'circle-radius': ['step', ['get', 'point_count'], 13, 10, 17, 100, 22] },
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
