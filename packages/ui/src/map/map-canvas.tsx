import 'maplibre-gl/dist/maplibre-gl.css'

import type { FeatureCollection } from 'geojson'
import {
  LngLatBounds,
  Map as MapLibreMap,
  Marker,
  NavigationControl,
  setWorkerUrl,
  type GeoJSONSource,
} from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url'
import { useEffect, useRef, useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'

import { groundStyle } from './base-map.ts'
import type { GridMapProps, LonLat } from './grid-map.tsx'

setWorkerUrl(workerUrl)

const FONTS = "'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif"
/** Close enough to tell one building from the next. */
const PLACE_ZOOM = 16

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
    source.setData(outlines)
    return
  }
  map.addSource('grids', { type: 'geojson', data: outlines })
  map.addLayer({
    id: 'grids-fill',
    type: 'fill',
    source: 'grids',
    paint: { 'fill-color': colour('--lx-primary'), 'fill-opacity': 0.07 },
  })
  map.addLayer({
    id: 'grids-line',
    type: 'line',
    source: 'grids',
    paint: { 'line-color': colour('--lx-primary'), 'line-width': 1.5 },
  })
  map.addLayer({
    id: 'grids-name',
    type: 'symbol',
    source: 'grids',
    layout: { 'text-field': ['coalesce', ['get', 'name'], ''], 'text-size': 13, 'text-font': ['Noto Sans Regular'] },
    paint: { 'text-color': colour('--lx-ink'), 'text-halo-color': colour('--lx-surface'), 'text-halo-width': 1.5 },
  })
}

/** The map itself; loaded only where one is opened. A tap sets the place where `onPick` is given. */
export default function MapCanvas({
  outlines,
  place,
  centre,
  baseMap = null,
  onPick,
  height_px,
}: GridMapProps): ReactElement {
  const { t } = useTranslation()
  const box = useRef<HTMLDivElement>(null)
  const pick = useRef(onPick)
  pick.current = onPick
  const [map, setMap] = useState<MapLibreMap | null>(null)
  const [failed, setFailed] = useState(false)

  useEffect(() => {
    if (!box.current) return
    let made: MapLibreMap
    try {
      made = new MapLibreMap({
        container: box.current,
        style: groundStyle(colour('--lx-sunken'), baseMap),
        center: place ?? centre ?? { lon: 116.6, lat: 35.3 },
        zoom: place ? PLACE_ZOOM : 12,
        localIdeographFontFamily: FONTS,
        attributionControl: baseMap ? { compact: true } : false,
        dragRotate: false,
        pitchWithRotate: false,
        cooperativeGestures: false,
      })
    } catch {
      // No WebGL on this device: the words say the place.
      setFailed(true)
      return
    }
    made.touchZoomRotate.disableRotation()
    made.addControl(new NavigationControl({ showCompass: false }), 'top-right')
    made.on('click', ({ lngLat }) => pick.current?.({ lon: lngLat.lng, lat: lngLat.lat }))
    made.on('load', () => setMap(made))
    return () => {
      setMap(null)
      made.remove()
    }
    // The map is made once; what changes later is drawn by the effects below.
  }, [])

  useEffect(() => {
    if (!map || !outlines) return
    const drawn = outlines as FeatureCollection
    drawOutlines(map, drawn)
    const bounds = boundsOf(drawn)
    // Without a base map the outlines are what one finds one's way by.
    if (bounds && !(place && baseMap)) map.fitBounds(bounds, { padding: 24, animate: false })
  }, [map, outlines])

  usePin(map, place ?? null)

  if (failed) return <div className="lx-notice lx-notice-warn">{t('map.failed')}</div>
  return (
    <div
      ref={box}
      className="lx-map"
      style={height_px === undefined ? {} : { height: height_px }}
      role="region"
      aria-label={t('map.label')}
    />
  )
}

function usePin(map: MapLibreMap | null, place: LonLat | null): void {
  useEffect(() => {
    if (!map || !place) return
    const pin = new Marker({ color: colour('--lx-bad') }).setLngLat(place).addTo(map)
    if (!map.getBounds().contains(place)) map.jumpTo({ center: place, zoom: PLACE_ZOOM })
    return () => {
      pin.remove()
    }
  }, [map, place?.lon, place?.lat])
}
