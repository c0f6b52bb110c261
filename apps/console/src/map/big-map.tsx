import 'maplibre-gl/dist/maplibre-gl.css'

import { useLook } from '@lianxin/ui'
import {
  LngLatBounds,
  Map as MapLibreMap,
  NavigationControl,
  ScaleControl,
  setWorkerUrl,
  type GeoJSONSource,
} from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { addLayers, paint } from './layers.ts'

setWorkerUrl(workerUrl)

const FONTS = "'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif"
/** More names than this cannot be read at once; they appear when one zooms in. */
const NAMES_AT_ONCE = 60
const NAMES_FROM_ZOOM = 13.5
const EMPTY: GeoJSON.FeatureCollection = { type: 'FeatureCollection', features: [] }

export interface BigMapProps {
  readonly outlines: GeoJSON.FeatureCollection | undefined
  /** Points with `id`, `shape`, `number`, `title`. */
  readonly tickets?: GeoJSON.FeatureCollection | undefined
  /** Rings that want attention: findings of the coverage check. */
  readonly findings?: GeoJSON.FeatureCollection | undefined
  readonly selectedGrid?: string | null
  /** Moves the view there when it changes. */
  readonly focus?: { readonly lon: number; readonly lat: number; readonly zoom: number } | null
  readonly onGrid?: (gridId: string) => void
  readonly onTicket?: (ticketId: string) => void
  readonly label: string
}

/** The bounding box of whatever has coordinates. */
export function boundsOf(collection: GeoJSON.FeatureCollection): LngLatBounds | null {
  const bounds = new LngLatBounds()
  const walk = (value: unknown): void => {
    if (!Array.isArray(value)) return
    if (typeof value[0] === 'number' && typeof value[1] === 'number') bounds.extend([value[0], value[1]])
    else value.forEach(walk)
  }
  for (const { geometry } of collection.features) if ('coordinates' in geometry) walk(geometry.coordinates)
  return bounds.isEmpty() ? null : bounds
}

function listen(map: MapLibreMap, latest: { readonly current: BigMapProps }): void {
  map.on('click', (event) => {
    const [hit] = map.queryRenderedFeatures(event.point, { layers: ['tickets', 'clusters', 'grids-fill'] })
    if (!hit) return
    if (hit.layer.id === 'clusters') {
      const source = map.getSource<GeoJSONSource>('tickets')
      void source?.getClusterExpansionZoom(Number(hit.properties['cluster_id'])).then((zoom) => {
        map.easeTo({ center: event.lngLat, zoom })
      })
    } else if (hit.layer.id === 'tickets') latest.current.onTicket?.(String(hit.properties['id']))
    else latest.current.onGrid?.(String(hit.properties['id']))
  })
  for (const layer of ['tickets', 'clusters', 'grids-fill']) {
    map.on('mouseenter', layer, () => (map.getCanvas().style.cursor = 'pointer'))
    map.on('mouseleave', layer, () => (map.getCanvas().style.cursor = ''))
  }
}

function useSource(map: MapLibreMap | null, name: string, data: GeoJSON.FeatureCollection | undefined): void {
  useEffect(() => {
    if (map) void map.getSource<GeoJSONSource>(name)?.setData(data ?? EMPTY)
  }, [map, name, data])
}

/** The large map: outlines of one level, tickets in clusters with a shape for each condition, findings. Loaded lazily. */
export default function BigMap(props: BigMapProps) {
  const { outlines, tickets, findings, selectedGrid = null, focus = null, label } = props
  const { t } = useTranslation()
  const [look] = useLook()
  const box = useRef<HTMLDivElement>(null)
  const latest = useRef(props)
  useEffect(() => {
    latest.current = props
  })
  const [map, setMap] = useState<MapLibreMap | null>(null)
  const [failed, setFailed] = useState(false)
  const fitted = useRef(false)

  useEffect(() => {
    if (!box.current) return undefined
    let made: MapLibreMap
    try {
      made = new MapLibreMap({
        container: box.current,
        style: { version: 8, sources: {}, layers: [{ id: 'ground', type: 'background' }] },
        localIdeographFontFamily: FONTS,
        attributionControl: false,
        dragRotate: false,
        pitchWithRotate: false,
        fadeDuration: 0,
      })
    } catch (error) {
      console.info('no map on this machine', error)
      // oxlint-disable-next-line react/set-state-in-effect -- whether WebGL works is known only by trying
      setFailed(true)
      return undefined
    }
    made.touchZoomRotate.disableRotation()
    made.addControl(new NavigationControl({ showCompass: false }), 'top-right')
    made.addControl(new ScaleControl({}), 'bottom-left')
    made.on('load', () => {
      void addLayers(made).then(() => {
        listen(made, latest)
        setMap(made)
      })
    })
    return () => {
      setMap(null)
      fitted.current = false
      made.remove()
    }
  }, [])

  useSource(map, 'grids', outlines)
  useSource(map, 'tickets', tickets)
  useSource(map, 'findings', findings)
  useEffect(() => {
    // `look` is not read: the colours come from the page, which has changed when it has.
    if (map && look) void paint(map)
  }, [map, look])
  useEffect(() => {
    const many = (outlines?.features.length ?? 0) > NAMES_AT_ONCE
    map?.setLayerZoomRange('grids-name', many ? NAMES_FROM_ZOOM : 0, 24)
  }, [map, outlines])
  useEffect(() => {
    if (!map || fitted.current || !outlines || outlines.features.length === 0) return
    // What wants attention comes first; the rest of the district is a turn of the wheel away.
    const bounds = (findings && boundsOf(findings)) ?? boundsOf(outlines)
    if (bounds) map.fitBounds(bounds, { padding: 40, maxZoom: 15, animate: false })
    fitted.current = true
  }, [map, outlines, findings])
  useEffect(() => {
    map?.setFilter('grids-selected', ['==', ['get', 'id'], selectedGrid ?? ''])
  }, [map, selectedGrid])
  useEffect(() => {
    if (map && focus) map.jumpTo({ center: focus, zoom: Math.max(map.getZoom(), focus.zoom) })
  }, [map, focus])

  if (failed) return <div className="lx-notice lx-notice-warn">{t('map.failed')}</div>
  return <div ref={box} className="lc-big-map" role="region" aria-label={label} data-ready={map !== null} />
}
