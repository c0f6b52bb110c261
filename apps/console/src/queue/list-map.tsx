import type { GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl'
import { useEffect, useEffectEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'

import { openCluster } from '../map/layers.ts'
import { useMap } from '../map/use-map.ts'
import { addListLayers, paintListLayers } from './map-layers.ts'

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
  const hovered = useEffectEvent((ticketId: string | null) => props.onHover(ticketId))
  const clicked = useEffectEvent((made: MapLibreMap, point: { x: number; y: number }) => {
    const [hit] = made.queryRenderedFeatures([point.x, point.y], { layers: ['tickets', 'clusters'] })
    if (!hit) return
    if (hit.layer.id === 'tickets') return props.onChoose(String(hit.properties['id']))
    const [lng = 0, lat = 0] = (hit.geometry as GeoJSON.Point).coordinates
    void openCluster(made, Number(hit.properties['cluster_id']), { lng, lat })
  })
  const moved = useEffectEvent((made: MapLibreMap) => props.onView(boxOf(made)))

  const prepare = (made: MapLibreMap) => {
    addListLayers(made)
    made.on('click', ({ point }) => clicked(made, point))
    made.on('mousemove', ({ point }) => {
      const [hit] = made.queryRenderedFeatures(point, { layers: ['tickets', 'clusters'] })
      made.getCanvas().style.cursor = hit ? 'pointer' : ''
      hovered(hit?.layer.id === 'tickets' ? String(hit.properties['id']) : null)
    })
    made.on('mouseout', () => hovered(null))
  }
  const { box: container, map, failed } = useMap(prepare, paintListLayers)

  useEffect(() => void map?.getSource<GeoJSONSource>('outlines')?.setData(outlines), [map, outlines])
  useEffect(() => void map?.getSource<GeoJSONSource>('tickets')?.setData(points), [map, points])
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
