import { listPoints, type TicketFilter, type TicketPoint, type TicketRow } from '@lianxin/contract'
import { StateTag, UrgencyTag } from '@lianxin/ui'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, Switch } from 'antd'
import { lazy, Suspense, useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { Refused } from '../app/problem.tsx'
import { useSession } from '../app/session.tsx'
import { outlinesQuery } from '../map/outlines.ts'
import { shapeOf } from '../map/shapes.ts'
import type { Box } from './list-map.tsx'

const ListMap = lazy(() => import('./list-map.tsx'))

/** Base grids: the level at which work is done. */
const BASE_LEVEL = 3
/** So many points are drawn; where there are more, those in the part that is looked at. */
const MOST_POINTS = 2_000
/** Five digits after the point are a metre. */
const DIGITS = 5
const EMPTY: GeoJSON.FeatureCollection = { type: 'FeatureCollection', features: [] }

const textOf = (box: Box): string => box.map((side) => side.toFixed(DIGITS)).join(',')
function readBox(text: string | undefined): Box | null {
  const [west, south, east, north] = (text ?? '').split(',').map(Number)
  if (west === undefined || south === undefined || east === undefined || north === undefined) return null
  return [west, south, east, north].every(Number.isFinite) ? [west, south, east, north] : null
}

type Marked = Pick<TicketRow, 'id' | 'position'> | null

const pointOf = (id: string, position: TicketPoint['position'], shape: string): GeoJSON.Feature => ({
  type: 'Feature',
  properties: { id, shape },
  geometry: { type: 'Point', coordinates: [position.lon, position.lat] },
})

function around(features: readonly GeoJSON.Feature[]): Box | null {
  const positions = features.flatMap(({ geometry }) =>
    geometry.type === 'Point'
      ? [geometry.coordinates]
      : geometry.type === 'MultiPolygon'
        ? geometry.coordinates.flat(2)
        : [],
  )
  if (positions.length === 0) return null
  const [lons, lats] = [positions.map(([lon = 0]) => lon), positions.map(([, lat = 0]) => lat)]
  const least = (numbers: readonly number[]) => numbers.reduce((a, b) => Math.min(a, b))
  const most = (numbers: readonly number[]) => numbers.reduce((a, b) => Math.max(a, b))
  return [least(lons), least(lats), most(lons), most(lats)]
}

/** Points of the list; where there are too many, of the part that is looked at. */
function usePoints(filter: TicketFilter, view: Box | null) {
  const { bbox: _bbox, ...rest } = filter
  const ask = (query: TicketFilter) => ({
    queryKey: ['ticket-points', query],
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      call(listPoints, { query: { ...query, limit: MOST_POINTS }, signal }),
    placeholderData: keepPreviousData,
    staleTime: 5_000,
  })
  const whole = useQuery(ask(rest))
  const tooMany = whole.data?.more === true && view !== null
  const part = useQuery({ ...ask({ ...rest, ...(view ? { bbox: textOf(view) } : {}) }), enabled: tooMany })
  return tooMany && part.data ? part : whole
}

interface SideProps {
  readonly filter: TicketFilter
  readonly bbox: string | undefined
  /** The row under the pointer, and the one the keyboard stands on; it may have been chosen here and not be loaded. */
  readonly hovered: Marked
  readonly cursor: Marked
  readonly onHover: (ticketId: string | null) => void
  readonly onChoose: (ticketId: string) => void
  readonly onOpen: (ticketId: string) => void
  /** The part of the map the list is narrowed to; undefined: not narrowed. */
  readonly onBox: (bbox: string | undefined) => void
}

interface ChosenProps {
  readonly point: TicketPoint | undefined
  readonly onOpen: (ticketId: string) => void
}

/** The ticket both sides point at; always there, so that the map keeps its size. */
function Chosen({ point, onOpen }: ChosenProps) {
  const { t } = useTranslation()
  if (!point) return <div className="lc-map-chosen lc-soft">{t('queue.map.hint')}</div>
  return (
    <div className="lc-map-chosen" role="status">
      <span className="lc-inline">
        <UrgencyTag urgency={point.urgency} />
        <strong className="lc-ellipsis">{point.title}</strong>
        <StateTag state={point.state} />
      </span>
      <Button size="small" type="primary" onClick={() => onOpen(point.id)}>
        {t('queue.map.open')} <kbd>Enter</kbd>
      </Button>
    </div>
  )
}

/** The map beside the list: the same tickets, each pointing at the other. The list is its equivalent in words. */
export function MapSide({ filter, bbox, hovered, cursor, onHover, onChoose, onOpen, onBox }: SideProps) {
  const { t } = useTranslation()
  const { district } = useSession()
  const [view, setView] = useState<Box | null>(null)
  const [first] = useState(() => readBox(bbox))
  const points = usePoints(filter, view)
  const level = Math.min(BASE_LEVEL, Math.max(0, district.levelNames.length - 1))
  const outlines = useQuery(outlinesQuery(level))
  const items = points.data?.items
  const drawn = useMemo<GeoJSON.FeatureCollection>(
    () => ({
      type: 'FeatureCollection',
      features: (items ?? []).map((item) => pointOf(item.id, item.position, shapeOf(item))),
    }),
    [items],
  )
  const box = useMemo(
    () => first ?? (items && outlines.data ? (around(drawn.features) ?? around(outlines.data.features)) : null),
    [first, items, outlines.data, drawn],
  )
  const chosen = items?.find(({ id }) => id === cursor?.id)
  const marked = useMemo<GeoJSON.FeatureCollection>(() => {
    const some = [hovered, cursor && { ...cursor, position: cursor.position ?? chosen?.position ?? null }]
    return {
      type: 'FeatureCollection',
      features: some.flatMap((row) => (row?.position ? [pointOf(row.id, row.position, '')] : [])),
    }
  }, [hovered, cursor, chosen])
  const isEqual = bbox !== undefined
  const look = useCallback(
    (now: Box) => {
      setView(now)
      if (isEqual && textOf(now) !== bbox) onBox(textOf(now))
    },
    [isEqual, bbox, onBox],
  )
  return (
    <aside className="lc-map-side-list" aria-label={t('queue.map.label')}>
      <div className="lc-list-map-bar">
        <label className="lc-inline">
          <Switch
            size="small"
            checked={isEqual}
            disabled={view === null}
            onChange={(wanted) => onBox(wanted && view ? textOf(view) : undefined)}
          />
          {t('queue.map.equal')}
        </label>
        <span className="lc-soft">
          {items && t(points.data?.more ? 'queue.map.some' : 'queue.map.points', { count: items.length })}
        </span>
      </div>
      <Refused error={points.error ?? outlines.error} />
      <Suspense
        fallback={
          <div className="lc-list-map lx-centre" role="status">
            {t('map.loading')}
          </div>
        }
      >
        <ListMap
          label={t('queue.map.label')}
          outlines={outlines.data ?? EMPTY}
          points={drawn}
          marked={marked}
          box={box}
          onHover={onHover}
          onChoose={onChoose}
          onView={look}
        />
      </Suspense>
      <Chosen point={chosen} onOpen={onOpen} />
    </aside>
  )
}
