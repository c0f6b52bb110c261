import { nearbyTickets, type NearbyTicket, type TicketDetail } from '@lianxin/contract'
import { StateTag, UrgencyTag, useLang } from '@lianxin/ui'
import { GridMap } from '@lianxin/ui/map'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { Loaded } from '../app/problem.tsx'
import { useMay } from '../app/session.tsx'
import { gridQuery } from './grid-query.ts'
import { className } from './words.ts'

const SHOWN = 5

/** Draws its children once they come near the screen, so that leafing through tickets opens no map. */
function WhenNear({ height_px, children }: { readonly height_px: number; readonly children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null)
  const [near, setNear] = useState(false)
  useEffect(() => {
    if (!box.current || near) return
    const watch = new IntersectionObserver(([entry]) => entry?.isIntersecting && setNear(true), { rootMargin: '80px' })
    watch.observe(box.current)
    return () => watch.disconnect()
  }, [near])
  return (
    <div ref={box} style={{ minHeight: height_px }}>
      {near && children}
    </div>
  )
}

/** The grid's outline and the numbered neighbours as one drawing. */
function useDrawing(ticket: TicketDetail, items: readonly NearbyTicket[]): GeoJSON.FeatureCollection | undefined {
  const may = useMay('grid.read')
  const grid = useQuery({ ...gridQuery(ticket.grid?.id ?? ''), enabled: may && ticket.grid !== null })
  return useMemo(() => {
    const points = items.map(({ position }, index): GeoJSON.Feature => ({
      type: 'Feature',
      properties: { name: String(index + 1) },
      geometry: { type: 'Point', coordinates: [position.lon, position.lat] },
    }))
    const outline: GeoJSON.Feature[] = grid.data?.polygon
      ? [
          {
            type: 'Feature',
            properties: {},
            geometry: { type: 'MultiPolygon', coordinates: grid.data.polygon as GeoJSON.Position[][][] },
          },
        ]
      : []
    const features = [...outline, ...points]
    return features.length === 0 ? undefined : { type: 'FeatureCollection', features }
  }, [grid.data, items])
}

function Neighbours({
  items,
  onOpen,
}: {
  readonly items: readonly NearbyTicket[]
  readonly onOpen: (id: string) => void
}) {
  const { t } = useTranslation()
  const [language] = useLang()
  return (
    <ol className="lc-neighbours">
      {items.map((item, index) => (
        <li key={item.id}>
          <button type="button" onClick={() => onOpen(item.id)}>
            <span className="lc-inline">
              <b className="lc-nth">{index + 1}</b>
              <UrgencyTag urgency={item.urgency} />
              <strong className="lc-ellipsis lc-grow">{item.title}</strong>
              <span>{t('around.metres', { n: item.distance_m })}</span>
            </span>
            <span className="lc-inline lc-soft">
              {item.sameClass && <span className="lx-tag lx-tag-info">{t('around.sameClass')}</span>}
              <span className="lc-ellipsis lc-grow">
                {className(item.className, language) ?? t('ticket.noClass')} · {item.address}
              </span>
              <StateTag state={item.state} />
            </span>
          </button>
        </li>
      ))}
    </ol>
  )
}

interface NearbyProps {
  readonly ticket: TicketDetail
  readonly onOpen: (ticketId: string) => void
}

/** Where it is, and the open matters around it: a small map and the same as a list, numbered alike. */
export function NearbyCard({ ticket, onOpen }: NearbyProps) {
  const { t } = useTranslation()
  const [all, setAll] = useState(false)
  const answer = useQuery({
    queryKey: ['ticket-nearby', ticket.id, ticket.position, ticket.classCode],
    queryFn: ({ signal }) => call(nearbyTickets, { params: { ticketId: ticket.id }, signal }),
    enabled: ticket.position !== null,
    staleTime: 30_000,
  })
  const items = useMemo(() => (answer.data?.items ?? []).slice(0, all ? undefined : SHOWN), [answer.data, all])
  const drawing = useDrawing(ticket, items)
  return (
    <section className="lc-section">
      <h3>{t('around.nearby', { n: answer.data?.radius_m ?? 500 })}</h3>
      {(ticket.position !== null || drawing !== undefined) && (
        <WhenNear height_px={180}>
          <GridMap height_px={180} outlines={drawing} place={ticket.position} />
        </WhenNear>
      )}
      {ticket.position === null ? (
        <p className="lc-soft">{t('around.noPoint')}</p>
      ) : (
        <Loaded answer={answer}>
          {({ items: found }) => (
            <>
              {found.length === 0 && <p className="lc-soft">{t('around.noneNearby')}</p>}
              <Neighbours items={items} onOpen={onOpen} />
              {found.length > items.length && (
                <button type="button" className="lx-button" onClick={() => setAll(true)}>
                  {t('around.showAll', { count: found.length })}
                </button>
              )}
            </>
          )}
        </Loaded>
      )}
    </section>
  )
}
