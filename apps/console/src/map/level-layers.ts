import { readGridTile } from '@lianxin/contract'
import type { ExpressionSpecification, Map as MapLibreMap } from 'maplibre-gl'

import { FONT } from './layers.ts'
import { sizeWords, token } from './use-map.ts'

const SOURCE = 'level'
const AREAS = 'grids'
const NAMES = 'names'
/** The server cuts no finer tiles; beyond it they are stretched. */
const DEEPEST_TILE = 17
/** The lowest layer of the tickets: grids are drawn below. */
const ABOVE = 'clusters'
/** So many names are put in place at once in every view; of more, only close by. */
const NAMES_AT_ONCE = 1500
const NAMES_FROM_ZOOM = 12.5

/** Layers of a level, from the ground up. */
const LAYERS = ['grids-fill', 'grids-hatch', 'grids-line', 'grids-hover', 'grids-selected', 'grids-name'] as const
export const AREA_LAYER = 'grids-fill'

/** What a grid is told apart by on the map: the number of its class, -1 for too few to judge. */
interface GridState {
  readonly id: string
  readonly class: number
}

/** How strongly grids cover what lies below. */
export const coverOver = (based: boolean): number => (based ? 0.6 : 0.9)

/** Draws the boundaries of a level from vector tiles, in the place of the level before. */
export function putLevel(map: MapLibreMap, level: number, revision: number, grids: number): void {
  for (const id of LAYERS) if (map.getLayer(id)) map.removeLayer(id)
  if (map.getSource(SOURCE)) map.removeSource(SOURCE)
  const path = readGridTile.path
    .replace(':level', String(level))
    .replace(':z', '{z}')
    .replace(':x', '{x}')
    .replace(':y', '{y}')
  map.addSource(SOURCE, {
    type: 'vector',
    tiles: [`${location.origin}/api/v1${path}?v=${revision}`],
    maxzoom: DEEPEST_TILE,
    promoteId: 'id',
  })
  const areas = { source: SOURCE, 'source-layer': AREAS } as const
  map.addLayer({ id: 'grids-fill', type: 'fill', ...areas }, ABOVE)
  map.addLayer(
    {
      id: 'grids-hatch',
      type: 'fill',
      ...areas,
      paint: { 'fill-pattern': 'hatch', 'fill-opacity': when(['==', ['feature-state', 'class'], -1], 1, 0) },
    },
    ABOVE,
  )
  map.addLayer({ id: 'grids-line', type: 'line', ...areas, paint: { 'line-width': 1 } }, ABOVE)
  map.addLayer(
    {
      id: 'grids-hover',
      type: 'line',
      ...areas,
      paint: { 'line-width': 3, 'line-opacity': when(['boolean', ['feature-state', 'hover'], false], 1, 0) },
    },
    ABOVE,
  )
  map.addLayer(
    { id: 'grids-selected', type: 'line', ...areas, filter: ['==', ['get', 'id'], ''], paint: { 'line-width': 4 } },
    ABOVE,
  )
  map.addLayer(
    {
      id: 'grids-name',
      type: 'symbol',
      source: SOURCE,
      'source-layer': NAMES,
      minzoom: grids > NAMES_AT_ONCE ? NAMES_FROM_ZOOM : 0,
      layout: { 'text-size': 12, 'text-font': FONT, 'text-max-width': 7 },
      paint: { 'text-halo-width': 1.6 },
    },
    ABOVE,
  )
}

const when = (
  condition: ExpressionSpecification,
  yes: number,
  no: number,
): ['case', ExpressionSpecification, number, number] => ['case', condition, yes, no]

/** Colours of a level in the current theme; classes by feature state. */
export function paintLevel(map: MapLibreMap, colours: readonly string[], cover: number): void {
  if (!map.getLayer('grids-fill')) return
  const state: ExpressionSpecification = ['coalesce', ['feature-state', 'class'], -2]
  const steps = colours.flatMap((colour, step) => [step, token(colour)])
  const fill =
    steps.length === 0
      ? token('--lx-surface')
      : (['match', state, ...steps, token('--lx-surface')] as unknown as ExpressionSpecification)
  map.setPaintProperty('grids-fill', 'fill-color', fill)
  map.setPaintProperty('grids-fill', 'fill-opacity', cover)
  map.setPaintProperty('grids-line', 'line-color', token('--lx-line-strong'))
  map.setPaintProperty('grids-hover', 'line-color', token('--lx-ink'))
  map.setPaintProperty('grids-selected', 'line-color', token('--lx-primary'))
  map.setPaintProperty('grids-name', 'text-color', token('--lx-ink'))
  map.setPaintProperty('grids-name', 'text-halo-color', token('--lx-surface'))
  sizeWords(map, 'grids-name', 12)
}

/** Stripes for grids with too few to judge. */
export function paintHatch(map: MapLibreMap): void {
  const side = 16
  const canvas = document.createElement('canvas')
  canvas.width = side
  canvas.height = side
  const pen = canvas.getContext('2d')
  if (!pen) return
  pen.strokeStyle = token('--lx-line-strong')
  pen.lineWidth = 1.6
  for (const from of [-side, 0, side]) {
    pen.beginPath()
    pen.moveTo(from, side)
    pen.lineTo(from + side, 0)
    pen.stroke()
  }
  const image = pen.getImageData(0, 0, side, side)
  if (map.hasImage('hatch')) map.updateImage('hatch', image)
  else map.addImage('hatch', image, { pixelRatio: 2 })
}

/** Tells each grid its class. */
export function putClasses(map: MapLibreMap, grids: readonly GridState[]): void {
  if (!map.getSource(SOURCE)) return
  map.removeFeatureState({ source: SOURCE, sourceLayer: AREAS })
  for (const { id, class: step } of grids)
    map.setFeatureState({ source: SOURCE, sourceLayer: AREAS, id }, { class: step })
}

/** Writes each grid's value below its name, so that the colour is not the only way to tell. */
export function putValues(map: MapLibreMap, values: Readonly<Record<string, string>>): void {
  if (!map.getLayer('grids-name')) return
  const value: ExpressionSpecification = ['to-string', ['coalesce', ['get', ['get', 'id'], ['literal', values]], '']]
  map.setLayoutProperty('grids-name', 'text-field', ['format', ['get', 'name'], {}, '\n', {}, value, {}])
}

export function putSelected(map: MapLibreMap, gridId: string | null): void {
  if (map.getLayer('grids-selected')) map.setFilter('grids-selected', ['==', ['get', 'id'], gridId ?? ''])
}

/** Marks the grid under the pointer. */
export function putHover(map: MapLibreMap, gridId: string, hover: boolean): void {
  if (map.getSource(SOURCE)) map.setFeatureState({ source: SOURCE, sourceLayer: AREAS, id: gridId }, { hover })
}
