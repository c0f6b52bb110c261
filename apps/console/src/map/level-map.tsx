import type { GridFigures } from '@lianxin/contract'
import { Popup, type GeoJSONSource, type LngLatBoundsLike, type Map as MapLibreMap } from 'maplibre-gl'
import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { useShownLook } from '../app/shown-look.ts'
import { classify, FIGURES, writeValue, type FigureKey, type Value } from './figures.ts'
import { addTickets, EMPTY, openCluster, paintTickets } from './layers.ts'
import {
  AREA_LAYER,
  coverOver,
  paintHatch,
  paintLevel,
  putClasses,
  putHover,
  putLevel,
  putSelected,
  putValues,
} from './level-layers.ts'
import { writeView, type View } from './search.ts'
import { useMap } from './use-map.ts'

export interface LevelMapProps {
  readonly label: string
  readonly level: number
  /** Revision of the boundaries; null until known. */
  readonly revision: number | null
  readonly grids: readonly GridFigures[]
  /** Null colours nothing: the post may not see tickets. */
  readonly figure: FigureKey | null
  readonly tickets: GeoJSON.FeatureCollection
  readonly selectedGrid: string | null
  /** Where to look; a new value moves the view. */
  readonly view: View | null
  /** Shown when there is no view yet. */
  readonly bounds: LngLatBoundsLike | null
  /** Moves the view there when it changes: a grid that was chosen in the list. */
  readonly fit: LngLatBoundsLike | null
  readonly onView: (view: View) => void
  readonly onGrid: (gridId: string) => void
  readonly onTicket: (ticketId: string) => void
}

/** Room for the bar above. */
const AROUND_px = { top: 76, right: 40, bottom: 40, left: 40 }

const prepare = (map: MapLibreMap): void => {
  paintHatch(map)
  addTickets(map)
}

/** What is under a point: tickets before grids. */
function hitAt(map: MapLibreMap, point: { x: number; y: number }) {
  const layers = ['tickets', 'clusters', AREA_LAYER].filter((id) => map.getLayer(id))
  return map.queryRenderedFeatures([point.x, point.y], { layers })[0]
}

/** The grids of a level from vector tiles, coloured by a figure, with tickets in clusters. Loaded lazily. */
export default function LevelMap(props: LevelMapProps) {
  const { label, level, revision, grids, figure, tickets, selectedGrid, view, bounds, fit } = props
  const { t } = useTranslation()
  const look = useShownLook()
  const { box, map, failed, based } = useMap(prepare, paintTickets)
  const [drawn, setDrawn] = useState('')
  const classes = useMemo(() => (figure ? classify(grids, figure) : null), [grids, figure])
  const byId = useMemo(() => new Map(grids.map((one) => [one.gridId, one])), [grids])

  const describe = useEffectEvent((gridId: string): string[] => {
    const one = byId.get(gridId)
    if (!one) return []
    const lines = figure
      ? (Object.keys(FIGURES) as FigureKey[]).map(
          (key) => `${t(`mapPage.figures.${key}`)} ${writeValue(key, FIGURES[key].of(one))}`,
        )
      : []
    return [one.name, ...lines]
  })
  const clicked = useEffectEvent((event: { point: { x: number; y: number }; lngLat: { lng: number; lat: number } }) => {
    const hit = map && hitAt(map, event.point)
    if (!hit) return
    if (hit.layer.id === 'clusters') void openCluster(map, Number(hit.properties['cluster_id']), event.lngLat)
    else if (hit.layer.id === 'tickets') props.onTicket(String(hit.properties['id']))
    else props.onGrid(String(hit.properties['id']))
  })
  const looked = useRef('')
  const moved = useEffectEvent(() => {
    if (!map) return
    const { lng, lat } = map.getCenter()
    const now = { lon: lng, lat, zoom: map.getZoom() }
    looked.current = writeView(now)
    props.onView(now)
  })

  useEffect(() => {
    if (!map) return undefined
    const tip = new Popup({ closeButton: false, closeOnClick: false, className: 'lc-map-tip', offset: 12 })
    let under: string | null = null
    const leave = (): void => {
      if (under !== null) putHover(map, under, false)
      under = null
      tip.remove()
      map.getCanvas().style.cursor = ''
    }
    map.on('click', (event) => clicked(event))
    map.on('moveend', () => moved())
    map.on('mouseout', leave)
    map.on('mousemove', (event) => {
      const hit = hitAt(map, event.point)
      const gridId = hit?.layer.id === AREA_LAYER ? String(hit.properties['id']) : null
      if (gridId !== under) leave()
      map.getCanvas().style.cursor = hit ? 'pointer' : ''
      if (gridId === null) return
      if (under === null) putHover(map, gridId, true)
      under = gridId
      const [name = '', ...lines] = describe(gridId)
      const words = document.createElement('div')
      words.append(Object.assign(document.createElement('strong'), { textContent: name }))
      for (const line of lines) words.append(Object.assign(document.createElement('span'), { textContent: line }))
      tip.setLngLat(event.lngLat).setDOMContent(words).addTo(map)
    })
    return () => {
      tip.remove()
    }
  }, [map])

  const count = grids.length
  useEffect(() => {
    if (!map || revision === null || count === 0) return
    putLevel(map, level, revision, count)
    // oxlint-disable-next-line react/set-state-in-effect -- the layers are there from now on, and can be painted
    setDrawn(`${level} ${revision}`)
  }, [map, level, revision, count])
  useEffect(() => {
    if (!map || drawn === '' || !look) return
    paintHatch(map)
    paintLevel(map, classes?.classes.map(({ colour }) => colour) ?? [], coverOver(based))
  }, [map, drawn, classes, look, based])
  useEffect(() => {
    if (!map || drawn === '') return
    putClasses(
      map,
      classes && figure ? grids.map((one) => ({ id: one.gridId, class: classes.of(FIGURES[figure].of(one)) })) : [],
    )
    putValues(
      map,
      // Nothing and too few are told by the ground; written on every grid they would hide the rest.
      Object.fromEntries(
        grids.flatMap((one) => {
          const value: Value = figure ? FIGURES[figure].of(one) : 'few'
          return figure === null || value === 'few' || value === 0 ? [] : [[one.gridId, writeValue(figure, value)]]
        }),
      ),
    )
  }, [map, drawn, classes, figure, grids])
  useEffect(() => {
    if (map && drawn !== '') putSelected(map, selectedGrid)
  }, [map, drawn, selectedGrid])
  useEffect(() => {
    if (map) void map.getSource<GeoJSONSource>('tickets')?.setData(tickets ?? EMPTY)
  }, [map, tickets])

  const placed = useRef<MapLibreMap | null>(null)
  useEffect(() => {
    if (!map) return
    if (view && writeView(view) !== looked.current) map.jumpTo({ center: [view.lon, view.lat], zoom: view.zoom })
    else if (!view && bounds && placed.current !== map) map.fitBounds(bounds, { padding: AROUND_px, animate: false })
    else if (!view && !bounds) return
    placed.current = map
  }, [map, view, bounds])
  useEffect(() => {
    if (map && fit) map.fitBounds(fit, { padding: 60, maxZoom: 16, animate: false })
  }, [map, fit])

  if (failed) return <div className="lx-notice lx-notice-warn">{t('map.failed')}</div>
  return (
    <div
      ref={box}
      className="lc-big-map"
      role="region"
      aria-label={label}
      data-ready={drawn !== ''}
      data-figure={figure ?? 'none'}
      data-based={based}
    />
  )
}
