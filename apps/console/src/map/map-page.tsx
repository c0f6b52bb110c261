import { mapTickets, readGridFigures } from '@lianxin/contract'
import { useLang } from '@lianxin/ui'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router'
import { Segmented, Switch } from 'antd'
import { useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { queryClient } from '../app/queries.ts'
import { useMay, useSession } from '../app/session.tsx'
import { boxOf, type Box } from './bounds.ts'
import { FigureLegend } from './figure-legend.tsx'
import { figureKeys } from './figures.ts'
import { gridQuery } from './grid-panel.tsx'
import { LazyLevelMap } from './lazy-map.tsx'
import { Legend, Legends } from './legend.tsx'
import { MapSide } from './map-side.tsx'
import { readMapSearch, readView, writeView, type Changed, type View } from './search.ts'
import { shapeOf } from './shapes.ts'

/** Base grids: the level at which work is done. */
const BASE_LEVEL = 3
/** Close enough to tell the grids around a ticket. */
const TICKET_ZOOM = 15.5
/** Figures are some seconds old anyway; the queue is for what is new this moment. */
const REFRESH_ms = 30_000

function useFigures(level: number) {
  return useQuery({
    queryKey: ['grids', 'figures', level],
    queryFn: ({ signal }) => call(readGridFigures, { query: { level }, signal }),
    refetchInterval: REFRESH_ms,
    placeholderData: (before, query) => (query?.queryKey[2] === level ? before : undefined),
  })
}

function useTicketPoints(enabled: boolean) {
  return useQuery({
    queryKey: ['ticket-map'],
    queryFn: ({ signal }) => call(mapTickets, { query: { limit: 5000 }, signal }),
    enabled,
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_ms,
  })
}

/** Grids coloured by a figure and open tickets on one map, with the same content as lists beside it. */
export function MapPage() {
  const { t } = useTranslation()
  const [language] = useLang()
  const { district } = useSession()
  const maySeeTickets = useMay('ticket.read')
  const search = useSearch({ from: '/inside/map' })
  const navigate = useNavigate({ from: '/map' })
  const change = useCallback(
    (part: Changed, replace = false) =>
      void navigate({ replace, search: (before) => readMapSearch({ ...before, ...part }) }),
    [navigate],
  )
  const level = search.level ?? Math.min(BASE_LEVEL, Math.max(0, district.levelNames.length - 1))
  const keys = figureKeys(useMay('visit.read'))
  const figure = maySeeTickets ? (keys.find((key) => key === search.figure) ?? 'open') : null
  const figures = useFigures(level)
  const grids = useMemo(() => figures.data?.items ?? [], [figures.data])
  const tickets = useTicketPoints(maySeeTickets)
  const items = tickets.data?.items
  const withTickets = search.tickets !== 'off'
  const points = useMemo<GeoJSON.FeatureCollection>(
    () => ({
      type: 'FeatureCollection',
      features: (withTickets ? (items ?? []) : []).map((item) => ({
        type: 'Feature',
        properties: { id: item.id, number: item.number, title: item.title, shape: shapeOf(item) },
        geometry: { type: 'Point', coordinates: [item.position.lon, item.position.lat] },
      })),
    }),
    [items, withTickets],
  )
  const view = useMemo(() => readView(search.at), [search.at])
  const [fit, setFit] = useState<Box | null>(null)
  const pickGrid = async (grid: string): Promise<void> => {
    change({ grid, ticket: undefined })
    const { polygon } = await queryClient.fetchQuery(gridQuery(grid))
    setFit(boxOf(polygon))
  }
  const pickTicket = (ticket: string): void => {
    const at = items?.find((item) => item.id === ticket)?.position
    const zoom = Math.max(view?.zoom ?? 0, TICKET_ZOOM)
    change({ ticket, grid: undefined, ...(at ? { at: writeView({ ...at, zoom }) } : {}) })
  }
  const router = useRouter()
  const keepView = useCallback(
    (now: View) => {
      // A move that ends after somebody has left for another page must not bring them back.
      if (router.latestLocation.pathname.endsWith('/map')) change({ at: writeView(now) }, true)
    },
    [change, router],
  )

  return (
    <div className="lc-map-page">
      <h1 className="lc-hidden">{t('nav.map')}</h1>
      <div className="lc-map-area">
        <div className="lc-map-bar">
          <Segmented
            aria-label={t('mapPage.level')}
            value={level}
            onChange={(chosen) => change({ level: chosen, grid: undefined })}
            options={district.levelNames.map((name, index) => ({ value: index, label: name[language] }))}
          />
          {figure && (
            <Segmented
              aria-label={t('mapPage.figure')}
              value={figure}
              onChange={(chosen) => change({ figure: chosen })}
              options={keys.map((key) => ({ value: key, label: t(`mapPage.figures.${key}`) }))}
            />
          )}
          {maySeeTickets && (
            <label className="lc-inline">
              <Switch
                size="small"
                checked={withTickets}
                onChange={(on) => change({ tickets: on ? undefined : 'off' }, true)}
              />
              {t('mapPage.tickets', { count: items?.length ?? 0 })}
            </label>
          )}
        </div>
        <LazyLevelMap
          label={t('mapPage.label')}
          level={level}
          revision={figures.data?.revision ?? null}
          grids={grids}
          figure={figure}
          tickets={points}
          selectedGrid={search.grid ?? null}
          view={view}
          bounds={figures.data?.bounds ?? null}
          fit={fit}
          onView={keepView}
          onGrid={(grid) => change({ grid, ticket: undefined })}
          onTicket={pickTicket}
        />
        <Legends>
          {figure && <FigureLegend figure={figure} grids={grids} />}
          {withTickets && maySeeTickets && <Legend />}
        </Legends>
      </div>
      <MapSide
        search={search}
        figure={figure}
        figures={figures}
        tickets={tickets}
        maySeeTickets={maySeeTickets}
        onChange={change}
        onGrid={(grid) => void pickGrid(grid)}
        onTicket={pickTicket}
      />
    </div>
  )
}
