import { CloseOutlined } from '@ant-design/icons'
import { readGrid } from '@lianxin/contract'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { Loaded } from '../app/problem.tsx'
import { BreachList } from '../grids/breaches.tsx'

export const gridQuery = (gridId: string) => ({
  queryKey: ['grid', gridId],
  queryFn: ({ signal }: { readonly signal: AbortSignal }) => call(readGrid, { params: { gridId }, signal }),
  staleTime: 30_000,
})

/** A grid beside the map: its load, its people, what is missing. */
export function GridPanel({ gridId, onClose }: { readonly gridId: string; readonly onClose: () => void }) {
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
              <div>
                <dt>{t('grid.households')}</dt>
                <dd>{grid.households ?? t('grid.unknown')}</dd>
              </div>
              <div>
                <dt>{t('grid.staff')}</dt>
                <dd>{staff.length}</dd>
              </div>
            </dl>
            <BreachList items={breaches} />
            <h3>{t('grid.staff')}</h3>
            <ul className="lc-people">
              {staff.map((one) => (
                <li key={one.id}>
                  <strong>{one.personName}</strong> {t(`duty.${one.duty}`)}
                  {one.telephone && <a href={`tel:${one.telephone}`}>{one.telephone}</a>}
                </li>
              ))}
            </ul>
            <Link to="/grids" search={{ grid: grid.id }}>
              {t('grid.toDetail')}
            </Link>
          </>
        )}
      </Loaded>
    </div>
  )
}
