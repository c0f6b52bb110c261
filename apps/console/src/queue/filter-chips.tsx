import { figureLevelWord, figureWord, parseFigureFilter, readGrid } from '@lianxin/contract'
import { useLang } from '@lianxin/ui'
import { CloseOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { catalogueQuery, unitsQuery } from '../app/queries.ts'
import { unitName } from '../ticket/words.ts'
import { NO_FILTERS } from './nothing-found.tsx'
import { usedFilters, type FilterName, type QueueSearch, type SearchPart } from './search.ts'

/** What each filter in use says, in words. */
export function useFilterWords(search: QueueSearch): (name: FilterName) => string {
  const { t } = useTranslation()
  const [language] = useLang()
  const catalogue = useQuery({ ...catalogueQuery, enabled: search.classCode !== undefined })
  const units = useQuery({ ...unitsQuery, enabled: search.unitId !== undefined || search.figure !== undefined })
  const grid = useQuery({
    queryKey: ['grid', search.gridId],
    queryFn: ({ signal }) => call(readGrid, { params: { gridId: search.gridId ?? '' }, signal }),
    enabled: search.gridId !== undefined,
    staleTime: 300_000,
  })
  return (name) => {
    const value = search[name] ?? ''
    switch (name) {
      case 'state':
        return value
          .split(',')
          .map((state) => t(`state.${state}`))
          .join(t('queue.filter.or'))
      case 'classCode': {
        const found = catalogue.data?.classes.find(({ code }) => code === value)
        return found ? (language === 'en' && found.minorEn !== '' ? found.minorEn : found.minor) : value
      }
      case 'channel':
        return t(`channel.${value}`)
      case 'urgency':
        return t('queue.filter.urgent')
      case 'unitId': {
        const unit = units.data?.items.find(({ id }) => id === value)
        return unit ? unitName(unit, language) : '…'
      }
      case 'due':
        return t(`queue.due.${value}`)
      case 'gridId':
        return grid.data?.grid.name ?? '…'
      case 'bbox':
        return t('queue.filter.viewport')
      case 'dueDay':
      case 'from':
      case 'to':
        return `${t(`queue.filter.${name}`)} ${value}`
      case 'figure': {
        const filter = parseFigureFilter(value)
        const unit = units.data?.items.find(({ id }) => id === filter?.unitId)
        const days = filter && (filter.from === filter.to ? filter.from : `${filter.from} – ${filter.to}`)
        const level = filter?.level === undefined ? '' : figureLevelWord(filter.level, language)
        const words = filter && [figureWord(filter.figure, language), unit && unitName(unit, language), level, days]
        return t('queue.filter.figure', { words: words ? words.filter(Boolean).join(' · ') : value })
      }
      case 'q':
        return t('queue.filter.words', { words: value })
      case 'under':
        return t('queue.filter.under')
    }
  }
}

interface ChipsProps {
  readonly search: QueueSearch
  readonly onChange: (part: SearchPart) => void
}

/** The filters in use, each taken off by itself, or all at once. */
export function FilterChips({ search, onChange }: ChipsProps) {
  const { t } = useTranslation()
  const say = useFilterWords(search)
  const used = usedFilters(search)
  if (used.length === 0) return null
  return (
    <ul className="lc-filter-chips" aria-label={t('queue.filter.used')}>
      {used.map((name) => (
        <li key={name}>
          <button
            type="button"
            className="lc-filter-chip"
            aria-label={t('queue.filter.remove', { filter: say(name) })}
            onClick={() => onChange({ [name]: undefined })}
          >
            <span className="lc-ellipsis">{say(name)}</span>
            <CloseOutlined aria-hidden />
          </button>
        </li>
      ))}
      <li>
        <button type="button" className="lc-filter-chip lc-filter-chip-clear" onClick={() => onChange(NO_FILTERS)}>
          {t('queue.filter.clear')}
        </button>
      </li>
    </ul>
  )
}
