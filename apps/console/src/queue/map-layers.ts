import type { Map as MapLibreMap } from 'maplibre-gl'

import { addTickets, EMPTY, FONT, paintTickets } from '../map/layers.ts'
import { sizeWords, token } from '../map/use-map.ts'

/** Names of some hundred grids cannot be read at once. */
const NAMES_FROM_ZOOM = 13.5

/** Sources and layers of the map beside the list, from the ground up; empty until data arrives. */
export function addListLayers(map: MapLibreMap): void {
  map.addSource('outlines', { type: 'geojson', data: EMPTY })
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
  addTickets(map)
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
  sizeWords(map, 'outlines-name', 12)
  map.setPaintProperty('marked', 'circle-stroke-color', token('--lx-ink'))
  await paintTickets(map)
}
