import 'maplibre-gl/dist/maplibre-gl.css'

import type { FeatureCollection } from 'geojson'
import {
  AttributionControl,
  LngLatBounds,
  Map as MapLibreMap,
  Marker,
  NavigationControl,
  setWorkerUrl,
  type GeoJSONSource,
  type StyleSpecification,
} from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url'
import { useEffect, useEffectEvent, useRef, useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'

import { useLook } from '../theme/theme.ts'
import { useBaseMap } from './base-map.ts'
import { drawBaseMap } from './draw-base-map.ts'
import type { GridMapProps, LonLat } from './grid-map.tsx'

setWorkerUrl(workerUrl)

const FONTS = "'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif"
/** Close enough to tell one building from the next. */
const PLACE_ZOOM = 16

const GROUND: StyleSpecification = { version: 8, sources: {}, layers: [{ id: 'ground', type: 'background' }] }

/** Shown until something to look at is known: the demo district. */
const DEFAULT_CENTRE: LonLat = { lon: 116.6, lat: 35.3 }

/** Old telephones and locked-down browsers cannot draw the map; the words say the place then. */
const hasWebGl = (): boolean => document.createElement('canvas').getContext('webgl2') !== null

const colour = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim()

function boundsOf(outlines: FeatureCollection): LngLatBounds | null {
  const bounds = new LngLatBounds()
  const walk = (value: unknown): void => {
    if (!Array.isArray(value)) return
    if (typeof value[0] === 'number' && typeof value[1] === 'number') bounds.extend([value[0], value[1]])
    else value.forEach(walk)
  }
  for (const { geometry } of outlines.features) if ('coordinates' in geometry) walk(geometry.coordinates)
  return bounds.isEmpty() ? null : bounds
}

function drawOutlines(map: MapLibreMap, outlines: FeatureCollection): void {
  const source = map.getSource<GeoJSONSource>('grids')
  if (source) {
    void source.setData(outlines)
    return
  }
  map.addSource('grids', { type: 'geojson', data: outlines })
  map.addLayer({
    id: 'grids-fill',
    type: 'fill',
    source: 'grids',
    paint: { 'fill-opacity': 0.07 },
  })
  map.addLayer({
    id: 'grids-line',
    type: 'line',
    source: 'grids',
    paint: { 'line-width': 1.5 },
  })
  map.addLayer({
    id: 'grids-name',
    type: 'symbol',
    source: 'grids',
    layout: { 'text-field': ['coalesce', ['get', 'name'], ''], 'text-font': ['Noto Sans Regular'] },
    paint: { 'text-halo-width': 1.5 },
  })
  paintGrids(map)
}

/** Colours and size of type of the look; nothing where no grids are drawn. */
function paintGrids(map: MapLibreMap): void {
  if (!map.getLayer('grids-name')) return
  map.setPaintProperty('grids-fill', 'fill-color', colour('--lx-primary'))
  map.setPaintProperty('grids-line', 'line-color', colour('--lx-primary'))
  map.setPaintProperty('grids-name', 'text-color', colour('--lx-ink'))
  map.setPaintProperty('grids-name', 'text-halo-color', colour('--lx-surface'))
  map.setLayoutProperty('grids-name', 'text-size', 13 * Number(colour('--lx-scale')))
}

/** The map itself; loaded only where one is opened. A tap sets the place where `onPick` is given. */
export default function MapCanvas({ outlines, around, place, centre, onPick, height_px }: GridMapProps): ReactElement {
  const { t } = useTranslation()
  const box = useRef<HTMLDivElement>(null)
  const [map, setMap] = useState<MapLibreMap | null>(null)
  const [drawable] = useState(hasWebGl)
  const [look] = useLook()
  const baseMap = useBaseMap()
  const make = useEffectEvent(
    (container: HTMLElement) =>
      new MapLibreMap({
        container,
        style: GROUND,
        center: place ?? centre ?? DEFAULT_CENTRE,
        zoom: place ? PLACE_ZOOM : 12,
        localIdeographFontFamily: FONTS,
        attributionControl: false,
        dragRotate: false,
        pitchWithRotate: false,
      }),
  )
  const picked = useEffectEvent((at: LonLat) => onPick?.(at))

  useEffect(() => {
    if (!box.current) return
    const made = make(box.current)
    made.touchZoomRotate.disableRotation()
    made.addControl(new NavigationControl({ showCompass: false }), 'top-right')
    made.on('click', ({ lngLat }) => picked({ lon: lngLat.lng, lat: lngLat.lat }))
    made.on('load', () => setMap(made))
    return () => {
      setMap(null)
      made.remove()
    }
  }, [])

  useEffect(() => {
    if (!map || !look) return
    map.setPaintProperty('ground', 'background-color', colour('--lx-sunken'))
    paintGrids(map)
    if (baseMap) void drawBaseMap(map, baseMap)
  }, [map, baseMap, look])
  useEffect(() => {
    if (!map || !baseMap) return
    const note = new AttributionControl({ compact: true })
    map.addControl(note, 'bottom-right')
    return () => {
      map.removeControl(note)
    }
  }, [map, baseMap])

  // Without a base map the outlines are what one finds one's way by.
  const staysAtPlace = Boolean(place && baseMap)
  useEffect(() => {
    if (!map || !outlines) return
    const drawn = outlines as FeatureCollection
    drawOutlines(map, drawn)
    const bounds = boundsOf(drawn)
    if (bounds && !staysAtPlace) map.fitBounds(bounds, { padding: 24, animate: false })
  }, [map, outlines, staysAtPlace])

  useEffect(() => {
    const bounds = around && boundsOf(around as FeatureCollection)
    if (map && bounds) map.fitBounds(bounds, { padding: 24, animate: false })
  }, [map, around])

  usePin(map, place?.lon, place?.lat)

  if (!drawable) return <div className="lx-notice lx-notice-warn">{t('map.failed')}</div>
  return (
    <section
      ref={box}
      className="lx-map"
      style={height_px === undefined ? {} : { height: height_px }}
      aria-label={t('map.label')}
    />
  )
}

function usePin(map: MapLibreMap | null, lon: number | undefined, lat: number | undefined): void {
  useEffect(() => {
    if (!map || lon === undefined || lat === undefined) return
    const pin = new Marker({ color: colour('--lx-bad') }).setLngLat({ lon, lat }).addTo(map)
    if (!map.getBounds().contains({ lon, lat })) map.jumpTo({ center: { lon, lat }, zoom: PLACE_ZOOM })
    return () => {
      pin.remove()
    }
  }, [map, lon, lat])
}
