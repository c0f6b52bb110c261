import { CloseOutlined, PhoneOutlined, PrinterOutlined } from '@ant-design/icons'
import { readGrid, type GridFigures } from '@lianxin/contract'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { Loaded } from '../app/problem.tsx'
import { BreachList } from '../grids/breaches.tsx'
import { FIGURES, writeValue } from './figures.ts'

export const gridQuery = (gridId: string) => ({
  queryKey: ['grid', gridId],
  queryFn: ({ signal }: { readonly signal: AbortSignal }) => call(readGrid, { params: { gridId }, signal }),
  staleTime: 30_000,
})

/** A grid beside the map: its load, its people, what is missing. */
export function GridPanel({
  gridId,
  figures,
  onClose,
}: {
  readonly gridId: string
  /** Numbers of the grid; none for posts that see no tickets. */
  readonly figures: GridFigures | undefined
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const answer = useQuery(gridQuery(gridId))
  return (
    <div className="lc-panel">
      <Loaded answer={answer}>
        {({ grid, ancestors, staff, breaches }) => (
          <>
            <header className="lc-pane-line">
              <h2 className="lc-grow">{grid.name}</h2>
              <Button type="text" aria-label={t('action.close')} icon={<CloseOutlined />} onClick={onClose} />
            </header>
            <p className="lc-soft">
              {ancestors.map((one) => one.name).join(' › ')} · {grid.code}
            </p>
            <dl className="lc-numbers">
              <div>
                <dt>{t('grid.open')}</dt>
                <dd>
                  <Link to="/queue" search={{ list: 'open', under: grid.path }}>
                    {grid.openTickets}
                  </Link>
                </dd>
              </div>
              <div data-alarm={grid.overdueTickets > 0}>
                <dt>{t('grid.overdue')}</dt>
                <dd>
                  <Link to="/queue" search={{ list: 'overdue', under: grid.path }}>
                    {grid.overdueTickets}
                  </Link>
                </dd>
              </div>
              {figures && (
                <div>
                  <dt>{t('mapPage.figures.onTime')}</dt>
                  <dd>{writeValue('onTime', FIGURES.onTime.of(figures))}</dd>
                </div>
              )}
              {figures && figures.visitsDue !== null && (
                <div>
                  <dt>{t('mapPage.figures.visitsDue')}</dt>
                  <dd>
                    <Link to="/grids" search={{ grid: grid.id }} hash="visits">
                      {figures.visitsDue}
                    </Link>
                  </dd>
                </div>
              )}
              <div>
                <dt>{t('grid.households')}</dt>
                <dd>{grid.households ?? t('grid.unknown')}</dd>
              </div>
            </dl>
            {figures && (
              <p className="lc-soft">{t('mapPage.onTimeOf', { settled: figures.settled, onTime: figures.onTime })}</p>
            )}
            <BreachList items={breaches} />
            <h3>{t('grid.staff')}</h3>
            {staff.length === 0 && <p className="lc-soft">{t('grid.noStaff')}</p>}
            <ul className="lc-people">
              {staff.map((one) => (
                <li key={one.id}>
                  <strong>{one.personName}</strong> {t(`duty.${one.duty}`)}
                  {one.telephone && (
                    <a href={`tel:${one.telephone}`}>
                      <PhoneOutlined aria-hidden /> {one.telephone}
                    </a>
                  )}
                </li>
              ))}
            </ul>
            <p className="lc-panel-links">
              <Link to="/queue" search={{ list: 'open', under: grid.path }}>
                {t('mapPage.toQueue')}
              </Link>
              <Link to="/grids" search={{ grid: grid.id }}>
                {t('grid.toDetail')}
              </Link>
              <Link to="/grid-card/$gridId" params={{ gridId: grid.id }}>
                <PrinterOutlined aria-hidden /> {t('gridCard.print')}
              </Link>
            </p>
          </>
        )}
      </Loaded>
    </div>
  )
}
