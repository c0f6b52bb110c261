import type { CheckedUnit } from '@lianxin/contract'
import { useLang } from '@lianxin/ui'
import { Table } from 'antd'
import { useTranslation } from 'react-i18next'

import { unitName } from '../ticket/words.ts'

/** What samples say of each unit: so many as told of so many checked. No person is counted. */
export function UnitsTable({ units }: { readonly units: readonly CheckedUnit[] }) {
  const { t } = useTranslation()
  const [language] = useLang()
  return (
    <Table<CheckedUnit>
      size="small"
      rowKey={({ unit }) => unit.id}
      dataSource={[...units]}
      pagination={{ pageSize: 10, showSizeChanger: false, hideOnSinglePage: true }}
      columns={[
        { title: t('inspections.unit'), render: (_, { unit }) => unitName(unit, language) },
        { title: t('inspections.checked'), dataIndex: 'checked', align: 'right' },
        { title: t('inspections.confirmedCount'), dataIndex: 'confirmed', align: 'right' },
        {
          title: t('inspections.share'),
          align: 'right',
          render: (_, { confirmed_percent }) => (confirmed_percent === null ? '—' : `${confirmed_percent}%`),
        },
      ]}
    />
  )
}
