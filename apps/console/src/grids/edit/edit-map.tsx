import type { LonLat } from '@lianxin/domain'
import type { MapMouseEvent } from 'maplibre-gl'
import { useEffect, useEffectEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'

import { boxOf } from '../../map/bounds.ts'
import { useMap } from '../../map/use-map.ts'
import { addEditLayers, paintEditLayers, putCells, putHandles } from './edit-layers.ts'
import { drawLine } from './line-tool.ts'
import { footOn, sameCorner, type Cell, type Corner, type Middle, type Pending } from './shapes.ts'

export interface EditMapProps {
  readonly label: string
  readonly gridId: string
  /** As they are, or would be with what is pending. */
  readonly cells: readonly Cell[]
  readonly refused: boolean
  readonly corners: readonly Corner[]
  readonly middles: readonly Middle[]
  readonly chosen: LonLat | null
  /** A line is drawn instead of moving corners. */
  readonly drawing: boolean
  readonly onChoose: (at: LonLat) => void
  readonly onGrid: (gridId: string) => void
  /** A corner is being moved; null when it was let go where it was. */
  readonly onPending: (pending: Pending | null) => void
  /** It was let go. */
  readonly onDrop: (pending: Pending) => void
  readonly onLine: (line: readonly LonLat[]) => void
}

/** So near a press takes hold of a corner or a middle, pixels. */
const REACH_px = 14
/** So near to the straight line between its neighbours a corner is laid on it, pixels. */
const STRAIGHT_px = 7

interface Held {
  readonly from: LonLat
  readonly make: (to: LonLat) => Pending
  /** Its neighbours along the border, where it has just two. */
  readonly beside: readonly [LonLat, LonLat] | null
}

/** Base grids with handles on the corners of one; a corner that is moved takes all who share it along. Loaded lazily. */
export default function EditMap(props: EditMapProps) {
  const { label, gridId, cells, refused, corners, middles, chosen, drawing } = props
  const { t } = useTranslation()
  const { box, map, failed } = useMap(addEditLayers, paintEditLayers)

  const px = (at: LonLat): { x: number; y: number } => map?.project([at[0], at[1]]) ?? { x: 0, y: 0 }
  const away = (point: { x: number; y: number }, at: LonLat): number => {
    const p = px(at)
    return Math.hypot(p.x - point.x, p.y - point.y)
  }
  const nearest = <T extends { readonly at: LonLat }>(items: readonly T[], point: { x: number; y: number }) => {
    const found = items.toSorted((a, b) => away(point, a.at) - away(point, b.at))[0]
    return found && away(point, found.at) <= REACH_px ? found : undefined
  }

  const grasp = useEffectEvent((point: { x: number; y: number }): Held | null => {
    const corner = nearest(corners, point)
    if (corner) {
      props.onChoose(corner.at)
      if (corner.rim) return null
      const i = corners.indexOf(corner)
      const [before, after] = [corners.at(i - 1), corners[(i + 1) % corners.length]]
      const beside = corner.shared === 2 && before && after ? ([before.at, after.at] as const) : null
      return { from: corner.at, make: (to) => ({ kind: 'move', from: corner.at, to }), beside }
    }
    const middle = nearest(middles, point)
    return middle ? { from: middle.at, make: (at) => ({ kind: 'insert', edge: middle.edge, at }), beside: null } : null
  })
  const pull = useEffectEvent((held: Held, event: MapMouseEvent): Pending => {
    const to: LonLat = [event.lngLat.lng, event.lngLat.lat]
    const straight = held.beside && footOn(to, held.beside)
    return held.make(straight && away(event.point, straight) <= STRAIGHT_px ? straight : to)
  })
  const tell = useEffectEvent((what: 'pending' | 'drop', pending: Pending | null) => {
    if (what === 'pending') props.onPending(pending)
    else if (pending) props.onDrop(pending)
  })
  const chooseGrid = useEffectEvent((event: MapMouseEvent) => {
    const [hit] = map?.queryRenderedFeatures(event.point, { layers: ['cells-fill'] }) ?? []
    const id = String(hit?.properties['id'] ?? '')
    if (id !== '' && id !== gridId) props.onGrid(id)
  })
  const drawn = useEffectEvent((line: readonly LonLat[]) => props.onLine(line))

  useEffect(() => {
    if (!map || drawing) return undefined
    let held: Held | null = null
    let last: Pending | null = null
    const down = (event: MapMouseEvent): void => {
      held = grasp(event.point)
      last = null
      if (held) event.preventDefault()
    }
    const move = (event: MapMouseEvent): void => {
      if (!held) return
      last = pull(held, event)
      tell('pending', last)
    }
    const up = (): void => {
      if (held && last) tell('drop', last)
      held = null
    }
    const click = (event: MapMouseEvent): void => {
      if (!last && !grasp(event.point)) chooseGrid(event)
    }
    const heard = [map.on('mousedown', down), map.on('mousemove', move), map.on('mouseup', up), map.on('click', click)]
    return () => {
      for (const one of heard) one.unsubscribe()
    }
  }, [map, drawing])
  const ring = cells.find((cell) => cell.gridId === gridId)?.polygon[0]?.[0]
  const ringKey = JSON.stringify(ring ?? [])
  useEffect(() => {
    if (!map || !drawing) return undefined
    return drawLine(map, JSON.parse(ringKey) as LonLat[], drawn)
  }, [map, drawing, ringKey])

  useEffect(() => {
    if (map) putCells(map, cells, gridId, refused)
  }, [map, cells, gridId, refused])
  useEffect(() => {
    if (map) putHandles(map, drawing ? [] : corners, drawing ? [] : middles, chosen)
  }, [map, corners, middles, chosen, drawing])

  const fitted = useRef('')
  useEffect(() => {
    if (!map || fitted.current === gridId) return
    const bounds = boxOf(cells.find((cell) => cell.gridId === gridId)?.polygon)
    if (!bounds) return
    map.fitBounds(bounds, { padding: 90, animate: false, maxZoom: 17.5 })
    fitted.current = gridId
  }, [map, cells, gridId])
  useEffect(() => {
    if (!map || !chosen) return
    const seen = corners.some(({ at }) => sameCorner(at, chosen)) && !map.getBounds().contains([chosen[0], chosen[1]])
    if (seen) map.panTo([chosen[0], chosen[1]], { animate: false })
  }, [map, chosen, corners])

  if (failed) return <div className="lx-notice lx-notice-warn">{t('map.failed')}</div>
  return (
    <div
      ref={box}
      className="lc-big-map lc-edit-map"
      role="region"
      aria-label={label}
      data-ready={map !== null}
      data-drawing={drawing}
    />
  )
}
