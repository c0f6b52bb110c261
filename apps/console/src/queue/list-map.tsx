import 'maplibre-gl/dist/maplibre-gl.css'

import { useLook } from '@lianxin/ui'
import { Map as MapLibreMap, NavigationControl, ScaleControl, setWorkerUrl, type GeoJSONSource } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { addListLayers, paintListLayers } from './map-layers.ts'

setWorkerUrl(workerUrl)

const FONTS = "'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif"
/** West, south, east, north in degrees. */
export type Box = readonly [number, number, number, number]

export interface ListMapProps {
  readonly label: string
  readonly outlines: GeoJSON.FeatureCollection
  /** Points with `id` and `shape`. */
  readonly points: GeoJSON.FeatureCollection
  /** Rings around the points of the rows that are pointed at. */
  readonly marked: GeoJSON.FeatureCollection
  /** Where to look first. */
  readonly box: Box | null
  readonly onHover: (ticketId: string | null) => void
  readonly onChoose: (ticketId: string) => void
  readonly onView: (box: Box) => void
}

const boxOf = (map: MapLibreMap): Box => {
  const bounds = map.getBounds()
  return [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()]
}

/** The tickets of the list on a map of the grids. Loaded when the split view is first opened. */
export default function ListMap(props: ListMapProps) {
  const { label, outlines, points, marked, box } = props
  const { t } = useTranslation()
  const [look] = useLook()
  const container = useRef<HTMLDivElement>(null)
  const [map, setMap] = useState<MapLibreMap | null>(null)
  const [failed, setFailed] = useState(false)
  const hovered = useEffectEvent((ticketId: string | null) => props.onHover(ticketId))
  const clicked = useEffectEvent((made: MapLibreMap, point: { x: number; y: number }) => {
    const [hit] = made.queryRenderedFeatures([point.x, point.y], { layers: ['points', 'clusters'] })
    if (!hit) return
    if (hit.layer.id === 'points') return props.onChoose(String(hit.properties['id']))
    const centre = (hit.geometry as GeoJSON.Point).coordinates as [number, number]
    void made
      .getSource<GeoJSONSource>('points')
      ?.getClusterExpansionZoom(Number(hit.properties['cluster_id']))
      .then((zoom) => made.easeTo({ center: centre, zoom }))
  })
  const moved = useEffectEvent((made: MapLibreMap) => props.onView(boxOf(made)))

  useEffect(() => {
    if (!container.current) return undefined
    let made: MapLibreMap
    try {
      made = new MapLibreMap({
        container: container.current,
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
    made.on('click', ({ point }) => clicked(made, point))
    made.on('mousemove', ({ point }) => {
      if (!made.getLayer('points')) return
      const [hit] = made.queryRenderedFeatures(point, { layers: ['points', 'clusters'] })
      made.getCanvas().style.cursor = hit ? 'pointer' : ''
      hovered(hit?.layer.id === 'points' ? String(hit.properties['id']) : null)
    })
    made.on('mouseout', () => hovered(null))
    made.on('load', () => {
      addListLayers(made)
      void paintListLayers(made).then(() => setMap(made))
    })
    return () => {
      setMap(null)
      made.remove()
    }
  }, [])

  useEffect(() => {
    // `look` is not read: the colours come from the page, which has changed when it has.
    if (map && look) void paintListLayers(map)
  }, [map, look])
  useEffect(() => void map?.getSource<GeoJSONSource>('outlines')?.setData(outlines), [map, outlines])
  useEffect(() => void map?.getSource<GeoJSONSource>('points')?.setData(points), [map, points])
  useEffect(() => void map?.getSource<GeoJSONSource>('marked')?.setData(marked), [map, marked])

  const placed = useRef<MapLibreMap | null>(null)
  useEffect(() => {
    if (!map || !box || placed.current === map) return undefined
    placed.current = map
    map.fitBounds([box[0], box[1], box[2], box[3]], { padding: 24, maxZoom: 16, animate: false })
    const tell = () => moved(map)
    map.on('moveend', tell)
    tell()
    return undefined
  }, [map, box])

  if (failed) return <div className="lx-notice lx-notice-warn">{t('map.failed')}</div>
  return <div ref={container} className="lc-list-map" role="region" aria-label={label} data-ready={map !== null} />
}
