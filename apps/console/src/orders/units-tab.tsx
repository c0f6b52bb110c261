import { listOverdueUnits, type OverdueUnit } from '@lianxin/contract'
import { formatInstant, useLang } from '@lianxin/ui'
import { useQuery } from '@tanstack/react-query'
import { Table } from 'antd'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { Loaded, Nothing } from '../app/problem.tsx'
import { unitName } from '../ticket/words.ts'

/** Units with matters past their time; units, never persons. */
export function UnitsTab() {
  const { t } = useTranslation()
  const [language] = useLang()
  const answer = useQuery({
    queryKey: ['alarms', 'units'],
    queryFn: ({ signal }) => call(listOverdueUnits, { signal }),
  })
  return (
    <>
      <p className="lc-soft">{t('orders.unitsAbout')}</p>
      <Loaded answer={answer}>
        {({ items }) =>
          items.length === 0 ? (
            <Nothing text={t('orders.noUnits')} />
          ) : (
            <Table<OverdueUnit>
              size="small"
              rowKey={({ unit }) => unit.id}
              dataSource={items}
              pagination={{ pageSize: 50, showSizeChanger: false, hideOnSinglePage: true }}
              columns={[
                { title: t('orders.unit'), render: (_, { unit }) => unitName(unit, language) },
                { title: t('orders.overdueOpen'), dataIndex: 'overdue', align: 'right' },
                { title: t('orders.reminded'), dataIndex: 'reminded', align: 'right' },
                { title: t('orders.criticised'), dataIndex: 'criticised', align: 'right' },
                { title: t('orders.oldest'), render: (_, { oldestDueAt }) => formatInstant(oldestDueAt, language) },
              ]}
            />
          )
        }
      </Loaded>
    </>
  )
}
