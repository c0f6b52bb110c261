import { Button } from 'antd'
import { useTranslation } from 'react-i18next'

import { Nothing } from '../app/problem.tsx'
import { FILTERS, type SearchPart, type WorkList } from './search.ts'

interface NothingFoundProps {
  readonly list: WorkList
  readonly isFiltered: boolean
  readonly onChange: (part: SearchPart) => void
}

/** Every filter taken out of the address. */
export const NO_FILTERS: SearchPart = Object.fromEntries(FILTERS.map((name) => [name, undefined]))

/** An empty list: with filters it offers to take them off, without it says why that is fine. */
export function NothingFound({ list, isFiltered, onChange }: NothingFoundProps) {
  const { t } = useTranslation()
  if (isFiltered)
    return (
      <Nothing text={t('queue.empty.filtered')} hint={t('queue.empty.filteredHint')}>
        <Button type="primary" onClick={() => onChange(NO_FILTERS)}>
          {t('queue.filter.clear')}
        </Button>
        {list !== 'all' && <Button onClick={() => onChange({ list: 'all' })}>{t('queue.empty.everywhere')}</Button>}
      </Nothing>
    )
  return <Nothing text={t('queue.empty.list')} hint={t(`queue.empty.${list === 'overdue' ? 'good' : 'other'}`)} />
}
