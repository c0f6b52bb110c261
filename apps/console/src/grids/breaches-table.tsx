import { listBreaches } from '@lianxin/contract'
import { useQuery } from '@tanstack/react-query'
import { Button, Table } from 'antd'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { Loaded, Nothing } from '../app/problem.tsx'

const RULES = [
  'fullTimeWorkerMissing',
  'leaderMissing',
  'leaderNotOfficial',
  'tooFewStaff',
  'loadOutsideRange',
] as const

/** Vacancies and breaches of the staffing rules over all grids of the territory. */
export function Breaches({ onOpen }: { readonly onOpen: (gridId: string) => void }) {
  const { t } = useTranslation()
  const answer = useQuery({
    queryKey: ['grid', 'breaches'],
    queryFn: ({ signal }) => call(listBreaches, { query: {}, signal }),
  })
  return (
    <Loaded answer={answer}>
      {({ items, grids }) =>
        items.length === 0 ? (
          <Nothing text={t('breach.none', { count: grids })} />
        ) : (
          <>
            <p className="lc-soft">{t('breach.summary', { count: items.length, grids })}</p>
            <Table
              size="small"
              rowKey={(row) => row.gridId + row.rule}
              dataSource={[...items]}
              pagination={{ pageSize: 20, showSizeChanger: false }}
              columns={[
                {
                  title: t('breach.grid'),
                  render: (_, row) => (
                    <Button type="link" size="small" onClick={() => onOpen(row.gridId)}>
                      {row.gridName}
                    </Button>
                  ),
                },
                { title: t('breach.code'), dataIndex: 'gridCode' },
                {
                  title: t('breach.rule'),
                  render: (_, row) => t(`breach.${row.rule}`),
                  filters: RULES.map((rule) => ({ text: t(`breach.${rule}`), value: rule })),
                  onFilter: (value, row) => row.rule === value,
                },
                {
                  title: t('breach.is'),
                  render: (_, row) => t('breach.found', { found: row.found, wanted: row.wanted }),
                },
              ]}
            />
          </>
        )
      }
    </Loaded>
  )
}
