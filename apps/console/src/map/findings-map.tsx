import type { GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'

import { boundsOf } from './bounds.ts'
import { addFindings, EMPTY, FONT, paintFindings } from './layers.ts'
import { sizeWords, token, useMap } from './use-map.ts'

/** More names than this cannot be read at once; they appear when one zooms in. */
const NAMES_AT_ONCE = 60
const NAMES_FROM_ZOOM = 13.5

export interface FindingsMapProps {
  readonly outlines: GeoJSON.FeatureCollection | undefined
  /** Rings and points that want attention: findings of the coverage check. */
  readonly findings?: GeoJSON.FeatureCollection | undefined
  /** Moves the view there when it changes. */
  readonly focus?: { readonly lon: number; readonly lat: number; readonly zoom: number } | null
  readonly label: string
}

function addOutlines(map: MapLibreMap): void {
  map.addSource('grids', { type: 'geojson', data: EMPTY })
  map.addLayer({ id: 'grids-fill', type: 'fill', source: 'grids' })
  map.addLayer({ id: 'grids-line', type: 'line', source: 'grids', paint: { 'line-width': 1 } })
  map.addLayer({
    id: 'grids-name',
    type: 'symbol',
    source: 'grids',
    layout: { 'text-field': ['coalesce', ['get', 'name'], ''], 'text-size': 12, 'text-font': FONT },
    paint: { 'text-halo-width': 1.4 },
  })
  addFindings(map)
}

function paintOutlines(map: MapLibreMap): Promise<void> {
  map.setPaintProperty('grids-fill', 'fill-color', token('--lx-surface'))
  map.setPaintProperty('grids-line', 'line-color', token('--lx-line-strong'))
  map.setPaintProperty('grids-name', 'text-color', token('--lx-ink-2'))
  map.setPaintProperty('grids-name', 'text-halo-color', token('--lx-surface'))
  sizeWords(map, 'grids-name', 12)
  paintFindings(map)
  return Promise.resolve()
}

function useSource(map: MapLibreMap | null, name: string, data: GeoJSON.FeatureCollection | undefined): void {
  useEffect(() => {
    if (map) void map.getSource<GeoJSONSource>(name)?.setData(data ?? EMPTY)
  }, [map, name, data])
}

/** Outlines of drafts or of what is in force, with what the coverage check found. Loaded lazily. */
export default function FindingsMap({ outlines, findings, focus = null, label }: FindingsMapProps) {
  const { t } = useTranslation()
  const { box, map, failed, based } = useMap(addOutlines, paintOutlines)
  const fitted = useRef<MapLibreMap | null>(null)

  useSource(map, 'grids', outlines)
  useSource(map, 'findings', findings)
  useEffect(() => {
    map?.setPaintProperty('grids-fill', 'fill-opacity', based ? 0.4 : 0.85)
  }, [map, based])
  useEffect(() => {
    const many = (outlines?.features.length ?? 0) > NAMES_AT_ONCE
    map?.setLayerZoomRange('grids-name', many ? NAMES_FROM_ZOOM : 0, 24)
  }, [map, outlines])
  useEffect(() => {
    if (!map || fitted.current === map || !outlines || outlines.features.length === 0) return
    // What wants attention comes first; the rest of the district is a turn of the wheel away.
    const bounds = (findings && boundsOf(findings)) ?? boundsOf(outlines)
    if (bounds) map.fitBounds(bounds, { padding: 40, maxZoom: 15, animate: false })
    fitted.current = map
  }, [map, outlines, findings])
  useEffect(() => {
    if (map && focus) map.jumpTo({ center: focus, zoom: Math.max(map.getZoom(), focus.zoom) })
  }, [map, focus])

  if (failed) return <div className="lx-notice lx-notice-warn">{t('map.failed')}</div>
  return <div ref={box} className="lc-big-map" role="region" aria-label={label} data-ready={map !== null} />
}
