import { mapTickets } from '@lianxin/contract'
import { useLang } from '@lianxin/ui'
import { useQuery } from '@tanstack/react-query'
import { Segmented, Switch, Tabs } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { Loaded } from '../app/problem.tsx'
import { useMay, useSession } from '../app/session.tsx'
import { TicketPane } from '../ticket/ticket-pane.tsx'
import { GridList, TicketList } from './equivalent-list.tsx'
import { GridPanel } from './grid-panel.tsx'
import { LazyMap } from './lazy-map.tsx'
import { Legend } from './legend.tsx'
import { outlinesQuery } from './outlines.ts'
import { shapeOf } from './shapes.ts'

type Picked = { readonly kind: 'grid' | 'ticket'; readonly id: string }
/** Base grids: the level at which work is done. */
const BASE_LEVEL = 3

/** Grids and open tickets on one map, with the same content as a list beside it. */
export function MapPage() {
  const { t } = useTranslation()
  const [language] = useLang()
  const { district } = useSession()
  const maySeeTickets = useMay('ticket.read')
  const [level, setLevel] = useState(Math.min(BASE_LEVEL, Math.max(0, district.levelNames.length - 1)))
  const [withTickets, setWithTickets] = useState(true)
  const [picked, setPicked] = useState<Picked | null>(null)
  const outlines = useQuery(outlinesQuery(level))
  const tickets = useQuery({
    queryKey: ['ticket-map'],
    queryFn: ({ signal }) => call(mapTickets, { query: { limit: 5000 }, signal }),
    enabled: maySeeTickets,
    staleTime: 5_000,
  })
  const items = tickets.data?.items
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
  const focus = useMemo(() => {
    const found = picked?.kind === 'ticket' ? items?.find((item) => item.id === picked.id) : undefined
    return found ? { ...found.position, zoom: 15 } : null
  }, [picked, items])

  return (
    <div className="lc-map-page">
      <h1 className="lc-hidden">{t('nav.map')}</h1>
      <div className="lc-map-area">
        <div className="lc-map-bar">
          <Segmented
            aria-label={t('mapPage.level')}
            value={level}
            onChange={setLevel}
            options={district.levelNames.map((name, index) => ({ value: index, label: name[language] }))}
          />
          {maySeeTickets && (
            <label className="lc-inline">
              <Switch size="small" checked={withTickets} onChange={setWithTickets} />
              {t('mapPage.tickets', { count: items?.length ?? 0 })}
            </label>
          )}
        </div>
        <LazyMap
          label={t('mapPage.label')}
          outlines={outlines.data}
          tickets={points}
          selectedGrid={picked?.kind === 'grid' ? picked.id : null}
          focus={focus}
          onGrid={(id) => setPicked({ kind: 'grid', id })}
          onTicket={(id) => setPicked({ kind: 'ticket', id })}
        />
        <Legend />
      </div>
      <aside className="lc-map-side" aria-label={t('mapPage.side')}>
        {picked?.kind === 'ticket' && (
          <TicketPane
            key={picked.id}
            ticketId={picked.id}
            onClose={() => setPicked(null)}
            onOpen={(id) => setPicked({ kind: 'ticket', id })}
          />
        )}
        {picked?.kind === 'grid' && <GridPanel key={picked.id} gridId={picked.id} onClose={() => setPicked(null)} />}
        {picked === null && (
          <Tabs
            className="lc-map-tabs"
            items={[
              ...(maySeeTickets
                ? [
                    {
                      key: 'tickets',
                      label: t('mapPage.ticketList'),
                      children: (
                        <Loaded answer={tickets}>
                          {(data) => (
                            <TicketList items={data.items} onPick={(id) => setPicked({ kind: 'ticket', id })} />
                          )}
                        </Loaded>
                      ),
                    },
                  ]
                : []),
              {
                key: 'grids',
                label: t('mapPage.gridList'),
                children: <GridList level={level} onPick={(id) => setPicked({ kind: 'grid', id })} />,
              },
            ]}
          />
        )}
      </aside>
    </div>
  )
}
