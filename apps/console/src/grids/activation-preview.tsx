import { previewActivation } from '@lianxin/contract'
import { useQuery } from '@tanstack/react-query'
import { Alert, Table } from 'antd'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { Loaded } from '../app/problem.tsx'

/** What activation would change: grids, their people and households, and open tickets. */
export function ActivationPreview() {
  const { t } = useTranslation()
  const answer = useQuery({
    queryKey: ['grid-preview'],
    queryFn: ({ signal }) => call(previewActivation, { signal }),
    staleTime: 0,
  })
  return (
    <Loaded answer={answer}>
      {({ grids, moves }) => {
        const tickets = moves.reduce((sum, move) => sum + move.tickets, 0)
        return (
          <section className="lc-section" aria-label={t('gridPreview.title')}>
            <h2>{t('gridPreview.title')}</h2>
            <Alert
              showIcon
              type={tickets > 0 ? 'warning' : 'info'}
              title={tickets > 0 ? t('gridPreview.tickets', { count: tickets }) : t('gridPreview.noTickets')}
              {...(tickets > 0 ? { description: t('gridPreview.ticketsStay') } : {})}
            />
            {moves.length > 0 && (
              <ul className="lc-plain-list">
                {moves.map(({ from, to, tickets: count }) => (
                  <li key={`${from.id} ${to?.id ?? ''}`}>
                    {t('gridPreview.move', { count, from: from.name, to: to?.name ?? t('gridPreview.nowhere') })}
                  </li>
                ))}
              </ul>
            )}
            <Table
              size="small"
              rowKey="id"
              dataSource={[...grids]}
              pagination={{ pageSize: 12, hideOnSinglePage: true, showSizeChanger: false }}
              columns={[
                { title: t('gridPreview.grid'), dataIndex: 'name' },
                { title: t('gridPreview.change'), render: (_, row) => t(`gridPreview.changes.${row.change}`) },
                {
                  title: t('gridPreview.area'),
                  align: 'right',
                  render: (_, row) => changeOf(row.areaBefore_m2, row.areaAfter_m2),
                },
                { title: t('grid.households'), align: 'right', render: (_, row) => row.households ?? '—' },
                { title: t('grid.staff'), align: 'right', dataIndex: 'staff' },
                { title: t('grid.open'), align: 'right', dataIndex: 'openTickets' },
              ]}
            />
          </section>
        )
      }}
    </Loaded>
  )
}

const hectares = (area_m2: number): string => (area_m2 / 10_000).toFixed(2)

/** `10.59 → 10.60（+84 m²）`: what a corner moves is often less than the second decimal of a hectare. */
function changeOf(before_m2: number, after_m2: number): string {
  const by_m2 = Math.round(after_m2 - before_m2)
  return `${hectares(before_m2)} → ${hectares(after_m2)} (${by_m2 > 0 ? '+' : ''}${by_m2} m²)`
}
