import { EmptyView, LoadingView, ProblemView, useTranslation } from '@lianxin/ui'
import { GridMap } from '@lianxin/ui/map'
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'

import { call } from '../app/api.ts'
import { readGrid, readGridCard } from '../app/operations.ts'
import { useActing } from '../app/session.ts'

const SIDES = ['north', 'east', 'south', 'west'] as const

/** 网格明白卡 of the acting post: the people of the grid, its boundaries, its map. */
export function GridPage(): ReactElement {
  const { t } = useTranslation()
  const { post } = useActing()
  return (
    <main className="page">
      <h1>{t('grid.title')}</h1>
      {post.grid ? <GridCard gridId={post.grid.id} /> : <EmptyView title={t('grid.none')} text={t('grid.noneText')} />}
    </main>
  )
}

function GridCard({ gridId }: { readonly gridId: string }): ReactElement {
  const { t } = useTranslation()
  const [map, setMap] = useState(false)
  const card = useQuery({
    queryKey: ['card', gridId],
    queryFn: ({ signal }) => call(readGridCard, { params: { gridId }, signal }),
  })
  const detail = useQuery({
    queryKey: ['grid', gridId],
    queryFn: ({ signal }) => call(readGrid, { params: { gridId }, signal }),
  })
  if (card.isError) return <ProblemView error={card.error} onRetry={() => void card.refetch()} />
  if (!card.data) return <LoadingView />
  const { grid, names, staff, fourBoundaries } = card.data
  const node = detail.data?.grid
  const outlines = {
    type: 'FeatureCollection' as const,
    features: detail.data?.polygon
      ? [
          {
            type: 'Feature',
            properties: { name: grid.name },
            geometry: { type: 'MultiPolygon', coordinates: detail.data.polygon },
          },
        ]
      : [],
  }
  return (
    <>
      <section className="box">
        <h2>{grid.name}</h2>
        <p className="lx-hint">{names.join(' › ')}</p>
        <p className="lx-hint">{t('grid.code', { code: grid.code })}</p>
        {node && (
          <p>
            {node.households !== null && `${t('grid.households', { n: node.households })} · `}
            {t('grid.open', { n: node.openTickets })} · {t('grid.overdue', { n: node.overdueTickets })}
          </p>
        )}
      </section>
      <section className="box">
        <h2>{t('grid.staff')}</h2>
        {staff.length === 0 && <p>{t('grid.noStaff')}</p>}
        <ul className="units">
          {staff.map(({ name, duty, telephone }) => (
            <li key={`${duty} ${name} ${telephone}`}>
              <span>
                <small>{t(`duty.${duty}`)}</small>
                {name}
              </span>
              {telephone !== '' && (
                <a className="lx-button" href={`tel:${telephone}`} aria-label={t('units.call', { name, telephone })}>
                  {telephone}
                </a>
              )}
            </li>
          ))}
        </ul>
      </section>
      <section className="box">
        <h2>{t('grid.boundaries')}</h2>
        <dl className="sides">
          {SIDES.map((side) => (
            <div key={side}>
              <dt>{t(`grid.${side}`)}</dt>
              <dd>{fourBoundaries[side] || '–'}</dd>
            </div>
          ))}
        </dl>
        {outlines.features.length > 0 && (
          <button type="button" className="lx-button" aria-expanded={map} onClick={() => setMap(!map)}>
            {t(map ? 'ticket.closeMap' : 'ticket.showMap')}
          </button>
        )}
        {map && <GridMap outlines={outlines} />}
      </section>
    </>
  )
}
